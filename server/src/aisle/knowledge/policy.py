"""Recognising a shop's policies: what it promises and demands, as opposed to what it tells."""

import re
from collections.abc import Sequence
from functools import lru_cache

# A heading with one of these words names a policy by itself.
_NAMED = re.compile(
    r"\b(?:polic(?:y|ies)|terms (?:of|and|&)|conditions of|privacy|warrant(?:y|ies)|guarantees?|right of withdrawal"
    r"|agb|geschäftsbedingungen|datenschutz\w*|widerruf\w*|gewährleistung\w*|garantie(?:bedingungen|n)?"
    r"|politique|conditions générales|confidentialité|garanties?|droit de rétractation|mentions légales"
    r"|política|términos|condiciones|privacidad|garantías?|derecho de desistimiento|aviso legal)\b",
    re.IGNORECASE,
)
# A heading with one of these is a policy only if the text below it sets rules.
_TOPIC = re.compile(
    r"\b(?:returns?|refunds?|exchanges?|deliver(?:y|ies)|shipping|cancellations?|payments?|cookies?"
    r"|rückgabe\w*|rücksendung\w*|erstattung\w*|umtausch|liefer\w*|versand\w*|stornier\w*|zahlung\w*"
    r"|retours?|remboursements?|échanges?|livraisons?|expéditions?|annulations?|paiements?"
    r"|devoluci(?:ón|ones)|reembolsos?|cambios?|entregas?|envíos?|cancelaci(?:ón|ones)|pagos?)\b",
    re.IGNORECASE,
)
# Looked up word by word: a pattern of them all would take longer than all the rest of chunking.
_NORMATIVE_WORDS = frozenset(
    [
        "must",
        "shall",
        "cannot",
        "entitled",
        "non-refundable",
        "refundable",
        "muss",
        "müssen",
        "darf",
        "dürfen",
        "innerhalb",
        "binnen",
        "kostenlos",
        "kostenfrei",
        "berechtigt",
        "verpflichtet",
        "erstatten",
        "doit",
        "doivent",
        "devez",
        "pouvez",
        "gratuit",
        "gratuite",
        "gratuits",
        "gratuites",
        "remboursons",
        "debe",
        "deben",
        "puede",
        "pueden",
        "gratis",
        "gratuito",
        "gratuita",
        "gratuitos",
        "reembolsamos",
    ]
)
_NORMATIVE_PHRASES = (
    "may not", "will not", "free of charge", "you can ", "you may ", "we will", "we refund", "we deliver", "we ship",
    "we accept", "we offer", "können sie", "dans un délai", "avez le droit", "dentro de", "en un plazo",
    "tiene derecho",
)  # fmt: skip
_LIMIT = re.compile(r"(?:within|up to|at least|sous|bis zu) \d")
_PUNCTUATION = str.maketrans(dict.fromkeys('.,;:!?()"“”„«»', " "))
# Enough to meet a rule if there is one; a longer search would read the whole document once per chunk.
_READ_CHARACTERS = 4_000


def is_policy(section: Sequence[str], text: str) -> bool:
    """Say whether a passage belongs to a policy.

    Args:
        section: the headings above the passage, outermost first.
        text: the passage.

    Returns:
        True when a heading names a policy ("Privacy policy", "AGB"), or names a topic that policies treat
        ("Returns", "Versand") and the passage uses the language of rules ("within 30 days", "müssen").
    """
    named, topical = _headings(tuple(section))
    return named or (topical and _sets_rules(text[:_READ_CHARACTERS].lower()))


def _sets_rules(lowered: str) -> bool:
    if any(phrase in lowered for phrase in _NORMATIVE_PHRASES) or _LIMIT.search(lowered):
        return True
    return not _NORMATIVE_WORDS.isdisjoint(lowered.translate(_PUNCTUATION).split())


@lru_cache(maxsize=64)
def _headings(section: tuple[str, ...]) -> tuple[bool, bool]:
    """Say whether headings name a policy, and whether they name a topic of one; asked for every chunk of a section."""
    path = "\n".join(section)
    return bool(_NAMED.search(path)), bool(_TOPIC.search(path))
