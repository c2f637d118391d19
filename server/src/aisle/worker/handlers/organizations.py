"""Handlers that erase what was deleted and not brought back in time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from aisle.bootstrap.provision import close_store
from aisle.core.jobs import JobContext, JobQueue
from aisle.identity.organizations import repository
from aisle.identity.organizations.jobs import EraseOrganization, EraseStore
from aisle.identity.organizations.types import KEPT
from aisle.tenants import repository as tenants

AGAIN = timedelta(minutes=5)


class OrganizationHandlers:
    """Erases organizations and stores."""

    def __init__(self, jobs: JobQueue) -> None:
        self._jobs = jobs

    async def erase_store(self, message: EraseStore, context: JobContext) -> None:
        """Remove a store, if it was deleted long enough ago."""
        async with context.scope() as session:
            state = await tenants.find_state(session, message.store_id)
            if state is None or state.deleted_at is None:
                return
            if left := _left(state.deleted_at):
                # Brought back and deleted anew since: the week counts from then.
                await self._jobs.defer(session, message, dedup_key=message.store_id, delay=left)
            else:
                await close_store(session, self._jobs, UUID(message.store_id))

    async def erase(self, message: EraseOrganization, context: JobContext) -> None:
        """Remove an organization: its stores first, and itself when the tables of their indexes are gone."""
        async with context.scope() as session:
            row = await repository.find_organization(session, lock=True)
            if row is None or row["deleted_at"] is None:
                return
            if left := _left(row["deleted_at"]):
                await self._jobs.defer(session, message, dedup_key="erase", delay=left)
                return
            stores = await tenants.list_states(session)
            for store in stores:
                await close_store(session, self._jobs, store.store_id)
            if stores or await repository.count_jobs(session, context.claim.job_id):
                await self._jobs.defer(session, message, dedup_key="erase", delay=AGAIN)
            else:
                # The job's own row goes with the rest; the runner takes that as the job's end.
                await repository.delete_tenant(session)


def _left(deleted_at: datetime) -> timedelta:
    """Return how much of the week is left, or nothing."""
    return max(deleted_at + KEPT - datetime.now(UTC), timedelta(0))
