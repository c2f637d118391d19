"""What shoppers thought of answers, and how answers came about."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.conversations.errors import MessageNotFound, TraceNotFound
from aisle.conversations.inbox.types import GivenFeedback
from aisle.conversations.repository import reviewing
from aisle.core.db import Session

Json = dict[str, Any]


async def list_feedback(
    session: Session,
    rating: str | None,
    reason: str | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[GivenFeedback]:
    """Return what shoppers thought of answers, the newest first, from behind a place on."""
    return await reviewing.list_feedback(session, rating, reason, None, before, limit)


async def count_feedback(session: Session, rating: str | None) -> Json:
    """Return how often each rating was given, and each reason with it."""
    counts: Json = {"up": {"total": 0, "reasons": {}}, "down": {"total": 0, "reasons": {}}}
    for row in await reviewing.count_reasons(session, rating):
        one = counts[row["rating"]]
        if row["reason"] is None:
            one["total"] = row["times"]
        else:
            one["reasons"][row["reason"]] = row["times"]
    return counts


async def read_trace(session: Session, message_id: UUID, *, with_cost: bool) -> Json:
    """Return how an answer came about. with_cost: what its models took, too, for who may see what was spent.

    Raises MessageNotFound, TraceNotFound.
    """
    row = await reviewing.find_trace(session, message_id)
    if row is None:
        raise MessageNotFound()
    if row["trace"] is None:
        raise TraceNotFound("How this answer came about was not kept, or its days are over.")
    found = {
        "message_id": message_id,
        "conversation_id": row["conversation_id"],
        "turn_id": row["turn_id"],
        "created_at": row["created_at"],
        **row["trace"],
        "routing": row["routing"],
        "prompt_versions": row["prompts"],
        "told": row["told"] or {},
    }
    spent = with_cost and row["request_id"]
    return found | {"spent": await _spent(session, row) if spent else None}


async def _spent(session: Session, row: Any) -> list[Json]:
    rows = await reviewing.cost_of(session, row["conversation_id"], row["request_id"], row["created_at"])
    return [dict(one) for one in rows]


async def forget_traces(session: Session, days: int) -> int:
    """Forget how answers came about that are older than so many days; returns how many."""
    return await reviewing.forget_traces(session, timedelta(days=days))
