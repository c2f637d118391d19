"""A chat turn in two scopes: open it, write without holding a connection, store it.

Between the scopes the search opens short ones of its own. Nothing is shown that is not stored: the answer's events
leave only after scope two has committed, and a process that dies leaves a turn that is later called interrupted.
"""

import asyncio
import hashlib
import hmac
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog

from aisle.answering.interpret import Interpretation, interpret
from aisle.answering.render import stream_parts
from aisle.answering.segments_json import to_json
from aisle.answering.speaking import reply_language
from aisle.answering.status import status_text
from aisle.answering.types import Answer, Contact, Question, StoreFacts, TextSegment
from aisle.answering.writer import Assignment, Finished, Writer
from aisle.assistants import service as assistants
from aisle.catalog.types import Product
from aisle.conversations import repository
from aisle.conversations.errors import (
    ConversationNotFound,
    EmptyMessage,
    MessageIdReused,
    MessageTooLong,
)
from aisle.conversations.evidence import gather
from aisle.conversations.history import TURNS, past_turns, remembered
from aisle.conversations.live import LiveTurn, LiveTurns
from aisle.conversations.types import NewMessage, StartedTurn, TurnState
from aisle.core.db import Database, Session
from aisle.core.errors import Unavailable
from aisle.core.ids import new_id
from aisle.core.telemetry import tracer
from aisle.identity.types import Caller
from aisle.llm.errors import ChatModelNonsense
from aisle.retrieval import filters as filtering
from aisle.retrieval.search import Searcher, SearchRequest
from aisle.tenants import service as tenants
from aisle.tenants.types import Store

STALE = timedelta(seconds=90)  # no answer takes this long, so its process is gone
ABORTED = {"type": "abort"}
FAILED = {"type": "error", "errorText": "The answer stopped halfway."}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Written:
    """A finished answer with the products that it may show."""

    finished: Finished
    products: Mapping[UUID, Product]

    @property
    def answer(self) -> Answer:
        """What was written."""
        return self.finished.answer


