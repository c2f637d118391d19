"""Putting content into the index: embed outside any transaction, write inside the content's own."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from uuid import UUID

import numpy as np

from aisle.core.db import Session
from aisle.core.db.codecs import encode_halfvec
from aisle.core.errors import Conflict
from aisle.core.jobs import JobQueue
from aisle.knowledge.chunking import ChunkingSettings, CountTokens
from aisle.knowledge.types import Orphans
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.ports import Embedder, Vectors
from aisle.retrieval import repository, versions
from aisle.retrieval.embedding import Known, Report, embed, vectors_elsewhere
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.jobs import FeedVectors, MoveIndexHome, SettleIndex
from aisle.retrieval.lexical.lexicon import encode_lexicon
from aisle.retrieval.postings import IndexedItem, PostingBlock, SegmentPostings, encode_segment
from aisle.retrieval.recipe import PGVECTOR
from aisle.retrieval.repository import Vector
from aisle.retrieval.states import wait_for_embedder
from aisle.retrieval.versions import IndexVersion

OpenScope = Callable[[], AbstractAsyncContextManager[Session]]
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
    """Everything that one change of content brings to the index.

    known: versions that were looked at. given_up: versions that cannot take the change, and why. away: those of
    them whose embedder may come back.
    """

    versions: tuple[PreparedVersion, ...] = field(default=())
    known: frozenset[UUID] | None = None
    given_up: Mapping[UUID, str] = field(default_factory=dict)
    away: frozenset[UUID] = frozenset()

    @property
    def embedded(self) -> int:
        """How many items had to be embedded."""
        return sum(len(part.texts) for part in self.versions)


class Indexer:
    """Writes items to every index version of a store that takes changes. embedders: by name, as recipes name them."""

    def __init__(self, embedders: Mapping[str, Embedder], jobs: JobQueue) -> None:
        self.embedders, self.jobs = embedders, jobs

    async def chunkings(self, session: Session) -> list[ChunkingSettings]:
        """Return every way in which documents have to be cut now, as far as this process can."""
        wanted = {version.recipe.chunking for version in await versions.list_written(session)}
        return sorted((one for one in wanted if one.tokens_of in self.embedders), key=lambda one: one.key)

    def counters(self) -> dict[str, CountTokens]:
        """Return what counts tokens, by the name that a chunking gives."""
        return {name: embedder.count_tokens for name, embedder in self.embedders.items()}

    async def prepare(
        self,
        open_scope: OpenScope,
        texts: Sequence[IndexText],
        report: Report | None = None,
        *,
        anyway: bool = False,
    ) -> Prepared:
        """Find what each version lacks and embed it.

        report: called with done and total after each batch. anyway: also what a version holds now, for others may put
        something else into its place before this is written.

        A version that does not answer is given up when its embedder fails: it must not keep changes from the one that
        does. Raises EmbedderUnavailable, EmbedderRefused of the live version's embedder.
        """
        async with open_scope() as session:
            written = await versions.list_written(session)
            lacking = [
                (version, taken_by(version, texts) if anyway else await lacking_in(session, version, texts))
                for version in written
            ]
            known = {
                version.id: await vectors_elsewhere(session, version, written, missing)
                for version, missing in lacking
            }
        parts, given_up, away = list[PreparedVersion](), dict[UUID, str](), set[UUID]()
        for version, missing in lacking:
            own = known[version.id] | _vectors_in(parts, version)
            try:
                self.require(version)
                if missing:
                    parts.append(await self.prepare_version(version, missing, own, report))
            except (EmbedderUnavailable, EmbedderRefused) as error:
                if version.state == "active":
                    raise
                given_up[version.id] = error.detail
                if isinstance(error, EmbedderUnavailable):
                    away.add(version.id)
        known_now = frozenset(version.id for version in written)
        return Prepared(tuple(parts), known_now, given_up, frozenset(away))

    async def prepare_version(
        self, version: IndexVersion, missing: Sequence[IndexText], known: Known, report: Report | None = None
    ) -> PreparedVersion:
        """Embed and analyse what one version lacks, outside any transaction."""
        vectors = await embed(self.embedder_of(version), version.recipe, missing, known, report)
        items = [IndexedItem(place, text.fields, text.language) for place, text in enumerate(missing)]
        # Analysing a thousand products takes a good part of a second: never on the event loop.
        postings = await asyncio.to_thread(encode_segment, items)
        return PreparedVersion(version, tuple(missing), vectors, postings)

    async def apply(self, session: Session, prepared: Prepared) -> None:
        """Write what was prepared, in the transaction that publishes the content.

        Raises IndexVersionsChanged when a version was added since: it must not miss this change.
        """
        states = {version.id: version.state for version in await versions.hold(session)}
        written = states.keys()
        if prepared.known is not None and not written <= prepared.known:
            raise IndexVersionsChanged("A new index version has begun to be built meanwhile; do it again.")
        if prepared.versions:
            await repository.lock_versions(session, sorted(written))
        for part in prepared.versions:
            if part.version.id in written:
                await self.write(session, part)
        for version_id in written & prepared.given_up.keys():
            comes_back = version_id in prepared.away and states[version_id] == "ready"
            await self._give_up(session, version_id, prepared.given_up[version_id], comes_back)

    async def _give_up(self, session: Session, version_id: UUID, reason: str, comes_back: bool) -> None:
        """Let a version miss a change. comes_back: it waits by itself; a build has a job that does, anyway."""
        if comes_back:
            done = await wait_for_embedder(session, self.jobs, version_id, reason)
        else:
            done = await versions.give_up(session, version_id, reason)
        if not done:
            raise EmbedderUnavailable(reason)  # it has gone live meanwhile

    async def remove(
        self, session: Session, kind: ItemKind, item_ids: Sequence[UUID], chunking: str | None = None
    ) -> None:
        """Take items out of every version, in the transaction that withdraws the content.

        chunking: key of the one that does not cut these passages any more; versions of others keep them.
        """
        if not item_ids:
            return
        takers = [version for version in await versions.hold(session) if version.takes(chunking)]
        await repository.lock_versions(session, [version.id for version in takers])
        for version in takers:
            await self.remove_from(session, version.id, kind, item_ids)

    async def remove_from(
        self, session: Session, version_id: UUID, kind: ItemKind, item_ids: Sequence[UUID]
    ) -> None:
        """Take items out of one version."""
        locked = await repository.lock_version(session, version_id)
        gone = await repository.delete_items(session, version_id, locked["home"], kind, item_ids)
        await repository.advance(session, version_id, 0, 0, -gone, (kind,) if gone else ())

    async def remove_orphans(self, session: Session, orphans: Orphans) -> None:
        """Take passages out of the versions whose chunking does not hold them any more."""
        for chunking, passage_ids in orphans.items():
            await self.remove(session, ItemKind.PASSAGE, passage_ids, chunking)

    async def note_change(self, session: Session, kind: ItemKind) -> None:
        """Say that items are another thing now though their words are not: answers that rest on them are not given again."""
        written = await versions.hold(session)
        await repository.lock_versions(session, [version.id for version in written])
        for version in written:
            await repository.advance(session, version.id, 0, 0, 0, (kind,))

    def embedder_of(self, version: IndexVersion) -> Embedder:
        """Return the embedder that a version was made with. Raises EmbedderUnavailable."""
        return self._embedder(version.recipe.embedder)

    def require(self, version: IndexVersion) -> None:
        """Check that this process can write a version. Raises EmbedderUnavailable."""
        for name in {version.recipe.embedder, version.recipe.chunking.tokens_of}:
            self._embedder(name)

    def _embedder(self, name: str) -> Embedder:
        if name not in self.embedders:
            raise EmbedderUnavailable(
                f"An index of this store was made with the embedder “{name}”, which this process does not have: "
                f"it has {', '.join(self.embedders)}. Describe it in AISLE_EMBEDDERS and start the process anew."
            )
        return self.embedders[name]

    async def write(self, session: Session, part: PreparedVersion) -> None:
        """Add what was prepared to its version, in place of what the version holds of these items."""
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
        terms = {term: moved(block, locked["next_ordinal"]) for term, block in part.postings.terms.items()}
        await repository.insert_segment(
            session,
            part.version.id,
            locked["next_segment"],
            part.postings.doc_count,
            part.postings.total_length,
            terms,
            encode_lexicon(part.postings.words),
        )
        kinds = {text.kind for text in part.texts}
        added = len(part.texts)
        count = await repository.advance(session, part.version.id, added, 1, added - gone, kinds)
        version = replace(part.version, home=locked["home"], items=count)
        await ask_to_settle(session, self.jobs, version, [locked["next_segment"]])


async def ask_to_settle(
    session: Session, jobs: JobQueue, version: IndexVersion, segments: Sequence[int]
) -> None:
    """Ask for the upkeep that a version needs after a change. segments: that were added; version: as it is now."""
    if version.recipe.vector_store != PGVECTOR and version.items > OWN_PARTITION_FROM:
        await jobs.defer(session, FeedVectors(version.id), dedup_key=str(version.id))
    if version.state == "building":  # a build settles its version itself, once, at its end
        return
    if version.home == versions.SHARED and version.items > OWN_PARTITION_FROM:
        await jobs.defer(session, MoveIndexHome(version.id), dedup_key=str(version.id))
    if any(segment % MERGE_FROM == MERGE_FROM - 1 for segment in segments):
        await jobs.defer(session, SettleIndex(version.id), dedup_key=str(version.id))


def taken_by(version: IndexVersion, texts: Sequence[IndexText]) -> list[IndexText]:
    """Return those texts that a version should hold."""
    return [text for text in texts if version.takes(text.chunking)]


async def lacking_in(session: Session, version: IndexVersion, texts: Sequence[IndexText]) -> list[IndexText]:
    """Return those texts that a version should hold and does not."""
    texts = taken_by(version, texts)
    known: dict[UUID, bytes] = {}
    for kind in {text.kind for text in texts}:
        known |= await repository.hashes_of(
            session, version, kind, [text.item_id for text in texts if text.kind is kind]
        )
    return [text for text in texts if known.get(text.item_id) != text.content_hash]


def _vectors_in(parts: Sequence[PreparedVersion], version: IndexVersion) -> dict[tuple[UUID, bytes], Vector]:
    """Vectors that were just computed for other versions with the same embedder."""
    return {
        (text.item_id, text.content_hash): vector
        for part in parts
        if part.version.shares_vectors_with(version)
        for text, vector in zip(part.texts, part.vectors, strict=True)
    }


async def _delete_standing(session: Session, part: PreparedVersion, home: str) -> int:
    """Remove what the version holds of these items: older content, or the same written by somebody else meanwhile."""
    gone = 0
    for kind in {text.kind for text in part.texts}:
        gone += await repository.delete_items(
            session, part.version.id, home, kind, [text.item_id for text in part.texts if text.kind is kind]
        )
    return gone


def moved(block: PostingBlock, by: int) -> PostingBlock:
    """Return a block whose ordinals count from another number."""
    ordinals = (np.frombuffer(block.ordinals, "<u4") + np.uint32(by)).astype("<u4")
    return PostingBlock(ordinals.tobytes(), block.tfs, block.lengths)
