"""One product out of what several sources say of it, field by field, with where each field came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.types import Availability, Image, Rating
from aisle.core.ids import new_id
from aisle.sources.records import ProductState
from aisle.sources.truth.facts import PriceSaid, StockSaid, price_said, stock_said
from aisle.sources.truth.matching import matched
from aisle.sources.truth.types import Conflict, Copy, Origin, Said, SaidProduct, SaidVariant
from aisle.sources.truth.weighing import Scales, settle

SHOWN = (None, ProductState.ACTIVE)  # None: the shop has no such states, everything is for sale
MOST_OPTIONS = 10


@dataclass(frozen=True, slots=True)
class MergedVariant:
    """A variant with the records that it was made of."""

    id: UUID
    draft: VariantDraft
    of: tuple[SaidVariant, ...]
    as_of: datetime


@dataclass(slots=True)
class Merged:
    """A product as all sources together have it. draft: None where shoppers do not see it."""

    draft: ProductDraft | None
    variants: tuple[MergedVariant, ...] = ()
    origins: list[Origin] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    of: tuple[SaidProduct, ...] = ()


def merge(product_id: UUID, product: Sequence[SaidProduct], scales: Scales) -> Merged:
    """Make one product of what several sources say.

    Args:
        product_id: Variants that are known as this product's keep their ids.
        product: What each source says; a source twice only where a person said so.
    """
    ordered = _ordered(product, scales)
    found = Merged(None, of=tuple(ordered))
    if not ordered:
        return found
    taken = {name: _take(found, name, read, ordered, scales) for name, read in _FIELDS.items()}
    shown = taken["state"]
    if shown is not None and shown.known not in SHOWN:
        return found
    attributes = {
        name: _take(found, f"attributes.{name}", _attribute(name), ordered, scales)
        for name in dict.fromkeys(name for one in ordered for name in one.record.attributes)
    }
    found.variants = tuple(_variants(found, product_id, ordered, scales))
    found.draft = ProductDraft(
        handle=taken["handle"],
        title=taken["title"] or taken["handle"],
        description=taken["description"] or "",
        brand=taken["brand"],
        category=taken["category"],
        tags=taken["tags"] or (),
        url=taken["url"],
        images=tuple(Image(one.url, one.alt) for one in taken["pictures"] or ()),
        attributes={name: value for name, value in attributes.items() if value},
        options=_options(taken["options"], found.variants),
        variants=tuple(one.draft for one in found.variants),
        rating=taken["rating"],
        relations=_relations(taken),
    )
    return found


def _ordered(product: Sequence[SaidProduct], scales: Scales) -> list[SaidProduct]:
    """Sources in the order in which they are believed where nothing else is said; those that do not count now are left out."""
    origin, _ = settle("product", [Said(one, one.copy) for one in product], scales, lambda one, other: True)
    return [origin.said.value, *(one.value for one in origin.others)] if origin else []


def _take(
    found: Merged,
    name: str,
    read: Callable[[SaidProduct], Any],
    product: Sequence[SaidProduct],
    scales: Scales,
) -> Any:
    said = [Said(value, one.copy) for one in product if (value := read(one)) not in (None, "", (), {})]
    if name in ("handle", "state"):
        # These say what the record is, not what the product is like: the first source's word stands.
        said = said[:1]
    return _settled(found, name, said, scales)


def _settled(found: Merged, name: str, said: Sequence[Said], scales: Scales) -> Any:
    origin, conflict = settle(name, said, scales)
    if origin is not None:
        found.origins.append(origin)
    if conflict is not None:
        found.conflicts.append(conflict)
    return origin.said.value if origin else None


def _attribute(name: str) -> Callable[[SaidProduct], Any]:
    return lambda one: one.record.attributes.get(name)


def _category(one: SaidProduct) -> str | None:
    path = one.record.categories[0] if one.record.categories else ""
    return "/".join(part for step in path.split(" / ") if (part := step.strip())) or None


def _rating(one: SaidProduct) -> Rating | None:
    average = one.record.rating
    if average is None or not 0 <= average <= 5:
        return None
    return Rating(round(average, 2), one.record.rating_count)


_FIELDS: dict[str, Callable[[SaidProduct], Any]] = {
    "handle": lambda one: one.record.handle,
    "state": lambda one: one.record.state,
    "title": lambda one: one.record.title,
    "description": lambda one: one.record.description,
    "brand": lambda one: one.record.brand,
    "category": _category,
    "tags": lambda one: one.record.tags,
    "url": lambda one: one.record.url,
    "pictures": lambda one: one.record.pictures,
    "options": lambda one: one.record.options,
    "rating": _rating,
    "related": lambda one: one.record.related,
    "complementary": lambda one: one.record.complementary,
}
# By what rules may be made: of a product, of its attributes, and of its variants.
FIELDS = (*_FIELDS, "attributes", "price", "stock", "sku", "barcode")


def _relations(taken: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    named = {"related": taken["related"], "complementary": taken["complementary"]}
    return {kind: tuple(keys) for kind, keys in named.items() if keys}


def _options(said: Sequence[str] | None, variants: Sequence[MergedVariant]) -> tuple[str, ...]:
    """The names of options; a source that names none has those of its variants."""
    names = dict.fromkeys([*(said or ()), *(name for one in variants for name in one.draft.options)])
    return tuple(names)[:MOST_OPTIONS]


def _variants(
    found: Merged, product_id: UUID, product: Sequence[SaidProduct], scales: Scales
) -> Iterator[MergedVariant]:
    used: set[UUID] = set()
    for group in matched([*(one.variants for one in product), *_facts_alone(product)]):
        ids = (one.known[1] for one in group if one.known[0] == product_id)
        variant_id = next((one for one in ids if one and one not in used), None) or new_id()
        used.add(variant_id)
        yield _variant(found, variant_id, group, scales)


def _facts_alone(product: Sequence[SaidProduct]) -> list[list[SaidVariant]]:
    """What sources of facts alone say of the variants, each source by itself and once."""
    found: dict[UUID, dict[str, SaidVariant]] = {}
    for one in (fact for said in product for fact in said.facts):
        found.setdefault(one.copy.source_id, {})[one.copy.external_id] = one
    return [list(found[source].values()) for source in sorted(found, key=str)]


def _variant(found: Merged, variant_id: UUID, group: Sequence[SaidVariant], scales: Scales) -> MergedVariant:
    name = f"variants.{variant_id}"

    def take(part: str, read: Callable[[SaidVariant], Said | None]) -> Any:
        said = [one for variant in group if (one := read(variant)) is not None]
        return _settled(found, f"{name}.{part}", said, scales)

    price = take("price", lambda one: price_said(one, scales.now)) or PriceSaid(None, None)
    stock = take("stock", stock_said) or StockSaid(None, Availability.UNKNOWN)
    first = group[0].record
    draft = VariantDraft(
        sku=take("sku", _plain("sku")),
        barcode=take("barcode", _plain("barcode")),
        title=first.title,
        options=dict(first.options),
        price=price.price,
        compare_at=price.compare_at,
        stock=stock.quantity,
        availability=stock.availability,
    )
    return MergedVariant(variant_id, draft, tuple(group), _as_of(found, name, group))


def _plain(part: str) -> Callable[[SaidVariant], Said | None]:
    def read(variant: SaidVariant) -> Said | None:
        value = getattr(variant.record, part)
        return Said(value, variant.copy) if value else None

    return read


def _as_of(found: Merged, name: str, group: Sequence[SaidVariant]) -> datetime:
    """When the older of price and stock was looked at: as of then, all of it was so."""
    times: list[Copy] = [
        one.said.copy for one in found.origins if one.field in (f"{name}.price", f"{name}.stock")
    ]
    return min((one.as_of for one in times), default=group[0].copy.as_of)
