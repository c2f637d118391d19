"""Room in the inbox: how much may wait, and what is cleared away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobContext
from aisle.sources.hooks import clearing_repository as repository
from aisle.sources.hooks.clearing_repository import Held, Kept
from aisle.sources.hooks.errors import InboxFull
from aisle.sources.hooks.jobs import ClearInbox

# A source's deliveries that wait to be read; more are refused, and the shop sends them again.
MOST_WAITING = Held(10_000, 64 * 2**20)
# What is remembered of a source, so that a delivery that comes again is known, and people see what came.
KEPT = Kept(timedelta(days=7), rows=50_000, dead=Held(500, 64 * 2**20))
PAUSE = timedelta(minutes=10)  # between two clearings of one inbox
BATCH = 1_000
FULL_SECONDS = 60  # after which a shop is asked to send again


async def check_room(session: Session, source_id: UUID, most: Held = MOST_WAITING) -> None:
    """Refuse the delivery that was just stored, where too much waits. Raises InboxFull, which takes it back.

    Deliveries that come at once do not see each other. From the middle of the bound on they go one by one, so that none is missed.
    """
    waiting = await repository.waiting(session, source_id, most.rows + 1)
    if 2 * waiting.rows > most.rows or 2 * waiting.bytes > most.bytes:
        await session.lock(f"inbox {source_id}")
        waiting = await repository.waiting(session, source_id, most.rows + 1)
    if waiting.rows > most.rows or waiting.bytes > most.bytes:
        raise InboxFull(
            f"{waiting.rows} deliveries wait to be read; send this one again later.", retry_after=FULL_SECONDS
        )


@dataclass(frozen=True, slots=True)
class Clearing:
    """Clears inboxes."""

    kept: Kept = KEPT
    batch: int = BATCH

    async def clear(self, context: JobContext, message: ClearInbox) -> int:
        """Drop what need not be remembered of a source's deliveries, a batch in each transaction; return how many went."""
        gone = 0
        for drop in (repository.drop_old, repository.drop_many, repository.drop_dead):
            batch = self.batch
            while batch == self.batch:
                async with context.scope() as session:
                    batch = await drop(session, message.source_id, self.kept, self.batch)
                gone += batch
        return gone
