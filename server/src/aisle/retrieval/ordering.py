"""Another order than relevance: the cheapest first, the lightest first, among what the question is about."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.catalog.criteria import Criteria, Order
from aisle.core.db import Session
from aisle.retrieval.filters import ATTRIBUTE, LONGEST_NAME, unknown_field
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import DEPTH, Candidate, Candidates
from aisle.retrieval.matched import Matched
from aisle.retrieval.names import AttributeNames

RELEVANCE = "relevance"
ORDERS = {
    "price_asc": Order("price", descending=False),
    "price_desc": Order("price", descending=True),
    "rating_asc": Order("rating", descending=False),
    "rating_desc": Order("rating", descending=True),
    "newest": Order("newest", descending=True),
    "title_asc": Order("title", descending=False),
    "title_desc": Order("title", descending=True),
}


def order_of(sort: str, names: AttributeNames) -> Order | None:
    """Read an order: one of ORDERS, "attribute.<name>_asc" or "attribute.<name>_desc"; None for relevance.

    Raises UnknownField for anything else.
    """
    if sort in ORDERS or sort == RELEVANCE:
        return ORDERS.get(sort)
    name, _, direction = sort.rpartition("_")
    fits = len(ATTRIBUTE) < len(name) <= LONGEST_NAME + len(ATTRIBUTE) and "\0" not in name
    if name.startswith(ATTRIBUTE) and fits and direction in ("asc", "desc") and names.has(name):
        return Order("attribute", direction == "desc", names.of(name))
    known = [
        RELEVANCE,
        *ORDERS,
        *(f"{ATTRIBUTE}{one}_{end}" for one in names.values for end in ("asc", "desc")),
    ]
    usable = (RELEVANCE, *ORDERS, f"{ATTRIBUTE}<name>_asc", f"{ATTRIBUTE}<name>_desc")
    raise unknown_field(sort, known, "an order", usable)


async def put_in_order(
    session: Session,
    candidates: Candidates,
    criteria: Criteria,
    matched: Matched,
    order: Order,
    limit: int,
    behind: Sequence[str] = (),
) -> Candidates:
    """Return the matched products in an order; other kinds and named products stay ahead.

    behind: categories whose products come after all others, in that order too.
    """
    products = candidates.of(ItemKind.PRODUCT)
    named = [one for one in products if one.is_named]
    among, most = matched.within(candidates), limit + len(named)
    wanted = (
        replace(criteria, unwanted=(*criteria.unwanted, ("category", tuple(behind)))) if behind else criteria
    )
    ids = await catalog.find_in_order(session, wanted, order, among=among, limit=most)
    if behind and len(ids) < most:
        others = await catalog.find_in_order(session, criteria, order, among=among, limit=most)
        ids = list(dict.fromkeys((*ids, *others)))[:most]
    known = {one.item_id: one for one in products}
    first = {one.item_id for one in named}
    ordered = [known.get(item) or _unranked(item) for item in ids if item not in first]
    elsewhere = [one for one in candidates.ranked if one.kind is not ItemKind.PRODUCT]
    return replace(candidates, ranked=(*elsewhere, *named, *ordered))


async def with_the_rest(
    session: Session, candidates: Candidates, criteria: Criteria, matched: Matched, limit: int
) -> Candidates:
    """Add matched products that the legs did not come down to: a broad filter may leave few of what they brought."""
    found = {one.item_id for one in candidates.of(ItemKind.PRODUCT)}
    reached = candidates.within is not None and len(candidates.within) <= DEPTH
    if reached or len(found) >= limit:
        return candidates
    ids = await catalog.find_in_order(
        session,
        criteria,
        ORDERS["title_asc"],
        among=matched.within(candidates),
        limit=limit + len(found),
    )
    rest = [_unranked(item) for item in ids if item not in found]
    return replace(candidates, ranked=(*candidates.ranked, *rest))


def _unranked(item: UUID) -> Candidate:
    """A product that meets the limits, which none of the legs had to find."""
    return Candidate(ItemKind.PRODUCT, item, 0.0, None, 0.0, {})
