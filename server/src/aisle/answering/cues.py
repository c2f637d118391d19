"""How shoppers say hello, ask for a person, compare, choose and refer back, per language.

Every pattern is matched against the question in small letters. They are cues, not grammar: each is kept narrow
enough that a product question cannot be taken for something else.
"""

from __future__ import annotations

import re
from re import Pattern


def _any(*parts: str) -> Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in parts))


_POLITE = r"(?:[\s,.!?:)(¡¿]|there|all|team|everyone|so much|a lot|very much|bitte|zusammen|beaucoup|bien|muchas|vielen|schön|again|mille|molte|tante|a tutti|allemaal|hartelijk|heel erg|wel)*"

GREETING = re.compile(
    rf"^{_POLITE}(?:hi+|hello+|hey+|hiya|yo|good (?:morning|afternoon|evening|day)|how are you|hallo|guten (?:tag|morgen|abend)"
    rf"|moin|servus|grüezi|bonjour|bonsoir|salut|coucou|hola|buenos d[ií]as|buenas(?: tardes| noches)?|ciao|salve|buongiorno|buonasera|hoi|goede(?:morgen|middag|navond|ndag)|goeden?dag)(?:{_POLITE}(?:how are you))?{_POLITE}$"
)
THANKS = re.compile(
    rf"^{_POLITE}(?:thanks?(?: you)?|thx|ty|cheers|great|perfect|brilliant|ok(?:ay)?|cool|nice|got it|that helps|danke(?:schön)?|(?:vielen |besten )dank|super|prima"
    rf"|merci|parfait|gracias|perfecto|vale|(?:molte |tante )?grazie|perfetto|va bene|bedankt|dank ?(?:je|u)|dankjewel|dankuwel|top)(?:{_POLITE}(?:thanks?(?: you)?|for (?:your|the) help|danke|merci|gracias|grazie|bedankt|that helps))?{_POLITE}$"
)
BYE = re.compile(
    rf"^{_POLITE}(?:(?:good)?\s?bye(?: bye)?|see (?:you|ya)(?: later)?|tschüss?|ciao|auf wiedersehen|au revoir|à bientôt|adi[oó]s|hasta luego|arrivederci|a presto|tot ziens|doei|doeg){_POLITE}$"
)

# Said after a person was offered, it takes the offer.
ASSENT = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|sure|please|ok(?:ay)?|go ahead|ja|gerne|klar|oui|d'accord|volontiers|sí|si|claro|vale|sì|certo|va bene|graag|prima)"
    r"(?:[\s,.!]*(?:please|do|that|go ahead|bitte|gerne?|s'il (?:te|vous) pla[iî]t|por favor|per favore|alstublieft|graag|danke|merci|thanks))*\W*$"
)

# Carts can't be filled here, so a person or the shop's own pages have to.
CART = _any(
    r"\b(?:add|put)\b[^.?!]{0,40}\b(?:to|in|into) (?:my |the |your )?(?:shopping )?(?:cart|basket|bag|trolley)\b",
    r"\b(?:leg|pack|tu)\w*\b[^.?!]{0,40}\b(?:in den|in meinen) warenkorb\b",
    r"\b(?:ajoute|mets|mettez)\w*\b[^.?!]{0,40}\b(?:au|dans (?:le|mon)) panier\b",
    r"\b(?:añad|agreg|pon)\w*\b[^.?!]{0,40}\b(?:al|en (?:el|mi)) (?:carrito|cesta)\b",
    r"\b(?:aggiung|mett)\w*\b[^.?!]{0,40}\b(?:al|nel(?: mio)?) carrello\b",
    r"\b(?:voeg|leg|doe)\b[^.?!]{0,40}\b(?:aan|in) (?:de|mijn|het) (?:winkelwagen|winkelmand(?:je)?)\b",
)

