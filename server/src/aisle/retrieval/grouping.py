"""Several things asked for at once: what was found for each, and all of it in turn."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from aisle.retrieval.counting import total_of_all
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import IDENTIFIER, REFERRED
from aisle.retrieval.types import ProductHit, SearchResult, ThingResult


def grouped(found: SearchResult, groups: Sequence[ThingResult], limit: int) -> SearchResult:
    """Return a result with its groups; `products` takes the best of each in turn.

    Args:
        found: What the whole question found; its passages and the products that were named stay.
        groups: What was found for each thing.
        limit: The most products.
    """
    in_turn = chain.from_iterable(zip_longest(*(group.products for group in groups)))
    named = [hit for hit in found.products if hit.legs.keys() & {IDENTIFIER, REFERRED}]
    once: dict[object, ProductHit] = {}
    for hit in (*named, *in_turn):
        if hit is not None:
            once.setdefault(hit.product.id, hit)
    products = tuple(once.values())
    kept = products[: max(limit, len(named))]
    totals = dict(found.totals)
    if ItemKind.PRODUCT in totals:
        totals[ItemKind.PRODUCT] = total_of_all(groups, [hit.product.id for hit in named])
    more = found.more or len(products) > len(kept)
    return replace(found, products=kept, groups=tuple(groups), totals=totals, more=more)
