"""Statements on budgets."""

from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.usage.budget_types import NewBudget

COLUMNS = "b.id, b.store_id, b.period, b.measure, b.amount, b.currency, b.tokens, b.warn_share, b.changed_at"
PRESENT = "date_trunc(b.period, $2::timestamptz AT TIME ZONE 'UTC')::date"
# With what is spent now: from the count, or where nothing was called since it is needed, from the sums of days.
LISTED = f"""
SELECT {COLUMNS}, {PRESENT} AS starts, ({PRESENT} + ('1 ' || b.period)::interval)::date AS ends,
       coalesce(c.spent, d.spent, 0) AS spent, coalesce(c.tokens, d.tokens, 0)::bigint AS spent_tokens,
       coalesce(c.unpriced, d.unpriced, 0)::bigint AS unpriced_tokens, coalesce(c.held, 0) AS held,
       coalesce(c.held_tokens, 0)::bigint AS held_tokens, c.warned_at
FROM budget b LEFT JOIN budget_count c ON (c.organization_id, c.budget_id, c.starts) = (b.organization_id, b.id, {PRESENT})
LEFT JOIN LATERAL (
  SELECT sum(d.cost) FILTER (WHERE d.currency = b.currency) AS spent, sum(d.tokens_in + d.tokens_out) AS tokens,
         sum(d.tokens_in + d.tokens_out) FILTER (WHERE d.currency IS DISTINCT FROM b.currency) AS unpriced
  FROM usage_day d WHERE c.budget_id IS NULL AND d.organization_id = b.organization_id AND d.day >= {PRESENT}
    AND d.day < {PRESENT} + ('1 ' || b.period)::interval AND (b.store_id IS NULL OR d.store_id = b.store_id)
) d ON true
WHERE b.organization_id = $1 AND ($3::uuid IS NULL OR b.id = $3) ORDER BY b.store_id NULLS FIRST, b.period, b.measure
"""


async def list_budgets(session: Session, now: Any, budget_id: UUID | None = None) -> list[Any]:
    """Return the organization's budgets, or one of them, as they stand."""
    return await session.fetch(LISTED, session.scope.organization_id, now, budget_id)


async def find_like(session: Session, wanted: NewBudget) -> Any | None:
    """Return the budget that a new one takes the place of, and keep others from it."""
    return await session.fetchrow(
        f"SELECT {COLUMNS} FROM budget b WHERE b.organization_id = $1 AND b.store_id IS NOT DISTINCT FROM $2"
        " AND b.period = $3 AND b.measure = $4 FOR NO KEY UPDATE",
        session.scope.organization_id,
        wanted.store_id,
        wanted.period,
        wanted.measure,
    )


async def put_budget(session: Session, wanted: NewBudget) -> UUID:
    """Write a budget in place of one of the same store, period and measure; return its id."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "INSERT INTO budget AS b (organization_id, store_id, id, period, measure, amount, currency, tokens, warn_share)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (organization_id, store_id, period, measure) DO UPDATE SET"
        " amount = excluded.amount, currency = excluded.currency, tokens = excluded.tokens, warn_share = excluded.warn_share,"
        " changed_at = now() RETURNING b.id",
        session.scope.organization_id,
        wanted.store_id,
        new_id(),
        wanted.period,
        wanted.measure,
        wanted.amount,
        wanted.currency,
        wanted.tokens,
        wanted.warn_share,
    )


async def forget_counts(session: Session, budget_id: UUID) -> None:
    """Have a budget's counts taken anew: they were in another currency."""
    await session.fetchval("SELECT aisle.forget_counts($1, $2)", session.scope.organization_id, budget_id)


async def delete_budget(session: Session, budget_id: UUID) -> bool:
    """Delete a budget; False where it is not there."""
    sql = "DELETE FROM budget WHERE organization_id = $1 AND id = $2"
    return await session.execute(sql, session.scope.organization_id, budget_id) == 1


async def take_warning(session: Session, budget_id: UUID) -> Any | None:
    """Say that a budget's owners are told of its share, for every period of it that has reached it; None where they were.

    Returns the newest of these periods as it stands.
    """
    rows = await session.fetch(
        "UPDATE budget_count c SET warned_at = now() FROM budget b WHERE b.organization_id = $1 AND b.id = $2"
        " AND (c.organization_id, c.budget_id) = ($1, b.id) AND c.warned_at IS NULL AND coalesce(b.amount, b.tokens) > 0"
        " AND CASE b.measure WHEN 'amount' THEN c.spent ELSE c.tokens END >= coalesce(b.amount, b.tokens) * b.warn_share"
        " RETURNING c.starts, c.spent, c.tokens, b.store_id, b.period, b.measure, b.amount, b.currency, b.tokens AS most_tokens",
        session.scope.organization_id,
        budget_id,
    )
    return max(rows, key=lambda row: row["starts"], default=None)


async def find_told(session: Session, budget_id: UUID, starts: Any) -> Any | None:
    """Return what a mail says of a budget's period."""
    return await session.fetchrow(
        "SELECT b.store_id, b.period, b.measure, b.amount, b.currency, b.tokens AS most_tokens, c.spent, c.tokens,"
        " (c.starts + ('1 ' || b.period)::interval) AS ends FROM budget b JOIN budget_count c"
        " ON (c.organization_id, c.budget_id) = (b.organization_id, b.id)"
        " WHERE b.organization_id = $1 AND b.id = $2 AND c.starts = $3",
        session.scope.organization_id,
        budget_id,
        starts,
    )
