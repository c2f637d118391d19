"""What reads the ledger: sums of days, and single calls. All of them name the organization, and the store where there is one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from aisle.core.db import Session
from aisle.usage.views import By, Wanted

SUMS = (
    "sum(calls)::bigint AS calls, sum(failed)::bigint AS failed, sum(cached)::bigint AS cached, sum(estimated)::bigint AS estimated,"
    " sum(tokens_in)::bigint AS tokens_in, sum(tokens_out)::bigint AS tokens_out, sum(cached_tokens)::bigint AS cached_tokens,"
    " sum(reasoning_tokens)::bigint AS reasoning_tokens, sum(cost) AS cost, sum(saved) AS saved"
)
KEYS = {
    By.DAY: "day::text",
    By.STORE: "store_id::text",
    By.ASSISTANT: "assistant_id::text",
    By.MODEL: "provider || '/' || model",
    By.PURPOSE: "purpose",
    By.DUTY: "duty",
    By.KEY: "key_id::text",
    By.CONVERSATION: "conversation_id::text",
}
# $1 organization, $2 and $3 first and last day, $4 to $9 what is filtered by. A calls' row looks like a day's with one call.
FILTERS = (
    " AND ($4::uuid IS NULL OR store_id = $4) AND ($5::uuid IS NULL OR assistant_id = $5) AND ($6::uuid IS NULL OR key_id = $6)"
    " AND ($7::text IS NULL OR purpose = $7) AND ($8::text IS NULL OR model = $8)"
    " AND ($9::text IS NULL OR duty = $9)"
)
DAYS = f"SELECT * FROM usage_day WHERE organization_id = $1 AND day >= $2 AND day <= $3{FILTERS}"
TALKS = (
    "SELECT conversation_id, currency, (NOT correction)::int AS calls,"
    " (outcome IN ('refused', 'failed', 'died') AND NOT correction)::int AS failed, (outcome = 'cached')::int AS cached,"
    " (estimated AND NOT correction)::int AS estimated, tokens_in, tokens_out, cached_tokens, reasoning_tokens,"
    " coalesce(cost, 0) AS cost, coalesce(saved, 0) AS saved FROM usage_event WHERE organization_id = $1"
    " AND at >= ($2::date)::timestamp AT TIME ZONE 'UTC' AND at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'"
    f" AND conversation_id IS NOT NULL{FILTERS}"
)
COUNTS = (
    "calls",
    "failed",
    "cached",
    "estimated",
    "tokens_in",
    "tokens_out",
    "cached_tokens",
    "reasoning_tokens",
    "cost",
    "saved",
)
# What is left of the days without the calls of conversations is what others took: programs make them by the million, and
# none of them is read. Their key is empty.
LEFT = (
    f"SELECT NULL::uuid AS conversation_id, currency, {', '.join(f'sum({one}) AS {one}' for one in COUNTS)} FROM ("
    f"SELECT currency, {', '.join(COUNTS)} FROM ({DAYS}) AS days"
    f" UNION ALL SELECT currency, {', '.join(f'-{one}' for one in COUNTS)} FROM talks) AS rest"
    f" GROUP BY currency HAVING {' OR '.join(f'sum({one}) <> 0' for one in COUNTS)}"
)
CALLS = (
    "SELECT id, at, correction, store_id, assistant_id, conversation_id, key_id, principal, request_id, purpose, duty, endpoint, provider,"
    " model, outcome, error, estimated, tokens_in, tokens_out, cached_tokens, stored_tokens, reasoning_tokens, cost, currency, saved,"
    " first_seconds, seconds FROM usage_event WHERE organization_id = $1"
    " AND at >= ($2::date)::timestamp AT TIME ZONE 'UTC' AND at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'"
    f"{FILTERS} AND ($10::uuid IS NULL OR conversation_id = $10) AND ($11::text IS NULL OR outcome = $11)"
    " AND ($12::timestamptz IS NULL OR (at, id, correction) < ($12, $13::uuid, $14::boolean))"
    " ORDER BY at DESC, id DESC, correction DESC LIMIT $15"
)


async def list_sums(session: Session, by: By, wanted: Wanted, after: str | None, most: int) -> list[Any]:
    """Return sums by group and currency: those of at most so many groups after one, in the order of their keys."""
    talks, rows = "", DAYS
    if by is By.CONVERSATION:
        talks, rows = f"talks AS MATERIALIZED ({TALKS}), ", f"SELECT * FROM talks UNION ALL {LEFT}"
    return await session.fetch(
        f"WITH {talks}found AS (SELECT coalesce({KEYS[by]}, '') AS key, rows.* FROM ({rows}) AS rows),"
        " page AS (SELECT DISTINCT key FROM found WHERE $10::text IS NULL OR key > $10 ORDER BY key LIMIT $11)"
        f" SELECT key, currency, {SUMS} FROM found WHERE key IN (SELECT key FROM page) GROUP BY key, currency ORDER BY key, currency",
        *_arguments(session, wanted),
        after,
        most,
    )


async def list_totals(session: Session, wanted: Wanted) -> list[Any]:
    """Return sums of everything by currency."""
    return await session.fetch(
        f"SELECT currency, {SUMS} FROM ({DAYS}) AS rows GROUP BY currency ORDER BY currency",
        *_arguments(session, wanted),
    )


async def list_calls(
    session: Session, wanted: Wanted, before: tuple[datetime, Any, bool] | None, most: int
) -> Sequence[Any]:
    """Return single calls, the newest first."""
    place = before or (None, None, None)
    return await session.fetch(
        CALLS, *_arguments(session, wanted), wanted.conversation_id, wanted.outcome, *place, most
    )


def _arguments(session: Session, wanted: Wanted) -> tuple[Any, ...]:
    organization: Any = session.scope.organization_id
    days: tuple[date, date] = (wanted.first, wanted.last)
    return (
        organization,
        *days,
        wanted.store_id,
        wanted.assistant_id,
        wanted.key_id,
        wanted.purpose,
        wanted.model,
        wanted.duty,
    )
