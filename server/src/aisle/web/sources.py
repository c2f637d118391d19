"""Sources: which kinds there are, and the store's own. No answer ever holds a credential."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may, uuid_of
from aisle.web.once.declaring import repeats
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.source_bodies import AddressBody, DryRunBody, SourceBody, SourceChangeBody
from aisle.web.source_models import (
    ConnectedSource,
    DetectedKindList,
    SourceKindList,
    SourcePage,
    SyncRun,
    TriedSource,
)
from aisle.web.source_shapes import (
    detected_shape,
    kind_shape,
    listed_shape,
    rehearsed_shape,
    run_shape,
    source_shape,
    tried_shape,
)

router = APIRouter(tags=["sources"])
Reader = Annotated[Caller, Depends(may(Action.READ_SOURCES))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_SOURCES))]
EXAMPLE = {
    "kind": "woocommerce",
    "name": "Our shop",
    "options": {"address": "https://shop.example"},
    "credentials": {"key": "ck_…", "secret": "cs_…"},
    "resources": ["products", "stock"],
    "schedule": "every 15m",
}


@router.get("/source-kinds", response_model=SourceKindList, summary="List kinds of sources")
async def list_kinds(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return every kind with JSON Schemas of its options and credentials, for a form."""
    kinds = parts.sources.service.kinds
    return {"items": [kind_shape(kinds[name]) for name in sorted(kinds)]}


@router.post(
    "/sources/detect",
    response_model=DetectedKindList,
    summary="Detect a platform",
    openapi_extra=json_body(AddressBody, {"address": "https://shop.example"}),
)
@repeats("asks the address again")
async def detect(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Say of which kinds the shop at an address may be, the likeliest first, with the options that it shows."""
    body = await body_of(request, AddressBody)
    found = await parts.sources.service.detect(caller.scope, body.address)
    return {"items": [detected_shape(one) for one in found]}


@router.post(
    "/sources/test",
    dependencies=[Verified],
    response_model=TriedSource,
    summary="Try a source that is not connected",
    openapi_extra=json_body(SourceBody, EXAMPLE),
)
@repeats("asks the shop again; nothing is stored")
async def try_source(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Ask the shop who it is, and show the first three items of each resource; nothing is stored."""
    body = await body_of(request, SourceBody)
    return tried_shape(await parts.sources.service.try_out(caller.scope, body.wanted()))


@router.get("/sources", response_model=SourcePage, summary="List sources")
async def list_sources(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return the store's sources, the oldest first, each with its newest run, what it holds and its open problems."""
    position = decode_cursor("sources", cursor, UUID)
    after = position[0] if position else None
    found = await parts.sources.service.list_page(caller.scope, after, limit + 1)
    shown = found[:limit]
    return {
        "items": [listed_shape(one) for one in shown],
        "next_cursor": encode_cursor(
            "sources", shown[-1].connection.source_id if len(found) > limit else None
        ),
    }


@router.post(
    "/sources",
    status_code=201,
    dependencies=[Verified],
    response_model=ConnectedSource,
    summary="Connect a source",
    openapi_extra=json_body(SourceBody, EXAMPLE),
)
async def add_source(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Connect a source, once the shop has said who it is. Credentials are sealed and never shown again."""
    body = await body_of(request, SourceBody)
    made = await parts.sources.service.add(caller.scope, body.wanted(), unchecked=body.unchecked)
    return source_shape(made)


@router.get("/sources/{source_id}", response_model=ConnectedSource, summary="Read a source")
async def read_source(source_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return a source, how it is read, and how it is."""
    return source_shape(await parts.sources.service.get(caller.scope, uuid_of(source_id)))


@router.patch(
    "/sources/{source_id}",
    dependencies=[Verified],
    response_model=ConnectedSource,
    summary="Change a source",
    openapi_extra=json_body(SourceChangeBody, {"schedule": "0 3 * * *", "time_zone": "Europe/Berlin"}),
)
async def change_source(source_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Change what is named. Other options or rules have it read whole; other credentials let a broken source go on."""
    service = parts.sources.service
    await service.get(caller.scope, uuid_of(source_id))
    body = await body_of(request, SourceChangeBody)
    return source_shape(await service.change(caller.scope, uuid_of(source_id), body.wanted()))


@router.delete(
    "/sources/{source_id}",
    status_code=202,
    dependencies=[Verified],
    response_model=SyncRun,
    summary="Remove a source",
)
async def remove_source(source_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Remove a source with all that it brought: documents at once, products in one step a moment later."""
    return run_shape(await parts.sources.service.remove(caller.scope, uuid_of(source_id)))


@router.post("/sources/{source_id}/test", response_model=TriedSource, summary="Try a source")
@repeats("asks the shop again; nothing is stored")
async def test_source(source_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Ask the shop who it is, and show the first three items of each resource as the rules make them."""
    return tried_shape(await parts.sources.service.test(caller.scope, uuid_of(source_id)))


@router.post(
    "/sources/{source_id}/rules/test",
    summary="Try rules",
    openapi_extra=json_body(
        DryRunBody,
        {
            "resource": "products",
            "rules": [{"resource": "products", "do": "constant", "field": "brand", "value": "Acme"}],
        },
    ),
)
@repeats("tries them again; nothing is stored")
async def try_rules(source_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Say what rules would make of the shop's first records, or of those that are sent, and which rule did what."""
    await parts.sources.service.get(caller.scope, uuid_of(source_id))
    body = await body_of(request, DryRunBody)
    trials = parts.sources.rule_trials
    found = await trials.run(caller.scope, uuid_of(source_id), body.resource, body.rules, body.records)
    return {"items": [rehearsed_shape(one) for one in found]}


@router.post("/sources/{source_id}/pause", response_model=ConnectedSource, summary="Pause a source")
async def pause_source(source_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Read it no more until it is resumed; a run rests where it stands."""
    return source_shape(await parts.sources.service.pause(caller.scope, uuid_of(source_id)))


@router.post("/sources/{source_id}/resume", response_model=ConnectedSource, summary="Resume a source")
async def resume_source(source_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Read it again, beginning with what rested."""
    return source_shape(await parts.sources.service.resume(caller.scope, uuid_of(source_id)))
