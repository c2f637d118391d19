"""Conversations for staff: lists with filters, what stands beside a thread, what happens in them, as it happens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from aisle.conversations.inbox import listing, reviewing, working
from aisle.conversations.inbox.types import (
    Basis,
    Change,
    FeedbackFilters,
    InboxFilters,
    InboxState,
    ListedConversation,
    Outcome,
    Side,
)
from aisle.conversations.live import frame_of
from aisle.conversations.streams import Streams
from aisle.core.errors import AisleError
from aisle.identity.policy import allow
from aisle.identity.types import Action, Caller, Place
from aisle.knowledge.errors import InvalidCursor
from aisle.web import moments
from aisle.web.bodies import checked
from aisle.web.deps import Bearer, Parts, caller_of, may, uuid_of
from aisle.web.desk_shapes import AnswerTrace, ConversationPage, ConversationSide, FeedbackPage
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["inbox"])
Reader = Annotated[Caller, Depends(may(Action.READ_INBOX))]
STREAM = "text/event-stream"
EVERY, LONGEST = 2.0, 3600.0  # seconds between two looks, and of a stream
Moment = Annotated[moments.Moment | None, Query(description="With its time zone.")]
Rating = Annotated[str | None, Query(pattern="^(up|down)$")]


def _filters(
    state: InboxState | None = None,
    label: Annotated[Storable | None, Query(min_length=1, max_length=40)] = None,
    language: Annotated[str | None, Query(pattern="^[a-z]{2}$")] = None,
    page: Annotated[
        Storable | None, Query(min_length=1, max_length=500, description="How its path begins.")
    ] = None,
    rating: Rating = None,
    outcome: Outcome | None = None,
    trouble: Annotated[
        bool | None, Query(description="An answer failed, broke off, or was quoted because a model failed.")
    ] = None,
    photo: Annotated[bool | None, Query(description="The shopper sent a photo.")] = None,
    since: Moment = None,
    until: Moment = None,
    q: Annotated[
        Storable | None,
        Query(
            min_length=2,
            max_length=200,
            description="Words that a conversation has all of, in any of their forms; parts of numbers, too.",
        ),
    ] = None,
) -> dict[str, Any]:
    named = {"state": state, "label": label, "language": language, "page": page, "rating": rating}
    more = {"outcome": outcome, "trouble": trouble, "photo": photo, "since": since, "until": until, "text": q}
    return named | more


@router.get("/conversations", response_model=ConversationPage, summary="List conversations")
async def list_conversations(
    parts: Parts,
    caller: Reader,
    wanted: Annotated[dict[str, Any], Depends(_filters)],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return conversations, the last spoken in first. Those in which staff tried the assistant are left out."""
    position = decode_cursor("conversations", cursor, str, UUID)
    after = (moment_of(position[0]), position[1]) if position else None
    asked = checked(InboxFilters, wanted)
    async with parts.database.open_scope(caller.scope) as session:
        found = await listing.list_conversations(session, asked, after, limit + 1)
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return {
        "items": [listed_shape(one) for one in shown],
        "next_cursor": encode_cursor("conversations", last.last_at.isoformat(), last.id) if last else None,
    }


@router.get("/conversations/events", summary="Follow conversations")
async def follow_conversations(
    request: Request,
    parts: Parts,
    caller: Reader,
    credentials: Bearer,
    conversation_id: Annotated[Storable | None, Query(max_length=80, description="One alone.")] = None,
    after: Annotated[int | None, Query(ge=0, le=10**17, description="`after` of the answer before.")] = None,
) -> Any:
    """Tell the ids of conversations in which something happens: words, answers, labels, notes. Ask for them then.

    A stream for `Accept: text/event-stream`; after a break, `Last-Event-ID` goes on where it stopped. Otherwise what
    happened since `after`.
    """
    only = uuid_of(conversation_id) if conversation_id else None
    if only is not None:
        async with parts.database.open_scope(caller.scope) as session:
            await working.require(session, only)
    token = credentials.credentials if credentials else None

    async def look(since: datetime) -> list[Change]:
        # Asked anew each time: a credential that is revoked must not go on reading through an open stream.
        now = await caller_of(request, token, parts, Action.READ_INBOX)
        async with parts.database.open_scope(now.scope) as session:
            return await listing.changes_since(session, since, only)

    if STREAM not in request.headers.get("accept", ""):
        since = _since(str(after or ""))
        return changes_shape(since, await look(since))
    last = request.headers.get("last-event-id", "")
    headers = {"cache-control": "no-cache"}
    return StreamingResponse(_changes(parts.streams, look, _since(last)), media_type=STREAM, headers=headers)


