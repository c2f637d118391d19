"""Queries on what reviewers say."""

from typing import Any
from uuid import UUID

from aisle.articles.types import Comment
from aisle.core.db import Session

WHERE = "organization_id = $1 AND store_id = $2 AND article_id = $3"


async def insert_comment(session: Session, article_id: UUID, comment: Comment) -> None:
    """Add a comment."""
    await session.execute(
        "INSERT INTO article_comment (organization_id, store_id, article_id, id, version, quote, body, made_at, made_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        *session.tenant,
        article_id,
        comment.id,
        comment.version,
        comment.quote,
        comment.body,
        comment.made_at,
        comment.made_by,
    )


async def list_comments(session: Session, article_id: UUID, version: int, most: int) -> list[Comment]:
    """Return the comments on a version in the order in which they were made."""
    rows = await session.fetch(
        f"SELECT * FROM article_comment WHERE {WHERE} AND version = $4 ORDER BY id LIMIT $5",
        *session.tenant,
        article_id,
        version,
        most,
    )
    return [_comment(row) for row in rows]


async def resolve(session: Session, article_id: UUID, comment_id: UUID, at: Any) -> Comment | None:
    """Note that a comment is dealt with; None where there is none. One that was stays as it was."""
    row = await session.fetchrow(
        "UPDATE article_comment SET resolved_at = coalesce(resolved_at, $5), resolved_by = coalesce(resolved_by, $6)"
        f" WHERE {WHERE} AND id = $4 RETURNING *",
        *session.tenant,
        article_id,
        comment_id,
        at,
        session.scope.principal,
    )
    return _comment(row) if row else None


def _comment(row: Any) -> Comment:
    return Comment(
        row["id"],
        row["version"],
        row["quote"],
        row["body"],
        row["made_at"],
        row["made_by"],
        row["resolved_at"],
        row["resolved_by"],
    )
