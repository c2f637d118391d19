"""Queries on what shoppers thought of answers, and on how answers came about."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.conversations.inbox.types import FeedbackFilters, GivenFeedback
from aisle.conversations.repository.conversations import WHERE
from aisle.conversations.types import Feedback
from aisle.core.db import Session

SHORT = 400  # characters of question and answer in a list
# $3 rating, $4 reason, $5 conversation, $6 dealt with, $7 and $8 from and to. What is said anew is open again.
_FEEDBACK = (
    "FROM feedback f JOIN message m ON m.organization_id = $1 AND m.store_id = $2 AND m.id = f.message_id"
    " JOIN conversation c ON c.organization_id = $1 AND c.store_id = $2 AND c.id = m.conversation_id"
    " LEFT JOIN feedback_dealt d ON d.organization_id = $1 AND d.store_id = $2 AND d.message_id = f.message_id"
    " AND d.dealt_at >= f.updated_at"
    " LEFT JOIN message q ON q.organization_id = $1 AND q.store_id = $2 AND q.turn_id = m.turn_id AND q.role = 'user'"
    " LEFT JOIN assistant_release r ON r.organization_id = $1 AND r.store_id = $2 AND r.id = f.release_id"
    " WHERE f.organization_id = $1 AND f.store_id = $2 AND NOT c.preview AND ($3::text IS NULL OR f.rating = $3)"
    " AND ($4::text IS NULL OR $4 = ANY(f.reasons)) AND ($5::uuid IS NULL OR c.id = $5)"
    " AND ($6::boolean IS NULL OR (d.message_id IS NOT NULL) = $6)"
    " AND ($7::timestamptz IS NULL OR f.updated_at >= $7) AND ($8::timestamptz IS NULL OR f.updated_at < $8)"
)
_SHOWN = (
    "SELECT f.message_id, m.conversation_id, f.rating, f.reasons, f.comment,"
    f" left(coalesce(q.content ->> 'text', ''), {SHORT}) AS question,"
    f" left(coalesce(m.metadata -> 'memory' ->> 'text', ''), {SHORT}) AS answer, r.number, f.updated_at,"
    f" d.dealt_by, d.dealt_at {_FEEDBACK}"
)


def _asked(wanted: FeedbackFilters) -> list[Any]:
    return [
        wanted.rating,
        wanted.reason,
        wanted.conversation_id,
        wanted.dealt,
        wanted.since,
        wanted.until,
    ]


async def list_feedback(
    session: Session, wanted: FeedbackFilters, before: tuple[datetime, UUID] | None, limit: int
) -> list[GivenFeedback]:
    """Return what shoppers thought of answers, the newest first, from behind a place on."""
    rows = await session.fetch(
        f"{_SHOWN} AND ($9::timestamptz IS NULL OR (f.updated_at, f.message_id) < ($9, $10))"
        " ORDER BY f.updated_at DESC, f.message_id DESC LIMIT $11",
        *session.tenant,
        *_asked(wanted),
        before[0] if before else None,
        before[1] if before else None,
        limit,
    )
    return [_given(row) for row in rows]


async def find_feedback(session: Session, message_id: UUID) -> GivenFeedback | None:
    """Return what a shopper thought of one answer."""
    row = await session.fetchrow(
        f"{_SHOWN} AND f.message_id = $9", *session.tenant, *_asked(FeedbackFilters()), message_id
    )
    return _given(row) if row else None


def _given(row: Any) -> GivenFeedback:
    given = Feedback(row["rating"], tuple(row["reasons"]), row["comment"])
    return GivenFeedback(
        row["message_id"],
        row["conversation_id"],
        given,
        row["question"],
        row["answer"],
        row["number"],
        row["updated_at"],
        row["dealt_by"],
        row["dealt_at"],
    )


async def count_reasons(session: Session, wanted: FeedbackFilters) -> list[Any]:
    """Return ratings and reasons with how often each was given; a reason of null counts the ratings, and those still open."""
    return await session.fetch(
        "SELECT rating, reason, count(*) AS times, count(*) FILTER (WHERE open) AS open FROM"
        f" (SELECT f.rating, d.message_id IS NULL AS open, unnest(f.reasons || NULL::text) AS reason {_FEEDBACK}) AS given"
        " GROUP BY rating, reason ORDER BY rating, 3 DESC, reason",
        *session.tenant,
        *_asked(wanted),
    )


async def deal(session: Session, message_id: UUID, *, dealt: bool) -> None:
    """Note that the session's principal has dealt with feedback, or that it is open again."""
    if not dealt:
        await session.execute(
            f"DELETE FROM feedback_dealt WHERE {WHERE} AND message_id = $3", *session.tenant, message_id
        )
        return
    await session.execute(
        "INSERT INTO feedback_dealt (organization_id, store_id, message_id, dealt_by) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (organization_id, store_id, message_id) DO UPDATE SET dealt_by = excluded.dealt_by, dealt_at = now()",
        *session.tenant,
        message_id,
        session.scope.principal,
    )


