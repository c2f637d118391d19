"""Queries on articles themselves: made, listed, held, and read together with what answers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from aisle.articles.errors import ArticleTaken
from aisle.articles.types import Article, ArticleState, Counts, Publishing, Review, Wanted
from aisle.core.db import Session
from aisle.knowledge.types import Refusal

WHERE = "organization_id = $1 AND store_id = $2"
_MINE = "{0}.organization_id = $1 AND {0}.store_id = $2"
# Whether a version answers is what its document says, and nobody else: there is no second place that could be wrong.
_COLUMNS = """
SELECT a.*, s.title, s.category_id, s.tags, l.number AS live_version, l.save_number AS live_save, lv.valid_until AS live_until,
       r.number AS in_review, n.number AS scheduled, n.publish_at AS scheduled_at, e.number IS NOT NULL AS has_ended,
       p.number AS sent_version, pv.state AS sent_state, pv.reason AS sent_reason, pv.detail AS sent_detail
"""
_FROM = f"""
FROM article a
JOIN article_save s ON {_MINE.format("s")} AND s.article_id = a.id AND s.number = a.draft_save
LEFT JOIN document d ON {_MINE.format("d")} AND d.id = a.document_id AND d.deleted_at IS NULL
LEFT JOIN document_version lv ON {_MINE.format("lv")} AND lv.id = d.published_version_id
LEFT JOIN article_version l ON {_MINE.format("l")} AND l.article_id = a.id AND l.document_version_id = lv.id
LEFT JOIN article_version r ON {_MINE.format("r")} AND r.article_id = a.id AND r.state = 'in_review'
LEFT JOIN LATERAL (SELECT v.number, v.publish_at FROM article_version v WHERE {_MINE.format("v")} AND v.article_id = a.id
  AND v.state = 'scheduled' ORDER BY v.publish_at, v.number LIMIT 1) n ON true
LEFT JOIN LATERAL (SELECT v.number FROM article_version v WHERE {_MINE.format("v")} AND v.article_id = a.id
  AND v.state = 'expired' LIMIT 1) e ON true
LEFT JOIN LATERAL (SELECT v.number, v.document_version_id FROM article_version v WHERE {_MINE.format("v")} AND v.article_id = a.id
  AND v.state = 'published' ORDER BY v.number DESC LIMIT 1) p ON true
LEFT JOIN document_version pv ON {_MINE.format("pv")} AND pv.id = p.document_version_id AND pv.state <> 'ready'
WHERE {_MINE.format("a")}
"""
_READ = _COLUMNS + _FROM
_LIVE = "l.number IS NOT NULL AND (lv.valid_until IS NULL OR lv.valid_until > $3)"
_ENDED = "(a.archived_at IS NOT NULL OR l.number IS NOT NULL OR e.number IS NOT NULL)"
# As `Article.state` says it, for lists.
_IN_STATE = {
    ArticleState.LIVE: _LIVE,
    ArticleState.SCHEDULED: f"(({_LIVE}) IS NOT TRUE) AND n.number IS NOT NULL",
    ArticleState.IN_REVIEW: f"(({_LIVE}) IS NOT TRUE) AND n.number IS NULL AND r.number IS NOT NULL",
    ArticleState.EXPIRED: f"(({_LIVE}) IS NOT TRUE) AND n.number IS NULL AND r.number IS NULL AND {_ENDED}",
    ArticleState.DRAFT: f"(({_LIVE}) IS NOT TRUE) AND n.number IS NULL AND r.number IS NULL AND NOT {_ENDED}",
}


async def insert_article(
    session: Session, article_id: UUID, key: str, language: str, at: datetime, by: str
) -> None:
    """Add an article without a save. Raises ArticleTaken."""
    try:
        await session.execute(
            "INSERT INTO article (organization_id, store_id, id, key, language, created_at, created_by, updated_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $6)",
            *session.tenant,
            article_id,
            key,
            language,
            at,
            by,
        )
    except asyncpg.UniqueViolationError:
        raise ArticleTaken(f"There is an article “{key}” in “{language}” already.") from None


async def hold(session: Session, article_id: UUID) -> bool:
    """Hold an article until the transaction ends; False where there is none."""
    found = await session.fetchval(
        f"SELECT 1 FROM article WHERE {WHERE} AND id = $3 FOR NO KEY UPDATE", *session.tenant, article_id
    )
    return found is not None


async def find_article(session: Session, article_id: UUID) -> Article | None:
    """Return an article."""
    row = await session.fetchrow(f"{_READ} AND a.id = $3", *session.tenant, article_id)
    return _article(row) if row else None


async def find_named(session: Session, key: str, language: str) -> Article | None:
    """Return the article of that key in a language."""
    row = await session.fetchrow(
        f"{_READ} AND a.key = $3 AND a.language = $4", *session.tenant, key, language
    )
    return _article(row) if row else None


async def list_articles(
    session: Session, wanted: Wanted, now: datetime, after: UUID | None, most: int
) -> list[Article]:
    """Return articles behind a place in the order in which they were made."""
    state = f" AND {_IN_STATE[wanted.state]}" if wanted.state else ""
    rows = await session.fetch(
        f"{_READ}{state} AND $3::timestamptz IS NOT NULL AND ($4::text IS NULL OR a.key = $4)"
        " AND ($5::text IS NULL OR a.language = $5) AND ($6::uuid IS NULL OR s.category_id = $6)"
        " AND ($7::text IS NULL OR s.tags && ARRAY[$7]) AND ($8::text IS NULL OR strpos(lower(a.key || ' ' || s.title), $8) > 0)"
        " AND ($9::date IS NULL OR a.review_on <= $9) AND ($10::uuid IS NULL OR a.id > $10)"
        " AND ($12::bool IS NULL OR (a.archived_at IS NOT NULL) = $12) ORDER BY a.id LIMIT $11",
        *session.tenant,
        now,
        wanted.key,
        wanted.language,
        wanted.category_id,
        wanted.tag,
        wanted.words.lower() if wanted.words else None,
        wanted.due_by,
        after,
        most,
        wanted.archived,
    )
    return [_article(row) for row in rows]


async def count_articles(session: Session, now: datetime, today: date) -> Counts:
    """Count articles by what a list would show. today: by which reviews are due."""
    states = "".join(
        f", count(*) FILTER (WHERE a.archived_at IS NULL AND {condition}) AS {state}"
        for state, condition in _IN_STATE.items()
    )
    row = await session.fetchrow(
        "SELECT count(*) FILTER (WHERE a.archived_at IS NULL) AS here, count(a.archived_at) AS archived,"
        " count(*) FILTER (WHERE a.archived_at IS NULL AND r.number IS NOT NULL) AS waiting,"
        f" count(*) FILTER (WHERE a.archived_at IS NULL AND a.review_on <= $4) AS due{states}{_FROM}",
        *session.tenant,
        now,
        today,
    )
    assert row is not None
    found = {state: row[str(state)] for state in ArticleState}
    return Counts(row["here"], row["archived"], row["waiting"], row["due"], found)


async def with_inserts(session: Session, after: UUID | None, most: int) -> list[Article]:
    """Return articles whose draft or answering text may hold inserts, behind a place in the order of ids."""
    rows = await session.fetch(
        f"{_READ} AND ($3::uuid IS NULL OR a.id > $3) AND EXISTS (SELECT FROM article_save t WHERE t.organization_id = $1"
        " AND t.store_id = $2 AND t.article_id = a.id AND t.number IN (a.draft_save, l.save_number)"
        " AND strpos(t.body, '{{') > 0) ORDER BY a.id LIMIT $4",
        *session.tenant,
        after,
        most,
    )
    return [_article(row) for row in rows]


async def ids_by_document(session: Session, document_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return articles by the documents that they were published as."""
    rows = await session.fetch(
        f"SELECT document_id, id FROM article WHERE {WHERE} AND document_id = ANY($3)",
        *session.tenant,
        list(document_ids),
    )
    return {row["document_id"]: row["id"] for row in rows}


