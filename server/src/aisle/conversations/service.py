"""Reading conversations back: messages with today's prices, citations with the words around them, ledgers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.answering.claims import Claim, Verdict
from aisle.answering.render import message_parts
from aisle.answering.segments_json import from_json
from aisle.answering.types import Answer
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog import service as catalog
from aisle.conversations.card_numbers import mask_card_numbers
from aisle.conversations.errors import (
    CitationNotFound,
    ConversationNotFound,
    MessageNotFound,
    TurnNotFound,
    TurnRunning,
)
from aisle.conversations.feedback import MOST_COMMENT, MOST_REASONS, REASONS
from aisle.conversations.history import text_of
from aisle.conversations.inbox.reviewing import forget_traces
from aisle.conversations.repository import citations, conversations, events, ledger, messages, path, turns
from aisle.conversations.settling import settle
from aisle.conversations.telling import message_metadata, notice_parts, photo_parts
from aisle.conversations.types import Citation, Disclosure, Feedback, Siblings, StoredMessage
from aisle.conversations.writing import contact_of, rendering_language
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller, CallerKind
from aisle.knowledge import service as knowledge
from aisle.knowledge.views import CitedSpan
from aisle.photos import service as photos
from aisle.tenants import service as tenants
from aisle.tenants.types import Store

Json = dict[str, Any]
EVENTS_KEPT = timedelta(minutes=10)  # of ended turns whose process could not remove them


@dataclass(frozen=True, slots=True)
class Page:
    """Messages of the shown path in their order, and the turn that is being answered now."""

    messages: list[Json]
    next_after: tuple[int, int] | None
    running_turn_id: UUID | None
    disclosure: Disclosure


async def list_messages(
    session: Session, caller: Caller, conversation_id: UUID, after: tuple[int, int] | None, limit: int
) -> Page:
    """Return a page of a conversation of the caller's own. after: depth and side. Raises ConversationNotFound."""
    await check_conversation(session, caller, conversation_id)
    await settle(session, conversation_id)
    found = await messages.list_messages(session, conversation_id, after, limit + 1)
    running = await turns.find_running_turn(session, conversation_id)
    told = await conversations.get_disclosure(session, conversation_id)
    shown = found[:limit]
    siblings = await _siblings(session, conversation_id, shown)
    return Page(
        await render(session, shown, siblings),
        _place(shown[-1]) if len(found) > limit else None,
        running,
        told,
    )


async def messages_of_turn(session: Session, turn_id: UUID) -> list[Json]:
    """Return both sides of one turn as they are shown now."""
    return await render(session, await messages.messages_of_turn(session, turn_id))


async def render(
    session: Session, found: Sequence[StoredMessage], siblings: Mapping[UUID, Siblings] | None = None
) -> list[Json]:
    """Shape stored messages; prices and stock are read anew, in one query for all."""
    store = await tenants.get_store(session, session.tenant[1])
    answers = {message.id: from_json(message.content) for message in found if message.role == "assistant"}
    wanted = {id_ for answer in answers.values() for id_ in _products_of(answer)}
    products = await catalog.get_products(session, sorted(wanted)) if wanted else {}
    shaped = [_shape(message, answers.get(message.id), products, store) for message in found]
    return shaped if siblings is None else [_beside(one, siblings) for one in shaped]


async def check_conversation(session: Session, caller: Caller, conversation_id: UUID) -> None:
    """Raise ConversationNotFound unless the conversation is the caller's."""
    if not await conversations.is_own_conversation(session, caller, conversation_id):
        raise ConversationNotFound()


async def check_answer(session: Session, caller: Caller, message_id: UUID) -> UUID:
    """Return the release that wrote an answer of the caller's conversations. Raises MessageNotFound."""
    found = await messages.find_own_answer(session, message_id, caller.session_id)
    if found is None:
        raise MessageNotFound()
    return found[1]


async def show_branch(session: Session, caller: Caller, conversation_id: UUID, turn_id: UUID) -> None:
    """Show the path through a turn, to what was last said behind it.

    Raises ConversationNotFound, TurnNotFound, TurnRunning.
    """
    await check_conversation(session, caller, conversation_id)
    await conversations.lock_conversation(session, conversation_id)
    await settle(session, conversation_id)
    if await turns.find_running_turn(session, conversation_id) is not None:
        raise TurnRunning("Wait for the answer, or stop it, before showing another branch.", retry_after=1)
    turn = await path.find_own(session, turn_id, caller.session_id)
    if turn is None or turn.conversation_id != conversation_id:
        raise TurnNotFound()
    if not turn.visible:
        await path.show_path_to(session, turn)
        await path.show_newest_below(session, turn)


async def open_citation(session: Session, caller: Caller, citation_id: UUID) -> Citation:
    """Return a citation that stands in the caller's own conversations. Raises CitationNotFound."""
    citation = await citations.find_citation(session, citation_id, caller.session_id)
    if citation is None:
        raise CitationNotFound()
    span = CitedSpan(citation.chunk_id, citation.document_version_id, citation.start, citation.end)
    also = await knowledge.places_beside(session, span, citation.document_id)
    return replace(citation, also=tuple(also))


