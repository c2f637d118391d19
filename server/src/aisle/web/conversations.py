"""Reading conversations and opening citations."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from aisle.conversations import service
from aisle.identity.types import Action, Caller
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor

router = APIRouter(tags=["conversations"])


@router.get("/conversations/{conversation_id}/messages", summary="Read a conversation")
async def list_messages(
    conversation_id: str,
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.READ_CONVERSATION))],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """Return messages oldest first. Prices and stock in them are read anew."""
    position = decode_cursor("messages", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        page = await service.list_messages(
            session, caller, uuid_of(conversation_id), position[0] if position else None, limit
        )
    return {
        "items": page.messages,
        "next_cursor": encode_cursor("messages", page.next_after),
        "running_turn_id": page.running_turn_id,
    }


@router.get("/citations/{citation_id}", summary="Open a citation")
async def open_citation(
    citation_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_CITATION))]
) -> dict[str, Any]:
    """Return the quoted words and the passage around them, in the document version that the answer used."""
    async with parts.database.open_scope(caller.scope) as session:
        opened = await service.open_citation(session, caller, uuid_of(citation_id))
    citation = opened.citation
    passage: dict[str, str] | None = None
    if opened.passage is not None:
        passage = {"text": opened.passage, "before": opened.before, "after": opened.after}
    return {
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
        "passage": passage,
        "as_of": citation.as_of,
    }
