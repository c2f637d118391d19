"""Use cases on exports: an owner asks, a job packs, the owner alone fetches, and after a week all is erased."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobContext, JobQueue, JobView, find_job
from aisle.core.vault import Vault
from aisle.exports import repository
from aisle.exports.errors import ExportNotFound, ExportNotReady, ExportRunning
from aisle.exports.jobs import ForgetExport, PackExport
from aisle.exports.packing import Packing, place_of
from aisle.exports.types import KEPT, Export, ExportState
from aisle.identity.members.giving import check_owner
from aisle.identity.types import Caller

KIND = "organization_export"


@dataclass(frozen=True, slots=True)
class Exports:
    """Starts, shows, hands out and erases exports of a caller's organization. Keys have none: an owner is a person."""

    database: Database
    vault: Vault
    jobs: JobQueue

    async def start(self, owner: Caller) -> Export:
        """Have all data packed; what the owner had packed before is erased. Raises OwnersOnly, ExportRunning."""
        async with self.database.open_scope(owner.scope) as session:
            await check_owner(session, owner)
            await repository.lock_exports(session)
            if await repository.is_packing(session):
                raise ExportRunning()
            for row in await repository.list_exports(session, _person(owner)):
                await repository.delete_export(session, row["id"])
            export_id = new_id()
            job_id = await self.jobs.defer(session, PackExport(export_id))
            await repository.insert_export(session, export_id, _person(owner), job_id)
            await record(session, Event("organization.export_started", KIND, export_id))
            return await _one(session, owner, export_id)

    async def list(self, owner: Caller) -> list[Export]:
        """Return the owner's own, the newest first. Raises OwnersOnly."""
        async with self.database.open_scope(owner.scope) as session:
            await check_owner(session, owner)
            rows = await repository.list_exports(session, _person(owner))
            return [_export(row, await find_job(session, row["job_id"])) for row in rows]

    async def delete(self, owner: Caller, export_id: UUID) -> None:
        """Erase one at once; one that is being packed comes to nothing. Raises OwnersOnly, ExportNotFound."""
        async with self.database.open_scope(owner.scope) as session:
            await check_owner(session, owner)
            await _one(session, owner, export_id)
            await repository.delete_export(session, export_id)
            await record(session, Event("organization.export_deleted", KIND, export_id))

    async def fetch(self, owner: Caller, export_id: UUID) -> AsyncIterator[bytes]:
        """Return the archive piece by piece; that it was fetched stands in the audit log.

        Raises OwnersOnly, ExportNotFound, ExportNotReady.
        """
        async with self.database.open_scope(owner.scope) as session:
            await check_owner(session, owner)
            if (await _one(session, owner, export_id)).state is not ExportState.READY:
                raise ExportNotReady()
            await record(session, Event("organization.export_fetched", KIND, export_id))
        return self._pieces(owner, export_id)

    async def _pieces(self, owner: Caller, export_id: UUID) -> AsyncIterator[bytes]:
        number = 0
        while True:
            async with self.database.open_scope(owner.scope) as session:
                row = await repository.find_part(session, export_id, number)
                opener = await self.vault.opener(session, row["sealed"]) if row else None
            if row is None or opener is None:
                return
            yield opener.unseal(row["sealed"], place_of(row["id"]))
            number += 1


@dataclass(frozen=True, slots=True)
class ExportHandlers:
    """Runs the jobs of exports."""

    vault: Vault
    jobs: JobQueue

    async def pack(self, message: PackExport, context: JobContext) -> None:
        """Write the archive anew from its beginning, and have it erased a week later."""
        async with context.scope() as session:
            if await repository.find_export(session, message.export_id) is None:
                return  # it was deleted meanwhile
            await repository.delete_parts(session, message.export_id)
        packing = Packing(self.vault, context, message.export_id)
        lines = await packing.pack()
        async with context.scope() as session:
            await repository.finish(session, message.export_id, lines, packing.cut.tell())
            await self.jobs.defer(session, ForgetExport(message.export_id), delay=KEPT)

    async def forget(self, message: ForgetExport, context: JobContext) -> None:
        """Erase it for good."""
        async with context.scope() as session:
            await repository.delete_export(session, message.export_id)


async def _one(session: Session, owner: Caller, export_id: UUID) -> Export:
    row = await repository.find_export(session, export_id)
    if row is None or row["asked_by"] != owner.person_id:
        raise ExportNotFound()
    return _export(row, await find_job(session, row["job_id"]))


def _export(row: Any, job: JobView | None) -> Export:
    going = job is not None and not job.ended
    waits = ExportState.PACKING if going else ExportState.FAILED
    progress = job.progress if job else None
    return Export(
        row["id"],
        ExportState.READY if row["ready_at"] else waits,
        progress.stage if progress else "",
        progress.done if progress else 0,
        row["lines"],
        row["bytes"],
        row["created_at"],
        row["ready_at"],
        row["expires_at"],
    )


def _person(owner: Caller) -> UUID:
    assert owner.person_id is not None  # check_owner let nobody else through
    return owner.person_id