PERSON = _any(
    r"\b(?:talk|speak|chat|connect me|put me through|get me|transfer me)\b[^.?!]{0,30}\b(?:human|person|someone|somebody|agent|advisor|"
    r"representative|staff|people|operator|customer services?|team)\b",
    r"\b(?:real|actual|live) (?:human|person|agent)\b",
    r"^\W*(?:human|agent|person|operator|representative|customer service)(?: please)?\W*$",
    r"\bi (?:want|need|would like|'d like) (?:a |an )?(?:human|person|agent|operator)\b",
    r"\b(?:mit (?:einem|einer|jemandem?)|einen) (?:echten? )?(?:menschen|mitarbeiter(?:in)?|person|berater(?:in)?)\b",
    r"\bmit jemandem (?:sprechen|reden)\b",
    r"\bparler (?:à|avec) (?:un|une|quelqu)",
    r"\bun (?:conseiller|humain)\b",
    r"\bhablar con (?:una?|alguien)\b",
    r"\bun (?:humano|agente)\b",
    r"\bparlare con (?:un[ao]?|qualcuno)\b",
    r"\bun (?:operatore|addetto|essere umano)\b",
    r"\b(?:met|naar) (?:iemand|een (?:mens|medewerker|persoon)) (?:spreken|praten|chatten)\b",
    r"\been (?:echt mens|echte persoon|medewerker)\b",
)

# What the shop has said of itself: its telephone and mail, whatever its guides say.
CONTACT = _any(
    r"\b(?:your|the (?:shop|store)['’]?s?) (?:(?:tele)?phone|e-?mail|contact)(?: (?:number|address|details?))?\W*$",
    r"^\W*how (?:can|do|could|may|would) (?:i|we) (?:get in touch|(?:contact|reach|call|phone|ring|e-?mail|write to) (?:you|the (?:shop|store)))\b",
    r"\b(?:eure|ihre|deine) (?:telefonnummer|e-?mail(?:-?adresse)?)\W*$",
    r"^\W*wie (?:kann ich (?:euch|sie|dich) (?:\w+ )?(?:erreichen|kontaktieren|anrufen)|erreiche ich (?:euch|sie|dich))\b",
    r"\bvotre (?:numéro de téléphone|téléphone|(?:adresse )?(?:e-?mail|courriel|mail))\W*$",
    r"^\W*comment (?:puis-je |peut-on )?vous (?:contacter|joindre|appeler|écrire)\b",
    r"\b(?:su|vuestro|tu) (?:(?:número de )?teléfono|(?:correo(?: electrónico)?|e-?mail))\W*$",
    r"^\W*¿?cómo (?:puedo |os puedo |les puedo )?(?:contactar|llamar)",
    r"\b(?:vostro|vostra) (?:numero di telefono|telefono|(?:indirizzo )?e-?mail)\W*$",
    r"^\W*come (?:posso )?(?:contattarvi|chiamarvi|scrivervi)\b",
    r"\b(?:jullie|uw|je) (?:telefoonnummer|e-?mail(?:adres)?)\W*$",
    r"^\W*hoe (?:kan ik (?:jullie|u|je) (?:bereiken|contacteren|bellen)|bereik ik (?:jullie|u|je))\b",
)

ORDER_STATUS = _any(
    r"\bwhere(?:'s| is| are)? (?:is )?my (?:order|parcel|package|delivery|stuff|refund|things|tent|boots|rucksack)\b",
    r"\b(?:track|status of|check(?: on)?|change|cancel|find|look up) my (?:order|parcel|package|delivery)\b",
    r"\bmy (?:order|parcel|package|delivery|refund)\b[^.?!]{0,40}\b(?:arrived?|come|late|status|shipped|dispatched|missing|lost|here yet|gone|delayed)\b",
    r"\bhas my (?:order|parcel|package|refund)\b",
    r"\bwhen will my (?:order|parcel|package|delivery|refund|tent|boots|rucksack)\b",
    r"\border (?:number|no\.?|#)? ?[#a-z]{0,4}-?\d{4,}\b",
    r"\bwo (?:ist|bleibt) mein(?:e)? (?:bestellung|paket|lieferung|sendung)\b",
    r"\bwann kommt mein(?:e)? (?:bestellung|paket|lieferung|sendung)\b",
    r"\b(?:meine|meiner) (?:bestellung|lieferung) (?:verfolgen|status|stornieren)\b",
    r"\bstatus meiner (?:bestellung|lieferung)\b",
    r"\boù (?:est|en est) (?:ma commande|mon colis)\b",
    r"\bsuivre (?:ma commande|mon colis)\b",
    r"\bquand (?:arrive|arrivera) (?:ma commande|mon colis)\b",
    r"\bd[oó]nde est[aá] mi (?:pedido|paquete)\b",
    r"\bcu[aá]ndo llega(?:r[aá])? mi (?:pedido|paquete)\b",
    r"\bestado de mi pedido\b",
    r"\bdov(?:e|'è|e è|'e) (?:è )?(?:il mio|la mia) (?:ordine|pacco|spedizione|consegna)\b",
    r"\bquando arriva (?:il mio|la mia) (?:ordine|pacco|spedizione|consegna)\b",
    r"\bstato del mio ordine\b",
    r"\bwaar (?:is|blijft) mijn (?:bestelling|pakket|pakje|levering|zending)\b",
    r"\bwanneer komt mijn (?:bestelling|pakket|pakje|levering)\b",
    r"\bstatus van mijn bestelling\b",
)

