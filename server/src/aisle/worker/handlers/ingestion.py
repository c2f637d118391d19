"""Ingesting one document: read it, cut it, index it. Each step is a transaction, or work outside of any."""

import asyncio
from collections.abc import Awaitable
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobContext
from aisle.core.secrets import Unreadable
from aisle.core.vault import Vault
from aisle.knowledge import service as knowledge
from aisle.knowledge.errors import NotCut
from aisle.knowledge.ports import DocumentParser
from aisle.knowledge.reading import Reading, cut, read
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed
from aisle.knowledge.types import PendingVersion
from aisle.llm.errors import EmbedderRefused
from aisle.retrieval import versions
from aisle.retrieval.embedding import Report
from aisle.retrieval.indexing import Indexer, IndexVersionsChanged, Prepared
from aisle.retrieval.language import guess_language
from aisle.retrieval.texts import passage_text

TRIES = 5  # builds that begin while one document is indexed
# A machine that was short of time or memory for a moment ends a parser too.
WORTH_ANOTHER_TRY = (FailureReason.TIMEOUT, FailureReason.PARSER_CRASHED)


class Ingestion:
    """Brings versions from their sealed file into the index. Every method may be repeated after a kill."""

    def __init__(self, parser: DocumentParser, indexer: Indexer, vault: Vault) -> None:
        self._parser, self._indexer, self._vault = parser, indexer, vault

    async def read(self, context: JobContext, version_id: UUID) -> Reading | None:
        """Read and cut a version; None if it is not wanted any more, or failed and was told why."""
        async with context.scope() as session:
            pending = await knowledge.take(session, version_id)
        if pending is None:
            return None
        try:
            return await self._cut(context, await self._parse_sealed(context, pending))
        except ParseFailed as failure:
            await self.fail(context, version_id, failure.state, failure.detail)
        except Unreadable as error:
            await self.fail(context, version_id, error.code, error.detail)
        return None

    async def index(self, context: JobContext, reading: Reading, report: Report) -> None:
        """Store and embed what was read, and let it answer in place of the version before.

        When a new index version has begun to be built meanwhile, all of it is done once more with that one.
        """
        for _ in range(TRIES):
            try:
                await self._index(context, reading, report)
                return
            except (IndexVersionsChanged, NotCut):
                reading = await self._cut(context, reading)
        await self._index(context, reading, report)

    async def fail(self, context: JobContext, version_id: UUID, reason: str, detail: str) -> None:
        """End a version with a reason and take from the index what only it still held."""
        async with context.scope() as session:
            await versions.hold(session)
            orphans = await knowledge.fail(session, version_id, reason, detail)
            await self._indexer.remove_orphans(session, orphans)

    async def _index(self, context: JobContext, reading: Reading, report: Report) -> None:
        pending = reading.pending
        async with context.scope() as session:
            found = await knowledge.save_reading(session, reading)
        if found is None:
            return
        texts = [passage_text(passage, chunking) for chunking in found for passage in found[chunking]]
        try:
            prepared = await self._indexer.prepare(context.scope, texts, report)
        except EmbedderRefused as error:
            await self.fail(context, pending.id, error.code, error.detail)
            return
        async with context.scope() as session:
            await self._publish(session, pending, prepared)

    async def _publish(self, session: Session, pending: PendingVersion, prepared: Prepared) -> None:
        written = [one for one in await versions.hold(session) if one.id not in prepared.given_up]
        chunkings = sorted({version.recipe.chunking.key for version in written})
        published = await knowledge.publish(session, pending.document_id, pending.id, chunkings)
        if published is not None:
            await self._indexer.apply(session, prepared)
            await self._indexer.remove_orphans(session, published.orphans)

    async def _cut(self, context: JobContext, reading: Reading) -> Reading:
        async with context.scope() as session:
            chunkings = await self._indexer.chunkings(session)
        return await asyncio.to_thread(cut, reading, chunkings, self._indexer.counters())

    async def _parse_sealed(self, context: JobContext, pending: PendingVersion) -> Reading:
        async with context.scope() as session:
            opener = await self._vault.opener(session, pending.sealed)
        data = await asyncio.to_thread(knowledge.open_file, opener, pending)
        parsed = await self._parse(context, data, pending)
        return await asyncio.to_thread(read, pending, parsed, _guess)

    async def _parse(self, context: JobContext, data: bytes, pending: PendingVersion) -> ParsedDocument:
        languages = (pending.language or pending.store_language,)

        async def report(done: int, total: int) -> None:
            await context.progress("recognising", done, total, f"pages of {pending.name}")

        def parse() -> Awaitable[ParsedDocument]:
            return self._parser.parse(data, pending.name, pending.declared_type, languages, report)

        try:
            return await parse()
        except ParseFailed as failure:
            if failure.state not in WORTH_ANOTHER_TRY:
                raise
        return await parse()


def _guess(text: str, store_language: str) -> str:
    return guess_language(text, (store_language,))
