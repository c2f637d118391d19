"""Reading conversations back: messages with today's prices, citations with the words around them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.answering.render import message_parts, metadata
from aisle.answering.segments_json import from_json
from aisle.answering.types import Answer
from aisle.catalog import service as catalog
from aisle.conversations import repository
from aisle.conversations.errors import CitationNotFound, ConversationNotFound
from aisle.conversations.history import text_of
from aisle.conversations.turn import STALE, contact_of
from aisle.conversations.types import Citation, StoredMessage
from aisle.core.db import Session
from aisle.identity.types import Caller
from aisle.knowledge import service as knowledge
from aisle.knowledge.errors import DocumentNotFound
from aisle.knowledge.views import CitedSpan
from aisle.tenants import service as tenants
from aisle.tenants.types import Store

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Messages in their order, and the turn that is being answered now."""

    messages: list[Json]
    next_after: UUID | None
    running_turn_id: UUID | None


@dataclass(frozen=True, slots=True)
class OpenedCitation:
    """A citation with the text around it; the surroundings are None once the document was deleted."""

    citation: Citation
    passage: str | None
    before: str
    after: str


async def list_messages(
    session: Session, caller: Caller, conversation_id: UUID, after: UUID | None, limit: int
) -> Page:
    """Return a page of a conversation of the caller's own. Raises ConversationNotFound."""
    if not await repository.is_own_conversation(session, caller, conversation_id):
        raise ConversationNotFound()
    await repository.interrupt_stale_turns(session, conversation_id, STALE)
    found = await repository.list_messages(session, conversation_id, after, limit + 1)
    running = await repository.find_running_turn(session, conversation_id)
    shown = found[:limit]
    return Page(await render(session, shown), shown[-1].id if len(found) > limit else None, running)


async def messages_of_turn(session: Session, turn_id: UUID) -> list[Json]:
    """Return both sides of one turn as they are shown now."""
    return await render(session, await repository.messages_of_turn(session, turn_id))


async def render(session: Session, messages: list[StoredMessage]) -> list[Json]:
    """Shape stored messages; prices and stock are read anew, in one query for all."""
    store = await tenants.get_store(session, session.tenant[1])
    answers = {message.id: from_json(message.content) for message in messages if message.role == "assistant"}
    wanted = {id_ for answer in answers.values() for id_ in answer.product_ids}
    products = await catalog.get_products(session, sorted(wanted)) if wanted else {}
    return [_shape(message, answers.get(message.id), products, store) for message in messages]


async def open_citation(session: Session, caller: Caller, citation_id: UUID) -> OpenedCitation:
    """Return a citation that stands in the caller's own conversations. Raises CitationNotFound."""
    citation = await repository.find_citation(session, citation_id, caller.session_id)
    if citation is None:
        raise CitationNotFound()
    try:
        around = await knowledge.passage_around(session, _span(citation))
    except DocumentNotFound:  # deleted since; what was quoted stays readable
        return OpenedCitation(citation, None, "", "")
    return OpenedCitation(citation, around.text, around.before, around.after)


def _span(citation: Citation) -> CitedSpan:
    return CitedSpan(citation.chunk_id, citation.document_version_id, citation.start, citation.end)


async def apply_retention(session: Session, days: int) -> int:
    """Delete conversations that have been silent for so many days."""
    return await repository.delete_older(session, timedelta(days=days))


def _shape(message: StoredMessage, answer: Answer | None, products: Any, store: Store) -> Json:
    parts = (
        _answer_parts(message, answer, products, store)
        if answer
        else [{"type": "text", "text": text_of(message)}]
    )
    return {
        "id": str(message.id),
        "turn_id": str(message.turn_id),
        "role": message.role,
        "state": message.state,
        "created_at": message.created_at.isoformat(),
        "text": "\n\n".join(part["text"] for part in parts if part["type"] == "text"),
        "parts": parts,
        "metadata": metadata(answer) if answer else {},
    }


def _answer_parts(message: StoredMessage, answer: Answer, products: Any, store: Store) -> list[Json]:
    marks = {mark: str(id_) for mark, id_ in message.citation_ids.items()}
    language = answer.language or store.language
    return message_parts(answer, products, language, marks, contact_of(store))
