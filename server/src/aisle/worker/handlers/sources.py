"""Handlers of sources' jobs."""

from functools import partial

from aisle.bootstrap.sources import SourceParts
from aisle.core.errors import Unavailable
from aisle.core.jobs import JobContext, JobLost, JobQueue, Permanent
from aisle.sources.hooks.clearing import Clearing
from aisle.sources.hooks.jobs import CheckHooks, ClearInbox, ReadDeliveries
from aisle.sources.syncing import failing
from aisle.sources.syncing.jobs import ReadNamed, SyncSource
from aisle.sources.syncing.removing import RemoveSource, finish_removal
from aisle.sources.syncing.types import RunId

OWN_FAULTS = 5  # attempts that a fault of our own program gets; kills do not count as such, but as attempts


class SourceHandlers:
    """Reads and removes sources."""

    def __init__(self, sources: SourceParts, jobs: JobQueue) -> None:
        self._sources, self._jobs = sources, jobs

    async def sync(self, message: SyncSource, context: JobContext) -> None:
        """Read a source for a run."""
        read = partial(self._sources.syncer.read, context, RunId(message.run_id))
        try:
            await read()
        except (JobLost, Unavailable):
            raise
        except Exception as error:
            if context.claim.attempts >= OWN_FAULTS:
                await _give_up(context, message, error)
                raise Permanent(str(error)) from error
            raise

    async def read_named(self, message: ReadNamed, context: JobContext) -> None:
        """Read what an event named."""
        await self._sources.named.read(context, RunId(message.run_id))

    async def read_deliveries(self, message: ReadDeliveries, context: JobContext) -> None:
        """Read what shops sent."""
        await self._sources.inbox.read(context, message)

    async def clear_inbox(self, message: ClearInbox, context: JobContext) -> None:
        """Drop what need not be remembered of what shops sent."""
        await Clearing().clear(context, message)

    async def check_hooks(self, message: CheckHooks, context: JobContext) -> None:
        """Look at a shop's webhooks."""
        await self._sources.hooks.check(context, message)

    async def remove(self, message: RemoveSource, context: JobContext) -> None:
        """Forget a source when its goods are gone."""
        await finish_removal(context, self._jobs, message)


async def _give_up(context: JobContext, message: SyncSource, error: Exception) -> None:
    detail = f"{type(error).__name__}: {error}"[:500]
    async with context.scope() as session:
        await failing.give_up(session, message.run_id, detail)
