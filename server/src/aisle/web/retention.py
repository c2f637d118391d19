"""How long a store keeps what shoppers say: told to whoever sees the store, set by who runs it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.conversations import service as conversations
from aisle.core.settings import Settings
from aisle.identity.types import Action, Caller
from aisle.tenants import service as tenants
from aisle.tenants.types import LONGEST_DAYS, Retention, Store
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may

router = APIRouter(prefix="/retention", tags=["privacy"])
Reader = Annotated[Caller, Depends(may(Action.READ_STORES))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_STORES))]
Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS, strict=True)]
Tried = Annotated[
    int | None, Query(ge=1, le=LONGEST_DAYS, description="Days to count by what they would erase.")
]


class RetentionBody(BaseModel):
    """Days for both; null: as the installation says."""

    model_config = ConfigDict(extra="forbid")

    conversation_days: Days | None
    trace_days: Days | None


class ShownDays(BaseModel):
    """Days after the last message, and after the answer."""

    conversation_days: int
    trace_days: int


class ShownRetention(BaseModel):
    """Days. own: what the store sets. erases: conversations that are older than was asked, null where nothing was."""

    own: Retention
    installation: ShownDays
    in_force: ShownDays
    longest_days: int = LONGEST_DAYS
    erases: int | None = None


@router.get("", summary="Read how long chats are kept")
async def read_retention(parts: Parts, caller: Reader, conversation_days: Tried = None) -> ShownRetention:
    """Return days for conversations and for traces of answers; with `conversation_days` also what such days would erase."""
    async with parts.database.open_scope(caller.scope) as session:
        store = await tenants.get_store(session, session.tenant[1])
        days = conversation_days
        older = None if days is None else await conversations.count_older(session, days)
    return _shape(store, parts.settings).model_copy(update={"erases": older})


@router.put(
    "",
    dependencies=[Verified],
    summary="Set how long chats are kept",
    openapi_extra=json_body(RetentionBody, {"conversation_days": 14, "trace_days": None}),
)
async def change_retention(request: Request, parts: Parts, caller: Writer) -> ShownRetention:
    """Set both. What is older is erased for good within six hours; shoppers read the new number at once."""
    body = await body_of(request, RetentionBody)
    changes = {f"retention.{name}": days for name, days in body.model_dump().items()}
    assert caller.store_id is not None
    await parts.stores.change(caller, caller.store_id, {}, changes)
    async with parts.database.open_scope(caller.scope) as session:
        return _shape(await tenants.get_store(session, session.tenant[1]), parts.settings)


def _shape(store: Store, settings: Settings) -> ShownRetention:
    usual = ShownDays(conversation_days=settings.conversation_days, trace_days=settings.trace_days)
    in_force = ShownDays(
        conversation_days=store.conversation_days(usual.conversation_days),
        trace_days=store.trace_days(usual.trace_days),
    )
    return ShownRetention(own=store.settings.retention, installation=usual, in_force=in_force)
