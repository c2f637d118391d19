"""Filling an index version in the background, beside the one that answers.

What to do is found by comparing content hashes, so a build that was killed, paused or failed goes on with what is still
missing. A page is embedded outside any transaction and written in one that looks at its content once more: whatever
changed since is left to the change itself, which reaches the building version in its own transaction.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from aisle.core.db import Session
from aisle.core.errors import Unavailable
from aisle.core.jobs import JobContext
from aisle.knowledge import service as knowledge
from aisle.knowledge.chunking import chunk
from aisle.knowledge.service import UncutDocument
from aisle.retrieval import repository, settling, states, versions
from aisle.retrieval.contents import Content, Passages, Products
from aisle.retrieval.embedding import vectors_elsewhere
from aisle.retrieval.indexing import Indexer, lacking_in
from aisle.retrieval.items import IndexText
from aisle.retrieval.pictures import repository as pictures
from aisle.retrieval.versions import IndexVersion
from aisle.tenants import service as tenants

PAGE = 256  # items embedded and written at once: no more than these are done again after a kill
SCAN = 2_000  # items compared at once
PASSES = 5  # until nothing is missing; the second finds nothing unless something is wrong


class BuildStopped(Exception):
    """The version is not this job's to build any more: paused, retired, or taken over."""


class BuildUnfinished(Unavailable):
    """Items are missing after several passes."""

    code = "build_unfinished"
    title = "The index version does not become complete"


@dataclass(slots=True)
class _Run:
    """One attempt at building a version. done: items of the present stage."""

    context: JobContext
    version: IndexVersion
    total: int = 0
    done: int = 0
    counted: dict[str, float] = field(default_factory=lambda: {"embedded": 0, "reused": 0, "tokens": 0})

    async def report(self, stage: str) -> None:
        note = ", ".join(f"{count:,.0f} {name}" for name, count in self.counted.items())
        await self.context.progress(stage, min(self.done, self.total), self.total, note)


