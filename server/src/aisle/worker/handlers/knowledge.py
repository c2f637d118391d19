"""Handlers of the knowledge feature's jobs: here reading, cutting and indexing meet."""

import asyncio
from contextlib import aclosing
from datetime import timedelta
from uuid import UUID

import structlog

from aisle.core.errors import Unavailable
from aisle.core.jobs import JobContext, JobLost, JobQueue, find_job
from aisle.core.secrets import Secrets, Unreadable
from aisle.knowledge import service as knowledge
from aisle.knowledge.jobs import EraseDocument, EraseSource, IngestDocuments, SettleIngest
from aisle.knowledge.ports import DocumentParser
from aisle.knowledge.reading import Reading, cut
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed
from aisle.knowledge.types import Passage, PendingVersion, Refusal
from aisle.llm.errors import EmbedderRefused
from aisle.llm.ports import Embedder
from aisle.retrieval.indexing import Indexer, Report
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.language import guess_language
from aisle.worker.handlers.ahead import one_ahead

# A machine that was short of time or memory for a moment ends a parser too.
WORTH_ANOTHER_TRY = (FailureReason.TIMEOUT, FailureReason.PARSER_CRASHED)
WATCH_EVERY = timedelta(minutes=5)
INTERRUPTED_DETAIL = (
    "Reading was broken off again and again. Send the file once more; if that fails too, see the job's error."
)
log = structlog.get_logger()


class KnowledgeHandlers:
    """Runs the jobs of knowledge. embedder: counts tokens as the index does."""

    def __init__(
        self, parser: DocumentParser, indexer: Indexer, embedder: Embedder, secrets: Secrets, jobs: JobQueue
    ) -> None:
        self._parser, self._indexer, self._embedder = parser, indexer, embedder
        self._secrets, self._jobs = secrets, jobs

    async def ingest(self, message: IngestDocuments, context: JobContext) -> None:
        """Publish each version or give it a reason; the next file is read while the present one is indexed."""
        await self._watch(message, context)
        total, faults = len(message.version_ids), []
        await context.progress("reading", 0, total)
        ahead = one_ahead(message.version_ids, lambda version_id: self._read(context, version_id))
        async with aclosing(ahead) as readings:
            done = 0
            async for reading in readings:
                try:
                    await self._finish(context, await reading, done, total)
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
            await self._fail(context, version_id, Refusal.INTERRUPTED, INTERRUPTED_DETAIL)

    async def erase(self, message: EraseDocument, context: JobContext) -> None:
        """Remove a deleted document from the database and the index."""
        await self._erase(context, message.document_id)

    async def erase_source(self, message: EraseSource, context: JobContext) -> None:
        """Remove a deleted source: its documents one transaction each, then the source."""
        while document_ids := await _next_to_erase(context, message.source_id):
            for document_id in document_ids:
                await self._erase(context, document_id)
        async with context.scope() as session:
            await knowledge.erase_source(session, message.source_id)

    async def _watch(self, message: IngestDocuments, context: JobContext) -> None:
        # A first attempt that fails leaves a second; from then on somebody must outlive this job.
        if context.claim.attempts > 1:
            job_id = context.claim.job_id
            async with context.scope() as session:
                watch = SettleIngest(job_id, message.version_ids)
                await self._jobs.defer(session, watch, dedup_key=str(job_id), delay=WATCH_EVERY)

    async def _read(self, context: JobContext, version_id: UUID) -> Reading | None:
        async with context.scope() as session:
            pending = await knowledge.take(session, version_id)
        if pending is None:
            return None
        try:
            return await self._parse_and_cut(context, pending)
        except ParseFailed as failure:
            await self._fail(context, version_id, failure.state, failure.detail)
        except Unreadable as error:
            await self._fail(context, version_id, error.code, error.detail)
        return None

    async def _parse_and_cut(self, context: JobContext, pending: PendingVersion) -> Reading:
        organization_id = context.claim.organization_id
        data = await asyncio.to_thread(knowledge.open_file, self._secrets, organization_id, pending)
        parsed = await self._parse(data, pending)
        return await asyncio.to_thread(cut, pending, parsed, self._embedder.count_tokens, _guess)

    async def _parse(self, data: bytes, pending: PendingVersion) -> ParsedDocument:
        try:
            return await self._parser.parse(data, pending.name, pending.declared_type)
        except ParseFailed as failure:
            if failure.state not in WORTH_ANOTHER_TRY:
                raise
        return await self._parser.parse(data, pending.name, pending.declared_type)

    async def _finish(self, context: JobContext, reading: Reading | None, done: int, total: int) -> None:
        if reading is None:
            return
        name = reading.pending.name
        await context.progress("indexing", done, total, name)

        async def report(embedded: int, of: int) -> None:
            await context.progress("indexing", done, total, f"{name}: {embedded} of {of} passages")

        try:
            await self._index(context, reading, report)
        except EmbedderRefused as error:
            await self._fail(context, reading.pending.id, error.code, error.detail)

    async def _index(self, context: JobContext, reading: Reading, report: Report) -> None:
        pending = reading.pending
        async with context.scope() as session:
            passages = await knowledge.save_reading(
                session, pending, reading.parsed, reading.chunks, reading.language
            )
        if passages is None:
            return
        prepared = await self._indexer.prepare(context.scope, [*map(index_text, passages)], report)
        async with context.scope() as session:
            published = await knowledge.publish(session, pending.document_id, pending.id)
            if published is not None:
                await self._indexer.apply(session, prepared)
                await self._indexer.remove(session, ItemKind.PASSAGE, published.orphan_passage_ids)

    async def _fail(self, context: JobContext, version_id: UUID, reason: str, detail: str) -> None:
        async with context.scope() as session:
            orphans = await knowledge.fail(session, version_id, reason, detail)
            await self._indexer.remove(session, ItemKind.PASSAGE, orphans)

    async def _erase(self, context: JobContext, document_id: UUID) -> None:
        async with context.scope() as session:
            orphans = await knowledge.erase(session, document_id)
            await self._indexer.remove(session, ItemKind.PASSAGE, orphans)


def index_text(passage: Passage) -> IndexText:
    """Return a passage as the index takes it: headings and body apart for words, together for meaning."""
    return IndexText(
        kind=ItemKind.PASSAGE,
        item_id=passage.id,
        content_hash=passage.content_hash,
        language=passage.language,
        fields={"heading": passage.context, "body": passage.text},
        embed_text=f"{passage.context}\n{passage.text}".strip(),
    )


def _guess(text: str, store_language: str) -> str:
    return guess_language(text, (store_language,))


async def _next_to_erase(context: JobContext, source_id: UUID) -> list[UUID]:
    async with context.scope() as session:
        return list(await knowledge.next_to_erase(session, source_id))
