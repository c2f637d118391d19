"""The audit log: read, exported and checked by those it belongs to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from aisle.audit import reading
from aisle.audit.service import record
from aisle.audit.types import Event, Filter
from aisle.identity.types import Action, Caller
from aisle.web.deps import Parts, may_in_organization, may_own
from aisle.web.moments import Moment
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["audit"])
Auditor = Annotated[Caller, Depends(may_in_organization(Action.READ_AUDIT))]
Person = Annotated[Caller, Depends(may_own(Action.READ_ACCOUNT))]
Named = Annotated[Storable | None, Query(max_length=200)]


def wanted(
    action: Annotated[
        Storable | None,
        Query(max_length=100, description="Whole, or its beginning with the dot: `member.`."),
    ] = None,
    actor: Annotated[
        Storable | None, Query(max_length=200, description="Kind and id, such as `member:…`.")
    ] = None,
    object_kind: Named = None,
    object_id: Named = None,
    store_id: UUID | None = None,
    outcome: Literal["done", "refused"] | None = None,
    since: Annotated[
        Moment | None, Query(alias="from", description="Entries of this time and later.")
    ] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Entries before this time.")] = None,
) -> Filter:
    """Read the filter of a query."""
    return Filter(action, actor, object_kind, object_id, store_id, outcome, _aware(since), _aware(until))


def _aware(at: datetime | None) -> datetime | None:
    """Read a time without a zone as UTC."""
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


Wanted = Annotated[Filter, Depends(wanted)]


@router.get("/audit", summary="Read the audit log")
async def list_audit(
    parts: Parts, caller: Auditor, filtered: Wanted, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return what happened in the organization, the newest first: who, what, before and after, from where."""
    return await _page(parts, caller, filtered, cursor, limit)


@router.get(
    "/audit/export",
    summary="Export the audit log",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {form: {"schema": {"type": "string"}} for form in ("application/x-ndjson", "text/csv")}
        }
    },
)
async def export_audit(
    parts: Parts,
    caller: Auditor,
    filtered: Wanted,
    form: Annotated[Literal["jsonl", "csv"], Query(alias="format")] = "jsonl",
) -> StreamingResponse:
    """Send all entries of a filter as JSON lines or CSV; that it was done is an entry of its own."""
    async with parts.database.open_scope(caller.scope) as session:
        await record(
            session, Event("audit.exported", "audit", caller.organization_id, after={"format": form})
        )
    media = "text/csv; charset=utf-8" if form == "csv" else "application/x-ndjson"
    name = f'attachment; filename="audit.{form}"'
    return StreamingResponse(
        _exported(parts, caller, filtered, form), media_type=media, headers={"content-disposition": name}
    )


@router.get("/audit/verify", summary="Check the audit log")
async def verify_audit(parts: Parts, caller: Auditor) -> dict[str, Any]:
    """Take the chain of the organization's entries anew and say whether anything in it was changed."""
    verdict = await parts.auditing.verify(caller.organization_id)
    return {
        "holds": verdict.holds,
        "entries": verdict.entries,
        "head": verdict.head,
        "compared": verdict.compared,
        "faults": [{"number": fault.number, "what": fault.what} for fault in verdict.faults],
    }


@router.get("/auth/audit", summary="Read what happened to your account")
async def list_own_audit(
    parts: Parts, person: Person, filtered: Wanted, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return the entries of the person's own account, the newest first."""
    return await _page(parts, person, filtered, cursor, limit)


async def _page(
    parts: Parts, caller: Caller, filtered: Filter, cursor: str | None, limit: int
) -> dict[str, Any]:
    before = decode_cursor("audit", cursor, int)
    async with parts.database.open_scope(caller.scope) as session:
        found = await reading.list_entries(session, filtered, before[0] if before else None, limit + 1)
    shown = found[:limit]
    following = shown[-1].number if len(found) > limit else None
    return {
        "items": [reading.shaped(one) for one in shown],
        "next_cursor": encode_cursor("audit", following),
    }


async def _exported(parts: Parts, caller: Caller, filtered: Filter, form: str) -> AsyncIterator[str]:
    line = reading.csv_line if form == "csv" else reading.json_line
    if form == "csv":
        yield reading.csv_head()
    async for page in reading.every_entry(partial(parts.database.open_scope, caller.scope), filtered):
        yield "".join(map(line, page))
