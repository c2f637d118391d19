"""What becomes of a product when merchants say something in place of its source, or take it back. Reads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aisle.catalog.batches import PlannedProduct
from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.errors import InvalidOverride
from aisle.catalog.hashing import search_hash
from aisle.catalog.overriding.fields import Ids, put, value_of
from aisle.catalog.overriding.types import NOW, Override, Overrides, Wanted
from aisle.catalog.types import Product

MOST_FIELDS = 200  # of one product


@dataclass(frozen=True, slots=True)
class Standing:
    """A product as it is. shown, source: fingerprints of what is shown, and of what its source says."""

    product: Product
    overrides: Overrides
    shown: bytes
    source: bytes


@dataclass(frozen=True, slots=True)
class Laid:
    """A product as it becomes. titles: of its variants, by id."""

    standing: Standing
    overrides: Overrides
    planned: PlannedProduct
    titles: Mapping[UUID, str]

    @property
    def id(self) -> UUID:
        """The product's."""
        return self.standing.product.id

    @property
    def said(self) -> list[Override]:
        """Words that are new."""
        before = self.standing.overrides.by_field
        return [one for name, one in self.overrides.by_field.items() if before.get(name) != one]

    @property
    def taken_back(self) -> list[str]:
        """Fields in which the source speaks again."""
        return [name for name in self.standing.overrides.by_field if name not in self.overrides.by_field]

    @property
    def is_hidden_now(self) -> bool:
        """Whether the assistant is to leave it out from now on."""
        return self.overrides.hidden and not self.standing.overrides.hidden


def lay(standing: Standing, wanted: Mapping[str, Wanted | None], at: datetime) -> Laid:
    """Work out what a product becomes. wanted: by field; None: the source speaks again. Raises InvalidOverride."""
    product, before = standing.product, standing.overrides
    ids: Ids = [one.id for one in product.variants]
    bare = put(product, before.own, ids)
    by_field = dict(before.by_field)
    for name, one in wanted.items():
        if one is None:
            by_field.pop(name, None)
        else:
            by_field[name] = _override(bare, name, one, ids, at)
    if len(by_field) > MOST_FIELDS:
        raise InvalidOverride(f"At most {MOST_FIELDS} fields of a product can be overridden.")
    after = Overrides(by_field)
    shown = put(bare, after.values, ids)
    return Laid(
        standing, after, _planned(standing, shown, after), {one.id: one.title for one in shown.variants}
    )


def _override(bare: Product, name: str, one: Wanted, ids: Ids, at: datetime) -> Override:
    try:
        own = value_of(bare, name, ids)
    except KeyError:
        raise InvalidOverride("The product has no such variant.", field=name) from None
    then = own if one.own_then is NOW else one.own_then
    changed_at = None if own == then else at
    return Override(
        name, one.value, own, then, changed_at, one.change_id, one.edit_id, one.why, one.set_by, one.set_at
    )


def _planned(standing: Standing, shown: Product, after: Overrides) -> PlannedProduct:
    words, before = bytes.fromhex(search_hash(shown)), bytes.fromhex(search_hash(standing.product))
    comes_back = standing.overrides.hidden and not after.hidden
    return PlannedProduct(
        shown.id,
        draft_of(shown),
        after.seal(standing.source),
        words,
        is_new=False,
        reindex=not after.hidden and (words != before or comes_back),
        overrides=after,
        source_hash=standing.source if after else None,
    )


def draft_of(product: Product) -> ProductDraft:
    """Return a product as a source would give it, without what it names beside it."""
    return ProductDraft(
        product.handle,
        product.title,
        product.description,
        product.brand,
        product.category,
        product.tags,
        product.url,
        product.images,
        product.attributes,
        product.options,
        tuple(
            VariantDraft(
                one.sku,
                one.barcode,
                one.title,
                one.options,
                one.price,
                one.compare_at,
                one.stock,
                one.availability,
            )
            for one in product.variants
        ),
        product.rating,
    )
