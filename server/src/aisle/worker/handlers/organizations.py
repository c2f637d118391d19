"""Handlers that erase what was deleted and not brought back in time."""

from datetime import UTC, datetime, timedelta
from typing import Any
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
            if state is not None and _is_over(state.deleted_at):
                await close_store(session, self._jobs, UUID(message.store_id))

    async def erase(self, message: EraseOrganization, context: JobContext) -> None:
        """Remove an organization: its stores first, and itself when the tables of their indexes are gone."""
        async with context.scope() as session:
            row = await repository.find_organization(session, lock=True)
            if row is None or not _is_over(row["deleted_at"]):
                return
            stores = await tenants.list_states(session)
            for store in stores:
                await close_store(session, self._jobs, store.store_id)
            if stores or await repository.count_jobs(session, context.claim.job_id):
                await self._jobs.defer(session, message, dedup_key="erase", delay=AGAIN)
            else:
                # The job's own row goes with the rest; the runner takes that as the job's end.
                await repository.delete_tenant(session)


def _is_over(deleted_at: Any) -> bool:
    return deleted_at is not None and deleted_at <= datetime.now(UTC) - KEPT
