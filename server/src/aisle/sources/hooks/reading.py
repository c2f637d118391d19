"""Reading the inbox: many deliveries of one burst become one small run that reads each record once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobContext, JobQueue
from aisle.knowledge.errors import SourceNotFound
from aisle.sources.connections import repository as connections
from aisle.sources.connections.opening import Opening
from aisle.sources.connections.types import Connection
from aisle.sources.errors import BrokenData
from aisle.sources.hooks import repository
from aisle.sources.hooks.clearing import PAUSE
from aisle.sources.hooks.jobs import ClearInbox, ReadDeliveries
from aisle.sources.hooks.types import DeliveryState, Waiting
from aisle.sources.ports import Delivery, Event, Hooks, hooks_of
from aisle.sources.records import Record, Resource
from aisle.sources.records.coding import to_data
from aisle.sources.syncing.starting import start_named
from aisle.sources.syncing.types import Named

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Inbox:
    """Reads what waits."""

    opening: Opening
    jobs: JobQueue

    async def read(self, context: JobContext, message: ReadDeliveries) -> None:
        """Read a source's deliveries, in portions, until nothing waits."""
        while True:
            async with context.scope() as session:
                waiting = await repository.take_waiting(session, message.source_id, AT_ONCE)
                if waiting:
                    await self._read(session, message.source_id, waiting)
                    clearing = ClearInbox(message.source_id)
                    await self.jobs.defer(session, clearing, dedup_key=str(message.source_id), delay=PAUSE)
            if len(waiting) < AT_ONCE:
                return

    async def _read(self, session: Session, source_id: UUID, waiting: Sequence[Waiting]) -> None:
        await repository.note_delivery(session, source_id)
        hooks = await self._hooks(session, source_id)
        if hooks is None:
            ids = [one.id for one in waiting]
            await repository.settle(session, ids, DeliveryState.IGNORED, "The source is gone.", None)
            return
        telling: list[UUID] = []
        events: list[Event] = []
        for one in waiting:
            try:
                found = [event for event in hooks.events(Delivery(one.headers, one.body)) if event.resource]
            except BrokenData as error:
                await repository.settle(session, [one.id], DeliveryState.DEAD, error.detail, None)
                continue
            events += found
            if found:
                telling.append(one.id)
            else:
                await repository.settle(session, [one.id], DeliveryState.IGNORED, None, None)
        if telling:
            run = await start_named(session, self.jobs, source_id, gathered(events))
            await repository.settle(session, telling, DeliveryState.READ, None, run.id if run else None)

    async def _hooks(self, session: Session, source_id: UUID) -> Hooks | None:
        try:
            connection: Connection = await connections.get(session, source_id)
        except SourceNotFound:
            return None
        return hooks_of(self.opening.kind(connection), self.opening.options(connection))


def gathered(events: Iterable[Event]) -> list[Named]:
    """Return what several events name, each record once: as the newest event has it, or to be read again.

    Where an event gives the record itself and a later one gives only its id, the record is read again.
    """
    latest: dict[tuple[Resource, str], tuple[Event, Record | None]] = {}
    for event in events:
        resource = event.resource
        if resource is None:
            continue
        given = {record.id: record for record in event.records}
        for one in dict.fromkeys([*event.ids, *given]):
            known = latest.get((resource, one))
            if known is None or not _is_older(event.happened_at, known[0].happened_at):
                latest[resource, one] = (event, given.get(one))
    return [_named(resource, one, *found) for (resource, one), found in latest.items()]


def _named(resource: Resource, one: str, event: Event, record: Record | None) -> Named:
    records = () if record is None else (to_data(resource, record),)
    return Named(resource, (one,), event.removed, event.happened_at, records)


def _is_older(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other
