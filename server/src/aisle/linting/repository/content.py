"""Queries of the content that is looked over: published versions, products, and what was read before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.linting.checks.types import Good, Offer, Page, Stated
from aisle.linting.statements.scopes import scope_of_markets
from aisle.linting.statements.types import Statement, from_data

_PUBLISHED = (
    " FROM document d JOIN document_version v ON v.organization_id = $1 AND v.store_id = $2 AND v.id = d.published_version_id"
    " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.deleted_at IS NULL AND v.body IS NOT NULL"
    " AND (v.valid_until IS NULL OR v.valid_until > $3)"
)


async def pages(session: Session, now: datetime, after: UUID | None, most: int) -> list[Page]:
    """Return published versions in the order of their documents, with their text."""
    rows = await session.fetch(
        "SELECT d.id, v.id AS version_id, coalesce(v.title, d.title) AS title, v.body, v.markets, d.url,"
        " coalesce(d.language, (SELECT p.language FROM chunk c JOIN passage p ON p.organization_id = $1 AND p.store_id = $2"
        " AND p.id = c.passage_id WHERE c.organization_id = $1 AND c.store_id = $2 AND c.document_version_id = v.id"
        " ORDER BY c.ordinal LIMIT 1), 'en') AS language"
        + _PUBLISHED
        + " AND ($4::uuid IS NULL OR d.id > $4) ORDER BY d.id LIMIT $5",
        *session.tenant,
        now,
        after,
        most,
    )
    return [
        Page(
            row["id"],
            row["version_id"],
            row["title"],
            row["language"][:2],
            row["body"],
            row["markets"],
            row["url"],
        )
        for row in rows
    ]


async def known(session: Session, version_ids: Sequence[UUID], rules: int) -> set[UUID]:
    """Return which versions these rules have read."""
    rows = await session.fetch(
        "SELECT document_version_id AS id FROM lint_reading WHERE organization_id = $1 AND store_id = $2"
        " AND document_version_id = ANY($3) AND rules = $4",
        *session.tenant,
        list(version_ids),
        rules,
    )
    return {row["id"] for row in rows}


async def keep_reading(session: Session, version_id: UUID, rules: int, said: Sequence[Statement]) -> None:
    """Store what was read in a version."""
    await session.execute(
        "INSERT INTO lint_reading (organization_id, store_id, document_version_id, rules, statements)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organization_id, store_id, document_version_id)"
        " DO UPDATE SET rules = excluded.rules, statements = excluded.statements",
        *session.tenant,
        version_id,
        rules,
        [one.data() for one in said],
    )


async def drop_readings(session: Session, now: datetime) -> None:
    """Forget versions that answer no more."""
    await session.execute(
        "DELETE FROM lint_reading r WHERE r.organization_id = $1 AND r.store_id = $2 AND NOT EXISTS (SELECT 1"
        + _PUBLISHED
        + " AND v.id = r.document_version_id)",
        *session.tenant,
        now,
    )


async def stated(session: Session, now: datetime, subject: str) -> list[Stated]:
    """Return what published versions state on a subject."""
    rows = await session.fetch(
        "SELECT d.id, v.id AS version_id, coalesce(v.title, d.title) AS title, v.markets, s.value AS statement"
        " FROM lint_reading r CROSS JOIN jsonb_array_elements(r.statements) AS s"
        " JOIN document_version v ON v.organization_id = $1 AND v.store_id = $2 AND v.id = r.document_version_id"
        " JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.published_version_id = v.id AND d.deleted_at IS NULL"
        " WHERE r.organization_id = $1 AND r.store_id = $2 AND (v.valid_until IS NULL OR v.valid_until > $3)"
        " AND (v.valid_from IS NULL OR v.valid_from <= $3) AND s.value->>'subject' = $4 ORDER BY d.id, s.value->>'start'",
        *session.tenant,
        now,
        subject,
    )
    return [_stated(row) for row in rows]


def _stated(row: Any) -> Stated:
    said = from_data(row["statement"])
    scope = frozenset(said.scope) | scope_of_markets(row["markets"])
    return Stated(said, row["id"], row["version_id"], row["title"], scope)


_GOODS = (
    "SELECT p.id, p.title, p.description, p.category, p.tags, jsonb_array_length(p.images) AS images, p.attributes, p.options,"
    " a.since, (SELECT coalesce(jsonb_agg(jsonb_build_array(v.title, v.options, v.price::text, v.compare_at::text, v.currency,"
    " v.availability) ORDER BY v.position), '[]') FROM variant v WHERE v.organization_id = $1 AND v.store_id = $2"
    " AND v.product_id = p.id) AS offers FROM product p LEFT JOIN lint_absence a ON a.organization_id = $1 AND a.store_id = $2"
    " AND a.product_id = p.id WHERE p.organization_id = $1 AND p.store_id = $2"
)


async def goods(session: Session, after: UUID | None, most: int) -> list[Good]:
    """Return products with their variants in the order of their ids."""
    rows = await session.fetch(
        _GOODS + " AND ($3::uuid IS NULL OR p.id > $3) ORDER BY p.id LIMIT $4", *session.tenant, after, most
    )
    return [_good(row) for row in rows]


async def goods_of(session: Session, product_ids: Sequence[UUID]) -> dict[UUID, Good]:
    """Return some products with their variants."""
    rows = await session.fetch(_GOODS + " AND p.id = ANY($3)", *session.tenant, list(product_ids))
    return {row["id"]: _good(row) for row in rows}


def _good(row: Any) -> Good:
    offers = [_offer(one) for one in row["offers"]]
    names = ("id", "title", "description", "category", "tags", "images", "attributes", "options")
    return Good(**{name: row[name] for name in names}, offers=offers, absent_since=row["since"])


def _offer(values: Sequence[Any]) -> Offer:
    title, options, price, compare_at, currency, availability = values
    return Offer(title, options, _decimal(price), _decimal(compare_at), currency, availability)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


async def mark_absent(session: Session, now: datetime) -> None:
    """Remember since when products cannot be bought, and forget those that can be again."""
    await session.execute(
        "DELETE FROM lint_absence a USING product p WHERE a.organization_id = $1 AND a.store_id = $2"
        " AND p.organization_id = $1 AND p.store_id = $2 AND p.id = a.product_id AND p.in_stock IS DISTINCT FROM false",
        *session.tenant,
    )
    await session.execute(
        "INSERT INTO lint_absence (organization_id, store_id, product_id, since)"
        " SELECT $1, $2, id, $3 FROM product WHERE organization_id = $1 AND store_id = $2 AND in_stock = false"
        " ON CONFLICT DO NOTHING",
        *session.tenant,
        now,
    )


async def titles(session: Session, after: UUID | None, most: int) -> list[tuple[UUID, str]]:
    """Return ids and titles of products in the order of their ids."""
    rows = await session.fetch(
        "SELECT id, title FROM product WHERE organization_id = $1 AND store_id = $2 AND ($3::uuid IS NULL OR id > $3)"
        " ORDER BY id LIMIT $4",
        *session.tenant,
        after,
        most,
    )
    return [(row["id"], row["title"]) for row in rows]


async def product_addresses(session: Session) -> list[str]:
    """Return what addresses of products begin with, such as https://shop.example/products/, the most usual first."""
    rows = await session.fetch(
        "SELECT regexp_replace(url, '[^/]*$', '') AS prefix FROM product WHERE organization_id = $1 AND store_id = $2"
        " AND url ~ '^https?://[^/]+/.+/[^/?#]+$' GROUP BY 1 HAVING count(*) > 1 ORDER BY count(*) DESC LIMIT 5",
        *session.tenant,
    )
    return [row["prefix"] for row in rows]


async def sold_at(session: Session, urls: Sequence[str]) -> set[str]:
    """Return which addresses are of products."""
    rows = await session.fetch(
        "SELECT url FROM product WHERE organization_id = $1 AND store_id = $2 AND url = ANY($3)",
        *session.tenant,
        list(urls),
    )
    return {row["url"] for row in rows}


async def queries_without_finds(session: Session, since: datetime, most: int) -> list[tuple[str, int]]:
    """Return what was searched most and never found, with how often."""
    rows = await session.fetch(
        "SELECT query, sum(searches)::int AS searches FROM search_query WHERE organization_id = $1 AND store_id = $2"
        " AND day >= $3::date GROUP BY query HAVING sum(found) = 0 AND sum(searches) > 1 ORDER BY 2 DESC, 1 LIMIT $4",
        *session.tenant,
        since.date(),
        most,
    )
    return [(row["query"], row["searches"]) for row in rows]
