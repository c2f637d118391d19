"""Queries for passages within limits."""

from collections.abc import Sequence
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.criteria import PassageCriteria
from aisle.knowledge.types import PassageId

# {}: the values, in small letters.
_CONDITIONS = {
    "language": "p.language = ANY({0})",
    "source": "(d.source_id::text = ANY({0}) OR lower(s.name) = ANY({0}))",
    "document.category": "coalesce(lower(d.category) = ANY({0}), false)",
    "document.tag": "lower(d.tags::text)::text[] && {0}",
}
_PLACES = (
    "EXISTS (SELECT 1 FROM chunk c JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = c.document_id"
    " AND d.published_version_id = c.document_version_id AND d.deleted_at IS NULL"
    " JOIN source s ON s.organization_id = $1 AND s.store_id = $2 AND s.id = d.source_id"
    " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.passage_id = p.id"
    " AND ($3::text IS NULL OR c.chunking = $3)"
)


async def matching_passages(
    session: Session, criteria: PassageCriteria, among: Sequence[UUID] | None, limit: int
) -> list[PassageId]:
    """Return ids of passages of which one published document meets the criteria, at most `limit`."""
    values: list[object] = [*session.tenant, criteria.chunking]
    conditions = [
        *_conditions(criteria.wanted, values, "{}"),
        *_conditions(criteria.unwanted, values, "NOT {}"),
    ]
    some = ""
    if among is not None:
        values.append(list(among))
        some = f" AND p.id = ANY(${len(values)})"
    rows = await session.fetch_planned(
        f"SELECT p.id FROM passage p WHERE p.organization_id = $1 AND p.store_id = $2{some}"
        f" AND {_PLACES}{''.join(conditions)}) LIMIT {int(limit)}",
        *values,
    )
    return [row["id"] for row in rows]


def _conditions(
    limits: tuple[tuple[str, tuple[str, ...]], ...], values: list[object], template: str
) -> list[str]:
    found = []
    for field, wanted in limits:
        values.append([value.lower() for value in wanted])
        found.append(" AND " + template.format(_CONDITIONS[field].format(f"${len(values)}")))
    return found
