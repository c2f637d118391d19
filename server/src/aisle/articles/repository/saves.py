"""Queries on saves: added, read, never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.articles.types import Content, Save
from aisle.core.db import Session
from aisle.knowledge.validity import Validity

WHERE = "organization_id = $1 AND store_id = $2 AND article_id = $3"
CONTENT = "title, body, category_id, tags, valid_from, valid_until, markets"


async def add_save(
    session: Session,
    article_id: UUID,
    content: Content,
    based_on: int,
    at: datetime,
    *,
    aside: bool = False,
) -> int:
    """Add a save and return its number. aside: it does not become the draft. The caller holds the article."""
    number: int = await session.fetchval(
        "UPDATE article SET newest_save = newest_save + 1, updated_at = $4,"
        " draft_save = CASE WHEN $5 THEN draft_save ELSE newest_save + 1 END"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 RETURNING newest_save",
        *session.tenant,
        article_id,
        at,
        aside,
    )
    await session.execute(
        "INSERT INTO article_save (organization_id, store_id, article_id, number, based_on, is_aside, saved_at, saved_by,"
        f" {CONTENT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        *session.tenant,
        article_id,
        number,
        based_on,
        aside,
        at,
        session.scope.principal,
        *_columns(content),
    )
    return number


async def find_save(session: Session, article_id: UUID, number: int) -> Save | None:
    """Return one save."""
    row = await session.fetchrow(
        f"SELECT * FROM article_save WHERE {WHERE} AND number = $4", *session.tenant, article_id, number
    )
    return _save(row) if row else None


async def list_saves(session: Session, article_id: UUID, below: int | None, most: int) -> list[Save]:
    """Return saves, the newest first."""
    rows = await session.fetch(
        f"SELECT * FROM article_save WHERE {WHERE} AND ($4::int IS NULL OR number < $4) ORDER BY number DESC LIMIT $5",
        *session.tenant,
        article_id,
        below,
        most,
    )
    return [_save(row) for row in rows]


def content_of(row: Any) -> Content:
    """Return what a row of the columns `CONTENT` says."""
    validity = Validity(row["valid_from"], row["valid_until"], tuple(row["markets"]))
    return Content(row["title"], row["body"], row["category_id"], tuple(row["tags"]), validity)


def _columns(content: Content) -> tuple[Any, ...]:
    validity = content.validity
    return (
        content.title,
        content.body,
        content.category_id,
        list(content.tags),
        validity.valid_from,
        validity.valid_until,
        list(validity.markets),
    )


def _save(row: Any) -> Save:
    return Save(
        row["number"],
        row["based_on"],
        row["is_aside"],
        content_of(row),
        row["saved_at"],
        row["saved_by"],
    )
