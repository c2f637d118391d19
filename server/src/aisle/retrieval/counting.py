"""How many items a question is about, and by what they can be told apart."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.catalog.facets import Facet
from aisle.core.db import Session
from aisle.retrieval.filters import ATTRIBUTE, is_attribute, unknown_field
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import Candidates, Query
from aisle.retrieval.matched import Matched, close_passages
from aisle.retrieval.names import AttributeNames
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.types import ThingResult, Total
from aisle.retrieval.vocabularies import StoreWords

# Nobody reads so many pages; counting on would cost the same again for a number that says no more.
MOST_COUNTED = 10_000
FACETS = ("*", "category", "brand", "tag", "price", "rating", "stock", "size", "colour", "color")


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


async def listed_of(
    session: Session, request: SearchRequest, query: Query, matched: Matched | None, candidates: Candidates
) -> frozenset[UUID]:
    """Return the products that `totals_of` counts, as far as it counts, when the request wants to know which."""
    if matched is None or not request.listed:
        return frozenset()
    named = [one.item_id for one in candidates.of(ItemKind.PRODUCT) if one.is_named]
    ids: Collection[UUID] | None = matched.within(candidates)
    if ids is None or candidates.within is None:
        ids = await catalog.find_matching(session, query.criteria, among=matched.ids, limit=MOST_COUNTED + 1)
    return frozenset((*ids, *named))


def total_of_all(groups: Sequence[ThingResult], named: Collection[UUID]) -> Total:
    """Return how many products at least one of several things is about. named: those that belong in any case."""
    everyone = frozenset(named).union(*(group.listed for group in groups))
    exact = all(group.total is not None and group.total.exact for group in groups)
    return Total(min(len(everyone), MOST_COUNTED), exact and len(everyone) <= MOST_COUNTED)


async def facets_of(
    session: Session,
    request: SearchRequest,
    query: Query,
    matched: Matched | None,
    candidates: Candidates,
    known: StoreWords,
) -> tuple[Facet, ...]:
    """Return the facets that the request asks for."""
    if matched is None or not request.facets:
        return ()
    wanted = {name for one in request.facets for name in facet_names(one, known.names)}
    found = await catalog.get_facets(
        session, query.criteria, wanted, among=matched.ids, fitting=candidates.within, in_store=known.products
    )
    return found if matched.complete else tuple(replace(one, exact=False) for one in found)


def facet_names(name: str, names: AttributeNames) -> tuple[str, ...]:
    """Return the facets that a name stands for. Raises UnknownField."""
    if is_attribute(name):
        names.check_field(name)
        return tuple(f"{ATTRIBUTE}{own}" for own in names.of(name))
    if name not in FACETS:
        raise unknown_field(name, FACETS, "a facet", (*FACETS, f"{ATTRIBUTE}<name>"))
    return (name,)


async def _products(session: Session, query: Query, matched: Matched, candidates: Candidates) -> Total:
    if candidates.within is not None:
        count = len(matched.within(candidates) or ())
    else:
        count = await catalog.count_matching(
            session, query.criteria, among=matched.ids, most=MOST_COUNTED + 1
        )
    named = sum(one.is_named for one in candidates.of(ItemKind.PRODUCT))
    exact = matched.complete and count <= MOST_COUNTED
    return Total(max(min(count, MOST_COUNTED), named), exact)
