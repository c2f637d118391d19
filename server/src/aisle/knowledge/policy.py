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
_NORMATIVE = re.compile(
    r"\b(?:must|shall|may not|cannot|will not|are entitled|is entitled|within \d+|up to \d+|at least \d+"
    r"|free of charge|non-refundable|you can|you may|we (?:will|refund|deliver|ship|accept|offer)"
    r"|muss|müssen|darf|dürfen|innerhalb|binnen|kostenlos|kostenfrei|berechtigt|verpflichtet|können sie|erstatten"
    r"|doit|doivent|devez|pouvez|dans un délai|sous \d+|gratuite?s?|avez le droit|remboursons"
    r"|debe|deben|puede|pueden|dentro de|en un plazo|gratis|gratuit[oa]s?|tiene derecho|reembolsamos)\b",
    re.IGNORECASE,
)
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
    return named or (topical and bool(_NORMATIVE.search(text, 0, _READ_CHARACTERS)))


@lru_cache(maxsize=64)
def _headings(section: tuple[str, ...]) -> tuple[bool, bool]:
    """Say whether headings name a policy, and whether they name a topic of one; asked for every chunk of a section."""
    path = "\n".join(section)
    return bool(_NAMED.search(path)), bool(_TOPIC.search(path))
