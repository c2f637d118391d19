"""Reading what sources say of products: live records, and over them what a run would make of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from aisle.core.db import Session
from aisle.sources.records import (
    PriceRecord,
    ProductRecord,
    Record,
    Resource,
    StockRecord,
    VariantRecord,
)
from aisle.sources.records.coding import from_data
from aisle.sources.truth import repository
from aisle.sources.truth.identity import sku_of
from aisle.sources.truth.repository import Ref
from aisle.sources.truth.types import Copy, SaidProduct, SaidVariant

Place = tuple[UUID, str, str]  # source, resource, id
_FACTS = (Resource.STOCK, Resource.PRICES)


@dataclass(frozen=True, slots=True)
class News:
    """A record, and where and when it was copied."""

    record: Record
    copy: Copy


async def read_products(
    session: Session,
    refs: Sequence[Ref],
    run_id: UUID | None = None,
    news: Mapping[Place, News | None] | None = None,
) -> dict[Ref, SaidProduct]:
    """Return what sources say of products, with their variants and facts; those that are gone are missing.

    run_id: a run whose changes count already, unless the live copy was made later. news: facts in place of the live ones.
    """
    if not refs:
        return {}
    products = await _read(session, [(source, Resource.PRODUCTS, ref) for source, ref in refs], run_id)
    named = await _variant_refs(session, refs, run_id)
    own = await _read(
        session,
        [(source, Resource.VARIANTS, variant) for (source, _), found in named.items() for variant in found],
        run_id,
    )
    variants = {
        (source, ref): _variants(
            cast(ProductRecord, found.record), found.copy, own, named.get((source, ref), {})
        )
        for (source, _, ref), found in products.items()
    }
    facts = await _facts(session, variants, run_id, news or {})
    alone = await _facts_alone(session, variants, run_id, news or {})
    return {
        (source, ref): SaidProduct(
            cast(ProductRecord, found.record),
            found.copy,
            tuple(_with_facts(one, facts) for one in variants[source, ref]),
            tuple(
                fact for one in variants[source, ref] for fact in alone.get(sku_of(one.record.sku) or "", ())
            ),
        )
        for (source, _, ref), found in products.items()
    }


async def _read(session: Session, keys: Sequence[Place], run_id: UUID | None) -> dict[Place, News]:
    """Read records; of a live one and one of the run the later look stands."""
    live, staged = await repository.records_of(session, keys, run_id)
    found = {_place(row): row for row in live}
    gone = set[Place]()
    for row in staged:
        before = found.get(_place(row))
        if before is not None and before["as_of"] > row["as_of"] and row["mode"] != "rollback":
            continue
        if row["data"] is None:
            gone.add(_place(row))
        found[_place(row)] = row if before is None or row["data"] is None else _completed(row, before)
    return {place: _found(row) for place, row in found.items() if place not in gone}


def _completed(row: Any, before: Any) -> Any:
    """A part of a product leaves what it does not say as it was."""
    if row["resource"] != Resource.PRODUCTS or row["data"].get("complete", True):
        return row
    data = {**before["data"], **row["data"]}
    if "complete" not in before["data"]:
        data.pop("complete")
    return {**dict(row), "data": data}


def _found(row: Any) -> News:
    copy = Copy(
        row["source_id"], row["resource"], row["external_id"], row["as_of"], row["shop_time"], row["run_id"]
    )
    return News(from_data(Resource(row["resource"]), row["data"]), copy)


def _place(row: Any) -> Place:
    return row["source_id"], row["resource"], row["external_id"]


async def _variant_refs(
    session: Session, refs: Sequence[Ref], run_id: UUID | None
) -> Mapping[Ref, dict[str, tuple[UUID | None, UUID | None]]]:
    """Return the ids of variants that the records have had, or will have by the run, with product and variant ids."""
    found: dict[Ref, dict[str, tuple[UUID | None, UUID | None]]] = defaultdict(dict)
    sets = [await repository.variants_of(session, refs, None)]
    if run_id is not None:
        sets.append(await repository.variants_of(session, refs, run_id))
    for row in (row for rows in sets for row in rows):
        ids = (row["product_id"], row["variant_id"])
        known = found[row["source_id"], row["product_ref"]]
        if ids[1] is not None or row["variant_ref"] not in known:
            known[row["variant_ref"]] = ids
    return found


def _variants(
    product: ProductRecord,
    copy: Copy,
    own: Mapping[Place, News],
    named: Mapping[str, tuple[UUID | None, UUID | None]],
) -> list[SaidVariant]:
    """A product's variants: those in its record, each as it was read last, or else those of the feed of variants."""
    found: dict[str, SaidVariant] = {}
    for record in product.variants or ():
        found[record.id] = SaidVariant(record, copy, known=named.get(record.id, (None, None)))
    for variant in named:
        read = own.get((copy.source_id, Resource.VARIANTS, variant))
        if read is None or cast(VariantRecord, read.record).product_id != copy.external_id:
            continue
        known = found.get(variant)
        if known is None and product.variants is not None:
            continue  # the product's own list is whole
        if known is None or known.copy.as_of < read.copy.as_of:
            found[variant] = SaidVariant(cast(VariantRecord, read.record), read.copy, known=named[variant])
    return list(found.values())


async def _facts(
    session: Session,
    variants: Mapping[Ref, Iterable[SaidVariant]],
    run_id: UUID | None,
    news: Mapping[Place, News | None],
) -> dict[Place, News]:
    keys = [
        (source, resource, one.record.id)
        for (source, _), found in variants.items()
        for one in found
        for resource in _FACTS
    ]
    return await _current(session, keys, run_id, news)


async def _current(
    session: Session, keys: Sequence[Place], run_id: UUID | None, news: Mapping[Place, News | None]
) -> dict[Place, News]:
    """Return facts as they are live, or as the news have them."""
    found: dict[Place, News | None] = dict(await _read(session, keys, run_id))
    found |= {key: news[key] for key in keys if key in news}
    return {key: one for key, one in found.items() if one is not None}


async def _facts_alone(
    session: Session,
    variants: Mapping[Ref, Iterable[SaidVariant]],
    run_id: UUID | None,
    news: Mapping[Place, News | None],
) -> dict[str, list[SaidVariant]]:
    """Return what sources say that have stock or prices of these variants, but not the variants, by SKU."""
    own = {(source, one.record.id) for (source, _), found in variants.items() for one in found}
    skus = {sku for found in variants.values() for one in found if (sku := sku_of(one.record.sku))}
    rows = [
        row
        for row in await repository.facts_by_sku(session, skus)
        if (row["source_id"], row["external_id"]) not in own
    ]
    facts = await _current(session, [_place(row) for row in rows], run_id, news)
    found: dict[str, dict[tuple[UUID, str], SaidVariant]] = defaultdict(dict)
    for row in rows:
        fact = facts.get(_place(row))
        if fact is None:
            continue
        key = (row["source_id"], row["external_id"])
        bare = SaidVariant(VariantRecord(row["external_id"], "", sku=row["sku"]), fact.copy)
        found[row["sku"]][key] = _with_facts(found[row["sku"]].get(key, bare), facts)
    return {sku: list(one.values()) for sku, one in found.items()}


def _with_facts(variant: SaidVariant, facts: Mapping[Place, News]) -> SaidVariant:
    source, id_ = variant.copy.source_id, variant.record.id
    stock, price = facts.get((source, Resource.STOCK, id_)), facts.get((source, Resource.PRICES, id_))
    return replace(
        variant,
        stock=(cast(StockRecord, stock.record), stock.copy) if stock else None,
        price=(cast(PriceRecord, price.record), price.copy) if price else None,
    )
