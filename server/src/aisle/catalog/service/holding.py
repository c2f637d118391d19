"""Holding products beside the catalogue until all of them go live in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from aisle.catalog.batches import Edited, PlannedProduct, StoredHashes, compare_drafts
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.errors import CatalogChanged
from aisle.catalog.holding import HeldProduct
from aisle.catalog.overriding.fields import Ids
from aisle.catalog.repository import holding, overrides, writing
from aisle.core.db import Session


async def plan_products(
    session: Session, drafts: Mapping[UUID, ProductDraft | None], variants: Mapping[UUID, Ids]
) -> tuple[dict[UUID, PlannedProduct], dict[UUID, StoredHashes], dict[UUID, Edited]]:
    """Compare drafts with the products of these ids, None being nothing to compare.

    Args:
        variants: Ids of the drafts' variants, by product.

    Returns:
        Those that are new or changed, with what merchants say laid over them; what is stored of all; what merchants say.
    """
    await writing.keep_catalog(session)
    stored = await holding.hashes_by_id(session, list(drafts))
    given = [(id_, draft) for id_, draft in drafts.items() if draft is not None]
    said = await overrides.overrides_of(session, [id_ for id_, _ in given])
    edited = {id_: Edited(one, variants[id_]) for id_, one in said.items()}
    return compare_drafts(given, stored, edited), stored, edited


async def lock(session: Session) -> None:
    """Let one transaction at a time write the store's products, this one, until it ends."""
    await writing.lock_catalog(session)


async def ids_by_handles(session: Session, handles: Sequence[str]) -> dict[str, UUID]:
    """Return the ids of products by their handles."""
    return await holding.ids_by_handles(session, handles) if handles else {}


async def held_handles(session: Session, holder: UUID, handles: Sequence[str]) -> dict[str, UUID]:
    """Return which product a holder keeps under each of these handles."""
    return await holding.held_handles(session, holder, handles) if handles else {}


async def let_go(session: Session, holder: UUID, ids: Sequence[UUID] | None = None) -> None:
    """Forget what a holder keeps: all of it, or some products."""
    await holding.let_go(session, holder, ids)


async def compare_held(session: Session, holder: UUID) -> dict[str, int]:
    """Count what a switch would do: before, added, changed, removed products; variants in both, and other prices among them."""
    return await holding.compared(session, holder)


async def removed_products(session: Session, holder: UUID, after: UUID | None, most: int) -> list[UUID]:
    """Return held products that go, behind a place in the order of ids."""
    return await holding.removed_ids(session, holder, after, most)


async def with_other_pictures(session: Session, holder: UUID) -> list[UUID]:
    """Return held products that will show other pictures than they do, the new ones among them."""
    return await holding.with_other_pictures(session, holder)


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
