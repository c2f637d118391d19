"""Writing products from any source: compare, then write only what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from aisle.catalog.batches import (
    BatchPlan,
    BatchResult,
    Edited,
    PlannedProduct,
    StoredHashes,
    plan,
    result_of,
)
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.errors import CatalogChanged, CatalogOverridden
from aisle.catalog.overriding.fields import VARIANTS
from aisle.catalog.overriding.types import NONE
from aisle.catalog.repository import overrides, writing
from aisle.core.db import Session


async def plan_batch(session: Session, drafts: Sequence[ProductDraft]) -> BatchPlan:
    """Say what of the batch is new or changed, what merchants say in its place laid over it; writes nothing.

    New products have their ids already.
    """
    await writing.keep_catalog(session)
    stored = await writing.stored_hashes(session, [draft.handle for draft in drafts])
    return plan(drafts, stored, await _edited(session, drafts, stored))


async def _edited(
    session: Session, drafts: Sequence[ProductDraft], stored: Mapping[str, StoredHashes]
) -> dict[UUID, Edited]:
    said = await overrides.overrides_of(session, [one.id for one in stored.values()]) if stored else {}
    of_variants = [
        id_ for id_, one in said.items() if any(name.startswith(VARIANTS) for name in one.by_field)
    ]
    known = await writing.variant_ids(session, of_variants)
    edited: dict[UUID, Edited] = {}
    for draft in drafts if said else ():
        one = stored.get(draft.handle)
        if one is not None and one.id in said:
            marks = [(one.id, writing.mark_of(variant.sku, variant.options)) for variant in draft.variants]
            edited[one.id] = Edited(said[one.id], [known.get(mark) for mark in marks])
    return edited


async def apply_plan(session: Session, planned: BatchPlan, as_of: datetime) -> BatchResult:
    """Write what was planned, maybe in an earlier transaction.

    Raises CatalogChanged when the store's products are no longer those that were planned with, CatalogOverridden when
    a merchant overrode one since, or a source brought other words: plan again.
    """
    if planned.changed:
        await writing.lock_catalog(session)
        await _require_unchanged(session, planned)
        await writing.write_products(session, planned.changed, as_of)
        await overrides.write_own(session, planned.changed)
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
        if known is not None and _leaves_others_words(product, known):
            raise CatalogOverridden(f"'{product.draft.handle}' has got other words meanwhile; import again.")
    said = await overrides.overrides_of(session, [product.id for product in planned.changed])
    for product in planned.changed:
        if said.get(product.id, NONE).stamp != product.overrides.stamp:
            raise CatalogOverridden(f"'{product.draft.handle}' was edited meanwhile; import again.")


def _leaves_others_words(product: PlannedProduct, known: StoredHashes) -> bool:
    """Whether the index would go on holding words that another writer brought since, beside what this one shows."""
    in_index = not product.overrides.hidden
    return in_index and not product.reindex and product.search_hash != known.search_hash
