"""Follows turns that another process writes: one loop for all of them, whoever and however many listen."""

import asyncio
import json
from collections import defaultdict
from typing import Any
from uuid import UUID

import structlog

from aisle.conversations.live import LiveTurn, json_of
from aisle.conversations.repository import events, turns
from aisle.conversations.repository.turns import Standing
from aisle.conversations.settling import settle
from aisle.conversations.telling import LAST, end_event, start_of
from aisle.conversations.types import TurnState
from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Unavailable

POLL_SECONDS = 0.25
MARK_SECONDS = 5.0  # how often the writing process is told that somebody listens
log = structlog.get_logger()


class Follower:
    """Replays stored events and goes on with those that come. Several listeners of one turn share its events."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turns: dict[UUID, LiveTurn] = {}
        self._task: asyncio.Task[None] | None = None

    def follow(self, scope: Scope, turn_id: UUID, conversation_id: UUID) -> LiveTurn:
        """Return the events of a turn, which fill up from here on."""
        turn = self._turns.get(turn_id)
        if turn is None:
            now = asyncio.get_running_loop().time()
            turn = LiveTurn(turn_id, conversation_id, scope, begun_at=now, heard_at=now)
            self._turns[turn_id] = turn
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return turn

    async def close(self) -> None:
        """Stop following; listeners are told that nothing follows here, and may ask again elsewhere."""
        for turn in self._turns.values():
            turn.end()
        self._turns.clear()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while self._turns:
            try:
                await self.tick()
            except Exception:  # one turn that cannot be followed must not end all others
                log.exception("turns.follower_failed")
            await asyncio.sleep(POLL_SECONDS)

    async def tick(self) -> None:
        """Look once at everything that is followed."""
        now = asyncio.get_running_loop().time()
        by_store: dict[Scope, list[LiveTurn]] = defaultdict(list)
        for turn in list(self._turns.values()):
            if not turn.listeners and now - turn.heard_at > MARK_SECONDS:
                del self._turns[turn.turn_id]
            else:
                scope = Scope(turn.scope.organization_id, turn.scope.store_id, "turns")
                by_store[scope].append(turn)
        for scope, followed in by_store.items():
            try:
                await self._look(scope, followed, now)
            except Unavailable as error:
                log.warning("turns.not_followed", store_id=str(scope.store_id), error=error.code)

    async def _look(self, scope: Scope, followed: list[LiveTurn], now: float) -> None:
        async with self._database.open_scope(scope) as session:
            standing = await self._standings(session, followed)
            unmarked = [turn for turn in followed if turn.renew_at <= now]
            if unmarked:
                await turns.mark_followed(session, [turn.turn_id for turn in unmarked])
            # After the states: what ended a turn was stored with its last events.
            found = await events.events_after(session, {turn.turn_id: len(turn.frames) for turn in followed})
        for turn in unmarked:
            turn.renew_at = now + MARK_SECONDS
        for turn in followed:
            self._take(turn, found.get(turn.turn_id, []), standing.get(turn.turn_id))

    async def _standings(self, session: Session, followed: list[LiveTurn]) -> dict[UUID, Standing]:
        found = await turns.standings(session, [turn.turn_id for turn in followed])
        gone = {one.turn_id for one in found if one.gone}
        for turn in followed:
            if turn.turn_id in gone:
                await settle(session, turn.conversation_id)
        if gone:
            found = await turns.standings(session, [turn.turn_id for turn in followed])
        return {one.turn_id: one for one in found}

    def _take(self, turn: LiveTurn, batches: list[tuple[int, list[Any]]], standing: Standing | None) -> None:
        for first, found in batches:
            turn.emit(*found[len(turn.frames) + 1 - first :])
        state = standing.state if standing else TurnState.FAILED
        if state is TurnState.RUNNING:
            return
        if standing is not None and not turn.frames:  # its process died before it had stored anything
            turn.emit(start_of(turn.conversation_id, turn.turn_id, standing.said))
        if not _has_end(turn):
            turn.emit(end_event(state))
        turn.end()
        self._turns.pop(turn.turn_id, None)


def _has_end(turn: LiveTurn) -> bool:
    return bool(turn.frames) and json.loads(json_of(turn.frames[-1])).get("type") in LAST
