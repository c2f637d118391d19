"""The documents of a run: stored, read apart and cut beforehand, published with the run in its one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobContext
from aisle.core.secrets import Unreadable
from aisle.core.vault import Vault
from aisle.knowledge import service as knowledge
from aisle.knowledge.chunking import chunk
from aisle.knowledge.intake import IncomingFile
from aisle.knowledge.ports import DocumentParser
from aisle.knowledge.reading import cut, read
from aisle.knowledge.service import UncutDocument
from aisle.knowledge.service.holding import HeldVersion
from aisle.knowledge.structure import ParseFailed
from aisle.knowledge.types import Passage
from aisle.retrieval import versions
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.items import IndexText
from aisle.retrieval.language import guess_language
from aisle.retrieval.texts import passage_text
from aisle.sources.going_live import document_repository as repository
from aisle.sources.records import DocumentRecord, Resource
from aisle.sources.records.coding import from_data

PORTION = 20  # documents that are listed at once


class HeldDocuments:
    """Prepares the documents of runs. parser: reads untrusted bytes apart from everything else."""

    def __init__(self, indexer: Indexer, vault: Vault, parser: DocumentParser) -> None:
        self._indexer, self._vault, self._parser = indexer, vault, parser

    async def next_texts(self, context: JobContext, run_id: UUID, source_id: UUID) -> list[IndexText] | None:
        """Store and read some documents of a run that are not prepared; returns their passages, None when none is left.

        One that cannot be read is put among the source's problems, and the version before it goes on answering.
        """
        async with context.scope() as session:
            rows = await repository.unprepared(session, run_id, PORTION)
        if not rows:
            return None
        texts: list[IndexText] = []
        for row in rows:
            texts += await self._prepare(context, run_id, source_id, row)
        return texts

    async def mark(self, session: Session, run_id: UUID) -> None:
        """Count as prepared what was read, in the transaction that keeps its passages."""
        await repository.mark_prepared(session, run_id)

    async def _prepare(self, context: JobContext, run_id: UUID, source_id: UUID, row: Any) -> list[IndexText]:
        async with context.scope() as session:
            held = await self._hold(session, run_id, source_id, row)
        if held is None or held.version_id is None:
            return []
        try:
            return await self._read(context, held.version_id)
        except (ParseFailed, Unreadable) as failure:
            async with context.scope() as session:
                await repository.give_up(session, run_id, source_id, row["external_id"], _reason(failure))
                await knowledge.drop_held(session, [held.version_id])
            return []

    async def _hold(self, session: Session, run_id: UUID, source_id: UUID, row: Any) -> HeldVersion | None:
        """Store a document's version beside what answers, once however often this is tried."""
        if row["document_id"] is not None:
            return HeldVersion(row["document_id"], row["version_id"], row["before_id"])
        external_id = row["external_id"]
        if row["back"]:
            held = await self._hold_back(session, row)
        elif row["data"] is None or row["file_id"] is None:
            held = await knowledge.find_held(session, source_id, external_id)
        else:
            data = await self._vault.unseal(session, row["sealed"], f"sync_file.sealed:{row['file_id']}")
            held = await knowledge.hold(
                session, self._vault, source_id, _file(external_id, row["data"], data)
            )
        await repository.save_change(session, run_id, external_id, held)
        return held

    async def _hold_back(self, session: Session, row: Any) -> HeldVersion | None:
        """The version that answered before the run which is taken back; none where its text is gone."""
        if row["back_document_id"] is None:
            return None
        wanted = row["back_version_id"]
        if wanted is not None and not await knowledge.hold_again(session, wanted):
            return None
        return HeldVersion(row["back_document_id"], wanted, row["back_before_id"])

    async def _read(self, context: JobContext, version_id: UUID) -> list[IndexText]:
        async with context.scope() as session:
            chunkings = await self._indexer.chunkings(session)
            pending = await knowledge.take(session, version_id)
            stored = await knowledge.stored_document(session, version_id)
        if stored is not None:
            return await self._cut_again(context, version_id, chunkings)
        if pending is None:
            return []
        async with context.scope() as session:
            opener = await self._vault.opener(session, pending.sealed)
        data = await asyncio.to_thread(knowledge.open_file, opener, pending)
        languages = (pending.language or pending.store_language,)
        parsed = await self._parser.parse(data, pending.name, pending.declared_type, languages, _no_report)
        reading = await asyncio.to_thread(read, pending, parsed, _guess)
        reading = await asyncio.to_thread(cut, reading, chunkings, self._indexer.counters())
        async with context.scope() as session:
            found = await knowledge.save_reading(session, reading)
        return _texts(found or {})

    async def _cut_again(
        self, context: JobContext, version_id: UUID, chunkings: Sequence[Any]
    ) -> list[IndexText]:
        """What was read already is cut by chunkings that have come since."""
        async with context.scope() as session:
            lacking = await knowledge.outdated_cuts(session, version_id, [one.key for one in chunkings])
            document = await knowledge.stored_document(session, version_id)
            row = await repository.document_of(session, version_id)
        counters = self._indexer.counters()
        for one in (one for one in chunkings if one.key in lacking and document is not None):
            assert document is not None
            chunks = await asyncio.to_thread(chunk, document.parsed, one, counters[one.tokens_of])
            async with context.scope() as session:
                uncut = UncutDocument(row, version_id)
                await knowledge.save_held_cut(session, uncut, one.key, chunks, document.language)
        async with context.scope() as session:
            found = {
                one.key: await knowledge.held_passages(session, version_id, one.key) for one in chunkings
            }
        return _texts(found)

    async def switch(
        self, session: Session, run_id: UUID, source_id: UUID, given_up: frozenset[UUID]
    ) -> None:
        """Publish a run's documents and take away those that go, in its transaction. Raises NotCut."""
        written = [one for one in await versions.hold(session) if one.id not in given_up]
        chunkings = sorted({version.recipe.chunking.key for version in written})
        for row in await repository.changes(session, run_id):
            if row["data"] is None:
                orphans = await knowledge.take_away(session, row["document_id"])
            else:
                held = HeldVersion(row["document_id"], row["version_id"], row["before_id"])
                file = _file(row["external_id"], row["data"], b"")
                published = await knowledge.publish_held(session, held, file, chunkings)
                orphans = published.orphans if published else {}
            await self._indexer.remove_orphans(session, orphans)

    async def let_go(self, session: Session, run_id: UUID) -> None:
        """Forget the documents of a run that does not go live."""
        answered = await repository.takes_back(session, run_id)
        await knowledge.drop_held(session, await repository.held_versions(session, run_id), answered=answered)
        await repository.drop_changes(session, run_id)


def _texts(found: Mapping[str, Sequence[Passage]]) -> list[IndexText]:
    return [passage_text(passage, chunking) for chunking in found for passage in found[chunking]]


def _file(name: str, data: Mapping[str, Any], content: bytes) -> IncomingFile:
    record = cast(DocumentRecord, from_data(Resource.DOCUMENTS, dict(data)))
    return IncomingFile(
        name=name,
        data=content,
        declared_type=record.media_type,
        title=record.title or record.name,
        url=record.url,
        language=record.language,
        category=record.category,
        tags=record.tags,
    )


def _reason(failure: ParseFailed | Unreadable) -> tuple[str, str]:
    return (
        (failure.state, failure.detail)
        if isinstance(failure, ParseFailed)
        else (failure.code, failure.detail)
    )


def _guess(text: str, store_language: str) -> str:
    return guess_language(text, (store_language,))


async def _no_report(_done: int, _total: int) -> None:
    return None
