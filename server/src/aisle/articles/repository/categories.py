"""Queries on the tree of categories."""

from typing import Any
from uuid import UUID

import asyncpg

from aisle.articles.errors import ArticleCategoryInUse
from aisle.articles.types import Category
from aisle.core.db import Session

WHERE = "organization_id = $1 AND store_id = $2"
_TREE = (
    "WITH RECURSIVE tree AS (SELECT id, parent_id, name, name AS path, 1 AS depth FROM article_category"
    f" WHERE {WHERE} AND parent_id IS NULL UNION ALL SELECT c.id, c.parent_id, c.name, t.path || '/' || c.name, t.depth + 1"
    " FROM article_category c JOIN tree t ON t.id = c.parent_id WHERE c.organization_id = $1 AND c.store_id = $2 AND t.depth < 20)"
)


async def list_categories(session: Session) -> list[Category]:
    """Return the whole tree by path."""
    rows = await session.fetch(f"{_TREE} SELECT * FROM tree ORDER BY path", *session.tenant)
    return [Category(row["id"], row["parent_id"], row["name"], row["path"]) for row in rows]


async def find_category(session: Session, category_id: UUID) -> Category | None:
    """Return one category with its path."""
    row = await session.fetchrow(f"{_TREE} SELECT * FROM tree WHERE id = $3", *session.tenant, category_id)
    return Category(row["id"], row["parent_id"], row["name"], row["path"]) if row else None


async def insert_category(session: Session, category_id: UUID, name: str, parent_id: UUID | None) -> None:
    """Add a category. Raises ArticleCategoryInUse for a name that its parent has already."""
    await _once(
        session,
        "INSERT INTO article_category (organization_id, store_id, id, name, parent_id) VALUES ($1, $2, $3, $4, $5)",
        category_id,
        name,
        parent_id,
    )


async def update_category(session: Session, category_id: UUID, name: str, parent_id: UUID | None) -> None:
    """Rename a category or move it. Raises ArticleCategoryInUse."""
    await _once(
        session,
        f"UPDATE article_category SET name = $4, parent_id = $5 WHERE {WHERE} AND id = $3",
        category_id,
        name,
        parent_id,
    )


async def delete_category(session: Session, category_id: UUID) -> None:
    """Remove a category."""
    await session.execute(
        f"DELETE FROM article_category WHERE {WHERE} AND id = $3", *session.tenant, category_id
    )


async def count_filed(session: Session) -> dict[UUID, int]:
    """Return how many articles that are not put away have their draft in each category."""
    rows = await session.fetch(
        "SELECT s.category_id, count(*) AS n FROM article a JOIN article_save s ON s.organization_id = $1 AND s.store_id = $2"
        " AND s.article_id = a.id AND s.number = a.draft_save WHERE a.organization_id = $1 AND a.store_id = $2"
        " AND a.archived_at IS NULL AND s.category_id IS NOT NULL GROUP BY s.category_id",
        *session.tenant,
    )
    return {row["category_id"]: row["n"] for row in rows}


async def is_used(session: Session, category_id: UUID) -> bool:
    """Say whether a draft, what answers or waits, or another category belongs to a category. Other saves are the past."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT EXISTS (SELECT FROM article_save s JOIN article a ON a.organization_id = $1 AND a.store_id = $2 AND a.id = s.article_id"
        " LEFT JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = a.document_id AND d.deleted_at IS NULL"
        " WHERE s.organization_id = $1 AND s.store_id = $2 AND s.category_id = $3 AND (s.number = a.draft_save"
        " OR EXISTS (SELECT FROM article_version v WHERE v.organization_id = $1 AND v.store_id = $2 AND v.article_id = s.article_id"
        " AND v.save_number = s.number AND (v.state IN ('in_review', 'scheduled') OR v.document_version_id = d.published_version_id))))"
        f" OR EXISTS (SELECT FROM article_category WHERE {WHERE} AND parent_id = $3)",
        *session.tenant,
        category_id,
    )


async def _once(session: Session, sql: str, *values: Any) -> None:
    try:
        await session.execute(sql, *session.tenant, *values)
    except asyncpg.UniqueViolationError:
        raise ArticleCategoryInUse("Another category has this name at this place.") from None
