"""A source's webhooks: where they go, how they stand at the shop, what they brought."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from aisle.identity.types import Action, Caller
from aisle.sources.hooks.types import DeliveryState
from aisle.web.deps import Parts, Verified, may, uuid_of
from aisle.web.once.declaring import repeats
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.source_shapes import delivery_shape, hooks_shape

router = APIRouter(tags=["sources"])
Reader = Annotated[Caller, Depends(may(Action.READ_SOURCES))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_SOURCES))]


@router.get("/sources/{source_id}/hooks", summary="Read a source's webhooks")
async def read_hooks(source_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return where deliveries go, and how the shop's webhooks stood when they were looked at last."""
    source, keeper = uuid_of(source_id), parts.sources.hooks
    return hooks_shape(await keeper.state(caller.scope, source), keeper.address(caller.scope, source))


@router.post(
    "/sources/{source_id}/hooks", status_code=202, dependencies=[Verified], summary="Mend a source's webhooks"
)
@repeats("looks at the shop again")
async def mend_hooks(source_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Have the shop's webhooks looked at now; what is missing is made, what is broken is mended."""
    await parts.sources.hooks.ask(caller.scope, uuid_of(source_id))
    return {"state": "queued"}


@router.post(
    "/sources/{source_id}/hooks/rotate",
    status_code=202,
    dependencies=[Verified],
    summary="Change the webhooks' secret",
)
@repeats("chooses another secret each time")
async def rotate_secret(source_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Have deliveries signed with a new secret; the one before is believed for a day."""
    await parts.sources.hooks.ask(caller.scope, uuid_of(source_id), rotates=True)
    return {"state": "queued"}


@router.get("/sources/{source_id}/deliveries", summary="List a source's deliveries")
async def list_deliveries(
    source_id: str,
    parts: Parts,
    caller: Reader,
    state: Annotated[DeliveryState | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return what the shop sent within a week, the newest first."""
    position = decode_cursor("deliveries", cursor, UUID)
    before = position[0] if position else None
    found = await parts.sources.hooks.deliveries(caller.scope, uuid_of(source_id), state, before, limit + 1)
    shown = found[:limit]
    return {
        "items": [delivery_shape(one) for one in shown],
        "next_cursor": encode_cursor("deliveries", shown[-1].id if len(found) > limit else None),
    }


@router.post(
    "/sources/{source_id}/deliveries/{delivery_id}/replay",
    status_code=202,
    dependencies=[Verified],
    summary="Read a delivery again",
)
@repeats("a delivery that was read is not read again")
async def replay(source_id: str, delivery_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Have a delivery read again that could not be read."""
    await parts.sources.hooks.replay(caller.scope, uuid_of(source_id), uuid_of(delivery_id))
    return {"state": "waiting"}
