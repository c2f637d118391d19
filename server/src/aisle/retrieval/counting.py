"""How many items a question is about."""

from collections.abc import Mapping

from aisle.catalog import service as catalog
from aisle.core.db import Session
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import Candidates, Query
from aisle.retrieval.matched import Matched, close_passages
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.types import Total

# Nobody reads so many pages; counting on would cost the same again for a number that says no more.
MOST_COUNTED = 10_000


async def totals_of(
    session: Session, request: SearchRequest, query: Query, matched: Matched | None, candidates: Candidates
) -> Mapping[str, Total]:
    """Return totals by kind, when the request asks for them."""
    if not request.total:
        return {}
    totals: dict[str, Total] = {}
    if matched is not None:
        totals[ItemKind.PRODUCT] = await _products(session, query, matched, candidates)
    if ItemKind.PASSAGE in request.kinds:
        close = close_passages(candidates)
        totals[ItemKind.PASSAGE] = Total(close, close < query.depth)
    return totals


async def _products(session: Session, query: Query, matched: Matched, candidates: Candidates) -> Total:
    count = await catalog.count_matching(session, query.criteria, among=matched.ids, most=MOST_COUNTED + 1)
    named = sum(one.is_named for one in candidates.of(ItemKind.PRODUCT))
    exact = matched.complete and count <= MOST_COUNTED
    return Total(max(min(count, MOST_COUNTED), named), exact)