COMPARE = _any(
    r"\bcompare\b",
    r"\bcomparison\b",
    r"\bvs\.?\b",
    r"\bversus\b",
    r"\bdif\w{3,9} between\b",  # also mistyped
    r"\bwhat(?:'?s| is) the difference\b",
    r"\bhow do (?:they|these|those|the two) (?:differ|compare)\b",
    r"\bside by side\b",
    r"\bwhich (?:one )?(?:is|are|has|would be|weighs?) (?:the )?(?:\w+er|more|less|better)\b[^?]*\bor\b",
    r"\bvergleich\w*\b",
    r"\bunterschied\w* zwischen\b",
    r"\bwas ist der unterschied\b",
    r"\bcompar(?:e|er|ez|aison|a|ar|ación|ame)\b",
    r"\bdiff[ée]rences? entre\b",
    r"\bdiferencias? entre\b",
    r"\bconfront(?:a|are|ami|iamo|o|ate)\b",
    r"\bparagona(?:re)?\b",
    r"\bdifferenz[ae] (?:tra|fra)\b",
    r"\b(?:qual è|che) (?:la )?differenza\b",
    r"\bvergelijk(?:en|ing)?\b",
    r"\bverschil(?:len)? tussen\b",
    r"\bwat is het verschil\b",
    r"\bquelle est la différence\b",
    r"\bcuál es la diferencia\b",
)

# "Is A lighter than B?"; what is held against a number is limited by it, not compared.
_NO_NUMBER = r"(?!\W*(?:\d|minus|zero|null))"
THAN = _any(
    rf"^\W*(?:is|are|does)\b(?! (?:there|any)).*\b(?:\w{{3,}}er|worse|(?:more|less) \w+) than\b{_NO_NUMBER}",
    rf"^\W*(?:ist|sind|wiegt)\b.*\b\w{{3,}}er als\b{_NO_NUMBER}",
    rf"^\W*(?:est|sont)\b.*\b(?:plus|moins) \w+ qu(?:e\b|'){_NO_NUMBER}",
    rf"^\W*(?:es|son|pesa)\b.*\b(?:más|menos) (?:\w+ )?que\b{_NO_NUMBER}",
    rf"^\W*(?:è|sono|pesa)\b.*\b(?:più|meno) (?:\w+ )?(?:di|del|della|dello)\b{_NO_NUMBER}",
    rf"^\W*(?:is|zijn|weegt)\b.*\b\w{{3,}}er dan\b{_NO_NUMBER}",
)

