"""What shoppers thought of answers, and how answers came about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.answering.segments_json import from_json
from aisle.articles.service.reading import articles_of
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog import service as catalog
from aisle.conversations.errors import FeedbackNotFound, MessageNotFound, TraceNotFound
from aisle.conversations.inbox.types import (
    Basis,
    FeedbackFilters,
    GivenFeedback,
    RestedOn,
    ShownProduct,
)
from aisle.conversations.repository import reviewing
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.identity.naming import names_of

Json = dict[str, Any]


async def list_feedback(
    session: Session, wanted: FeedbackFilters, before: tuple[datetime, UUID] | None, limit: int
) -> list[GivenFeedback]:
    """Return what shoppers thought of answers, the newest first, from behind a place on.

    Raises InvalidInput for moments without a time zone.
    """
    if any(one is not None and one.tzinfo is None for one in (wanted.since, wanted.until)):
        raise InvalidInput("Write `since` and `until` with their time zone, as 2026-11-01T00:00:00Z.")
    return await with_names(session, await reviewing.list_feedback(session, wanted, before, limit))


async def with_names(session: Session, found: Sequence[GivenFeedback]) -> list[GivenFeedback]:
    """Return feedback with the names of those who have dealt with it."""
    names = await names_of(session, {one.dealt_by for one in found if one.dealt_by})
    return [replace(one, dealt_by_name=names.get(one.dealt_by or "")) for one in found]


async def count_feedback(session: Session, wanted: FeedbackFilters) -> Json:
    """Return how often each rating was given, how many of them are open, and each reason with it."""
    counts: Json = {rating: {"total": 0, "open": 0, "reasons": {}} for rating in ("up", "down")}
    for row in await reviewing.count_reasons(session, wanted):
        one = counts[row["rating"]]
        if row["reason"] is None:
            one |= {"total": row["times"], "open": row["open"]}
        else:
            one["reasons"][row["reason"]] = row["times"]
    return counts


async def require_answer(session: Session, message_id: UUID) -> None:
    """Raise MessageNotFound unless there is such an answer."""
    if not await reviewing.has_answer(session, message_id):
        raise MessageNotFound()


async def require_feedback(session: Session, message_id: UUID) -> GivenFeedback:
    """Return what a shopper thought of an answer. Raises FeedbackNotFound."""
    found = await reviewing.find_feedback(session, message_id)
    if found is None:
        raise FeedbackNotFound()
    return (await with_names(session, [found]))[0]


async def deal(session: Session, message_id: UUID, *, dealt: bool) -> GivenFeedback:
    """Note that feedback has been dealt with, or that it is open again. Raises FeedbackNotFound."""
    was = (await require_feedback(session, message_id)).dealt_at is not None
    await reviewing.deal(session, message_id, dealt=dealt)
    action = "feedback.dealt_with" if dealt else "feedback.reopened"
    await record(session, Event(action, "message", message_id, {"dealt": was}, {"dealt": dealt}))
    return await require_feedback(session, message_id)


async def read_basis(session: Session, message_id: UUID) -> Basis:
    """Return what an answer rested on: articles and documents it cited, products it showed. Raises MessageNotFound."""
    row = await reviewing.find_basis(session, message_id)
    if row is None:
        raise MessageNotFound()
    cited = {UUID(one["document_id"]): one for one in row["cited"]}
    written = await articles_of(session, list(cited))
    ids = from_json(row["content"]).product_ids
    shown = await catalog.get_products(session, list(ids))
    return Basis(
        row["question"] or "",
        [RestedOn(id_, one["title"], one["url"], written.get(id_)) for id_, one in cited.items()],
        [ShownProduct(id_, shown[id_].handle, shown[id_].title) for id_ in ids if id_ in shown],
    )


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
