"""What people do with records that could not be kept. Callers may do so in their store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.errors import InvalidInput, NotFound
from aisle.core.jobs import JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.connections.errors import NothingToRead
from aisle.sources.rules.outcomes import Refused
from aisle.sources.rules.service import Rules, transform
from aisle.sources.syncing.repository import problems
from aisle.sources.syncing.repository.problems import Cause, Problem, ProblemView
from aisle.sources.syncing.starting import start_named
from aisle.sources.syncing.types import Named, Run


class ProblemNotFound(NotFound):
    """No such problem, another source's, or one that is closed."""

    code = "source_problem_not_found"
    title = "There is no such problem"


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Problems of stores' sources."""

    database: Database
    jobs: JobQueue

    async def list(
        self, scope: Scope, source_id: UUID, after: UUID | None, most: int
    ) -> tuple[list[Cause], list[ProblemView]]:
        """Return the causes of a source's open problems, and problems before one, the newest first. Raises SourceNotFound."""
        async with self.database.open_scope(scope) as session:
            await connections.get(session, source_id)
            causes = await problems.by_cause(session, source_id)
            return causes, await problems.list_open(session, source_id, after, most)

    async def get(self, scope: Scope, source_id: UUID, problem_id: UUID) -> ProblemView:
        """Return an open problem with the record as it came. Raises ProblemNotFound."""
        async with self.database.open_scope(scope) as session:
            return await _get(session, source_id, problem_id)

    async def retry(
        self, scope: Scope, source_id: UUID, problem_id: UUID, data: Mapping[str, Any] | None
    ) -> Run:
        """Have a record read anew, or kept as a person mended it. Returns the run that does it.

        Args:
            data: The mended record, before the source's rules; None: the shop is asked.

        Raises: ProblemNotFound, InvalidInput, NothingToRead.
        """
        async with self.database.open_scope(scope) as session:
            problem = (await _get(session, source_id, problem_id)).problem
            named = _asked(problem) if data is None else await _mended(session, source_id, problem, data)
            run = await start_named(session, self.jobs, source_id, [named])
            if run is None:
                raise NothingToRead("The source is not read now.")
            after = {"problem_id": str(problem_id), "run_id": str(run.id), "mended": data is not None}
            await record(session, Event("source.record_retried", "source", source_id, after=after))
            return run

    async def dismiss(self, scope: Scope, source_id: UUID, problem_id: UUID) -> ProblemView:
        """Close a problem, and return it as it was. Raises ProblemNotFound."""
        async with self.database.open_scope(scope) as session:
            found = await _get(session, source_id, problem_id)
            await problems.dismiss(session, source_id, problem_id)
            after = {"problem_id": str(problem_id), "code": found.problem.code}
            await record(session, Event("source.problem_dismissed", "source", source_id, after=after))
            return found


async def _get(session: Session, source_id: UUID, problem_id: UUID) -> ProblemView:
    await connections.get(session, source_id)
    found = await problems.find_open(session, source_id, problem_id)
    if found is None:
        raise ProblemNotFound()
    return found


def _asked(problem: Problem) -> Named:
    if problem.external_id is None:
        raise InvalidInput(
            "The record has no id by which the shop could be asked. Send it as it shall be kept."
        )
    return Named(problem.resource, (problem.external_id,))


async def _mended(session: Session, source_id: UUID, problem: Problem, data: Mapping[str, Any]) -> Named:
    external_id = data.get("id")
    if not isinstance(external_id, str) or problem.external_id not in (None, external_id):
        raise InvalidInput(f"data.id is the shop's id of the record: {problem.external_id or 'a text'}.")
    rules = Rules((await connections.get(session, source_id)).reading.rules)
    outcome = transform(rules, problem.resource, data)
    if isinstance(outcome, Refused):
        raise InvalidInput(" ".join(one.reason for one in outcome.problems)[:2000])
    return Named(problem.resource, (external_id,), records=(dict(data),))
