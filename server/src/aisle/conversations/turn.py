"""A chat turn in two scopes: open it, write without holding a connection, store it. Here it is begun, stopped, followed."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from aisle.answering.generation.rewriting import Rewriter
from aisle.answering.types import PastTurn
from aisle.answering.writer import Writer
from aisle.conversations.card_numbers import mask_card_numbers, masked_filter
from aisle.conversations.errors import ConversationNotFound, EmptyMessage, MessageTooLong
from aisle.conversations.following import Follower
from aisle.conversations.keeping import Keeper
from aisle.conversations.kept_answers.giving import Repeats
from aisle.conversations.live import LiveTurn, LiveTurns
from aisle.conversations.opening import Opener
from aisle.conversations.repository import turns
from aisle.conversations.repository.turns import STOP_CHANNEL
from aisle.conversations.running import Runner
from aisle.conversations.settling import settle
from aisle.conversations.telling import CARD_NUMBER_MASKED
from aisle.conversations.types import NewMessage, StartedTurn
from aisle.core.client import current_client
from aisle.core.db import Channel, Database, Session
from aisle.identity.types import Caller, CallerKind
from aisle.llm.gateway import Payer
from aisle.llm.gateway.calls import paid_by
from aisle.retrieval import filters as filtering
from aisle.retrieval.search import Searcher
from aisle.retrieval.types import Filter


class Turns:
    """Runs turns. most_characters: longest message accepted. key: makes conversation ids of resent first messages agree.

    kept: answers that may be given again.
    """

    def __init__(
        self,
        database: Database,
        searcher: Searcher,
        writer: Writer,
        rewriter: Rewriter,
        live: LiveTurns,
        key: bytes,
        most_characters: int,
        kept: Repeats | None = None,
    ) -> None:
        self._database, self.live, self._most_characters = database, live, most_characters
        self._searcher = searcher
        self.runner = Runner(database, searcher, writer, rewriter, kept)
        self.keeper, self._follower = Keeper(database, live), Follower(database)
        self.channel = Channel(database, STOP_CHANNEL, self._heard_stop)
        self._opener = Opener(key)
        self._tasks: list[asyncio.Task[None]] = []
        self._openings: set[asyncio.Task[Any]] = set()

    async def start(self, caller: Caller, message: NewMessage) -> tuple[StartedTurn, LiveTurn | None]:
        """Open a turn and begin to write it. The live turn is None when the same message was answered before.

        Raises EmptyMessage, MessageTooLong, FilterRefused, ConversationNotFound, TurnNotFound, NothingToContinue,
        MessageIdReused, TurnRunning, TooManyAtOnce, PhotoNotFound, PhotoUsed.
        """
        self._check(message)
        self._keep_running()
        # Whoever hangs up while the turn is stored must not leave one behind that nobody writes.
        opening = asyncio.create_task(self._open(caller, message))
        self._openings.add(opening)
        opening.add_done_callback(self._openings.discard)
        return await asyncio.shield(opening)

    async def _open(self, caller: Caller, message: NewMessage) -> tuple[StartedTurn, LiveTurn | None]:
        text, masked = mask_card_numbers(message.text)
        notices = (CARD_NUMBER_MASKED,) if masked else ()
        with self.live.place(caller.store_id, caller.session_id):
            async with self._database.open_scope(caller.scope, keep_plans=True) as session:
                before = tuple(_masked_past(one) for one in message.before)
                said = replace(message, text=text, filters=_masked(message.filters), before=before)
                started = await self._opener.open(session, caller, said, notices)
                if not started.repeated:
                    started = await self._with_rules(session, started)
                    started = replace(started, kind=message.kind, anonymous=_is_anonymous(caller))
            if started.repeated:
                return started, await self.follow(caller, started.id, started.conversation_id)
            turn = self.live.open(started.id, started.conversation_id, caller.scope, caller.session_id)
        turn.task = asyncio.create_task(self._run(caller, started, turn))
        return started, turn

    async def stop(self, caller: Caller, turn_id: UUID) -> None:
        """End a turn early, whichever process writes it; what was shown so far stays.

        Raises ConversationNotFound for another shopper's.
        """
        turn = self.live.find(turn_id)
        async with self._database.open_scope(caller.scope) as session:
            if await turns.request_stop(session, turn_id, caller.session_id) is None:
                raise ConversationNotFound("There is no such turn.")
            if turn is None:
                await turns.call_stop(session, turn_id)
        if turn is not None:
            turn.stop()

    def drop(self, turn_id: UUID) -> None:
        """End a turn whose conversation is gone, where this process writes it; another's finds nothing to store."""
        turn = self.live.find(turn_id)
        if turn is not None:
            turn.stop()

    async def follow(self, caller: Caller, turn_id: UUID, conversation_id: UUID) -> LiveTurn | None:
        """Return the events of a turn that is running, here or in another process; None when it has ended.

        The turn must be the caller's.
        """
        turn = self.live.find(turn_id)
        if turn is not None:
            return turn
        async with self._database.open_scope(caller.scope) as session:
            running = await turns.find_running_turn(session, conversation_id)
        return self._follower.follow(caller.scope, turn_id, conversation_id) if running == turn_id else None

    async def resume(self, caller: Caller, name: str) -> LiveTurn | None:
        """Return the events of the turn that a conversation waits for. name: our id, or the client's own name.

        Raises ConversationNotFound.
        """
        async with self._database.open_scope(caller.scope) as session:
            conversation_id = await self._opener.conversation_named(session, caller, name)
            await settle(session, conversation_id)
            running = await turns.find_running_turn(session, conversation_id)
        if running is None:
            return None
        return self.live.find(running) or self._follower.follow(caller.scope, running, conversation_id)

    async def conversation_named(self, session: Session, caller: Caller, name: str) -> UUID:
        """Return the conversation that a client calls so: our id, or its own name. Raises ConversationNotFound."""
        return await self._opener.conversation_named(session, caller, name)

    async def drain(self, grace: float) -> None:
        """Let running turns end within so many seconds; whoever follows one of another process asks again elsewhere."""
        await self._follower.close()
        await asyncio.gather(*self._openings, return_exceptions=True)
        await self.live.drain(grace)

    async def close(self, grace: float) -> None:
        """Let running turns end within so many seconds, then let everything go: the process is stopping."""
        await self.drain(grace)
        await self.runner.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()

    async def _with_rules(self, session: Session, started: StartedTurn) -> StartedTurn:
        """Look the message's words up while a transaction is open anyway; one of their own costs three round trips."""
        languages = (started.store.language,)
        return replace(started, rules=await self._searcher.rules_about(session, started.text, languages))

    async def _run(self, caller: Caller, started: StartedTurn, turn: LiveTurn) -> None:
        try:
            with paid_by(_payer(caller, started)):
                await self.runner.run(caller.scope, started, turn)
        finally:
            self.live.forget(turn)
            self.keeper.forget_later(turn)

    def _check(self, message: NewMessage) -> None:
        if not message.text.strip() and not message.kind.repeats and not message.photos:
            raise EmptyMessage("Write a question.")
        if len(message.text) > self._most_characters:
            raise MessageTooLong(
                f"The message has {len(message.text)} characters; at most {self._most_characters} are read."
            )
        if message.filters is not None:
            filtering.check(message.filters)

    def _keep_running(self) -> None:
        """Begin, with the first turn, what runs beside all of them; one that broke is begun anew."""
        jobs: tuple[Coroutine[Any, Any, None], ...] = ()
        if not self._tasks:
            jobs = (self.keeper.run(), self.channel.run())
        self._tasks += [asyncio.create_task(job) for job in jobs]

    def _heard_stop(self, payload: str) -> None:
        with suppress(ValueError):
            turn = self.live.find(UUID(payload))
            if turn is not None:
                turn.stop()


def _is_anonymous(caller: Caller) -> bool:
    return caller.kind is CallerKind.SHOPPER and caller.shopper_id is None


def _masked_past(turn: PastTurn) -> PastTurn:
    question, answer = mask_card_numbers(turn.question)[0], mask_card_numbers(turn.answer_text)[0]
    return replace(turn, question=question, answer_text=answer)


def _masked(filters: tuple[Filter, ...] | None) -> tuple[Filter, ...] | None:
    """Filters are kept with the message: a card's number has no more business in them than in its words."""
    return None if filters is None else tuple(masked_filter(one) for one in filters)


def _payer(caller: Caller, started: StartedTurn) -> Payer:
    """Whoever asked pays for all that is asked of models until the answer stands."""
    payer = Payer.of(caller, current_client().request_id)
    return replace(payer, assistant_id=started.release.assistant_id, conversation_id=started.conversation_id)
