"""Runs an opened turn to its end: search, write, show as it is written, store.

No connection is held while a model talks. What is shown before scope two has committed is stored in batches of events,
so that a process that dies, or a commit that fails, leaves what the shopper saw.
"""

import asyncio
import random
import time
from contextlib import suppress

import structlog

from aisle.answering.generation.rewriting import Rewriter
from aisle.answering.noting import noting
from aisle.answering.phrases import say
from aisle.answering.writer import Finished, Piece, Status, Writer
from aisle.catalog import service as catalog
from aisle.conversations.inserts import Inserts
from aisle.conversations.kept_answers.giving import Repeats
from aisle.conversations.live import LiveTurn
from aisle.conversations.looking import PhotoAnswers
from aisle.conversations.partial import piece_to_json
from aisle.conversations.repository import events, turns
from aisle.conversations.settling import keep_partial
from aisle.conversations.showing import Showing
from aisle.conversations.storing import Outcome
from aisle.conversations.telling import end_event, notice_parts, start_event, status_event, told_of
from aisle.conversations.types import StartedTurn, TurnState
from aisle.conversations.weighing import weighed
from aisle.conversations.writing import (
    Task,
    assign,
    contact_of,
    language_of,
    meaning_of,
    rendering_language,
    status_of,
    understand,
    writing,
)
from aisle.core.db import Database, Scope
from aisle.core.errors import Unavailable
from aisle.core.ids import new_id
from aisle.core.telemetry import gen_ai, tracer
from aisle.llm.errors import ChatModelNonsense
from aisle.llm.gateway import explaining
from aisle.prompts.book import PromptBook
from aisle.prompts.present import speaking_with
from aisle.retrieval.search import Searcher
from aisle.usage.errors import BudgetExceeded

PAUSES = (0.2, 0.8, 2.0)  # seconds before scope two is tried again, about
log = structlog.get_logger()


