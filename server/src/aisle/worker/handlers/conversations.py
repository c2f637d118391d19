"""Handlers of conversations' upkeep."""

from datetime import timedelta

import structlog

from aisle.answer_cache.managing import forget_expired
from aisle.conversations import service
from aisle.conversations.jobs import ApplyRetention
from aisle.core.clock import SystemClock
from aisle.core.jobs import JobContext, JobQueue
from aisle.retrieval.synonyms.service import forget_searches
from aisle.tenants import service as tenants

EVERY = timedelta(hours=6)
log = structlog.get_logger()


class ConversationHandlers:
    """Runs the jobs of conversations.

    days: how long a silent conversation is kept where its store says nothing; trace_days: how its answers came about.
    """

    def __init__(self, jobs: JobQueue, days: int, trace_days: int) -> None:
        self._jobs, self._days, self._trace_days = jobs, days, trace_days

    async def apply_retention(self, message: ApplyRetention, context: JobContext) -> None:
        """Delete what is too old in the job's store, and come back later: the promise in the chat's first line."""
        async with context.scope() as session:
            store = await tenants.get_store(session, session.tenant[1])
            days = store.conversation_days(self._days)
            deleted = await service.apply_retention(session, days, store.trace_days(self._trace_days))
            await forget_searches(session, days)
            await forget_expired(session, SystemClock().now())
            await self._jobs.defer(session, message, dedup_key=str(context.claim.store_id), delay=EVERY)
        if deleted:
            log.info("retention.applied", conversations=deleted)
