"""What people do with findings and runs of their store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobQueue
from aisle.linting.errors import FindingNotFound, LintRunNotFound
from aisle.linting.jobs import ask_for_lint
from aisle.linting.repository import findings, runs
from aisle.linting.types import Cause, FindingState, FindingView, RunView, Severity


@dataclass(frozen=True, slots=True)
class Linting:
    """Findings and runs of stores. Callers may do so in their store."""

    database: Database
    jobs: JobQueue

    async def start(self, scope: Scope) -> RunView:
        """Have the store looked over now; a run that waits already is that run."""
        async with self.database.open_scope(scope) as session:
            run_id = await ask_for_lint(session, self.jobs, Cause.DEMAND)
            await record(session, Event("linter.run_started", "lint_run", run_id))
            return await _run(session, run_id)

    async def get_run(self, scope: Scope, run_id: UUID) -> RunView:
        """Return a run with how many findings are open now. Raises LintRunNotFound."""
        async with self.database.open_scope(scope) as session:
            return await _run(session, run_id)

    async def list_runs(self, scope: Scope, before: UUID | None, most: int) -> list[RunView]:
        """Return runs, the newest first."""
        async with self.database.open_scope(scope) as session:
            counts = await findings.open_counts(session)
            return [replace(one, open=counts) for one in await runs.page(session, before, most)]

    async def list_findings(
        self,
        scope: Scope,
        state: FindingState | None,
        severity: Severity | None,
        kind: str | None,
        after: UUID | None,
        most: int,
    ) -> list[FindingView]:
        """Return findings, the newest first; None: any."""
        async with self.database.open_scope(scope) as session:
            return await findings.page(session, state, severity, kind, after, most)

    async def get_finding(self, scope: Scope, finding_id: UUID) -> FindingView:
        """Return a finding. Raises FindingNotFound."""
        async with self.database.open_scope(scope) as session:
            return await _finding(session, finding_id)

    async def ignore(self, scope: Scope, finding_id: UUID, reason: str) -> FindingView:
        """Set a finding aside for a reason; it stays so while the fault is the same. Raises FindingNotFound."""
        return await self._decide(scope, finding_id, FindingState.IGNORED, reason)

    async def reopen(self, scope: Scope, finding_id: UUID) -> FindingView:
        """Take back that a finding is ignored. Raises FindingNotFound."""
        return await self._decide(scope, finding_id, FindingState.OPEN, None)

    async def _decide(
        self, scope: Scope, finding_id: UUID, state: FindingState, reason: str | None
    ) -> FindingView:
        async with self.database.open_scope(scope) as session:
            found = await _finding(session, finding_id)
            await findings.decide(session, finding_id, state, reason)
            action = "linter.finding_ignored" if reason else "linter.finding_reopened"
            after = {"kind": found.kind, "reason": reason}
            await record(session, Event(action, "finding", finding_id, after=after))
            return await _finding(session, finding_id)


async def forget_erased(session: Session) -> None:
    """Drop findings that quote documents which are erased by now."""
    await findings.forget_erased(session)


async def _finding(session: Session, finding_id: UUID) -> FindingView:
    found = await findings.find(session, finding_id)
    if found is None:
        raise FindingNotFound()
    return found


async def _run(session: Session, run_id: UUID) -> RunView:
    found = await runs.find(session, run_id)
    if found is None:
        raise LintRunNotFound()
    return replace(found, open=await findings.open_counts(session))