class Runner:
    """Writes one turn at a time for each call of `run`."""

    def __init__(
        self,
        database: Database,
        searcher: Searcher,
        writer: Writer,
        rewriter: Rewriter,
        kept: Repeats | None = None,
    ) -> None:
        self._database, self._searcher, self.writer, self.rewriter = database, searcher, writer, rewriter
        self.repeats = kept
        self.prompts: PromptBook | None = None
        self.photos: PhotoAnswers | None = None

    async def close(self) -> None:
        """Write what waits to be written beside turns."""
        if self.repeats is not None:
            await self.repeats.close()

    async def run(self, scope: Scope, started: StartedTurn, turn: LiveTurn) -> None:
        """Take a turn to its end, whatever happens. Never raises."""
        begun, state = time.perf_counter(), TurnState.FAILED
        showing = Showing(language_of(started), contact_of(started.store))
        try:
            turn.emit(start_event(started), *notice_parts(started.notices))
            overrides = await self.prompts.of(scope.organization_id) if self.prompts else {}
            with (
                tracer().start_as_current_span("turn") as span,
                explaining() as turn.routed,
                noting(turn.trace.checking) as turn.trace.requests,
                speaking_with(overrides) as turn.prompts,
            ):
                state = await self._answer(scope, started, turn, showing)
                span.set_attribute(gen_ai.PROMPTS, turn.prompts.said)
        except asyncio.CancelledError:
            # Cancelled by the shopper, or by the process that has to end.
            state = TurnState.STOPPED if turn.stop_asked else TurnState.INTERRUPTED
            await asyncio.shield(self._end_early(scope, started, turn, showing, state))
        except Exception as error:
            log.exception("turn.failed", turn_id=str(started.id), error=type(error).__name__)
            turn.failure = error if isinstance(error, Unavailable | BudgetExceeded) else None
            await self._end_early(scope, started, turn, showing, state)
        finally:
            took = round((time.perf_counter() - begun) * 1000, 1)
            log.info("turn", turn_id=str(started.id), state=state, milliseconds=took)
            turn.end()

    async def _answer(
        self, scope: Scope, started: StartedTurn, turn: LiveTurn, showing: Showing
    ) -> TurnState:
        trace = turn.trace
        if started.photos and self.photos is not None:
            return await self._answer_photos(self.photos, scope, started, turn, showing)
        with trace.step("rewrite"):
            meaning = await meaning_of(started, self.rewriter)
        with trace.step("look_up"):
            looked = await self.repeats.look_up(scope, started, meaning) if self.repeats else None
        if looked is not None and looked.again is not None:
            return await self._finish(
                scope, looked.again.started(started), turn, showing, *looked.again.given()
            )
        with trace.step("understand"):
            asked = await understand(self._searcher, scope, started, meaning)
        if asked is not None:
            turn.emit(status_event(await status_of(self._searcher, scope, started, asked)))
        with trace.step("find"):
            task = await assign(self._searcher, scope, started, meaning, asked)
            task = await weighed(self._database, scope, task)
        await self._show_begun(scope, started, turn, showing)
        with trace.step("write"):
            finished = await self._write(scope, task, turn, showing)
        state = await self._finish(scope, started, turn, showing, task, finished)
        if self.repeats is not None and looked is not None and state is TurnState.COMPLETE:
            self.repeats.keep_later(scope, looked, started, task.assignment, finished)
        return state

    async def _answer_photos(
        self, photos: PhotoAnswers, scope: Scope, started: StartedTurn, turn: LiveTurn, showing: Showing
    ) -> TurnState:
        """A photo is looked at; what came with it in words limits and orders what is found."""
        turn.emit(status_event(say("looking_at_photo", language_of(started))))
        task, finished, turn.trace.photo = await photos.answer(scope, started, turn.trace)
        return await self._finish(scope, started, turn, showing, task, finished)

    async def _finish(
        self,
        scope: Scope,
        started: StartedTurn,
        turn: LiveTurn,
        showing: Showing,
        task: Task,
        finished: Finished,
    ) -> TurnState:
        """Store the answer, and show what is left of it."""
        turn.sealed = True
        rest = showing.fork()
        rest.language = rendering_language(finished.answer, started.store)
        outcome = Outcome(started, turn, showing, task, finished, new_id(), rest)
        state = await self._store(scope, outcome)
        turn.show(outcome.frames or ())
        return state

    async def _write(self, scope: Scope, task: Task, turn: LiveTurn, showing: Showing) -> Finished:
        inserts = Inserts(self._database, scope, task.assignment.question.language)
        async with writing(self.writer, task.assignment) as written:
            async for said in written:
                event = await inserts.filled(said)
                if isinstance(event, Finished):
                    return event
                if isinstance(event, Status):
                    turn.emit(status_event(event.text))
                else:
                    await self._show(scope, event, turn, showing)
        raise ChatModelNonsense("The writer ended without an answer.")

    async def _show_begun(self, scope: Scope, started: StartedTurn, turn: LiveTurn, showing: Showing) -> None:
        """An answer that goes on begins with what it said before: it is one text to whoever reads it."""
        if started.begun is not None and started.begun.segments:
            await self._show(scope, Piece(started.begun.segments), turn, showing)

    async def _show(self, scope: Scope, piece: Piece, turn: LiveTurn, showing: Showing) -> None:
        """Show a piece, with prices and stock as they are at this moment."""
        wanted = showing.wants_products(piece)
        products = {}
        if wanted:
            async with self._database.open_scope(scope, one_view=True, keep_plans=True) as session:
                products = await catalog.get_products(session, wanted)
        turn.emit(*showing.add(piece, products))
        turn.trace.shown()
        turn.shown.append(piece_to_json(piece, len(turn.frames), showing.citation_ids))

    async def _store(self, scope: Scope, outcome: Outcome) -> TurnState:
        """Scope two, tried again while the database is away for a moment. Raises Unavailable."""
        for pause in PAUSES:
            try:
                return await self._store_once(scope, outcome)
            except Unavailable:
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - jitter
        return await self._store_once(scope, outcome)

    async def _store_once(self, scope: Scope, outcome: Outcome) -> TurnState:
        async with self._database.open_scope(scope, keep_plans=True) as session:
            return await outcome.store(session)

    async def _end_early(
        self, scope: Scope, started: StartedTurn, turn: LiveTurn, showing: Showing, state: TurnState
    ) -> None:
        """Keep what was shown as the message of the turn, and end it; then say so."""
        turn.sealed = True
        frames = turn.frames_for([*showing.close(), end_event(state)], ends=True)
        # Without a database the lease runs out, and the turn is called interrupted with what its events hold.
        with suppress(Unavailable):
            async with self._database.open_scope(scope) as session:
                if await turns.end_turn(session, started.id, state):
                    await keep_partial(
                        session, started.id, started.conversation_id, showing.partial, told_of(started)
                    )
                    await events.insert_batches(session, [turn.unsaved(frames)])
        turn.show(frames)
