"""Fixed phrases: in stock, the cheapest, the lightest."""

import re
from collections.abc import Iterator

from aisle.retrieval.analysis.words import fold
from aisle.retrieval.types import Filter, FilterOp, Vocabulary
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import phrase

_IN_STOCK = re.compile(
    r"\b(?:(?:that|which) (?:is|are|you have) (?:currently )?)?(?:currently )?(?:in[- ]stock|available (?:right )?(?:now|today|immediately))\b"
    r"|\b(?:die )?(?:sofort |jetzt )?(?:auf lager|vorrätig|lieferbar|verfügbar)\b(?: sind| ist)?"
    r"|\b(?:en stock|disponibles? (?:maintenant|immédiatement|ahora|subito)|disponibili subito|op voorraad)\b",
    re.IGNORECASE,
)
# A question whether one thing is in stock must find that thing when it is not.
_STOCK_ASKED = re.compile(
    r"\b(?:back in|out of|not in|isn['’]t in|when|soon|again|nicht|wann|wieder|rupture|quand|cuándo|quando|wanneer)\b"
    r"|^\W*(?:is|are|do|does|will|has|have|ist|sind|habt|haben|gibt|est|sont|avez|está|hay|tienen?|è|avete|heb\w*|zijn)\b",
    re.IGNORECASE,
)
_CHEAPEST = re.compile(
    r"\b(?:the )?(?:cheapest|least expensive|lowest[- ]priced?|most affordable)\b|\bcheapest first\b"
    r"|\b(?:de[rnms]|die|das )?(?:billigste|günstigste)[nrsm]?\b|\b(?:l[ea]s? )?(?:moins chère?s?)\b(?! que)"
    r"|\b(?:el|la|los|las) más (?:barat|económic)[oa]s?\b|\b(?:il|la|i|le) (?:più|meno) (?:economic|car)[oaie]\b|\b(?:de |het )?goedkoopste\b",
    re.IGNORECASE,
)
_DEAREST = re.compile(r"\b(?:the )?(?:most expensive|priciest|dearest)\b|\bteuerste[nrsm]?\b", re.IGNORECASE)
_LIGHTEST = re.compile(
    r"\b(?:the )?lightest\b|\bleichteste[nrsm]?\b|\b(?:l[ea]s? )?plus l[ée]g[eè]re?s?\b|\bmás liger[oa]s?\b|\bpiù legger[oaie]\b|\blichtste\b",
    re.IGNORECASE,
)
_HEAVIEST = re.compile(r"\b(?:the )?heaviest\b|\bschwerste[nrsm]?\b", re.IGNORECASE)
# The cheapest way to do something is not a product.
_NOT_A_PRODUCT = re.compile(
    r"\s+(?:way|shipping|delivery|postage|option to|method|versand|livraison|envío)\b", re.IGNORECASE
)
_WEIGHT = frozenset(["weight", "gewicht", "poids", "peso"])


def read_stock(text: str, language: str) -> Iterator[Reading]:
    """Yield the wish for things in stock; none where stock itself is asked about."""
    match = _IN_STOCK.search(text)
    if match and not _STOCK_ASKED.search(text):
        limit = Filter("stock", FilterOp.EQ, ("in_stock",), phrase("stock", language))
        yield Reading(match.start(), match.end(), limit)


def read_sort(text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Yield the order asked for; by weight only where the store has weights."""
    weight = next((name for name in vocabulary.attributes if fold(name) in _WEIGHT), None)
    orders = [(_CHEAPEST, "price_asc"), (_DEAREST, "price_desc")]
    if weight:
        orders += [(_LIGHTEST, f"attribute.{weight}_asc"), (_HEAVIEST, f"attribute.{weight}_desc")]
    for pattern, order in orders:
        match = pattern.search(text)
        if match and not _NOT_A_PRODUCT.match(text, match.end()):
            yield Reading(match.start(), match.end(), sort=order)
            return
