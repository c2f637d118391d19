"""What people do with all records in quarantine for one cause: read them again, or dismiss them, at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope
from aisle.core.errors import NotFound
from aisle.core.jobs import JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.connections.errors import NothingToRead
from aisle.sources.records import Resource
from aisle.sources.syncing.repository import problems
from aisle.sources.syncing.starting import start_named
from aisle.sources.syncing.types import Named, Run

MOST_AT_ONCE = 500  # records that one run reads again; the rest stays for the next


class CauseNotFound(NotFound):
    """No open problem has this cause."""

    code = "source_cause_not_found"
    title = "There are no such problems"


@dataclass(frozen=True, slots=True)
class OneCause:
    """What problems of one cause have in common, as `problems.by_cause` groups them."""

    resource: Resource
    code: str
    field: str


@dataclass(frozen=True, slots=True)
class Causes:
    """Causes of problems of stores' sources. Callers may act in their store."""

    database: Database
    jobs: JobQueue

    async def retry(self, scope: Scope, source_id: UUID, cause: OneCause) -> Run:
        """Have the records of a cause read again, as after a rule was changed or the shop corrected them; the oldest first.

        Returns the run that does it. Raises SourceNotFound, CauseNotFound, NothingToRead.
        """
        async with self.database.open_scope(scope) as session:
            await connections.get(session, source_id)
            ids = await problems.ids_of(
                session, source_id, cause.resource, cause.code, cause.field, MOST_AT_ONCE
            )
            if not ids:
                raise CauseNotFound()
            run = await start_named(session, self.jobs, source_id, [Named(cause.resource, tuple(ids))])
            if run is None:
                raise NothingToRead("The source is not read now.")
            after = {**_told(cause), "records": len(ids), "run_id": str(run.id)}
            await record(session, Event("source.cause_retried", "source", source_id, after=after))
            return run

    async def dismiss(self, scope: Scope, source_id: UUID, cause: OneCause) -> int:
        """Close all problems of a cause; return how many. Raises SourceNotFound, CauseNotFound."""
        async with self.database.open_scope(scope) as session:
            await connections.get(session, source_id)
            count = await problems.dismiss_all(session, source_id, cause.resource, cause.code, cause.field)
            if not count:
                raise CauseNotFound()
            after = {**_told(cause), "records": count}
            await record(session, Event("source.cause_dismissed", "source", source_id, after=after))
            return count


def _told(cause: OneCause) -> dict[str, str]:
    return {"resource": str(cause.resource), "code": cause.code, "field": cause.field}