CHOOSE = _any(
    r"^\W*(?:so |ok |and )*which (?:one|of (?:them|these|those)|of the (?:two|three))\b|\bwhich of the \w+ would you\b",
    r"\bwhich (?:one )?would you (?:take|choose|pick|recommend|buy|get|go for|suggest)\b",
    r"^\W*(?:so |ok )*(?:which|what) (?:is|one is|one's) (?:the )?(?:best|better)(?: one)?(?: then| for me)?\W*$",
    r"\bwhich (?:one )?is (?:best|better)(?: for me| then)?\W*$",
    # "Which is lighter?" of those shown; with a noun behind it ("which is the warmest jacket?") it is a question of its own.
    r"^\W*(?:so |ok |and )*(?:which|what)(?: one)?(?: is|'?s| are| weighs?| costs?) (?:the )?(?:(?:more|less|most|least) \w+|\w+er|\w+est|less|least)"
    r"(?: ones?)?(?: of (?:them|these|those|the (?:two|three)))?\W*$",
    r"^\W*(?:und |also )?welche[rsn]? ist (?:(?:der|die|das|am) )?\w{3,}(?:er|ste[nrs]?)\W*$",
    r"^\W*(?:et |alors )?(?:lequel|laquelle) est (?:le |la )?(?:plus|moins) \w+\W*$",
    r"^\W*(?:y |entonces )?cu[aá]l es (?:el |la )?(?:más|menos) \w+\W*$",
    r"^\W*(?:e |allora )?qual è (?:il |la )?(?:più|meno) \w+\W*$",
    r"^\W*(?:en |dus )?welke is (?:de |het )?\w{3,}(?:er|ste)\W*$",
    r"\bwhich (?:one )?should i (?:take|choose|pick|buy|get)\b",
    r"\bwelche[rsn]? (?:davon|von (?:diesen|den|beiden)|würdest du|würden sie|soll(?:te)? ich|empfiehlst du|empfehlen sie|ist besser|"
    r"ist (?:der|die|das) beste)\b",
    r"^\W*(?:also |und |na )*welche[rsn]?(?: (?:also|denn|nun|dann|jetzt))*\W*$",
    r"\b(?:lequel|laquelle|lesquels|lesquelles)\b(?! (?:est|sont) (?:la |le )?(?:plus|moins)\b)",
    r"^\W*(?:y |entonces |pues )*cu[aá]l(?: entonces| pues)?\W*$",
    r"\bcu[aá]l (?:de (?:las|los) \w+ )?(?:elegir[ií]as?|me llevo|debo|deber[ií]a|comprar[ií]as?)\b",
    r"^\W*(?:e |allora |quindi )*quale(?: allora| quindi| dunque)?\W*$",
    r"\bqual[ei]? (?:(?:di|tra|fra) (?:questi|queste|loro|essi|esse)|(?:degli|dei|delle) \w+ (?:prenderesti|sceglieresti|consigli)|mi consigli\w*|"
    r"(?:devo|dovrei) (?:prendere|scegliere|comprare)|prenderesti|sceglieresti|prendo|è (?:il|la) miglior\w*|è meglio)\b",
    r"^\W*(?:en |dus |nou )*welke(?: dan| dus| nou| nu)*\W*$",
    r"\bwelke (?:van (?:deze|die|de (?:twee|drie)|beide)|van de \w+ zou|zou (?:je|jij|u)|moet ik|zal ik|raad je|raadt u|is (?:de )?beste?|is beter|neem ik)\b",
    r"\bcu[aá]l (?:de (?:ellos|ellas|estos|estas|los|las)|me recomiend\w*|elegir[ií]as?|es mejor|me quedo|compro)\b",
)

CORRECTION = _any(
    r"\b(?:that(?:'s| is|s)?|it(?:'s| is)) (?:not|wasn't|isn't) what i (?:meant|asked|wanted|mean|was asking)\b",
    r"\bthat(?:'s)?(?: was|'s)? ?(?:not|n't|wasn't|isn't) (?:it|right|what i)\b",
    r"\bthat wasn't what i\b",
    r"\byou (?:misunderstood|got (?:it|that|me) wrong)\b",
    r"\bnot what i (?:meant|asked|wanted)\b",
    r"\b(?:no|nein|non),? i (?:meant|mean|said)\b",
    r"\bdas (?:meinte ich nicht|habe ich nicht gemeint|war nicht gemeint)\b",
    r"\bfalsch verstanden\b",
    r"\bce n'est pas ce que je (?:voulais|demandais)\b",
    r"\bvous m'avez mal compris\b",
    r"\bno es lo que (?:quer[ií]a|pregunt[eé]|ped[ií])\b",
    r"\bnon (?:è quello che|intendevo|volevo dire)\b",
    r"\bmi hai capito male\b",
    r"\bdat bedoel(?:de)? ik niet\b",
    r"\bverkeerd begrepen\b",
    r"\b(?:no|nee),? (?:intendevo|volevo dire|ik bedoel(?:de)?)\b",
    r"\bno me (?:refer[ií]a|has entendido)\b",
)
CORRECTED_TO = re.compile(
    r"\bi (?:meant|mean|said|wanted|was asking about)\b[\s,:]*(.+)$|\bich meinte[\s,:]*(.+)$|\bje voulais dire[\s,:]*(.+)$"
    r"|\bquer[ií]a decir[\s,:]*(.+)$|\bme refer[ií]a a[\s,:]*(.+)$"
    r"|\b(?<!non )(?:intendevo|volevo dire)[\s,:]*(.+)$|\bik bedoel(?:de)?\b(?! (?:ik )?niet)[\s,:]*(.+)$"
)

