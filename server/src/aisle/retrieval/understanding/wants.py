"""Whether a question is after products, after knowledge, or could be after either."""

import re

from aisle.retrieval.types import Wants

_POLICY = re.compile(
    r"\b(?:returns?|returned|returning|refund\w*|exchang\w+|send (?:it|them|this|something|an? \w+) back|(?:you|do|does|it|to|can|will|free) ship|ships? (?:to|from|it|within|abroad|internationally|my|worldwide)|shipping|deliver\w*"
    r"|postage|warrant\w+|guarantee\w*|opening (?:hours|times)|open on|contact|phone number|e-?mail|track(?:ing)? (?:my|an|the)|tracking|my order|order status"
    r"|cancel\w*|pay(?:ment|pal|ing)?|klarna|invoice|vat|customs|discounts|discount codes?|promo(?:tion)?s?(?: codes?)?|coupons?|vouchers?|loyalty"
    r"|privacy (?:policy|notice)|data protection|complain\w*|store locations?|click and collect|policy|policies|price match\w*|size (?:guide|chart)|repairs?(?! (?:kit|patch|tape))"
    r"|versand\w*|lieferung|lieferzeit|rückgabe\w*|rücksendung\w*|zurück(?:geben|schicken|senden)|umtausch\w*|garantie|erstattung"
    r"|öffnungszeiten|widerruf\w*|bestellung|zahlung\w*|livraison|retours?|retourner|rembours\w+|échang\w+|horaires|commande"
    r"|envíos?|devoluci[oó]n\w*|devolver|reembolso|garant[ií]a|pedido|horario|spedizion\w+|res[oi]|restitu\w+|rimbors\w+|garanzia"
    r"|ordine|orari|verzending|verzendkosten|retourneren|terugsturen|bezorg\w+|levertijd|bestelling|openingstijden)\b",
    re.IGNORECASE,
)
_HOW_TO = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please|so|and|ok)\W+)*(?:how (?:do|can|should|to|often|does|is|are|would|long (?:do|does|will|can|until|before|after))"
    r"|can i (?:wash|machine|clean|use|repair|return|put|leave|store|iron|tumble|take|get|change)|should i (?:wash|use|store)"
    r"|why|what(?:['’]s| is| are| does)(?: the| an?)? (?:difference|meaning|best way|policy|point|purpose|mean)|what does|what happens"
    r"|when (?:do|does|will|can|should|is)|where (?:do|can|is|are)|who|explain|tell me (?:about|how|why)|is it (?:safe|ok|possible)"
    r"|wie (?:\w+ )?(?:wasche|pflege|lange|oft|kann|funktioniert|reinige|repariere|stelle)|warum|wann|wo\b|was ist (?:der|die) unterschied"
    r"|comment|pourquoi|quand|où|cómo|como|por qué|cuándo|dónde|come|perché|quando|dove|hoe|waarom|wanneer|waar)\b"
    r"|\bwhat (?:do|should|can) i do\b|^\W*my (?!budget|limit|price|size|height|max)[\w\s]{1,40}\b(?:is|are|has|have|smells?|leaks?|won['’]t|doesn['’]t|broke\w*|tore|split)\b"
    r"|\b(?:wash|clean|care for|waterproof again|reproof|re-proof|maintain|store) (?:my|a|the|an|it|them)\b",
    re.IGNORECASE,
)
_SEEKING = re.compile(
    r"\b(?:show me|looking for|look for|search(?:ing)? for|recommend|suggest|i(?:['’]m| am)? (?:need|want|after)|want to buy|buy|shopping for"
    r"|do you (?:have|sell|stock|carry)|(?:have|got) (?:you )?any|are there any|which \w+ (?:should|would|do you|is best|is good|are)"
    r"|gift for|present for|something (?:for|to|that|with)|find me|get me|best \w+ for|what \w+ (?:do you|would you|should i)"
    r"|zeig\w* mir|ich suche|suche|ich brauche|habt ihr|haben sie|gibt es|empfehl\w+|je cherche|cherche|montrez|avez-vous|il me faut"
    r"|recommand\w+|busco|necesito|tienen|tenéis|recomiend\w+|cerco|avete|consigli\w+|mostrami|ik zoek|zoek|hebben jullie|hebt u)\b",
    re.IGNORECASE,
)
# Sizes of one system in another are in size guides, and the products of that size are no answer.
_CONVERTS = re.compile(
    r"\b(?:uk|eu|us|fr|it)\b[^.?!]*\b(?:in|to|as|into|en)\s+(?:an? |the )?(?:uk|eu|us|fr|it)\b", re.IGNORECASE
)
_COMPARES = re.compile(
    r"\bwhich (?:one )?(?:is|are|has|would be|weighs?) (?:the )?(?:\w+er|more|less|better)\b[^?]*\bor\b|\b(?:compare|comparison|versus|vs\.?|differences? between|vergleich\w*|unterschied\w* zwischen|compare[rz]?|comparaison|diff[ée]rences? entre"
    r"|comparar?|diferencias? entre)(?:\b|(?<=\.))",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\W*(?:how (?:\w+ )?(?:is|are|does)|is|are|was|does|do|did|can|could|will|would|has|have|ist|sind|hat|kann|est-ce|est|sont|peut|puis|es|son|está|puede|puedo"
    r"|è|sono|posso|kan|zijn|heeft)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"^\W*(?:do you (?:have|sell|stock|carry)|are there|is there|have you|can you (?:recommend|show|find|suggest)|could you"
    r"|can i (?:get|have|see|buy)|would you recommend)\b",
    re.IGNORECASE,
)


def wants_of(text: str, *, has_limits: bool) -> Wants:
    """Say what a question is after.

    Args:
        text: The question.
        has_limits: Whether a price, an order or values of the store were read out of it.
    """
    seeks = _SEEKING.search(text) is not None
    if _POLICY.search(text) or _HOW_TO.search(text) or _CONVERTS.search(text):
        return Wants.EITHER if seeks and has_limits else Wants.KNOWLEDGE
    if seeks or (has_limits and not asks_about_one(text)):
        return Wants.PRODUCTS
    return Wants.EITHER


def asks_about_one(text: str) -> bool:
    """Say whether a question asks something of things it names ("is the ... waterproof?", "compare") rather than for things.

    Limits would then hide the thing itself whenever the answer is no.
    """
    if _COMPARES.search(text):
        return True
    return _YES_NO.search(text) is not None and _OFFER.search(text) is None
