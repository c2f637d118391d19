"""Queries for the store's own words: the values that questions and filters are compared with."""

from __future__ import annotations

from aisle.core.db import Session

# A store with more values than this is not helped by a list of them.
MOST = 5_000
MOST_VALUES = 20_000


async def category_counts(session: Session) -> dict[str, int]:
    """Products by category, the fullest first."""
    return await _counts(session, "category")


async def brand_counts(session: Session) -> dict[str, int]:
    """Products by brand, the fullest first."""
    return await _counts(session, "brand")


async def tag_counts(session: Session) -> dict[str, int]:
    """Products by tag, the most frequent first."""
    rows = await session.fetch(
        "SELECT tag AS value, count(*) AS products FROM product, unnest(tags) AS tag"
        f" WHERE organization_id = $1 AND store_id = $2 AND NOT hidden GROUP BY tag ORDER BY products DESC, tag LIMIT {MOST}",
        *session.tenant,
    )
    return {row["value"]: row["products"] for row in rows}


async def has_ratings(session: Session) -> bool:
    """Whether any product has a rating."""
    found = await session.fetchval(
        "SELECT EXISTS (SELECT 1 FROM product WHERE organization_id = $1 AND store_id = $2 AND rating IS NOT NULL)",
        *session.tenant,
    )
    return bool(found)


async def described_values(session: Session) -> list[tuple[str, str]]:
    """Names and values of attributes and options, the most frequent first."""
    rows = await session.fetch(
        "SELECT name, value FROM ("
        " SELECT d.key AS name, d.value FROM product p, jsonb_each_text(p.attributes) d"
        " WHERE p.organization_id = $1 AND p.store_id = $2 AND NOT p.hidden"
        " UNION ALL SELECT d.key, d.value FROM variant v, jsonb_each_text(v.options) d"
        " WHERE v.organization_id = $1 AND v.store_id = $2) AS described"
        f" WHERE length(value) <= 100 GROUP BY name, value ORDER BY count(*) DESC, name, value LIMIT {MOST_VALUES}",
        *session.tenant,
    )
    return [(row["name"], row["value"]) for row in rows]


async def _counts(session: Session, column: str) -> dict[str, int]:
    rows = await session.fetch(
        f"SELECT {column} AS value, count(*) AS products FROM product"
        f" WHERE organization_id = $1 AND store_id = $2 AND {column} IS NOT NULL AND NOT hidden"
        f" GROUP BY {column} ORDER BY products DESC, {column} LIMIT {MOST}",
        *session.tenant,
    )
    return {row["value"]: row["products"] for row in rows}