CONTINUES = re.compile(
    r"^\W*(?:ok(?:ay)?[\s,]+|so[\s,]+|no[\s,]+)?(?:and|or|but|also|what about|how about|what if|und|oder|aber|auch|was ist mit|wie wäre es mit|et|ou|mais|"
    r"qu'en est-il d[eu]s?|et pour|y|o|pero|también|qué tal|y para|e|ed|ma|oppure|anche|invece|che ne dici di|en|of|maar|ook|hoe zit het met|wat dacht je van)\b[\s,:]*"
)
NEW_FRAME = re.compile(
    r"^\W*(?:and|or|but|also|und|aber|et|mais|y|pero|e|ma|en|maar)\b[\s,]+(?=(?:do|does|can|could|how|what|when|where|is|are|will)\b)"
)

PRONOUN = re.compile(
    r"\b(?:it|its|it's|they|them|their|these|those|this|that one|this one|that|the (?:first|second|third|last|other) one|one|ones|"
    r"er|sie|es|ihn|davon|dieser|diese|dieses|den|das|il|elle|ils|elles|celui-ci|celle-ci|celui|celle|ça|le|la|les|"
    r"lo|la|este|esta|ese|esa|los|las|ellos|lui|lei|esso|essa|questo|questa|quello|quella|li|gli|het|hij|zij|ze|hem|deze|dit|die|dat)\b"
)
STRONG_PRONOUN = re.compile(
    r"\b(?:it|its|it's|they|them|these|those|this one|that one|(?:the )?(?:first|second|third|last|other) one|davon|dieser|dieses|"
    r"celui-ci|celle-ci|celles-ci|ceux-ci|ça|este|ese|esa|ellos|ellas|questo|questa|quello|quella|questi|queste|deze|hiervan|ervan)\b|^\W*(?:kostet|ist|gibt|hat|passt) (?:er|sie|es|den|das|ihn)\b"
    r"|\bgibt es (?:ihn|sie|das|den)\b|\b(?:wiegt|gibt'?s) (?:er|sie|es|den|das)\b|\b(?:pèse|coûte|est|mesure)-t-(?:il|elle)s?\b|^\W*(?:e |en |y |et |und )?(?:quanto (?:pesa|costa|misura)|cu[aá]nto (?:pesa|cuesta|mide)|è (?:impermeabile|disponibile)|(?:hoeveel|wat) (?:weegt|kost) (?:hij|het|ze|die))\W*$|\best-(?:il|elle)\b|\bexiste-t-(?:il|elle)\b|\bcoûte-t-(?:il|elle)\b"
)