class Builder:
    """Builds index versions. indexer: embeds and writes."""

    def __init__(self, indexer: Indexer) -> None:
        self._indexer = indexer

    async def build(self, context: JobContext, version_id: UUID) -> None:
        """Fill a version until nothing is missing, and call it ready.

        Raises BuildStopped; EmbedderUnavailable, EmbedderRefused and whatever the database says, with the version as it
        is: the next attempt goes on from there.
        """
        run = await self._begin(context, version_id)
        await self._cut_documents(run)
        for _ in range(PASSES):
            if not await self._fill_all(run):
                break
        else:
            raise BuildUnfinished("Items are missing after several passes; go on with the build later.")
        await self._sweep(run)
        await self._hold_pictures(run)
        await self._settle(run)
        async with context.scope() as session:
            await self._require(session, run)
            await states.finish_build(session, version_id)

    async def _begin(self, context: JobContext, version_id: UUID) -> _Run:
        async with context.scope() as session:
            version = await states.begin_build(session, version_id, context.claim.job_id)
        if version is None:
            raise BuildStopped
        self._indexer.require(version)
        return _Run(context, version)

    async def _require(self, session: Session, run: _Run) -> None:
        if not await states.still_building(session, run.version.id, run.context.claim.job_id):
            raise BuildStopped

    # documents ------------------------------------------------------------------------------------------------
    async def _cut_documents(self, run: _Run) -> None:
        key, place = run.version.recipe.chunking.key, None
        async with run.context.scope() as session:
            _, run.total = await knowledge.count_published(session, key)
        while True:
            async with run.context.scope() as session:
                page = await knowledge.uncut_after(session, key, place, PAGE)
            if not page:
                return
            for uncut in page:
                await self._cut(run, uncut)
                run.done += 1
                await run.report("cutting")
            place = page[-1].document_id

    async def _cut(self, run: _Run, uncut: UncutDocument) -> None:
        chunking = run.version.recipe.chunking
        async with run.context.scope() as session:
            document = await knowledge.stored_document(session, uncut.version_id)
        if document is None:
            return
        count_tokens = self._indexer.counters()[chunking.tokens_of]
        chunks = await asyncio.to_thread(chunk, document.parsed, chunking, count_tokens)
        async with run.context.scope() as session:
            await self._require(session, run)
            await knowledge.save_cut(session, uncut, chunking.key, chunks, document.language)

    # items ----------------------------------------------------------------------------------------------------
    async def _contents(self, run: _Run) -> Sequence[Content]:
        async with run.context.scope() as session:
            store = await tenants.get_store(session, session.tenant[1])
            contents = (Products(store.language), Passages(run.version.recipe.chunking.key))
            run.total, run.done = sum([await one.count(session) for one in contents]), 0
        return contents

    async def _fill_all(self, run: _Run) -> int:
        """Go through all content once; returns how many items were missing."""
        return sum([await self._fill(run, content) for content in await self._contents(run)])

    async def _fill(self, run: _Run, content: Content) -> int:
        place, found = None, 0
        while True:
            async with run.context.scope() as session:
                scanned = await content.after(session, place, SCAN)
                ids = [id_ for id_, _ in scanned]
                held = await repository.hashes_of(session, run.version, content.kind, ids)
            if not scanned:
                return found
            missing = [id_ for id_, content_hash in scanned if held.get(id_) != content_hash]
            run.done += len(scanned) - len(missing)
            for start in range(0, len(missing), PAGE):
                page = missing[start : start + PAGE]
                found += await self._add(run, content, page)
                run.done += len(page)
                await run.report("embedding")
            await run.report("embedding")
            place = ids[-1]

    async def _add(self, run: _Run, content: Content, ids: Sequence[UUID]) -> int:
        """Embed some items and write them; those that change meanwhile are read and tried again. Returns how many."""
        while ids:
            async with run.context.scope() as session:
                texts = await lacking_in(session, run.version, await content.texts(session, ids))
                known = await vectors_elsewhere(
                    session, run.version, await versions.list_kept(session), texts
                )
            if not texts:
                return 0
            begun = time.monotonic()
            part = await self._indexer.prepare_version(run.version, texts, known)
            lacking = [text for text in texts if (text.item_id, text.content_hash) not in known]
            work = self._work(run, lacking, len(texts) - len(lacking), time.monotonic() - begun)
            async with run.context.scope() as session:
                await self._require(session, run)
                await repository.lock_version(session, run.version.id)
                now = await content.hashes(session, [text.item_id for text in texts])
                if all(now.get(text.item_id) == text.content_hash for text in texts):
                    await self._indexer.write(session, part)
                    await states.add_work(session, run.version.id, work)
                    run.counted = {name: run.counted[name] + work[name] for name in run.counted}
                    return len(texts)
            ids = list(now)
        return 0

    def _work(
        self, run: _Run, embedded: Sequence[IndexText], reused: int, seconds: float
    ) -> dict[str, float]:
        count_tokens = self._indexer.embedder_of(run.version).count_tokens
        tokens = sum(count_tokens(text.embed_text) for text in embedded)
        return {
            "embedded": len(embedded),
            "reused": reused,
            "tokens": tokens,
            "seconds": round(seconds, 3) if embedded else 0,
        }

    async def _sweep(self, run: _Run) -> None:
        """Take out what nothing stands behind any more: changes missed while a build was paused or had failed."""
        for content in await self._contents(run):
            place: UUID | None = None
            while True:
                async with run.context.scope() as session:
                    ids = await repository.items_after(session, run.version, content.kind, place, SCAN)
                if not ids:
                    break
                async with run.context.scope() as session:
                    await self._require(session, run)
                    gone = await content.gone(session, ids)
                    await repository.lock_version(session, run.version.id)
                    await self._indexer.remove_from(session, run.version.id, content.kind, gone)
                place = ids[-1]

    async def _hold_pictures(self, run: _Run) -> None:
        """Pictures were looked at once for all versions: this one only has to hold what the live one holds."""
        async with run.context.scope() as session:
            await self._require(session, run)
            live = await versions.get_live(session)
            if run.version.recipe.pictures:
                await pictures.copy_held(session, live.id, run.version.id)

    async def _settle(self, run: _Run) -> None:
        await run.context.progress("settling", 0, 1)
        await settling.prepare_home(
            lambda: run.context.database.open_scope(run.context.tenant), run.version.id, finished=True
        )
        async with run.context.scope() as session:
            await self._require(session, run)
            await settling.settle(session, run.version.id, finished=True)
        await run.context.progress("settling", 1, 1)
        async with run.context.scope() as session:
            run.version = await versions.get_version(session, run.version.id)
            await repository.refresh_statistics(session)
