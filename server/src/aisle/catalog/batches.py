"""Comparing products from a source with those stored: what is new, what changed, and what search must learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aisle.catalog.drafts import ProductDraft
from aisle.catalog.hashing import content_hash, search_hash
from aisle.catalog.overriding.fields import Ids, put, value_of
from aisle.catalog.overriding.types import NONE, Overrides
from aisle.catalog.types import ProductId
from aisle.core.ids import new_id


@dataclass(frozen=True, slots=True)
class StoredHashes:
    """What is known of a stored product without reading it."""

    id: ProductId
    content_hash: bytes
    search_hash: bytes


@dataclass(frozen=True, slots=True)
class Edited:
    """What merchants say of a stored product. variants: ids of the variants, in the order of the draft it is laid over."""

    overrides: Overrides = NONE
    variants: Ids = ()


UNTOUCHED = Edited()


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A product to be written.

    Attributes:
        draft: As it is shown, with what merchants say in place of the source.
        reindex: Its words for search are new.
        overrides: What stands in place of the source's word. own: what the source says there, by field.
        source_hash: Fingerprint of what the source says; None where nothing stands in its place.
    """

    id: ProductId
    draft: ProductDraft
    content_hash: bytes
    search_hash: bytes
    is_new: bool
    reindex: bool
    overrides: Overrides = NONE
    own: Mapping[str, Any] = field(default_factory=dict)
    source_hash: bytes | None = None


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


def plan(
    drafts: Sequence[ProductDraft],
    stored: Mapping[str, StoredHashes],
    edited: Mapping[UUID, Edited] | None = None,
) -> BatchPlan:
    """Compare drafts with what is stored under their handles. Of two drafts with one handle the later stands."""
    latest = {draft.handle: draft for draft in drafts}
    planned = [_planned(draft, stored.get(handle), edited or {}) for handle, draft in latest.items()]
    changed = tuple(product for product in planned if product is not None)
    return BatchPlan(changed, len(latest) - len(changed))


def compare_drafts(
    drafts: Sequence[tuple[UUID, ProductDraft]],
    stored: Mapping[UUID, StoredHashes],
    edited: Mapping[UUID, Edited] | None = None,
) -> dict[UUID, PlannedProduct]:
    """Compare drafts whose products are known by id; returns those that are new or changed."""
    planned = {id_: _planned(draft, stored.get(id_), edited or {}, ProductId(id_)) for id_, draft in drafts}
    return {id_: one for id_, one in planned.items() if one is not None}


def laid_over(
    draft: ProductDraft, id_: ProductId, known: StoredHashes | None, edited: Edited, source: bytes
) -> PlannedProduct:
    """Return a source's product as it is to be written: with what merchants say in its place. source: its fingerprint."""
    said = edited.overrides
    shown = put(draft, said.values, edited.variants) if said else draft
    words = bytes.fromhex(search_hash(shown))
    return PlannedProduct(
        id_,
        shown,
        said.seal(source),
        words,
        is_new=known is None,
        reindex=not said.hidden and (known is None or known.search_hash != words),
        overrides=said,
        own=own_words(draft, said, edited.variants),
        source_hash=source if said else None,
    )


def own_words(draft: ProductDraft, said: Overrides, ids: Ids) -> dict[str, Any]:
    """Return what a source says in the fields in which it is overridden; those of variants that are gone are left out."""
    found: dict[str, Any] = {}
    for name in said.by_field:
        with suppress(KeyError):
            found[name] = value_of(draft, name, ids)
    return found


def result_of(done: BatchPlan) -> BatchResult:
    """The plan as it was carried out."""
    return BatchResult(
        created_ids=tuple(product.id for product in done.changed if product.is_new),
        updated_ids=tuple(product.id for product in done.changed if not product.is_new),
        reindex_ids=tuple(product.id for product in done.reindex),
        unchanged=done.unchanged,
    )


def _planned(
    draft: ProductDraft,
    known: StoredHashes | None,
    edited: Mapping[UUID, Edited],
    new: ProductId | None = None,
) -> PlannedProduct | None:
    id_ = known.id if known else new or ProductId(new_id())
    one, source = edited.get(id_, UNTOUCHED), bytes.fromhex(content_hash(draft))
    if known is not None and known.content_hash == one.overrides.seal(source):
        return None
    return laid_over(draft, id_, known, one, source)