CHEAPER_OR_CHEAPEST = re.compile(
    r"\b(?:cheap(?:er|est)|(?:less|least|most) expensive|costs? less|(?:günstig|billig)\w*|moins chère?s?|más barat[oa]s?|"
    r"più economic[oaie]h?i?|meno car[oaie]|goedkop\w+)\b"
)
CHEAPER = re.compile(
    r"^\W*(?:and |anything |something |any |a |do you have (?:anything |something |any |a )?|is there (?:anything |something |a )?|etwas |gibt es (?:etwas |was )?|"
    r"quelque chose de |algo |qualcosa di |iets |et |und |y |e |en )*(?:cheaper|less expensive|lighter|smaller|bigger|larger|warmer|lower|günstiger\w*|billiger\w*|leichter\w*|"
    r"moins cher|plus léger|más barat[oa]s?|más liger[oa]s?|più economic[oaie]h?i?|meno car[oaie]|più legger[oaie]|goedkoper\w*|lichter\w*|plus légère?s?)(?: ones?| options?| than (?:that|this|these)| available)?\W*$"
)
LIMIT_ONLY = re.compile(
    r"^\W*(?:and |but |what about |ok |und |et |y |e |en |por |à |por |a |voor )*(?:under|below|less than|max(?:imum)?|up to|over|above|more than|around|between|unter|bis|über|höchstens|sotto|meno di|fino a|oltre|più di|onder|tot|boven|meer dan|minder dan|"
    r"moins de|jusqu'à|plus de|menos de|hasta|más de)\s*(?:i |le |gli |de |las |los )?[£$€]?\s?\d[\d.,]*\s?(?:€|eur|euros?|pounds?|quid|£|\$|dollars?|gbp|usd)?"
    r"(?:\s*(?:and|to|und|bis|et|y|-)\s*[£$€]?\s?\d[\d.,]*\s?(?:€|euros?|pounds?)?)?(?: instead| then| please)?\W*$"
)
PRICE_LIMIT = re.compile(
    r"\b(?:under|below|less than|max(?:imum)?|up to|over|above|more than|around|between|unter|bis|über|höchstens|(?:à )?moins de|jusqu'à|plus de|(?:por )?menos de|hasta|sotto|meno di|fino a|oltre|più di|onder|tot|boven|meer dan|minder dan|"
    r"más de)\s*(?:i |le |gli |de |las |los )?[£$€]?\s?\d[\d.,]*\s?(?:€|eur\b|euros?|pounds?|quid|£|\$)?"
    r"(?:\s*(?:and|to|und|bis|et|y|-)\s*[£$€]?\s?\d[\d.,]*\s?(?:€|euros?|pounds?)?)?"
)

ORDINALS: tuple[tuple[Pattern[str], int], ...] = (
    (re.compile(r"\b(?:the )?(?:first|1st|top) (?:one|option)\b|\bthe first\b|\b(?:der|die|das|den) erste[nr]?\b|\ble premier\b|\bla première\b|\b(?:el|la) primer[oa]\b|\b(?:il primo|la prima)\b|\b(?:de|het) eerste\b"), 0),
    (re.compile(r"\b(?:the )?(?:second|2nd) (?:one|option)\b|\bthe second\b|\b(?:der|die|das|den) zweite[nr]?\b|\b(?:le|la) (?:deuxième|seconde?)\b|\b(?:el|la) segund[oa]\b|\b(?:il secondo|la seconda)\b|\b(?:de|het) tweede\b"), 1),
    (re.compile(r"\b(?:the )?(?:third|3rd) (?:one|option)\b|\bthe third\b|\b(?:der|die|das|den) dritte[nr]?\b|\b(?:le|la) troisième\b|\b(?:el|la) tercer[oa]\b|\b(?:il terzo|la terza)\b|\b(?:de|het) derde\b"), 2),
    (re.compile(r"\bthe last (?:one|option)\b|\b(?:der|die|das|den) letzte[nr]?\b|\b(?:le dernier|la dernière)\b|\b(?:el|la) últim[oa]\b|\b(?:l'ultim[oa])\b|\b(?:de|het) laatste\b"), -1),
)  # fmt: skip

TOP_COUNT = re.compile(
    r"\b(?:top|first|best|ersten?|besten|beiden|premi(?:ers?|ères?)|primer[oa]s|mejores|prim[ie]|eerste|beste) (two|three|2|3|zwei|drei|deux|trois|dos|tres|due|tre|twee|drie)\b"
    r"|\b(?:deux|trois|dos|tres|due|tre) (?:prim[ie]|premiers|premières|primeros|primeras)\b|\b(?:both|beide|les deux|ambos|ambas|las dos|los dos|entramb[ie]|tutt[ie] e due|allebei|alle twee|beide)\b|\ball (three|3)\b|\bthe (two|three)\b"
)
THREE = frozenset({"three", "3", "drei", "trois", "tres", "tre", "drie"})
