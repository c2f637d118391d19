"""Comparing products from a source with those stored: what is new, what changed, and what search must learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.catalog.drafts import ProductDraft
from aisle.catalog.hashing import content_hash, search_hash
from aisle.catalog.types import ProductId
from aisle.core.ids import new_id


@dataclass(frozen=True, slots=True)
class StoredHashes:
    """What is known of a stored product without reading it."""

    id: ProductId
    content_hash: bytes
    search_hash: bytes


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A product to be written. reindex: its words for search are new."""

    id: ProductId
    draft: ProductDraft
    content_hash: bytes
    search_hash: bytes
    is_new: bool
    reindex: bool


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """The products of a batch that have to be written; the others are as they were."""

    changed: tuple[PlannedProduct, ...]
    unchanged: int

    @property
    def reindex(self) -> tuple[PlannedProduct, ...]:
        """Products whose words for search are new."""
        return tuple(product for product in self.changed if product.reindex)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch did to the store."""

    created_ids: tuple[ProductId, ...]
    updated_ids: tuple[ProductId, ...]
    reindex_ids: tuple[ProductId, ...]
    unchanged: int


def plan(drafts: Sequence[ProductDraft], stored: Mapping[str, StoredHashes]) -> BatchPlan:
    """Compare drafts with what is stored under their handles. Of two drafts with one handle the later stands."""
    latest = {draft.handle: draft for draft in drafts}
    planned = [_planned(draft, stored.get(handle)) for handle, draft in latest.items()]
    changed = tuple(product for product in planned if product is not None)
    return BatchPlan(changed, len(latest) - len(changed))


def compare_drafts(
    drafts: Sequence[tuple[UUID, ProductDraft]], stored: Mapping[UUID, StoredHashes]
) -> dict[UUID, PlannedProduct]:
    """Compare drafts whose products are known by id; returns those that are new or changed."""
    planned = {id_: _planned(draft, stored.get(id_), ProductId(id_)) for id_, draft in drafts}
    return {id_: one for id_, one in planned.items() if one is not None}


def result_of(done: BatchPlan) -> BatchResult:
    """The plan as it was carried out."""
    return BatchResult(
        created_ids=tuple(product.id for product in done.changed if product.is_new),
        updated_ids=tuple(product.id for product in done.changed if not product.is_new),
        reindex_ids=tuple(product.id for product in done.reindex),
        unchanged=done.unchanged,
    )


def _planned(
    draft: ProductDraft, known: StoredHashes | None, new: ProductId | None = None
) -> PlannedProduct | None:
    content = bytes.fromhex(content_hash(draft))
    if known is not None and known.content_hash == content:
        return None
    words = bytes.fromhex(search_hash(draft))
    if known is None:
        return PlannedProduct(new or ProductId(new_id()), draft, content, words, is_new=True, reindex=True)
    return PlannedProduct(known.id, draft, content, words, is_new=False, reindex=known.search_hash != words)