class Turns:
    """Runs turns. most_characters: longest message accepted. key: makes conversation ids of resent first messages agree."""

    def __init__(
        self,
        database: Database,
        searcher: Searcher,
        writer: Writer,
        live: LiveTurns,
        key: bytes,
        most_characters: int,
    ) -> None:
        self._database, self._searcher, self._writer, self.live = database, searcher, writer, live
        self._key, self._most_characters = key, most_characters

    async def start(self, caller: Caller, message: NewMessage) -> tuple[StartedTurn, LiveTurn | None]:
        """Open a turn and begin to write it. The live turn is None when the same message was answered before, elsewhere.

        Raises EmptyMessage, MessageTooLong, FilterRefused, ConversationNotFound, MessageIdReused, TurnRunning,
        TooManyAtOnce.
        """
        self._check(message)
        with self.live.place(_store_of(caller)):
            async with self._database.open_scope(caller.scope) as session:
                started = await self._open(session, caller, message)
            if started.repeated:
                return started, self.live.find(started.id)
            turn = self.live.open(started.id, started.conversation_id, started.store.id)
        turn.task = asyncio.create_task(self._run(caller, started, turn))
        return started, turn

    async def stop(self, caller: Caller, turn_id: UUID) -> None:
        """End a turn early; what was written so far stays. Raises ConversationNotFound for another shopper's."""
        async with self._database.open_scope(caller.scope) as session:
            if await repository.request_stop(session, turn_id, caller.session_id) is None:
                raise ConversationNotFound("There is no such turn.")
        turn = self.live.find(turn_id)
        if turn is not None:
            turn.stop()

    def _check(self, message: NewMessage) -> None:
        if not message.text.strip():
            raise EmptyMessage("Write a question.")
        if len(message.text) > self._most_characters:
            raise MessageTooLong(
                f"The message has {len(message.text)} characters; at most {self._most_characters} are read."
            )
        if message.filters is not None:
            filtering.check(message.filters)

    async def _open(self, session: Session, caller: Caller, message: NewMessage) -> StartedTurn:
        client_id = message.client_message_id or str(uuid4())
        conversation_id = await self._conversation(session, caller, message, client_id)
        await repository.interrupt_stale_turns(session, conversation_id, STALE)
        store = await tenants.get_store(session, session.tenant[1])
        release = await assistants.get_live_release(session)
        turn_id = new_id()
        started = StartedTurn(
            turn_id,
            conversation_id,
            turn_id,
            store,
            release,
            message.text,
            message.filters,
            ignore=message.ignore,
        )
        before = await repository.find_turn(session, conversation_id, client_id)
        if before is not None or not await repository.insert_turn(
            session, turn_id, conversation_id, client_id, release.id
        ):
            before = before or await repository.find_turn(session, conversation_id, client_id)
            return await _repeated(session, started, before or turn_id)
        history = past_turns(await repository.recent_messages(session, conversation_id, TURNS))
        said = await repository.insert_message(
            session, turn_id, conversation_id, "user", {"text": message.text}, {}
        )
        return replace(started, user_message_id=said, history=history)

    async def _conversation(
        self, session: Session, caller: Caller, message: NewMessage, client_id: str
    ) -> UUID:
        wanted = message.conversation_id
        if wanted is not None and not await repository.is_own_conversation(session, caller, wanted):
            raise ConversationNotFound()
        conversation_id = wanted or await self._first_id(session, caller, message.chat_name, client_id)
        await repository.upsert_conversation(session, conversation_id, caller.session_id)
        return conversation_id

    async def _first_id(
        self, session: Session, caller: Caller, chat_name: str | None, client_id: str
    ) -> UUID:
        """A first message that is sent twice must not make two conversations: the id follows from what was sent."""
        known = _uuid(chat_name)
        if known is not None and await repository.is_own_conversation(session, caller, known):
            return known
        name = f"chat:{chat_name}" if chat_name else client_id
        seed = f"{caller.organization_id}:{caller.store_id}:{caller.credential_id}:{name}"
        return UUID(bytes=hmac.new(self._key, seed.encode(), hashlib.sha256).digest()[:16], version=5)

    async def _run(self, caller: Caller, started: StartedTurn, turn: LiveTurn) -> None:
        begun = time.perf_counter()
        state = TurnState.FAILED
        try:
            await turn.emit(start_event(started))
            with tracer().start_as_current_span("turn"):
                state = await self._write_and_store(caller, started, turn)
        except asyncio.CancelledError:
            # Cancelled by the shopper, or by the process that has to end.
            state = TurnState.STOPPED if turn.stop_asked else TurnState.INTERRUPTED
            await asyncio.shield(self._end_without_answer(caller, started, state))
            await turn.emit(ABORTED)
        except Exception as error:
            log.exception("turn.failed", turn_id=str(started.id), error=type(error).__name__)
            turn.failure = error if isinstance(error, Unavailable) else None
            with suppress(Unavailable):  # without a database the turn is called interrupted later
                await self._end_without_answer(caller, started, state)
            await turn.emit(FAILED)
        finally:
            log.info(
                "turn",
                turn_id=str(started.id),
                state=state,
                milliseconds=round((time.perf_counter() - begun) * 1000, 1),
            )
            await turn.end()
            self.live.forget_later(turn)

    async def _write_and_store(self, caller: Caller, started: StartedTurn, turn: LiveTurn) -> TurnState:
        language = _language(started)
        meaning = interpret(started.text, started.history, language, started.store.language)
        if meaning.kind.needs_evidence:
            await turn.emit(status_event(await self._status(caller, started, meaning)))
        written = await self._write(caller, started, meaning, language)
        language = written.answer.language or started.store.language
        stored = {segment.mark: new_id() for segment in written.answer.citations}
        async with self._database.open_scope(caller.scope) as session:
            state = await self._store(session, started, written, stored)
        if state is TurnState.COMPLETE:
            marks = {mark: str(id_) for mark, id_ in stored.items()}
            await turn.emit(
                *stream_parts(written.answer, written.products, language, marks, contact_of(started.store)),
                {"type": "finish"},
            )
        else:
            await turn.emit(ABORTED)
        return state or TurnState.INTERRUPTED

    async def _status(self, caller: Caller, started: StartedTurn, meaning: Interpretation) -> str:
        asked = SearchRequest(meaning.standalone_query, started.filters, ignore=started.ignore)
        understood = await self._searcher.understand(caller.scope, asked)
        counts = await self._searcher.category_counts(caller.scope)
        return status_text(understood, counts, _language(started))

    async def _write(
        self, caller: Caller, started: StartedTurn, meaning: Interpretation, language: str
    ) -> Written:
        evidence = None
        if meaning.kind.needs_evidence:
            evidence = await gather(
                self._searcher,
                caller.scope,
                meaning,
                started.filters,
                started.ignore,
                started.conversation_id,
            )
        products: dict[UUID, Product] = (
            {hit.product.id: hit.product for hit in evidence.products} if evidence else {}
        )
        meant = dict.fromkeys([*(meaning.compare_ids or ()), *meaning.refers_to])
        shown = [products[id_] for id_ in meant if id_ in products]
        question = Question(started.text, started.history, language)
        assignment = Assignment(
            question,
            meaning,
            evidence,
            facts_of(started.store),
            started.release.settings,
            tuple(shown),
            products,
        )
        return Written(await self._finished(assignment), products)

    async def _finished(self, assignment: Assignment) -> Finished:
        async for event in self._writer.write(assignment):
            if isinstance(event, Finished):
                return event
        raise ChatModelNonsense("The writer ended without an answer.")

    async def _store(
        self, session: Session, started: StartedTurn, written: Written, citation_ids: dict[int, UUID]
    ) -> TurnState | None:
        state = await repository.end_turn(session, started.id, TurnState.COMPLETE)
        if state is not TurnState.COMPLETE:
            return state
        answer = written.answer
        text = "\n\n".join(segment.text for segment in answer.segments if isinstance(segment, TextSegment))
        titles = {id_: product.title for id_, product in written.products.items()}
        message_id = await repository.insert_message(
            session,
            started.id,
            started.conversation_id,
            "assistant",
            to_json(answer),
            {"memory": remembered(answer, titles, text)},
        )
        await repository.insert_citations(
            session,
            [
                (
                    citation_ids[c.mark],
                    message_id,
                    c.mark,
                    c.document_id,
                    c.document_version_id,
                    c.chunk_id,
                    c.start,
                    c.end,
                    c.quote,
                    c.title,
                    c.url,
                    c.page,
                    list(c.section),
                    c.as_of,
                )
                for c in answer.citations
            ],
        )
        return state

    async def _end_without_answer(self, caller: Caller, started: StartedTurn, state: TurnState) -> None:
        async with self._database.open_scope(caller.scope) as session:
            await repository.end_turn(session, started.id, state)


