"""Reads over products and answers, for what products lack and how often they were shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session

# $3: characters below which a description is thin.
_LACKS = {
    "no_image": "images = '[]'",
    "no_price": "price_min IS NULL",
    "no_category": "coalesce(category, '') = ''",
    "no_attributes": "attributes = '{}'",
    "thin_text": "length(description) < $3",
    "unreadable_image": "EXISTS (SELECT FROM index_picture i JOIN picture s ON s.organization_id = $1 AND s.store_id = $2"
    " AND s.address_hash = i.address_hash AND s.state = 'refused' WHERE i.organization_id = $1 AND i.store_id = $2"
    " AND i.product_id = product.id)",
}
_ARRAY = ", ".join(f"CASE WHEN {rule} THEN '{name}' END" for name, rule in _LACKS.items())
_SOURCES = (
    "ARRAY(SELECT DISTINCT s.name FROM product_link l JOIN source s ON s.organization_id = $1 AND s.store_id = $2"
    " AND s.id = l.source_id WHERE l.organization_id = $1 AND l.store_id = $2 AND l.product_id = p.id"
    " AND l.run_id = '00000000-0000-0000-0000-000000000000' ORDER BY 1)"
)
_CHANGED = (
    "EXISTS (SELECT 1 FROM product_override o WHERE o.organization_id = $1 AND o.store_id = $2 AND o.product_id = p.id"
    " AND o.own_changed_at IS NOT NULL)"
)
_HERE = "organization_id = $1 AND store_id = $2"


async def list_products(
    session: Session, lack: str | None, thin: int, after: tuple[str, UUID] | None, limit: int
) -> Sequence[Any]:
    """Return products by title with what they lack and whose they are, from behind a place on."""
    return await session.fetch(
        f"SELECT id, handle, title, lacks, {_SOURCES} AS sources, {_CHANGED} AS source_changed FROM (SELECT id, handle, title, array_remove(ARRAY[{_ARRAY}], NULL) AS lacks"
        f" FROM product WHERE {_HERE}) AS p WHERE ($4::text IS NULL OR $4 = ANY(lacks))"
        " AND ($5::text IS NULL OR (title, id) > ($5, $6)) ORDER BY title, id LIMIT $7",
        *session.tenant,
        thin,
        lack,
        after[0] if after else None,
        after[1] if after else None,
        limit,
    )


async def count_lacks(session: Session, thin: int) -> Any:
    """Return how many products there are, and how many lack each."""
    counts = ", ".join(f"count(*) FILTER (WHERE {rule}) AS {name}" for name, rule in _LACKS.items())
    return await session.fetchrow(
        f"SELECT count(*) AS products, {counts} FROM product WHERE {_HERE}", *session.tenant, thin
    )


async def shown_in(session: Session, product_ids: Sequence[UUID], days: int) -> dict[UUID, int]:
    """Return in how many conversations of so many days each product was shown."""
    rows = await session.fetch(
        "SELECT (s ->> 'product_id')::uuid AS id, count(DISTINCT c.id) AS n FROM conversation c JOIN message m"
        " ON m.organization_id = $1 AND m.store_id = $2 AND m.conversation_id = c.id AND m.role = 'assistant',"
        " jsonb_array_elements(m.content -> 'segments') AS s WHERE c.organization_id = $1 AND c.store_id = $2 AND NOT c.preview"
        " AND c.last_at > now() - make_interval(days => $4) AND m.created_at > now() - make_interval(days => $4)"
        " AND s ->> 'product_id' = ANY($3) GROUP BY 1",
        *session.tenant,
        [str(one) for one in product_ids],
        days,
    )
    return {row["id"]: row["n"] for row in rows}
