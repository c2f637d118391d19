"""What was spent: sums by day, store, model and so on, single calls, and both as tables."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.clock import SystemClock
from aisle.core.db import Scope
from aisle.core.errors import Forbidden
from aisle.identity.policy import allow
from aisle.identity.types import Action, Caller, Place
from aisle.knowledge.errors import InvalidCursor
from aisle.llm.gateway import Duty, Purpose
from aisle.usage import calls
from aisle.usage.summing import sums
from aisle.usage.views import By, Wanted, usual_days
from aisle.web.deps import Parts, may_across, scope_of_store
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.tables import csv_lines
from aisle.web.text import Storable
from aisle.web.usage_shapes import (
    CALL_COLUMNS,
    SUM_COLUMNS,
    CallsShown,
    UsageSummary,
    UsageSums,
    call_of,
    group_of,
    sum_rows,
    sums_of,
)

router = APIRouter(tags=["usage"])
Reader = Annotated[Caller, Depends(may_across(Action.READ_USAGE))]
AT_ONCE = 500
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
Outcome = Literal["done", "refused", "failed", "left", "died", "cached"]


def wanted(
    first: Annotated[date | None, Query(alias="from", description="First day, of UTC.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Last day, which is within.")] = None,
    assistant_id: UUID | None = None,
    key_id: UUID | None = None,
    purpose: Purpose | None = None,
    duty: Annotated[Duty | None, Query(description="What became of the call's answer.")] = None,
    model: Annotated[Storable | None, Query(max_length=200, description="As its provider calls it.")] = None,
) -> Wanted:
    """Read which calls are meant. Raises SpanRefused."""
    days = usual_days(first, last, SystemClock().now().date())
    named = purpose.value if purpose else None
    kept = duty.value if duty else None
    return Wanted(*days, assistant_id=assistant_id, key_id=key_id, purpose=named, duty=kept, model=model)


async def scope_read(
    parts: Parts,
    caller: Reader,
    store: Annotated[
        Storable | None, Query(max_length=100, description="Slug or id; without, the whole organization.")
    ] = None,
) -> Scope:
    """Say whose calls are read: a store's that is named, the caller's own, or the organization's.

    Raises StoreNotFound, Forbidden.
    """
    if store is not None:
        return await scope_of_store(parts, caller, store, Action.READ_USAGE)
    if allow(caller, Action.READ_USAGE, Place(caller.organization_id)):
        return Scope(caller.organization_id, None, caller.principal)
    if allow(caller, Action.READ_USAGE, caller.place):
        return caller.scope
    raise Forbidden("You see what single stores spend: name one of them (`store`).")


Where = Annotated[Scope, Depends(scope_read)]
Which = Annotated[Wanted, Depends(wanted)]
Grouped = Annotated[
    By, Query(description="Conversations are summed over 31 days at most, all others over 400.")
]


@router.get("/usage", summary="Read what was spent")
async def read_usage(
    parts: Parts, where: Where, which: Which, by: Grouped = By.DAY, cursor: Cursor = None, limit: Limit = 100
) -> UsageSummary:
    """Return calls, tokens and money by group, with their totals. Amounts of different currencies are not added up."""
    after = decode_cursor(f"usage {by}", cursor, str)
    async with parts.database.open_scope(where) as session:
        page = await sums(session, by, which, after[0] if after else None, limit)
    return UsageSummary(
        by=by,
        first=which.first,
        last=which.last,
        items=[group_of(one) for one in page.items],
        totals=UsageSums(**sums_of(page.totals)),
        next_cursor=encode_cursor(f"usage {by}", page.following),
    )


@router.get("/usage/export", summary="Export what was spent", response_class=StreamingResponse, responses=CSV)
async def export_usage(parts: Parts, where: Where, which: Which, by: Grouped = By.DAY) -> StreamingResponse:
    """Send the sums as CSV: a line for each group and currency. That it was done is an entry of the audit log."""
    which.check_for(by)
    await _note(parts, where, f"by {by}")

    async def lines() -> AsyncIterator[str]:
        yield csv_lines([SUM_COLUMNS])
        after: str | None = None
        while True:
            async with parts.database.open_scope(where) as session:
                page = await sums(session, by, which, after, AT_ONCE)
            yield csv_lines(row for one in page.items for row in sum_rows(one))
            after = page.following
            if after is None:
                return

    return _file(lines(), f"usage-by-{by}")


@router.get("/usage/calls", summary="List calls of models")
async def list_calls(
    parts: Parts,
    where: Where,
    which: Which,
    conversation_id: UUID | None = None,
    outcome: Outcome | None = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> CallsShown:
    """Return single calls, the newest first; of 31 days at most."""
    narrowed = calls.narrowed(which, conversation_id, outcome)
    async with parts.database.open_scope(where) as session:
        rows = await calls.list_calls(session, narrowed, _place(cursor), limit + 1)
    shown = [call_of(row) for row in rows[:limit]]
    following = shown[-1] if len(rows) > limit else None
    place = (following.at.isoformat(), following.id, int(following.correction)) if following else (None,)
    return CallsShown(items=shown, next_cursor=encode_cursor("calls", *place))


@router.get(
    "/usage/calls/export", summary="Export calls of models", response_class=StreamingResponse, responses=CSV
)
async def export_calls(
    parts: Parts,
    where: Where,
    which: Which,
    conversation_id: UUID | None = None,
    outcome: Outcome | None = None,
) -> StreamingResponse:
    """Send single calls as CSV. That it was done is an entry of the audit log."""
    narrowed = calls.narrowed(which, conversation_id, outcome)
    await _note(parts, where, "calls")

    async def lines() -> AsyncIterator[str]:
        yield csv_lines([CALL_COLUMNS])
        before: calls.Position | None = None
        while True:
            async with parts.database.open_scope(where) as session:
                rows = await calls.list_calls(session, narrowed, before, AT_ONCE)
            yield csv_lines([row[name] for name in CALL_COLUMNS] for row in rows)
            if len(rows) < AT_ONCE:
                return
            before = (rows[-1]["at"], rows[-1]["id"], rows[-1]["correction"])

    return _file(lines(), "calls")


def _place(cursor: str | None) -> calls.Position | None:
    read = decode_cursor("calls", cursor, str, UUID, int)
    if read is None:
        return None
    try:
        at = datetime.fromisoformat(read[0]).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidCursor("This cursor was not given out by this list; start again without one.") from None
    return at, read[1], bool(read[2])


async def _note(parts: Parts, where: Scope, what: str) -> None:
    async with parts.database.open_scope(where) as session:
        await record(session, Event("usage.exported", "usage", where.organization_id, after={"what": what}))


def _file(lines: AsyncIterator[str], name: str) -> StreamingResponse:
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)
