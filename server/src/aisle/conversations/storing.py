"""Scope two: the answer, its ledger, its citations, its last events and the end of its turn, together or not at all."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from aisle.answering.segments_json import to_json
from aisle.answering.types import Answer, TextSegment
from aisle.answering.writer import Finished, Piece
from aisle.catalog import service as catalog
from aisle.conversations.citing import cited_rows
from aisle.conversations.history import remembered
from aisle.conversations.live import LiveTurn
from aisle.conversations.repository import events, turns
from aisle.conversations.repository.answers import StoredAnswer, insert_answer
from aisle.conversations.settling import keep_partial, spoken
from aisle.conversations.showing import Showing, joined
from aisle.conversations.situation import Situation
from aisle.conversations.telling import end_event, message_metadata, metadata_event, told_of
from aisle.conversations.types import Partial, StartedTurn, TurnState
from aisle.conversations.words import words_of
from aisle.conversations.writing import Task
from aisle.core.client import current_client
from aisle.core.db import Session


@dataclass(slots=True)
class Outcome:
    """A finished answer on its way into the database. The ids are made once, so that it can be tried again.

    Attributes:
        showing: What the shopper has seen; it stays as it is until the answer is stored.
        rest: The same, going on to the end of the answer.
        frames: Events that are to be shown once the answer is stored.
    """

    started: StartedTurn
    turn: LiveTurn
    showing: Showing
    task: Task
    finished: Finished
    message_id: UUID
    rest: Showing
    frames: list[bytes] | None = None

    @property
    def answer(self) -> Answer:
        """The whole answer, with what it goes on from."""
        after = self.showing.pieces[1:2]  # what was said first behind what it goes on from
        return whole(self.finished.answer, self.started.begun, bool(after and after[0].goes_on))

    async def store(self, session: Session) -> TurnState:
        """Store the answer and return how the turn ended; `frames` are then the events that are still to be shown."""
        state = await turns.end_turn(session, self.started.id, TurnState.COMPLETE)
        if state is None:
            return await self._as_it_stands(session)
        if state is TurnState.COMPLETE:
            await self._store_answer(session)
        else:
            await keep_partial(
                session,
                self.started.id,
                self.started.conversation_id,
                self.showing.partial,
                told_of(self.started),
            )
        await self._frame(session, state)
        await events.insert_batches(session, [self.turn.unsaved(self.frames or ())])
        return state

    async def _as_it_stands(self, session: Session) -> TurnState:
        """Ended before: by another process that gave this one up, or by this very commit when its reply was lost."""
        (standing,) = await turns.standings(session, [self.started.id]) or (None,)
        state = standing.state if standing else TurnState.FAILED
        await self._frame(session, state)
        return state

    async def _frame(self, session: Session, state: TurnState) -> None:
        if self.frames is None:
            shown = await self._last_events(session) if state is TurnState.COMPLETE else self.showing.close()
            self.frames = self.turn.frames_for([*shown, end_event(state)])

    async def _last_events(self, session: Session) -> list[dict[str, Any]]:
        answer = self.answer
        wanted = {one.product_id for one in answer.segments if hasattr(one, "product_id")}
        products = await catalog.get_products(session, sorted(wanted | set(answer.product_ids)))
        told = message_metadata(answer, told_of(self.started, self.finished))
        return [*self.rest.finish(answer, products), metadata_event(told, self.message_id)]

    async def _store_answer(self, session: Session) -> None:
        answer, started = self.answer, self.started
        await self._frame(session, TurnState.COMPLETE)  # gives the last citations their ids
        titles = {id_: product.title for id_, product in self.task.assignment.products.items()}
        metadata = {
            "memory": remembered(answer, titles, spoken(answer)),
            "told": {**told_of(started, self.finished), **_noticed(started)},
            "routing": [one.as_json() for one in self.turn.routed],
            "prompts": self.turn.prompts.as_json(),
            "timing": self.turn.trace.timing,
        }
        cited = await cited_rows(session, answer, self.rest.citation_ids, self.task.passages)
        kept = StoredAnswer(
            self.message_id,
            started.id,
            started.conversation_id,
            to_json(answer),
            metadata,
            cited,
            self.finished.claims,
            self.turn.trace.as_json(self.task.assignment, self.finished, asked_as(started)),
            current_client().request_id,
            words_of(spoken(answer)) if started.preview is None else (),
        )
        await insert_answer(session, kept)


def whole(answer: Answer, begun: Partial | None, goes_on: bool) -> Answer:
    """The answer with what it goes on from in front, unless its writer has put it there.

    goes_on: its first words belong to the last text of what was said before.
    """
    if begun is None or not begun.segments:
        return answer
    first = next((one.text for one in begun.segments if isinstance(one, TextSegment)), "")
    mine = next((one.text for one in answer.segments if isinstance(one, TextSegment)), "")
    if first and mine.startswith(first):
        return answer
    return replace(answer, segments=joined([Piece(begun.segments), Piece(answer.segments, goes_on)]))


def asked_as(started: StartedTurn) -> dict[str, Any] | None:
    """Return as whom staff had a question asked; None for a shopper's own."""
    if started.preview is None:
        return None
    situation = started.situation or Situation()
    return {
        "release": started.preview,
        "market": started.market,
        "page": started.page,
        **situation.as_json(),
    }


def _noticed(started: StartedTurn) -> dict[str, Any]:
    return {"notices": list(started.notices)} if started.notices else {}