def changes_shape(since: datetime, found: list[Change]) -> dict[str, Any]:
    """Shape what happened since a moment; `after` asks for what follows."""
    last = found[-1].at if found else since
    return {"items": [_change(one) for one in found], "after": _number(last)}


def _change(one: Change) -> dict[str, Any]:
    return {"conversation_id": str(one.conversation_id), "at": one.at.isoformat()}


def _number(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


async def _changes(
    streams: Streams, look: Callable[[datetime], Awaitable[list[Change]]], since: datetime
) -> AsyncIterator[bytes]:
    until = asyncio.get_running_loop().time() + LONGEST
    yield b": ready\n\n"
    while asyncio.get_running_loop().time() < until:
        try:
            found = await look(since)
        except AisleError:  # the right is gone, or the database is; the follower may ask again
            return
        for one in found:
            since = one.at
            yield frame_of(_number(one.at), _change(one))
        if not found:
            yield b": still here\n\n"
        if not await streams.goes_on_after(EVERY):
            return


def _since(last: str) -> datetime:
    """The moment of the last event; now, for who begins. A day back at most."""
    now = datetime.now(UTC)
    if not (last.isascii() and last.isdigit() and len(last) <= 17):
        return now
    return max(datetime.fromtimestamp(int(last) / 1_000_000, UTC), now - timedelta(days=1))


@router.get(
    "/conversations/{conversation_id}/side",
    response_model=ConversationSide,
    summary="Read what stands beside a conversation",
)
async def read_side(conversation_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return labels, notes, your own draft, who is looking, feedback, earlier chats, and what the shopper agreed to."""
    async with parts.database.open_scope(caller.scope) as session:
        return side_shape(await listing.get_side(session, uuid_of(conversation_id)))


def _feedback_filters(
    rating: Rating = None,
    reason: Annotated[str | None, Query(pattern="^[a-z_]{1,40}$")] = None,
    state: Annotated[
        str | None, Query(pattern="^(open|dealt)$", description="Whether somebody has dealt with it.")
    ] = None,
    since: Moment = None,
    until: Moment = None,
) -> FeedbackFilters:
    return FeedbackFilters(rating, reason, None if state is None else state == "dealt", since, until)


@router.get("/feedback", response_model=FeedbackPage, summary="List feedback")
async def list_feedback(
    parts: Parts,
    caller: Reader,
    wanted: Annotated[FeedbackFilters, Depends(_feedback_filters)],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return what shoppers thought of answers, the newest first, with question, answer and release; and counts of all."""
    position = decode_cursor("feedback", cursor, str, UUID)
    before = (moment_of(position[0]), position[1]) if position else None
    async with parts.database.open_scope(caller.scope) as session:
        found = await reviewing.list_feedback(session, wanted, before, limit + 1)
        counts = await reviewing.count_feedback(session, wanted)
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return {
        "items": [feedback_shape(one) for one in shown],
        "counts": counts,
        "next_cursor": encode_cursor("feedback", last.at.isoformat(), last.message_id) if last else None,
    }


@router.get("/messages/{message_id}/basis", response_model=Basis, summary="Read what an answer rested on")
async def read_basis(message_id: str, parts: Parts, caller: Reader) -> Basis:
    """Return the question with the articles and documents that its answer cited and the products it showed: what to mend."""
    async with parts.database.open_scope(caller.scope) as session:
        return await reviewing.read_basis(session, uuid_of(message_id))


@router.get(
    "/messages/{message_id}/trace", response_model=AnswerTrace, summary="Read how an answer came about"
)
async def read_trace(message_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return steps with their times, what was searched and found with scores and why it was not used, what a model was told.

    What would say who somebody is, is masked. `spent` is there for those who may see what was spent.
    """
    sees = allow(caller, Action.READ_USAGE, Place(caller.organization_id, caller.store_id))
    async with parts.database.open_scope(caller.scope) as session:
        return await reviewing.read_trace(session, uuid_of(message_id), with_cost=sees)


def moment_of(text: str) -> datetime:
    """Read a moment out of a cursor. Raises InvalidCursor."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(text)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidCursor("This cursor was not given out by this list; start again without one.") from None


def listed_shape(one: ListedConversation) -> dict[str, Any]:
    """Shape a conversation of a list."""
    return asdict(one)


def feedback_shape(one: Any) -> dict[str, Any]:
    """Shape what a shopper thought of an answer."""
    told = asdict(one)
    return {**told.pop("given"), **told}


def side_shape(side: Side) -> dict[str, Any]:
    """Shape what stands beside a thread."""
    told = asdict(side)
    return {**told, "feedback": [feedback_shape(one) for one in side.feedback]}
