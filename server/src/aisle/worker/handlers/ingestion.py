"""Ingesting one document: read it, cut it, index it. Each step is a transaction, or work outside of any."""

import asyncio
from uuid import UUID

from aisle.core.jobs import JobContext
from aisle.core.secrets import Secrets, Unreadable
from aisle.knowledge import service as knowledge
from aisle.knowledge.ports import DocumentParser
from aisle.knowledge.reading import Reading, cut
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed
from aisle.knowledge.types import Passage, PendingVersion
from aisle.llm.errors import EmbedderRefused
from aisle.llm.ports import Embedder
from aisle.retrieval.indexing import Indexer, Report
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.language import guess_language

# A machine that was short of time or memory for a moment ends a parser too.
WORTH_ANOTHER_TRY = (FailureReason.TIMEOUT, FailureReason.PARSER_CRASHED)


class Ingestion:
    """Brings versions from their sealed file into the index. Every method may be repeated after a kill."""

    def __init__(
        self, parser: DocumentParser, indexer: Indexer, embedder: Embedder, secrets: Secrets
    ) -> None:
        self._parser, self._indexer, self._embedder, self._secrets = parser, indexer, embedder, secrets

    async def read(self, context: JobContext, version_id: UUID) -> Reading | None:
        """Read and cut a version; None if it is not wanted any more, or failed and was told why."""
        async with context.scope() as session:
            pending = await knowledge.take(session, version_id)
        if pending is None:
            return None
        try:
            return await self._parse_and_cut(context, pending)
        except ParseFailed as failure:
            await self.fail(context, version_id, failure.state, failure.detail)
        except Unreadable as error:
            await self.fail(context, version_id, error.code, error.detail)
        return None

    async def index(self, context: JobContext, reading: Reading, report: Report) -> None:
        """Store and embed what was read, and let it answer in place of the version before."""
        pending = reading.pending
        async with context.scope() as session:
            passages = await knowledge.save_reading(
                session, pending, reading.parsed, reading.chunks, reading.language
            )
        if passages is None:
            return
        try:
            prepared = await self._indexer.prepare(context.scope, [*map(index_text, passages)], report)
        except EmbedderRefused as error:
            await self.fail(context, pending.id, error.code, error.detail)
            return
        async with context.scope() as session:
            published = await knowledge.publish(session, pending.document_id, pending.id)
            if published is not None:
                await self._indexer.apply(session, prepared)
                await self._indexer.remove(session, ItemKind.PASSAGE, published.orphan_passage_ids)

    async def fail(self, context: JobContext, version_id: UUID, reason: str, detail: str) -> None:
        """End a version with a reason and take from the index what only it still held."""
        async with context.scope() as session:
            orphans = await knowledge.fail(session, version_id, reason, detail)
            await self._indexer.remove(session, ItemKind.PASSAGE, orphans)

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
