"""What staff do with conversations: labels, notes, drafts, putting away, saying that they are looking, saved views."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.conversations.inbox import reviewing, working
from aisle.conversations.inbox.types import (
    LONGEST_LABEL,
    LONGEST_NOTE,
    MOST_LABELS,
    InboxFilters,
    Note,
    SavedView,
)
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.desk_shapes import PresentStaff, ShownFeedback, ViewList
from aisle.web.inbox import feedback_shape
from aisle.web.text import Storable

router = APIRouter(tags=["inbox"])
Reader = Annotated[Caller, Depends(may(Action.READ_INBOX))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_INBOX))]
Label = Annotated[Storable, Field(min_length=1, max_length=LONGEST_LABEL, pattern=r"\S")]


class Closed(BaseModel):
    """A body in which nothing else may stand."""

    model_config = ConfigDict(extra="forbid")


class LabelsBody(Closed):
    """All labels of a conversation."""

    labels: list[Label] = Field(max_length=MOST_LABELS)


class ArchiveBody(Closed):
    """Whether it is put away."""

    archived: bool = Field(strict=True)


class DealtBody(Closed):
    """Whether somebody has dealt with it."""

    dealt: bool = Field(strict=True)


class NoteBody(Closed):
    """What is noted."""

    body: Storable = Field(min_length=1, max_length=LONGEST_NOTE, pattern=r"\S")


class DraftBody(Closed):
    """What is begun; empty forgets it."""

    body: Storable = Field(max_length=LONGEST_NOTE)


class PresenceBody(Closed):
    """Whether something is being written, too."""

    typing: bool = Field(False, strict=True)


class ViewFilters(InboxFilters):
    """Filters of a list, as it takes them."""

    label: Label | None = None
    page: Annotated[Storable, Field(min_length=1, max_length=500)] | None = None
    text: Annotated[Storable, Field(min_length=2, max_length=200)] | None = None


class ViewBody(Closed):
    """Filters under a name."""

    name: Storable = Field(min_length=1, max_length=60, pattern=r"\S")
    shared: bool = Field(False, strict=True)
    filters: ViewFilters


@router.get("/conversation-labels", summary="List labels")
async def list_labels(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return labels with how many conversations have each, the most used first."""
    async with parts.database.open_scope(caller.scope) as session:
        return {"items": await working.count_labels(session)}


