"""Reading conversations, showing their branches, opening citations."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from aisle.conversations import service
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.filling import fill_in
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor

router = APIRouter(tags=["conversations"])


class BranchBody(BaseModel):
    """Which version is shown."""

    turn_id: UUID


class ChoicesBody(BaseModel):
    """What a conversation may be used for."""

    improve: bool


@router.get("/conversations/{conversation_id}/messages", summary="Read a conversation")
async def list_messages(
    conversation_id: str,
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.READ_CONVERSATION))],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """Return the messages of the path that is shown, oldest first. Prices and stock in them are read anew.

    useChat's own name of the conversation will do in place of the id.
    """
    position = decode_cursor("messages", cursor, int, int)
    async with parts.database.open_scope(caller.scope) as session:
        after = (position[0], position[1]) if position else None
        named = await parts.turns.conversation_named(session, caller, conversation_id)
        page = await service.list_messages(session, caller, named, after, limit)
    return {
        "items": page.messages,
        "next_cursor": encode_cursor("messages", *page.next_after) if page.next_after else None,
        "running_turn_id": page.running_turn_id,
        "disclosure": {
            "at": page.disclosure.at,
            "version": page.disclosure.version,
            "language": page.disclosure.language,
        },
    }


@router.put(
    "/conversations/{conversation_id}/branch",
    status_code=204,
    summary="Show another version",
    openapi_extra=json_body(BranchBody, {"turn_id": "019a9d0c-8f55-7c1e-9c55-0e3f6d0c1a2b"}),
)
async def show_branch(
    conversation_id: str,
    request: Request,
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.CHAT))],
) -> None:
    """Show the path through a turn, with what was last said behind it."""
    conversation = uuid_of(conversation_id)
    async with parts.database.open_scope(caller.scope) as session:
        await service.check_conversation(session, caller, conversation)
    body = await body_of(request, BranchBody)
    async with parts.database.open_scope(caller.scope) as session:
        await service.show_branch(session, caller, conversation, body.turn_id)


@router.put(
    "/conversations/{conversation_id}/choices",
    status_code=204,
    summary="Choose what a conversation may be used for",
    openapi_extra=json_body(ChoicesBody, {"improve": False}),
)
async def choose(
    conversation_id: str,
    request: Request,
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.CHAT))],
) -> None:
    """Keep whether the chat may be used to improve answers: to suggest synonyms, to find gaps, to answer others."""
    conversation = uuid_of(conversation_id)
    async with parts.database.open_scope(caller.scope) as session:
        await service.check_conversation(session, caller, conversation)
    body = await body_of(request, ChoicesBody)
    async with parts.database.open_scope(caller.scope) as session:
        await service.choose(session, caller, conversation, improve=body.improve)


@router.delete("/conversations/{conversation_id}", status_code=204, summary="Delete a conversation")
async def delete_conversation(
    conversation_id: str,
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.DELETE_CONVERSATION))],
) -> None:
    """Delete a conversation at once and for good, for everyone. An answer that is being written ends."""
    async with parts.database.open_scope(caller.scope) as session:
        running = await service.delete_conversation(session, caller, uuid_of(conversation_id))
    if running is not None:
        parts.turns.drop(running)


@router.get("/citations/{citation_id}", summary="Open a citation")
async def open_citation(
    citation_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_CITATION))]
) -> dict[str, Any]:
    """Return the quoted words and the passage around them, in the document version that the answer used."""
    async with parts.database.open_scope(caller.scope) as session:
        citation = await service.open_citation(session, caller, uuid_of(citation_id))
    shown: dict[str, Any] = {
        "id": citation.id,
        "quote": citation.quote,
        "title": citation.title,
        "url": citation.url,
        "document_id": citation.document_id,
        "document_version_id": citation.document_version_id,
        "page": citation.page,
        "section": citation.section,
        "start": citation.start,
        "end": citation.end,
        "passage": {"text": citation.passage, "before": citation.before, "after": citation.after},
        "as_of": citation.as_of,
        "also": [
            {"document_id": one.document_id, "title": one.title, "url": one.url} for one in citation.also
        ],
    }
    await fill_in(parts, caller.scope, [shown, shown["passage"]], ("quote", "text", "before", "after"))
    return shown