async def set_document(session: Session, article_id: UUID, document_id: UUID, at: datetime) -> None:
    """Note which document an article answers as; one that answers is archived no more."""
    await session.execute(
        f"UPDATE article SET document_id = $4, archived_at = NULL, updated_at = $5 WHERE {WHERE} AND id = $3",
        *session.tenant,
        article_id,
        document_id,
        at,
    )


async def set_archived(session: Session, article_id: UUID, at: datetime | None) -> None:
    """Note that an article is put away; at None: not any more."""
    await session.execute(
        f"UPDATE article SET archived_at = $4, updated_at = coalesce($4, now()) WHERE {WHERE} AND id = $3",
        *session.tenant,
        article_id,
        at,
    )


async def set_review(session: Session, article_id: UUID, review: Review, at: datetime) -> None:
    """Set when an article is to be looked at."""
    await session.execute(
        f"UPDATE article SET review_on = $4, review_every_days = $5, updated_at = $6 WHERE {WHERE} AND id = $3",
        *session.tenant,
        article_id,
        review.on,
        review.every_days,
        at,
    )


async def delete_article(session: Session, article_id: UUID) -> None:
    """Remove an article with its saves, versions, comments and history."""
    await session.execute(f"DELETE FROM article WHERE {WHERE} AND id = $3", *session.tenant, article_id)


def _article(row: Any) -> Article:
    return Article(
        id=row["id"],
        key=row["key"],
        language=row["language"],
        title=row["title"],
        category_id=row["category_id"],
        tags=tuple(row["tags"]),
        document_id=row["document_id"],
        draft_save=row["draft_save"],
        live_version=row["live_version"],
        live_save=row["live_save"],
        live_until=row["live_until"],
        in_review=row["in_review"],
        scheduled=row["scheduled"],
        scheduled_at=row["scheduled_at"],
        has_ended=row["has_ended"],
        publishing=_publishing(row),
        review=Review(row["review_on"], row["review_every_days"]),
        archived_at=row["archived_at"],
        created_at=row["created_at"],
        created_by=row["created_by"],
        updated_at=row["updated_at"],
    )


def _publishing(row: Any) -> Publishing | None:
    if row["sent_state"] is None or row["sent_reason"] == Refusal.SUPERSEDED:
        return None
    return Publishing(row["sent_version"], row["sent_reason"], row["sent_detail"])
