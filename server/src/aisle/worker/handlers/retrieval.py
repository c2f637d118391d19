"""Handlers of retrieval's upkeep."""

from contextlib import AbstractAsyncContextManager
from datetime import timedelta

import structlog

from aisle.core.db import Session
from aisle.core.jobs import JobContext, JobQueue
from aisle.retrieval import repository
from aisle.retrieval.feeding import Feeder
from aisle.retrieval.jobs import FeedVectors, MoveIndexHome, SettleIndex
from aisle.retrieval.ports import VectorStoreUnavailable
from aisle.retrieval.settling import merge, prepare_home, settle

LOOK_AGAIN = timedelta(minutes=5)
log = structlog.get_logger()


async def move_index_home(message: MoveIndexHome, context: JobContext) -> None:
    """Give a grown version its own partition."""

    def beside() -> AbstractAsyncContextManager[Session]:
        # Without the job's own lock, which its heartbeat needs meanwhile; a step that another worker repeats does no harm.
        return context.database.open_scope(context.tenant)

    await prepare_home(beside, message.version_id)
    async with context.scope() as session:
        await settle(session, message.version_id)
    async with context.scope() as session:
        await repository.refresh_statistics(session)


async def settle_index(message: SettleIndex, context: JobContext) -> None:
    """Merge the small segments of a version."""
    async with context.scope() as session:
        await merge(session, message.version_id)
    async with context.scope() as session:
        await repository.refresh_statistics(session)


class VectorHandlers:
    """Keeps the engines of vectors fed."""

    def __init__(self, feeder: Feeder, jobs: JobQueue) -> None:
        self._feeder, self._jobs = feeder, jobs

    async def feed(self, message: FeedVectors, context: JobContext) -> None:
        """Bring an engine up to date, and look again later: it may lose what it has."""

        async def report(done: int, total: int) -> None:
            await context.progress("feeding", done, total)

        try:
            kept_up = await self._feeder.feed(context.scope, message.version_id, report)
        except VectorStoreUnavailable as error:
            log.warning("vectors.feed_failed", error=error.detail)
            kept_up = True  # one day it will answer again
        if kept_up:
            async with context.scope() as session:
                await self._jobs.defer(session, message, dedup_key=str(message.version_id), delay=LOOK_AGAIN)
