"""Writing products from any source: compare, then write only what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aisle.catalog.batches import BatchPlan, BatchResult, plan, result_of
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.errors import CatalogChanged
from aisle.catalog.repository import writing
from aisle.core.db import Session


async def plan_batch(session: Session, drafts: Sequence[ProductDraft]) -> BatchPlan:
    """Say what of the batch is new or changed; writes nothing. New products have their ids already."""
    return plan(drafts, await writing.stored_hashes(session, [draft.handle for draft in drafts]))


async def apply_plan(session: Session, planned: BatchPlan, as_of: datetime) -> BatchResult:
    """Write what was planned, maybe in an earlier transaction.

    Raises CatalogChanged when the store's products are no longer those that were planned with.
    """
    if planned.changed:
        await writing.lock_catalog(session)
        await _require_unchanged(session, planned)
        await writing.write_products(session, planned.changed, as_of)
    return result_of(planned)


async def apply_batch(session: Session, products: Sequence[ProductDraft], as_of: datetime) -> BatchResult:
    """Plan and write in one transaction; the caller brings `reindex_ids` to the index."""
    await writing.lock_catalog(session)
    return await apply_plan(session, await plan_batch(session, products), as_of)


async def _require_unchanged(session: Session, planned: BatchPlan) -> None:
    stored = await writing.stored_hashes(session, [product.draft.handle for product in planned.changed])
    for product in planned.changed:
        known = stored.get(product.draft.handle)
        if (known is None) != product.is_new or (known is not None and known.id != product.id):
            raise CatalogChanged(f"'{product.draft.handle}' was written by another import; import again.")
