"""Queries that bring a variant's price and stock up to date, beside everything else that stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from aisle.catalog.facts import VariantFacts
from aisle.catalog.types import Availability, Money, in_stock_of, price_range_of
from aisle.core.db import Session


async def write_facts(session: Session, facts: Sequence[VariantFacts]) -> tuple[set[UUID], set[UUID]]:
    """Write prices and stock; returns the products that look different then, and those whose buying did.

    A variant that is as fresh or fresher by another word stays as it is.
    """
    rows = await session.fetch(
        "WITH given AS (SELECT * FROM unnest($3::uuid[], $4::numeric[], $5::numeric[], $6::text[], $7::integer[], $8::text[],"
        "  $9::timestamptz[]) AS g (id, price, compare_at, currency, stock, availability, as_of)),"
        " before AS (SELECT v.id, v.price, v.compare_at, v.currency, v.stock, v.availability FROM variant v JOIN given g ON v.id = g.id"
        "  WHERE v.organization_id = $1 AND v.store_id = $2 FOR UPDATE OF v)"
        " UPDATE variant v SET price = g.price, compare_at = g.compare_at, currency = g.currency, stock = g.stock,"
        " availability = g.availability, as_of = g.as_of FROM given g JOIN before b ON b.id = g.id"
        " WHERE v.organization_id = $1 AND v.store_id = $2 AND v.id = g.id"
        " RETURNING v.product_id,"
        " (b.price, b.compare_at, b.currency, b.stock, b.availability)"
        "  IS DISTINCT FROM (g.price, g.compare_at, g.currency, g.stock, g.availability) AS differs,"
        " (b.price, b.currency, b.availability) IS DISTINCT FROM (g.price, g.currency, g.availability) AS buying",
        *session.tenant,
        [one.id for one in facts],
        [one.price.amount if one.price else None for one in facts],
        [one.compare_at.amount if one.compare_at else None for one in facts],
        [_currency(one) for one in facts],
        [one.stock for one in facts],
        [one.availability.value for one in facts],
        [one.as_of for one in facts],
    )
    changed = {row["product_id"] for row in rows if row["differs"]}
    return changed, {row["product_id"] for row in rows if row["buying"]}


async def refresh_products(session: Session, product_ids: Collection[UUID]) -> None:
    """Let products say of their variants what these say now. Their fingerprint is another one, so that the next comparison
    with a source looks at them."""
    rows = await session.fetch(
        "SELECT product_id, price, currency, availability FROM variant WHERE organization_id = $1 AND store_id = $2"
        " AND product_id = ANY($3) ORDER BY product_id, position",
        *session.tenant,
        list(product_ids),
    )
    variants: dict[UUID, list[Any]] = {id_: [] for id_ in product_ids}
    for row in rows:
        variants[row["product_id"]].append(row)
    given = [_summary(id_, of) for id_, of in variants.items()]
    columns = [list(column) for column in zip(*given, strict=True)]
    await session.execute(
        "UPDATE product p SET price_min = g.price_min, price_max = g.price_max, currency = g.currency, in_stock = g.in_stock,"
        " content_hash = sha256(p.content_hash || convert_to('facts', 'UTF8')),"
        " source_hash = sha256(p.source_hash || convert_to('facts', 'UTF8')), updated_at = now()"
        " FROM unnest($3::uuid[], $4::numeric[], $5::numeric[], $6::text[], $7::boolean[])"
        " AS g (id, price_min, price_max, currency, in_stock)"
        " WHERE p.organization_id = $1 AND p.store_id = $2 AND p.id = g.id",
        *session.tenant,
        *columns,
    )


def _summary(product_id: UUID, variants: Sequence[Any]) -> tuple[Any, ...]:
    prices = price_range_of(
        Money(row["price"], row["currency"]) if row["price"] is not None else None for row in variants
    )
    in_stock = in_stock_of(Availability(row["availability"]) for row in variants)
    if prices is None:
        return product_id, None, None, None, in_stock
    return product_id, prices.lowest.amount, prices.highest.amount, prices.lowest.currency, in_stock


def _currency(one: VariantFacts) -> str | None:
    money = one.price or one.compare_at
    return money.currency if money else None
