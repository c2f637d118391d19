"""Index items written ahead of the content they belong to, and made findable with it in a few statements.

What costs time is done in portions beforehand: items are embedded, analysed, given their ordinals and a segment, and
their postings are written. Readers ask only for segments that `index_segment` names, so nothing of it is seen. The switch
names the segments and moves the items, in the transaction that makes the content live.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from aisle.core.db import Session
from aisle.core.db.codecs import encode_halfvec
from aisle.core.jobs import JobQueue
from aisle.llm.errors import EmbedderUnavailable
from aisle.retrieval import repository, versions
from aisle.retrieval.indexing import (
    Indexer,
    IndexVersionsChanged,
    OpenScope,
    Prepared,
    PreparedVersion,
    ask_to_settle,
    lacking_in,
    moved,
)
from aisle.retrieval.items import IndexText
from aisle.retrieval.lexical.lexicon import encode_lexicon
from aisle.retrieval.repository import held
from aisle.retrieval.states import wait_for_embedder
from aisle.retrieval.versions import IndexVersion


@dataclass(frozen=True, slots=True)
class Covered:
    """For which versions a holder has been prepared. given_up: those that cannot take it: why, and whether that may pass."""

    versions: frozenset[UUID] = frozenset()
    given_up: Mapping[UUID, tuple[str, bool]] = field(default_factory=dict)


class HeldIndex:
    """Prepares index items beside the index and switches them in."""

    def __init__(self, indexer: Indexer, jobs: JobQueue) -> None:
        self._indexer, self._jobs = indexer, jobs

    async def lacking(self, session: Session, holder: UUID, texts: Sequence[IndexText]) -> list[IndexText]:
        """Return those texts that some version neither holds nor will get from the holder."""
        missing: dict[UUID, IndexText] = {}
        for version in await versions.list_written(session):
            absent = {text.item_id: text for text in await lacking_in(session, version, texts)}
            for kind in {text.kind for text in absent.values()}:
                ids = [text.item_id for text in absent.values() if text.kind is kind]
                for id_, kept in (await held.held_hashes(session, holder, version.id, kind, ids)).items():
                    if absent[id_].content_hash == kept:
                        del absent[id_]
            missing |= absent
        return list(missing.values())

    async def keep_only(self, session: Session, holder: UUID, hashes: Mapping[UUID, bytes | None]) -> None:
        """Forget items that are to have another content than the holder keeps; None: that are to go."""
        await held.keep_only(session, holder, hashes)

    async def prepare(self, open_scope: OpenScope, texts: Sequence[IndexText]) -> Prepared:
        """Embed and analyse outside any transaction. Raises as `Indexer.prepare`."""
        return await self._indexer.prepare(open_scope, texts, anyway=True)

    async def hold(self, session: Session, holder: UUID, prepared: Prepared, covered: Covered) -> Covered:
        """Write what was prepared beside the index; returns what the holder covers then.

        Raises IndexVersionsChanged when versions were added since the holder began.
        """
        known = prepared.known or frozenset()
        if covered.versions and not known <= covered.versions:
            raise IndexVersionsChanged("A new index version has begun to be built meanwhile; do it again.")
        for part in prepared.versions:
            await self._hold_part(session, holder, part)
        away = {id_: (reason, id_ in prepared.away) for id_, reason in prepared.given_up.items()}
        return Covered(covered.versions or known, {**covered.given_up, **away})

    async def _hold_part(self, session: Session, holder: UUID, part: PreparedVersion) -> None:
        await versions.hold(session)
        locked = await repository.lock_version(session, part.version.id)
        if locked is None:
            return
        first, segment, count = locked["next_ordinal"], locked["next_segment"], len(part.texts)
        await repository.advance(session, part.version.id, count, 1, 0)
        rows = [
            (first + place, text.kind, text.item_id, text.content_hash, text.language, encode_halfvec(vector))
            for place, (text, vector) in enumerate(zip(part.texts, part.vectors, strict=True))
        ]
        await held.insert_items(session, holder, part.version.id, rows)
        postings = part.postings
        await held.insert_segment(
            session,
            holder,
            part.version.id,
            segment,
            first,
            postings.doc_count,
            postings.total_length,
            encode_lexicon(postings.words),
        )
        terms = {term: moved(block, first) for term, block in postings.terms.items()}
        await repository.insert_postings(session, part.version.id, segment, terms)

    async def switch(self, session: Session, holder: UUID, covered: Covered) -> None:
        """Let everything that a holder keeps be found, in the transaction that makes its content live.

        Raises IndexVersionsChanged when a version was added that it was not prepared for.
        """
        written = {version.id: version for version in await versions.hold(session)}
        if covered.versions and not written.keys() <= covered.versions:
            raise IndexVersionsChanged("A new index version has begun to be built meanwhile; do it again.")
        wanted = await held.versions_of(session, holder)
        await repository.lock_versions(session, sorted(written.keys() & set(wanted)))
        for version_id in wanted:
            if version_id in written and version_id not in covered.given_up:
                await self._switch_version(session, holder, written[version_id])
        for version_id in written.keys() & covered.given_up.keys():
            reason, passes = covered.given_up[version_id]
            await self._give_up(session, written[version_id], reason, passes)
        await held.drop(session, holder, postings=False)

    async def _switch_version(self, session: Session, holder: UUID, version: IndexVersion) -> None:
        locked = await repository.lock_version(session, version.id)
        kinds = await held.kinds_of(session, holder, version.id)
        came, gone = await held.switch_items(session, holder, version.id, locked["home"])
        segments = await held.switch_segments(session, holder, version.id)
        count = await repository.advance(session, version.id, 0, 0, came - gone, kinds)
        version = replace(version, home=locked["home"], items=count)
        await ask_to_settle(session, self._jobs, version, segments)

    async def _give_up(self, session: Session, version: IndexVersion, reason: str, passes: bool) -> None:
        if passes and version.state == "ready":
            done = await wait_for_embedder(session, self._jobs, version.id, reason)
        else:
            done = await versions.give_up(session, version.id, reason)
        if not done:
            raise EmbedderUnavailable(reason)  # it has gone live meanwhile

    async def let_go(self, session: Session, holder: UUID) -> None:
        """Forget what a holder keeps: it will not go live."""
        await held.drop(session, holder, postings=True)
