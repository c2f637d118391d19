"""Products within limits: which, how many, in which order."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from aisle.catalog.criteria import Criteria, Order
from aisle.catalog.repository import matching
from aisle.core.db import Session


async def find_matching(
    session: Session, criteria: Criteria, *, among: Collection[UUID] | None = None, limit: int
) -> list[UUID]:
    """Ids of products that meet the criteria, at most `limit`, of all or of some, in no order."""
    return await matching.matching(session, criteria, among=among, limit=limit)


async def count_matching(
    session: Session, criteria: Criteria, *, among: Collection[UUID] | None = None, most: int
) -> int:
    """How many products meet the criteria; counting stops at `most`."""
    return await matching.count_matching(session, criteria, among=among, most=most)


async def find_in_order(
    session: Session, criteria: Criteria, order: Order, *, among: Collection[UUID] | None = None, limit: int
) -> list[UUID]:
    """Ids of products that meet the criteria, in an order; equal ones by title, then by id."""
    if order.field == "price":
        return await matching.by_price(
            session, criteria, among=among, descending=order.descending, limit=limit
        )
    if order.field == "attribute":
        return await matching.by_measure(
            session, criteria, order.names, among=among, descending=order.descending, limit=limit
        )
    return await matching.by_column(
        session, criteria, order.field, among=among, descending=order.descending, limit=limit
    )
