"""The chat window's settings for staff: a draft, releases, the snippet, where it was seen, links to a preview."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, RootModel

from aisle.core.db import Session
from aisle.identity.keys import repository as keys
from aisle.identity.types import Action, Caller
from aisle.tenants import service as tenants
from aisle.tenants.palette import palette_of
from aisle.web.assistant import IfMatch, etag_of, revision_of
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, own_origin
from aisle.web.desk_shapes import (
    ShownWidgetDraft,
    ShownWidgetRelease,
    WidgetInstall,
    WidgetPreviewLink,
    WidgetReleasePage,
)
from aisle.web.pagination import LARGEST, Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable, StorableObject
from aisle.widget import service, sightings
from aisle.widget.errors import WidgetReleaseNotFound
from aisle.widget.previews import HOLDS, Preview, PreviewLinks
from aisle.widget.snippet import policy_lines, snippet
from aisle.widget.types import WidgetDraft, WidgetRelease, WidgetSettings

router = APIRouter(tags=["widget"])
Reader = Annotated[Caller, Depends(may(Action.READ_WIDGET))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_WIDGET))]


class Changes(RootModel[StorableObject]):
    """Any settings; the service says which cannot be."""


class WidgetPublishBody(BaseModel):
    """Publishes only where no one else did in between."""

    model_config = ConfigDict(extra="forbid")

    expected: Annotated[int, Field(ge=0, le=LARGEST, strict=True)] = Field(
        description="The number of the live release, as far as you know; 0 before the first."
    )
    note: Storable = Field("", max_length=500, description="Why, for those who read the history.")


@router.get("/widget", response_model=ShownWidgetDraft, summary="Read the window's settings")
async def read_widget(response: Response, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the draft, the live release, and what publishing would change. `ETag` is the draft's revision."""
    async with parts.database.open_scope(caller.scope) as session:
        draft = await service.get_draft(session)
        shown = await _shown(session, draft)
    response.headers["etag"] = etag_of(draft.revision)
    return shown


@router.patch(
    "/widget",
    response_model=ShownWidgetDraft,
    summary="Change the window's draft",
    openapi_extra=json_body(WidgetSettings, {"color": "#b5532a", "position": "start"}),
)
async def change_widget(
    request: Request, response: Response, parts: Parts, caller: Writer, if_match: IfMatch = None
) -> dict[str, Any]:
    """Change settings of the draft; shoppers notice nothing until it is published.

    With `If-Match` only while the draft is at that revision; otherwise the problem holds what it says now.
    """
    revision = revision_of(if_match)
    body = await body_of(request, Changes)
    async with parts.database.open_scope(caller.scope) as session:
        draft = await service.change_draft(session, body.root, revision)
        shown = await _shown(session, draft)
    response.headers["etag"] = etag_of(draft.revision)
    return shown


@router.get("/widget/releases", response_model=WidgetReleasePage, summary="List releases of the window")
async def list_widget_releases(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return releases, the newest first: that one is live."""
    position = decode_cursor("widget releases", cursor, int)
    async with parts.database.open_scope(caller.scope) as session:
        found = await service.list_releases(session, position[0] if position else None, limit + 1)
    shown = found[:limit]
    last = shown[-1].number if len(found) > limit else None
    return {
        "items": [widget_release_json(one) for one in shown],
        "next_cursor": encode_cursor("widget releases", last),
    }


@router.post(
    "/widget/releases",
    status_code=201,
    response_model=ShownWidgetRelease,
    summary="Publish the window's draft",
    openapi_extra=json_body(WidgetPublishBody, {"expected": 0}),
)
async def publish_widget(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Make the draft what shoppers see within five minutes."""
    body = await body_of(request, WidgetPublishBody)
    async with parts.database.open_scope(caller.scope) as session:
        return widget_release_json(await service.publish(session, body.expected, body.note))


@router.post(
    "/widget/releases/{look_number}/rollback",
    status_code=201,
    response_model=ShownWidgetRelease,
    summary="Go back to a release of the window",
    openapi_extra=json_body(WidgetPublishBody, {"expected": 2}),
)
async def roll_widget_back(
    look_number: str, request: Request, parts: Parts, caller: Writer
) -> dict[str, Any]:
    """Make a new live release with the settings of an earlier one; a draft stays as it is."""
    wanted = _number_of(look_number)
    async with parts.database.open_scope(caller.scope) as session:
        await service.get_release(session, wanted)
    body = await body_of(request, WidgetPublishBody)
    async with parts.database.open_scope(caller.scope) as session:
        return widget_release_json(await service.roll_back(session, wanted, body.expected, body.note))


@router.get("/widget/install", response_model=WidgetInstall, summary="Read how to put the window into a shop")
async def read_install(request: Request, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the snippet, what a content policy has to allow, the sites that may use it, and where it was seen.

    The snippet has the store's newest publishable key for sites; without one, the key of the hosted page, and `origins` is empty.
    """
    host = own_origin(request, parts)
    async with parts.database.open_scope(caller.scope) as session:
        store = await tenants.get_store(session, session.tenant[1])
        key = await keys.find_site_key(session, store.id)
        origins = await keys.list_origins(session, store.id)
        seen = await sightings.list_seen(session)
    return {
        "snippet": snippet(host, store.slug, key) if key else None,
        "policy": policy_lines(host),
        "hosted_page": f"{host}/c/{store.slug}",
        "origins": origins,
        "seen": [{"origin": one.origin, "first_at": one.first_at, "last_at": one.last_at} for one in seen],
    }


@router.post(
    "/widget/previews", status_code=201, response_model=WidgetPreviewLink, summary="Make a link to a preview"
)
async def make_preview(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Return a link that shows the draft's look to whoever has it, without an account, for three days."""
    async with parts.database.open_scope(caller.scope) as session:
        store = await tenants.get_store(session, session.tenant[1])
        await service.remember_preview(session)
    ends = datetime.now(UTC) + HOLDS
    link = links(parts).sign(Preview(store.organization_id, store.id, ends))
    page = f"{own_origin(request, parts)}/c/{store.slug}?preview={link}"
    return {"link": link, "page": page, "ends_at": ends}


def links(parts: Parts) -> PreviewLinks:
    """Return what signs links to previews."""
    return PreviewLinks(parts.secrets.key("widget previews"))


async def _shown(session: Session, draft: WidgetDraft) -> dict[str, Any]:
    store = await tenants.get_store(session, session.tenant[1])
    colour = service.dressed(store, draft.settings).settings.brand_color
    return {**widget_draft_json(draft), "palette": asdict(palette_of(colour))}


def widget_draft_json(draft: WidgetDraft) -> dict[str, Any]:
    """Shape a draft beside the live release."""
    return {
        "draft": draft.settings.model_dump(mode="json"),
        "changed_at": draft.changed_at,
        "changed_by": draft.changed_by,
        "differs": draft.differs,
        "revision": draft.revision,
        "live": {"number": draft.live.number, "settings": draft.live.settings.model_dump(mode="json")},
    }


def widget_release_json(one: WidgetRelease) -> dict[str, Any]:
    """Shape a release."""
    return {
        "number": one.number,
        "settings": one.settings.model_dump(mode="json"),
        "restores": one.restores,
        "note": one.note,
        "created_at": one.created_at,
        "created_by": one.created_by,
    }


def _number_of(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST:
        return int(text)
    raise WidgetReleaseNotFound("The window has no release of this number.")