async def has_answer(session: Session, message_id: UUID) -> bool:
    """Whether there is an answer of this id."""
    found = await session.fetchval(
        f"SELECT 1 FROM message WHERE {WHERE} AND id = $3 AND role = 'assistant'",
        *session.tenant,
        message_id,
    )
    return found is not None


async def find_basis(session: Session, message_id: UUID) -> Any:
    """Return question, content and cited documents (the first cited first) of an answer."""
    return await session.fetchrow(
        "SELECT q.content ->> 'text' AS question, m.content, (SELECT coalesce(jsonb_agg(jsonb_build_object("
        "'document_id', k.document_id, 'title', k.title, 'url', k.url) ORDER BY k.mark), '[]') FROM citation k"
        " WHERE k.organization_id = $1 AND k.store_id = $2 AND k.message_id = m.id) AS cited"
        " FROM message m LEFT JOIN message q ON q.organization_id = $1 AND q.store_id = $2 AND q.turn_id = m.turn_id"
        " AND q.role = 'user' WHERE m.organization_id = $1 AND m.store_id = $2 AND m.id = $3 AND m.role = 'assistant'",
        *session.tenant,
        message_id,
    )


async def find_trace(session: Session, message_id: UUID) -> Any:
    """Return how an answer came about: trace, request, when, with its question's conversation and feedback-free metadata."""
    return await session.fetchrow(
        "SELECT a.trace, a.request_id, a.created_at, m.conversation_id, m.turn_id, m.metadata -> 'told' AS told,"
        " coalesce(m.metadata -> 'routing', '[]') AS routing, coalesce(m.metadata -> 'prompts', '[]') AS prompts"
        " FROM message m LEFT JOIN answer_trace a ON a.organization_id = $1 AND a.store_id = $2 AND a.message_id = m.id"
        " WHERE m.organization_id = $1 AND m.store_id = $2 AND m.id = $3 AND m.role = 'assistant'",
        *session.tenant,
        message_id,
    )


async def cost_of(session: Session, conversation_id: UUID, request_id: str, since: datetime) -> list[Any]:
    """Return what the models of one request took, by currency: the ledger's events of its conversation."""
    return await session.fetch(
        "SELECT currency, sum(cost) AS cost, sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out,"
        " sum(cached_tokens) AS cached_tokens, count(*) FILTER (WHERE NOT correction) AS calls FROM usage_event"
        " WHERE organization_id = $1 AND store_id = $2 AND conversation_id = $3 AND request_id = $4"
        " AND at BETWEEN $5::timestamptz - interval '1 hour' AND $5::timestamptz + interval '1 hour' GROUP BY currency",
        *session.tenant,
        conversation_id,
        request_id,
        since,
    )


async def forget_traces(session: Session, older_than: timedelta) -> int:
    """Forget how answers came about that are older; returns how many."""
    return await session.execute(
        f"DELETE FROM answer_trace WHERE {WHERE} AND created_at < now() - $3::interval",
        *session.tenant,
        older_than,
    )
