"""Reads over the tables of other features, for sums alone: nothing here changes anything."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from aisle.core.db import Session
from aisle.overview.types import Span

_DAY = "(m.created_at AT TIME ZONE 'UTC')::date"
# Answers of shoppers in a span: $1 organization, $2 store, $3 and $4 first and last day.
_ANSWERS = (
    "FROM conversation c JOIN message m ON m.organization_id = $1 AND m.store_id = $2 AND m.conversation_id = c.id"
    " AND m.role = 'assistant' LEFT JOIN feedback f ON f.organization_id = $1 AND f.store_id = $2 AND f.message_id = m.id"
    " WHERE c.organization_id = $1 AND c.store_id = $2 AND NOT c.preview AND c.last_at >= $3::date::timestamp AT TIME ZONE 'UTC'"
    " AND m.created_at >= $3::date::timestamp AT TIME ZONE 'UTC' AND m.created_at < ($4::date + 1)::timestamp AT TIME ZONE 'UTC'"
)
_COUNTS = (
    "count(*) AS answers, count(*) FILTER (WHERE NOT (m.content ->> 'abstained')::boolean) AS answered,"
    " count(f.rating) AS rated, count(*) FILTER (WHERE f.rating = 'up') AS helpful"
)


async def answers_in(session: Session, span: Span) -> Any:
    """Return counts of answers and ratings, and how soon first words came."""
    return await session.fetchrow(
        f"SELECT {_COUNTS}, percentile_cont(0.5) WITHIN GROUP (ORDER BY (m.metadata -> 'timing' ->> 'first_ms')::float8) AS p50,"
        f" percentile_cont(0.95) WITHIN GROUP (ORDER BY (m.metadata -> 'timing' ->> 'first_ms')::float8) AS p95 {_ANSWERS}",
        *session.tenant,
        span.first,
        span.last,
    )


async def answers_by_day(session: Session, span: Span) -> list[Any]:
    """Return counts of answers and ratings for each day that has any."""
    return await session.fetch(
        f"SELECT {_DAY} AS day, {_COUNTS} {_ANSWERS} GROUP BY 1", *session.tenant, span.first, span.last
    )


async def conversations_by_day(session: Session, span: Span) -> dict[date, int]:
    """Return how many conversations began on each day that has any."""
    rows = await session.fetch(
        "SELECT (created_at AT TIME ZONE 'UTC')::date AS day, count(*) AS n FROM conversation WHERE organization_id = $1"
        " AND store_id = $2 AND NOT preview AND last_at >= $3::date::timestamp AT TIME ZONE 'UTC'"
        " AND created_at >= $3::date::timestamp AT TIME ZONE 'UTC'"
        " AND created_at < ($4::date + 1)::timestamp AT TIME ZONE 'UTC' GROUP BY 1",
        *session.tenant,
        span.first,
        span.last,
    )
    return {row["day"]: row["n"] for row in rows}


async def cost_in(session: Session, span: Span) -> list[Any]:
    """Return what models took for conversations of the store, by currency."""
    return await session.fetch(
        "SELECT currency, sum(cost) AS cost FROM usage_event WHERE organization_id = $1 AND store_id = $2"
        " AND conversation_id IS NOT NULL AND cost IS NOT NULL AND at >= $3::date::timestamp AT TIME ZONE 'UTC'"
        " AND at < ($4::date + 1)::timestamp AT TIME ZONE 'UTC' GROUP BY currency ORDER BY currency",
        *session.tenant,
        span.first,
        span.last,
    )


async def count_open(session: Session) -> Any:
    """Return how many conversations were spoken in within half an hour, and in how many an answer is being written."""
    return await session.fetchrow(
        "SELECT count(*) AS open, count(*) FILTER (WHERE EXISTS (SELECT FROM turn t WHERE t.organization_id = $1 AND t.store_id = $2"
        " AND t.conversation_id = c.id AND t.state = 'running')) AS running FROM conversation c WHERE c.organization_id = $1"
        " AND c.store_id = $2 AND NOT c.preview AND c.last_at > now() - interval '30 minutes'",
        *session.tenant,
    )


async def unanswered(session: Session, span: Span, limit: int) -> Sequence[Any]:
    """Return questions without an answer, grouped by their words, those of the most shoppers first.

    Chats whose shoppers do not want them used are left out.
    """
    return await session.fetch(
        "SELECT lower(regexp_replace(btrim(q.content ->> 'text', E' \\t\\n?!.'), '\\s+', ' ', 'g')) AS words,"
        " min(q.content ->> 'text') AS question, count(*) AS times, min(m.created_at) AS since,"
        " count(DISTINCT coalesce(c.shopper_session_id, c.id)) AS shoppers, (array_agg(c.id ORDER BY m.created_at DESC))[1] AS conversation_id"
        " FROM conversation c JOIN message m ON m.organization_id = $1 AND m.store_id = $2 AND m.conversation_id = c.id"
        " AND m.role = 'assistant' JOIN message q ON q.organization_id = $1 AND q.store_id = $2 AND q.turn_id = m.turn_id AND q.role = 'user'"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND NOT c.preview AND c.improve AND (m.content ->> 'abstained')::boolean"
        " AND c.last_at >= $3::date::timestamp AT TIME ZONE 'UTC' AND m.created_at >= $3::date::timestamp AT TIME ZONE 'UTC'"
        " AND m.created_at < ($4::date + 1)::timestamp AT TIME ZONE 'UTC' GROUP BY 1 ORDER BY shoppers DESC, times DESC, 1 LIMIT $5",
        *session.tenant,
        span.first,
        span.last,
        limit,
    )


async def failing_sources(session: Session, span: Span) -> Sequence[Any]:
    """Return sources that are not well, with how many shoppers were answered from each."""
    return await session.fetch(
        "SELECT s.id, s.name, k.health_code AS code, k.unwell_since AS since, (SELECT count(DISTINCT coalesce(c.shopper_session_id, c.id))"
        " FROM document d JOIN citation i ON i.organization_id = $1 AND i.store_id = $2 AND i.document_id = d.id"
        " JOIN message m ON m.organization_id = $1 AND m.store_id = $2 AND m.id = i.message_id"
        " JOIN conversation c ON c.organization_id = $1 AND c.store_id = $2 AND c.id = m.conversation_id"
        " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.source_id = s.id AND NOT c.preview"
        " AND m.created_at >= $3::date::timestamp AT TIME ZONE 'UTC') AS shoppers"
        " FROM source_connection k JOIN source s ON s.organization_id = $1 AND s.store_id = $2 AND s.id = k.source_id"
        " WHERE k.organization_id = $1 AND k.store_id = $2 AND (k.state = 'broken' OR k.state = 'active' AND k.health = 'failing')"
        " ORDER BY since LIMIT 50",
        *session.tenant,
        span.first,
    )


async def waiting_runs(session: Session) -> Sequence[Any]:
    """Return runs of sources that wait for a person."""
    return await session.fetch(
        "SELECT r.id, r.source_id, s.name, r.code, r.created_at AS since FROM sync_run r JOIN source s ON s.organization_id = $1"
        " AND s.store_id = $2 AND s.id = r.source_id WHERE r.organization_id = $1 AND r.store_id = $2 AND r.state = 'waiting'"
        " ORDER BY r.created_at LIMIT 50",
        *session.tenant,
    )


async def lint_counts(session: Session) -> Any:
    """Return how many findings are open, by severity, and since when."""
    return await session.fetchrow(
        "SELECT count(*) FILTER (WHERE severity = 'error') AS errors, count(*) FILTER (WHERE severity = 'warning') AS warnings,"
        " min(first_at) AS since FROM lint_finding WHERE organization_id = $1 AND store_id = $2 AND state = 'open' AND severity <> 'hint'",
        *session.tenant,
    )


async def articles_waiting(session: Session, today: date) -> Any:
    """Return how many articles are handed in, and how many are to be looked at again."""
    return await session.fetchrow(
        "SELECT (SELECT count(*) FROM article_version WHERE organization_id = $1 AND store_id = $2 AND state = 'in_review') AS handed_in,"
        " (SELECT min(made_at) FROM article_version WHERE organization_id = $1 AND store_id = $2 AND state = 'in_review') AS handed_in_since,"
        " (SELECT count(*) FROM article WHERE organization_id = $1 AND store_id = $2 AND archived_at IS NULL AND review_on <= $3) AS due,"
        " (SELECT min(review_on) FROM article WHERE organization_id = $1 AND store_id = $2 AND archived_at IS NULL AND review_on <= $3) AS due_since",
        *session.tenant,
        today,
    )


async def dead_jobs(session: Session) -> Any:
    """Return how many jobs of the store failed for good, and since when."""
    return await session.fetchrow(
        "SELECT count(*) AS n, min(finished_at) AS since FROM job WHERE organization_id = $1 AND store_id = $2 AND state = 'dead'",
        *session.tenant,
    )


async def tight_budgets(session: Session) -> Sequence[Any]:
    """Return budgets of the store or its organization of whose end somebody was warned in their present period."""
    return await session.fetch(
        "SELECT b.id, b.period, b.measure, b.amount, b.currency, b.tokens, n.spent, n.tokens AS used, n.warned_at AS since"
        " FROM budget b JOIN budget_count n ON n.organization_id = $1 AND n.budget_id = b.id WHERE b.organization_id = $1"
        " AND (b.store_id IS NULL OR b.store_id = $2) AND n.warned_at IS NOT NULL AND n.starts = (date_trunc(b.period, now() AT TIME ZONE 'UTC'))::date"
        " ORDER BY n.warned_at LIMIT 20",
        *session.tenant,
    )


async def recent_changes(session: Session, limit: int) -> Sequence[Any]:
    """Return what was done in the store or its organization lately, the newest first."""
    return await session.fetch(
        "SELECT at, action, actor, object_kind, object_id, after FROM audit_entry WHERE organization_id = $1"
        " AND (store_id = $2 OR store_id IS NULL) AND outcome = 'done' AND actor NOT LIKE 'shopper:%' ORDER BY number DESC LIMIT $3",
        *session.tenant,
        limit,
    )