@router.put(
    "/conversations/{conversation_id}/labels",
    summary="Label a conversation",
    openapi_extra=json_body(LabelsBody, {"labels": ["returns"]}),
)
async def set_labels(conversation_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Put labels in the place of those before."""
    conversation = await _found(parts, caller, conversation_id)
    body = await body_of(request, LabelsBody)
    async with parts.database.open_scope(caller.scope) as session:
        return {"labels": await working.set_labels(session, conversation, body.labels)}


@router.put(
    "/conversations/{conversation_id}/archived",
    status_code=204,
    summary="Put a conversation away",
    openapi_extra=json_body(ArchiveBody, {"archived": True}),
)
async def set_archived(conversation_id: str, request: Request, parts: Parts, caller: Writer) -> None:
    """Put a conversation away, or bring it back. What a shopper says in it brings it back, too."""
    conversation = await _found(parts, caller, conversation_id)
    body = await body_of(request, ArchiveBody)
    async with parts.database.open_scope(caller.scope) as session:
        await working.set_archived(session, conversation, archived=body.archived)


@router.post(
    "/conversations/{conversation_id}/notes",
    status_code=201,
    response_model=Note,
    summary="Note something on a conversation",
    openapi_extra=json_body(NoteBody, {"body": "Asked the warehouse."}),
)
async def add_note(conversation_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Add a note for staff; it is never sent. Your draft is forgotten."""
    conversation = await _found(parts, caller, conversation_id)
    body = await body_of(request, NoteBody)
    async with parts.database.open_scope(caller.scope) as session:
        return asdict(await working.add_note(session, conversation, body.body))


@router.put(
    "/conversations/{conversation_id}/notes/{note_id}",
    response_model=Note,
    summary="Change a note",
    openapi_extra=json_body(NoteBody, {"body": "The warehouse has two."}),
)
async def edit_note(
    conversation_id: str, note_id: str, request: Request, parts: Parts, caller: Writer
) -> dict[str, Any]:
    """Put other words into a note of your own."""
    conversation = await _found(parts, caller, conversation_id)
    note = uuid_of(note_id)
    async with parts.database.open_scope(caller.scope) as session:
        await working.own_note(session, conversation, note)
    body = await body_of(request, NoteBody)
    async with parts.database.open_scope(caller.scope) as session:
        return asdict(await working.edit_note(session, conversation, note, body.body))


@router.delete("/conversations/{conversation_id}/notes/{note_id}", status_code=204, summary="Remove a note")
async def remove_note(conversation_id: str, note_id: str, parts: Parts, caller: Writer) -> None:
    """Remove a note of your own."""
    async with parts.database.open_scope(caller.scope) as session:
        await working.remove_note(session, uuid_of(conversation_id), uuid_of(note_id))


@router.put(
    "/conversations/{conversation_id}/draft",
    status_code=204,
    summary="Keep what you began to write",
    openapi_extra=json_body(DraftBody, {"body": "I will ask"}),
)
async def keep_draft(conversation_id: str, request: Request, parts: Parts, caller: Writer) -> None:
    """Keep a draft that nobody else sees; empty words forget it."""
    conversation = await _found(parts, caller, conversation_id)
    body = await body_of(request, DraftBody)
    async with parts.database.open_scope(caller.scope) as session:
        await working.keep_draft(session, conversation, body.body)


@router.put(
    "/conversations/{conversation_id}/presence",
    response_model=PresentStaff,
    summary="Say that you are looking",
    openapi_extra=json_body(PresenceBody, {"typing": False}),
)
async def appear(conversation_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Say for half a minute that you are looking, and return who is."""
    conversation = await _found(parts, caller, conversation_id)
    body = await body_of(request, PresenceBody)
    async with parts.database.open_scope(caller.scope) as session:
        return {
            "items": [asdict(one) for one in await working.appear(session, conversation, typing=body.typing)]
        }


@router.delete(
    "/conversations/{conversation_id}/presence", status_code=204, summary="Say that you look no more"
)
async def disappear(conversation_id: str, parts: Parts, caller: Writer) -> None:
    """Say that you look no more; it ends by itself, too."""
    async with parts.database.open_scope(caller.scope) as session:
        await working.disappear(session, uuid_of(conversation_id))


@router.put(
    "/feedback/{message_id}/dealt",
    response_model=ShownFeedback,
    summary="Mark feedback as dealt with",
    openapi_extra=json_body(DealtBody, {"dealt": True}),
)
async def deal_with(message_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Note that feedback has been dealt with, or that it is open again. What the shopper says anew is open, too."""
    message = uuid_of(message_id)
    async with parts.database.open_scope(caller.scope) as session:
        await reviewing.require_answer(session, message)
    body = await body_of(request, DealtBody)
    async with parts.database.open_scope(caller.scope) as session:
        return feedback_shape(await reviewing.deal(session, message, dealt=body.dealt))


@router.get("/conversation-views", response_model=ViewList, summary="List saved views")
async def list_views(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return your own views and those that are shared."""
    async with parts.database.open_scope(caller.scope) as session:
        return {"items": [asdict(one) for one in await working.list_views(session)]}


@router.post(
    "/conversation-views",
    status_code=201,
    response_model=SavedView,
    summary="Save a view",
    openapi_extra=json_body(ViewBody, {"name": "Unhappy", "filters": {"rating": "down"}}),
)
async def save_view(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Keep filters under a name, for yourself or for everybody of the store."""
    body = await body_of(request, ViewBody)
    async with parts.database.open_scope(caller.scope) as session:
        made = await working.save_view(session, None, body.name, _kept(body), shared=body.shared)
    return asdict(made)


@router.put(
    "/conversation-views/{view_id}",
    response_model=SavedView,
    summary="Change a saved view",
    openapi_extra=json_body(ViewBody, {"name": "Unhappy", "filters": {"rating": "down"}}),
)
async def change_view(view_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Put another name and other filters into a view of your own."""
    view = uuid_of(view_id)
    async with parts.database.open_scope(caller.scope) as session:
        await working.own_view(session, view)
    body = await body_of(request, ViewBody)
    async with parts.database.open_scope(caller.scope) as session:
        return asdict(await working.save_view(session, view, body.name, _kept(body), shared=body.shared))


@router.delete("/conversation-views/{view_id}", status_code=204, summary="Delete a saved view")
async def delete_view(view_id: str, parts: Parts, caller: Writer) -> None:
    """Remove a view of your own."""
    async with parts.database.open_scope(caller.scope) as session:
        await working.delete_view(session, uuid_of(view_id))


def _kept(body: ViewBody) -> dict[str, Any]:
    return body.filters.model_dump(mode="json", exclude_none=True)


async def _found(parts: Parts, caller: Caller, conversation_id: str) -> Any:
    """The id of a conversation that is there: what is asked for is looked for before a body is read."""
    conversation = uuid_of(conversation_id)
    async with parts.database.open_scope(caller.scope) as session:
        await working.require(session, conversation)
    return conversation