async def read_claims(session: Session, caller: Caller, message_id: UUID) -> list[Claim]:
    """Return the ledger of an answer. What a shopper never saw is for the merchant alone. Raises MessageNotFound."""
    await check_answer(session, caller, message_id)
    claims = await ledger.claims_of(session, message_id)
    if caller.kind is not CallerKind.SHOPPER:
        return claims
    return [replace(one, text=one.shown_text or "") for one in claims if one.verdict is not Verdict.DROPPED]


async def give_feedback(session: Session, caller: Caller, message_id: UUID, given: Feedback) -> Feedback:
    """Keep what is thought of an answer, in place of what was thought before. Raises MessageNotFound, InvalidInput."""
    known = REASONS.get(given.rating)
    if known is None or not set(given.reasons) <= set(known) or len(given.reasons) > MOST_REASONS:
        raise InvalidInput(
            f"Rate `up` with reasons among {list(REASONS['up'])}, or `down` with reasons among {list(REASONS['down'])};"
            f" at most {MOST_REASONS}."
        )
    if len(given.comment or "") > MOST_COMMENT:
        raise InvalidInput(f"A comment has at most {MOST_COMMENT} characters.")
    release_id = await check_answer(session, caller, message_id)
    comment = mask_card_numbers(given.comment)[0] if given.comment else None
    kept = replace(given, comment=comment, reasons=tuple(dict.fromkeys(given.reasons)))
    await ledger.upsert_feedback(session, message_id, release_id, kept)
    return kept


async def take_feedback_back(session: Session, caller: Caller, message_id: UUID) -> None:
    """Forget what was thought of an answer. Raises MessageNotFound."""
    await check_answer(session, caller, message_id)
    await ledger.delete_feedback(session, message_id)


async def read_routing(session: Session, caller: Caller, message_id: UUID) -> Json:
    """Return which models were considered and asked for an answer, and why, and with which prompts. Raises MessageNotFound."""
    await check_answer(session, caller, message_id)
    return await messages.routing_of(session, message_id)


async def choose(session: Session, caller: Caller, conversation_id: UUID, *, improve: bool) -> None:
    """Keep whether the shopper lets a conversation be used to improve answers. Raises ConversationNotFound."""
    await check_conversation(session, caller, conversation_id)
    await conversations.choose(session, conversation_id, improve=improve)


async def delete_conversation(session: Session, caller: Caller, conversation_id: UUID) -> UUID | None:
    """Delete a conversation of the caller's own for good, and return the turn that was being answered.

    Raises ConversationNotFound.
    """
    await check_conversation(session, caller, conversation_id)
    running = await turns.find_running_turn(session, conversation_id)
    await conversations.delete_conversation(session, conversation_id)
    await record(session, Event("conversation.deleted", "conversation", conversation_id))
    return running


async def count_older(session: Session, days: int) -> int:
    """Return how many conversations `apply_retention` would delete with so many days."""
    return await conversations.count_older(session, timedelta(days=days))


async def apply_retention(session: Session, days: int, trace_days: int) -> int:
    """Delete conversations that have been silent for so many days, and what dead processes left; returns how many.

    trace_days: how long it is kept how answers came about.
    """
    await forget_traces(session, trace_days)
    await settle(session)
    await events.delete_ended(session, EVENTS_KEPT)
    await photos.forget_unsent(session)
    return await conversations.delete_older(session, timedelta(days=days))


def _place(message: StoredMessage) -> tuple[int, int]:
    return message.depth, messages.ANSWER_SIDE if message.role == "assistant" else 0


async def _siblings(
    session: Session, conversation_id: UUID, shown: Sequence[StoredMessage]
) -> dict[UUID, Siblings]:
    depths = sorted({message.depth for message in shown})
    groups = await path.siblings_at(session, conversation_id, depths)
    return {id_: Siblings(index, ids) for ids in groups for index, id_ in enumerate(ids)}


def _beside(message: Json, siblings: Mapping[UUID, Siblings]) -> Json:
    found = siblings[UUID(message["turn_id"])]
    ids = [str(id_) for id_ in found.ids]
    return {**message, "siblings": {"index": found.index, "count": len(ids), "ids": ids}}


def _products_of(answer: Answer) -> set[UUID]:
    """Every product that an answer shows something of."""
    named = {one.product_id for one in answer.segments if hasattr(one, "product_id")}
    return named | set(answer.product_ids)


def _shape(message: StoredMessage, answer: Answer | None, products: Any, store: Store) -> Json:
    told = dict(message.metadata.get("told", {}))
    notices = notice_parts(tuple(told.pop("notices", ())))
    parts = (
        [*notices, *_answer_parts(message, answer, products, store)]
        if answer
        else [{"type": "text", "text": text_of(message)}, *photo_parts(message.content), *notices]
    )
    return {
        "id": str(message.id),
        "turn_id": str(message.turn_id),
        "role": message.role,
        "state": message.state,
        "created_at": message.created_at.isoformat(),
        "text": "\n\n".join(part["text"] for part in parts if part["type"] == "text"),
        "parts": parts,
        "metadata": message_metadata(answer, told) if answer else {},
    }


def _answer_parts(message: StoredMessage, answer: Answer, products: Any, store: Store) -> list[Json]:
    marks = {mark: str(id_) for mark, id_ in message.citation_ids.items()}
    return message_parts(answer, products, rendering_language(answer, store), marks, contact_of(store))