async def _repeated(session: Session, started: StartedTurn, turn_id: UUID) -> StartedTurn:
    """The turn that this message began when it was sent before. Raises MessageIdReused for other words."""
    said = await repository.find_question(session, turn_id)
    if said is None or said.text != started.text:
        raise MessageIdReused(
            "This client_message_id was sent with other words; use a new one for a new message."
        )
    return replace(started, id=turn_id, user_message_id=said.id, repeated=True)


def start_event(started: StartedTurn) -> dict[str, Any]:
    """The first event of a turn."""
    ids = {
        "conversationId": str(started.conversation_id),
        "turnId": str(started.id),
        "userMessageId": str(started.user_message_id),
    }
    return {"type": "start", "messageId": str(started.id), "messageMetadata": ids}


def status_event(text: str) -> dict[str, Any]:
    """A line that changes in place while the shopper waits."""
    return {
        "type": "data-status",
        "id": "status",
        "data": {"state": "searching", "text": text},
        "transient": True,
    }


def facts_of(store: Store) -> StoreFacts:
    """What an answer may say about the store."""
    return StoreFacts(store.name, store.currency, store.language, contact_of(store))


def contact_of(store: Store) -> Contact:
    """How a shopper reaches a person."""
    contact = store.settings.contact
    return Contact(contact.email, contact.phone, contact.hours, contact.url)


def _language(started: StartedTurn) -> str:
    allowed = started.release.settings.languages
    return reply_language(started.text, started.history, started.store.language, allowed)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _store_of(caller: Caller) -> UUID:
    return caller.store_id or caller.organization_id
