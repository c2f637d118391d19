"""Handlers of the knowledge feature's jobs."""

from contextlib import aclosing
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog

from aisle.core.errors import Unavailable
from aisle.core.jobs import JobContext, JobLost, JobQueue, find_job
from aisle.core.vault import Vault
from aisle.knowledge import service as knowledge
from aisle.knowledge.jobs import EraseDocument, EraseSource, IngestDocuments, SettleIngest, WithdrawDocument
from aisle.knowledge.ports import DocumentParser
from aisle.knowledge.reading import Reading
from aisle.knowledge.types import Refusal
from aisle.retrieval import versions
from aisle.retrieval.indexing import Indexer
from aisle.worker.handlers.ahead import one_ahead
from aisle.worker.handlers.ingestion import Ingestion

WATCH_EVERY = timedelta(minutes=5)
INTERRUPTED = (
    "Reading was broken off again and again. Send the file once more; the job's error says what happened."
)
log = structlog.get_logger()


class KnowledgeHandlers:
    """Runs the jobs of knowledge."""

    def __init__(self, parser: DocumentParser, indexer: Indexer, vault: Vault, jobs: JobQueue) -> None:
        self._ingestion = Ingestion(parser, indexer, vault)
        self._indexer, self._jobs = indexer, jobs

    async def ingest(self, message: IngestDocuments, context: JobContext) -> None:
        """Publish each version or give it a reason; the next file is read while the present one is indexed."""
        await self._watch(message, context)
        total, done, faults = len(message.version_ids), 0, []
        await context.progress("reading", 0, total)
        ahead = one_ahead(message.version_ids, partial(self._ingestion.read, context))
        async with aclosing(ahead) as readings:
            async for reading in readings:
                try:
                    await self._index(context, await reading, done, total)
                except (JobLost, Unavailable):
                    raise
                except Exception as error:
                    # The other files come first; this one is tried again with the job.
                    log.exception("knowledge.ingest_fault")
                    faults.append(error)
                done += 1
        await context.progress("indexing", total, total)
        if faults:
            raise faults[0]

    async def settle(self, message: SettleIngest, context: JobContext) -> None:
        """Fail what an ingestion left open when its job ended; look again later while it has not."""
        async with context.scope() as session:
            job = await find_job(session, message.job_id)
            if job is not None and not job.ended:
                await self._jobs.defer(session, message, delay=WATCH_EVERY)
                return
        for version_id in message.version_ids:
            await self._ingestion.fail(context, version_id, Refusal.INTERRUPTED, INTERRUPTED)

    async def erase(self, message: EraseDocument, context: JobContext) -> None:
        """Remove a deleted document from the database and the index."""
        await self._erase(context, message.document_id)

    async def withdraw(self, message: WithdrawDocument, context: JobContext) -> None:
        """Take from the index what a withdrawn document alone held; nothing where it answers again by now."""
        async with context.scope() as session:
            await versions.hold(session)
            orphans = await knowledge.clear_withdrawn(session, message.document_id)
            await self._indexer.remove_orphans(session, orphans)

    async def erase_source(self, message: EraseSource, context: JobContext) -> None:
        """Remove a deleted source: its documents one transaction each, then the source."""
        while document_ids := await _next_to_erase(context, message.source_id):
            for document_id in document_ids:
                await self._erase(context, document_id)
        async with context.scope() as session:
            await knowledge.erase_source(session, message.source_id)

    async def _watch(self, message: IngestDocuments, context: JobContext) -> None:
        # From the second attempt on, somebody must outlive this job and give every file an end.
        if context.claim.attempts > 1:
            async with context.scope() as session:
                watch = SettleIngest(context.claim.job_id, message.version_ids)
                await self._jobs.defer(session, watch, delay=WATCH_EVERY)

    async def _index(self, context: JobContext, reading: Reading | None, done: int, total: int) -> None:
        if reading is None:
            return
        name = reading.pending.name
        await context.progress("indexing", done, total, name)

        async def report(embedded: int, of: int) -> None:
            await context.progress("indexing", done, total, f"{name}: {embedded} of {of} passages")

        await self._ingestion.index(context, reading, report)

    async def _erase(self, context: JobContext, document_id: UUID) -> None:
        async with context.scope() as session:
            await versions.hold(session)
            orphans = await knowledge.erase(session, document_id)
            await self._indexer.remove_orphans(session, orphans)


async def _next_to_erase(context: JobContext, source_id: UUID) -> list[UUID]:
    async with context.scope() as session:
        return list(await knowledge.next_to_erase(session, source_id))
