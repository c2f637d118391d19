"""Handlers of the linter, and asking for it when content has changed."""

from uuid import UUID

from aisle.core.http.egress import GuardedFetch
from aisle.core.jobs import Handler, JobContext, JobLost, JobMessage, JobQueue
from aisle.linting import service as linting
from aisle.linting.jobs import LintStore, ask_for_lint
from aisle.linting.links import LIMITS
from aisle.linting.repository import runs
from aisle.linting.running import Linter
from aisle.linting.types import Cause, RunState


class LintHandlers:
    """Looks stores over."""

    def __init__(self, linter: Linter, jobs: JobQueue) -> None:
        self._linter, self._jobs = linter, jobs

    async def lint(self, _message: LintStore, context: JobContext) -> None:
        """Do the run that this job was deferred for."""
        async with context.scope() as session:
            run_id = await runs.add(session, context.claim.job_id, Cause.CHANGE)
        try:
            await self._linter.run(context, run_id)
        except JobLost:
            raise
        except Exception:
            if context.claim.attempts >= LintStore.max_attempts:
                async with context.scope() as session:
                    await runs.end(session, run_id, RunState.FAILED, 0, 0, 0, 0)
            raise

    def then_lint(self, handler: Handler) -> Handler:
        """Have the store looked over when a job has changed its content; a job that is repeated asks again."""

        async def run(message: JobMessage, context: JobContext) -> None:
            await handler(message, context)
            async with context.scope() as session:
                await ask_for_lint(session, self._jobs, Cause.CHANGE)

        return run

    def then_forget(self, handler: Handler) -> Handler:
        """Drop what was quoted of documents that a job has erased, and have the store looked over."""

        async def run(message: JobMessage, context: JobContext) -> None:
            await handler(message, context)
            async with context.scope() as session:
                await linting.forget_erased(session)
                await ask_for_lint(session, self._jobs, Cause.CHANGE)

        return run


class GuardedLinks:
    """Asks documents' addresses through the guarded way out."""

    def __init__(self, egress: GuardedFetch) -> None:
        self._egress = egress

    async def __call__(self, url: str, tenant: UUID) -> None:
        """Read the beginning of what is there; what is larger is there, too."""
        await self._egress.get(url, tenant=tenant, limits=LIMITS)
