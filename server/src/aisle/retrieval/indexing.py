"""Putting content into the index: embed outside any transaction, write inside the content's own."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np

from aisle.core.db import Session
from aisle.core.db.codecs import encode_halfvec
from aisle.core.errors import Conflict
from aisle.core.jobs import JobQueue
from aisle.llm.errors import EmbedderUnavailable
from aisle.llm.ports import Embedder, EmbeddingKind, Vectors
from aisle.retrieval import repository, versions
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.jobs import SettleIndex
from aisle.retrieval.lexical.lexicon import encode_lexicon
from aisle.retrieval.postings import IndexedItem, PostingBlock, SegmentPostings, encode_segment
from aisle.retrieval.versions import IndexVersion

OpenScope = Callable[[], AbstractAsyncContextManager[Session]]
Report = Callable[[int, int], Awaitable[None]]
EMBED_BATCH = 64
OWN_PARTITION_FROM = 3_000  # items; below, an exact scan of a shared partition is as quick as a graph
MERGE_FROM = 24  # segments; each one costs a row for each term of a query


class IndexVersionsChanged(Conflict):
    """The store's index versions are no longer those that a change was prepared for."""


@dataclass(frozen=True, slots=True)
class PreparedVersion:
    """What one index version lacks, ready to be written. Ordinals in `postings` count from 0."""

    version: IndexVersion
    texts: tuple[IndexText, ...]
    vectors: Vectors
    postings: SegmentPostings


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that one change of content brings to the index. known: versions that were looked at."""

    versions: tuple[PreparedVersion, ...] = field(default=())
    known: frozenset[UUID] | None = None

    @property
    def embedded(self) -> int:
        """How many items had to be embedded."""
        return sum(len(part.texts) for part in self.versions)


class Indexer:
    """Writes items to every index version of a store that takes changes. embedders: by name, as recipes name them."""

    def __init__(self, embedders: Mapping[str, Embedder], jobs: JobQueue) -> None:
        self._embedders, self._jobs = embedders, jobs

    async def prepare(
        self, open_scope: OpenScope, texts: Sequence[IndexText], report: Report | None = None
    ) -> Prepared:
        """Find what each version lacks and embed it. report: called with done and total after each batch."""
        async with open_scope() as session:
            lacking = [
                (version, await _lacking(session, version, texts))
                for version in await versions.list_written(session)
            ]
        parts = [
            await self._prepare_version(version, missing, report) for version, missing in lacking if missing
        ]
        return Prepared(tuple(parts), frozenset(version.id for version, _ in lacking))

    async def apply(self, session: Session, prepared: Prepared) -> None:
        """Write what was prepared, in the transaction that publishes the content.

        Raises IndexVersionsChanged when a version was added since: it must not miss this change.
        """
        written = {version.id for version in await versions.list_written(session)}
        if prepared.known is not None and not written <= prepared.known:
            raise IndexVersionsChanged("A new index version has begun to be built meanwhile; do it again.")
        for part in prepared.versions:
            if part.version.id in written:
                await self._write(session, part)

    async def remove(self, session: Session, kind: ItemKind, item_ids: Sequence[UUID]) -> None:
        """Take items out of every version, in the transaction that withdraws the content."""
        if not item_ids:
            return
        for version in await versions.list_written(session):
            locked = await repository.lock_version(session, version.id)
            gone = await repository.delete_items(session, version.id, locked["home"], kind, item_ids)
            await repository.advance(session, version.id, 0, 0, -gone)

    async def _prepare_version(
        self, version: IndexVersion, missing: Sequence[IndexText], report: Report | None
    ) -> PreparedVersion:
        vectors = await self._embed(self._embedder_of(version), missing, report)
        items = [IndexedItem(place, text.fields, text.language) for place, text in enumerate(missing)]
        # Analysing a thousand products takes a good part of a second: never on the event loop.
        postings = await asyncio.to_thread(encode_segment, items)
        return PreparedVersion(version, tuple(missing), vectors, postings)

    def _embedder_of(self, version: IndexVersion) -> Embedder:
        name = version.recipe.embedder
        if name not in self._embedders:
            raise EmbedderUnavailable(
                f"The index of this store was made with the embedder “{name}”, which this process does not have: "
                f"it has {', '.join(self._embedders)}. Set AISLE_EMBEDDER to it and start the process anew."
            )
        return self._embedders[name]

    async def _embed(self, embedder: Embedder, texts: Sequence[IndexText], report: Report | None) -> Vectors:
        parts = []
        for start in range(0, len(texts), EMBED_BATCH):
            batch = [text.embed_text for text in texts[start : start + EMBED_BATCH]]
            parts.append(await embedder.embed(batch, EmbeddingKind.PASSAGE))
            if report is not None:
                await report(min(start + EMBED_BATCH, len(texts)), len(texts))
        return np.concatenate(parts)

    async def _write(self, session: Session, part: PreparedVersion) -> None:
        locked = await repository.lock_version(session, part.version.id)
        gone = await _delete_standing(session, part, locked["home"])
        await repository.insert_items(
            session,
            part.version.id,
            locked["home"],
            [
                (
                    locked["next_ordinal"] + place,
                    text.kind,
                    text.item_id,
                    text.content_hash,
                    text.language,
                    encode_halfvec(vector),
                )
                for place, (text, vector) in enumerate(zip(part.texts, part.vectors, strict=True))
            ],
        )
        terms = {term: _moved(block, locked["next_ordinal"]) for term, block in part.postings.terms.items()}
        await repository.insert_segment(
            session,
            part.version.id,
            locked["next_segment"],
            part.postings.doc_count,
            part.postings.total_length,
            terms,
            encode_lexicon(part.postings.words),
        )
        count = await repository.advance(session, part.version.id, len(part.texts), 1, len(part.texts) - gone)
        await self._ask_to_settle(session, part.version.id, locked["home"], count, locked["next_segment"])

    async def _ask_to_settle(
        self, session: Session, version_id: UUID, home: str, items: int, segment: int
    ) -> None:
        grown = home == versions.SHARED and items > OWN_PARTITION_FROM
        if grown or segment % MERGE_FROM == MERGE_FROM - 1:
            await self._jobs.defer(session, SettleIndex(version_id), dedup_key=str(version_id))


async def _lacking(session: Session, version: IndexVersion, texts: Sequence[IndexText]) -> list[IndexText]:
    known: dict[UUID, bytes] = {}
    for kind in {text.kind for text in texts}:
        known |= await repository.hashes_of(
            session, version, kind, [text.item_id for text in texts if text.kind is kind]
        )
    return [text for text in texts if known.get(text.item_id) != text.content_hash]


async def _delete_standing(session: Session, part: PreparedVersion, home: str) -> int:
    """Remove what the version holds of these items: older content, or the same written by somebody else meanwhile."""
    gone = 0
    for kind in {text.kind for text in part.texts}:
        gone += await repository.delete_items(
            session, part.version.id, home, kind, [text.item_id for text in part.texts if text.kind is kind]
        )
    return gone


def _moved(block: PostingBlock, by: int) -> PostingBlock:
    ordinals = (np.frombuffer(block.ordinals, "<u4") + np.uint32(by)).astype("<u4")
    return PostingBlock(ordinals.tobytes(), block.tfs, block.lengths)
