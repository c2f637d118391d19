"""Holding products beside the catalogue until all of them go live in one step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from aisle.catalog.batches import PlannedProduct, StoredHashes, compare_drafts
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.errors import CatalogChanged
from aisle.catalog.holding import HeldProduct
from aisle.catalog.repository import holding, writing
from aisle.core.db import Session


async def plan_products(
    session: Session, drafts: Sequence[tuple[UUID, ProductDraft]]
) -> tuple[dict[UUID, PlannedProduct], dict[UUID, StoredHashes]]:
    """Compare drafts with the products of these ids; returns those that are new or changed, and what is stored of all."""
    stored = await holding.hashes_by_id(session, [product_id for product_id, _ in drafts])
    return compare_drafts(drafts, stored), stored


async def hold_products(session: Session, holder: UUID, products: Sequence[HeldProduct]) -> None:
    """Keep products for their holder, in place of what it keeps of them already."""
    if products:
        await holding.hold_products(session, holder, products)


async def stale_products(session: Session, holder: UUID, most: int) -> list[UUID]:
    """Return held products that have to be planned anew, because the catalogue has changed meanwhile."""
    found = await holding.stale(session, holder, most)
    return found + await holding.taken_handles(session, holder, most - len(found))


async def switch_products(session: Session, holder: UUID) -> tuple[int, int]:
    """Make a holder's products live, and forget that they were held; returns how many were written and removed.

    Raises CatalogChanged when one of them is stale.
    """
    await writing.lock_catalog(session)
    if await stale_products(session, holder, 1):
        raise CatalogChanged("A product was changed meanwhile; plan it anew.")
    done = await holding.switch(session, holder)
    await holding.let_go(session, holder)
    return done
