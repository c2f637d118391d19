"""Keeps this process's turns alive for others: their leases, and what they have shown.

One loop for all turns, and one short transaction for each store and tick, however many streams are open.
"""

import asyncio
from collections import defaultdict
from uuid import UUID

import structlog

from aisle.conversations.live import LiveTurn, LiveTurns
from aisle.conversations.repository import events, turns
from aisle.conversations.repository.turns import Pulse
from aisle.conversations.types import EventBatch
from aisle.core.db import Database, Scope
from aisle.core.errors import Unavailable

TICK = 0.5  # seconds between two looks, so that a turn writes at most two rows a second
RENEW_SECONDS = 3.0  # a quarter of a lease: three may fail
ALONE_SECONDS = 60.0  # a turn that nobody listens to runs on for so long
KEEP_SECONDS = 60.0  # events stay so long after the end: a reload just then finds the rest of the stream
log = structlog.get_logger()


class Keeper:
    """Stores events of running turns in batches, renews leases, and stops turns that nobody listens to."""

    def __init__(self, database: Database, live: LiveTurns) -> None:
        self._database, self._live = database, live
        self._ended: list[tuple[float, LiveTurn]] = []

    async def run(self) -> None:
        """Tick for as long as the process serves."""
        while True:
            await asyncio.sleep(TICK)
            try:
                await self.tick()
            except Exception:  # without the loop every turn of this process would be taken for dead
                log.exception("turns.keeper_failed")

    async def tick(self) -> None:
        """Do what is due, store by store; what fails is tried again with the next tick."""
        now = asyncio.get_running_loop().time()
        by_store: dict[Scope, list[LiveTurn]] = defaultdict(list)
        for turn in self._live.all:
            by_store[_scope_of(turn)].append(turn)
        for scope, running in by_store.items():
            try:
                await self._keep(scope, running, now)
            except Unavailable as error:
                log.warning("turns.not_kept", store_id=str(scope.store_id), error=error.code)
        self._stop_unheard(now)
        await self._sweep(now)

    def forget_later(self, turn: LiveTurn) -> None:
        """Have a turn's events removed a while after its end."""
        self._ended.append((asyncio.get_running_loop().time() + KEEP_SECONDS, turn))

    async def _keep(self, scope: Scope, running: list[LiveTurn], now: float) -> None:
        due = [turn for turn in running if turn.renew_at <= now]
        # A short answer is stored once, with its end.
        batches = [turn.unsaved() for turn in running if now - turn.begun_at >= TICK and not turn.sealed]
        batches = [batch for batch in batches if batch.events]
        if not due and not batches:
            return
        async with self._database.open_scope(scope) as session:
            # Turns before events: the end of a turn takes its locks in this order, too.
            pulses = await turns.renew(session, [turn.turn_id for turn in due]) if due else []
            await events.insert_batches(session, batches)
        by_id = {turn.turn_id: turn for turn in running}
        _note_saved(by_id, batches)
        _heed(due, {pulse.turn_id: pulse for pulse in pulses}, now)

    def _stop_unheard(self, now: float) -> None:
        for turn in self._live.all:
            if not turn.listeners and now - turn.heard_at > ALONE_SECONDS:
                turn.stop()

    async def _sweep(self, now: float) -> None:
        due: dict[Scope, list[LiveTurn]] = defaultdict(list)
        for at, turn in self._ended:
            if at <= now:
                due[_scope_of(turn)].append(turn)
        self._ended = [(at, turn) for at, turn in self._ended if at > now]
        for scope, ended in due.items():
            try:
                async with self._database.open_scope(scope) as session:
                    await events.delete_of(session, [turn.turn_id for turn in ended])
            except Unavailable:  # the upkeep of the store removes them
                log.warning("turn_events.not_removed", store_id=str(scope.store_id))


def _scope_of(turn: LiveTurn) -> Scope:
    return Scope(turn.scope.organization_id, turn.scope.store_id, "turns")


def _note_saved(by_id: dict[UUID, LiveTurn], batches: list[EventBatch]) -> None:
    for batch in batches:
        turn = by_id[batch.turn_id]
        turn.saved = max(turn.saved, batch.last)


def _heed(due: list[LiveTurn], pulses: dict[UUID, Pulse], now: float) -> None:
    """What others made known through the row: a stop, a listener, or that the turn was given up for dead."""
    for turn in due:
        turn.renew_at = now + RENEW_SECONDS
        pulse = pulses.get(turn.turn_id)
        if pulse is None:
            turn.cancel()
        elif pulse.stop_requested:
            turn.stop()
        elif pulse.followed:
            turn.heard_at = now
