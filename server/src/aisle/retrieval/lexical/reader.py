"""Reads postings and lexicons of an index version, each segment once as long as memory for it lasts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.retrieval import repository
from aisle.retrieval.bm25 import CorpusStats
from aisle.retrieval.lexical.cache import BoundedCache
from aisle.retrieval.lexical.lexicon import Lexicon
from aisle.retrieval.lexical.lexicons import Lexicons
from aisle.retrieval.postings import PostingBlock, TermPostings, merge_segments
from aisle.retrieval.repository import Segment

POSTING_BYTES = 64 * 2**20
LEXICON_BYTES = 64 * 2**20
# An entry's own cost, which counts where a term occurs nowhere.
ENTRY_BYTES = 400
# Lexicons smaller than this are put together, so that few have to be searched.
SMALL_LEXICON = 20_000

Place = tuple[UUID, UUID, UUID]


@dataclass(frozen=True, slots=True)
class _Held:
    """What is known of a term: its block in each of these segments that has one, and all of them decoded."""

    segments: frozenset[int]
    blocks: Mapping[int, PostingBlock]
    merged: TermPostings | None

    @property
    def size(self) -> int:
        stored = sum(len(block.ordinals) * 3 // 2 for block in self.blocks.values())
        # One block is decoded in place; several are copied together.
        return ENTRY_BYTES + stored * (2 if len(self.blocks) > 1 else 1)


class LexicalReader:
    """Reads for one process. Every read runs in the caller's transaction, whose segments it is told."""

    def __init__(self, posting_bytes: int = POSTING_BYTES, lexicon_bytes: int = LEXICON_BYTES) -> None:
        self._postings: BoundedCache[tuple[Place, str], _Held] = BoundedCache(posting_bytes)
        self._lexicons: BoundedCache[tuple[Place, tuple[int, ...]], Lexicon] = BoundedCache(lexicon_bytes)

    @property
    def bytes(self) -> int:
        """How much is kept now."""
        return self._postings.bytes + self._lexicons.bytes

    async def postings(
        self, session: Session, version_id: UUID, segments: Sequence[Segment], terms: Iterable[str]
    ) -> dict[str, TermPostings]:
        """Return the live postings of those terms that occur; at most one statement."""
        place = (*session.tenant, version_id)
        now = frozenset(segment.number for segment in segments)
        held = {term: self._postings.get((place, term)) for term in set(terms)}
        lacking = {term: now - one.segments if one else now for term, one in held.items()}
        asked = sorted(term for term, missing in lacking.items() if missing)
        if asked:
            wanted = sorted(frozenset().union(*(lacking[term] for term in asked)))
            read = await repository.postings_of(session, version_id, asked, wanted)
            for term in asked:
                known = _known(held[term], read.get(term, {}), now)
                held[term] = known
                self._postings.put((place, term), known, known.size)
        merged = ((term, _merged(one, now)) for term, one in held.items() if one)
        return {term: postings for term, postings in merged if postings is not None}

    async def lexicons(self, session: Session, version_id: UUID, segments: Sequence[Segment]) -> Lexicons:
        """Return the words of a version; at most one statement."""
        place = (*session.tenant, version_id)
        groups = _groups(segments)
        found = {group: self._lexicons.get((place, group)) for group in groups}
        wanted = sorted({number for group, lexicon in found.items() if lexicon is None for number in group})
        if wanted:
            stored = await repository.lexicons_of(session, version_id, wanted)
            for group in [group for group, lexicon in found.items() if lexicon is None]:
                lexicon = Lexicon.read([stored[number] for number in group])
                self._lexicons.put((place, group), lexicon, lexicon.size)
                found[group] = lexicon
        return Lexicons(tuple(lexicon for lexicon in found.values() if lexicon is not None))


def stats_of(segments: Iterable[Segment]) -> CorpusStats:
    """Add up items and lengths."""
    rows = list(segments)
    return CorpusStats(sum(row.items for row in rows), sum(row.total_length for row in rows))


def _known(before: _Held | None, read: Mapping[int, PostingBlock], now: frozenset[int]) -> _Held:
    kept = {number: block for number, block in before.blocks.items() if number in now} if before else {}
    blocks = dict(
        sorted({**kept, **{number: block for number, block in read.items() if number in now}}.items())
    )
    return _Held(now, blocks, _decoded(blocks))


def _merged(held: _Held, now: frozenset[int]) -> TermPostings | None:
    """Return the postings of just these segments; a reader with an older view may know fewer than were read."""
    if held.segments == now or not held.blocks:
        return held.merged
    return _decoded({number: block for number, block in held.blocks.items() if number in now})


def _decoded(blocks: Mapping[int, PostingBlock]) -> TermPostings | None:
    return merge_segments([{"": block} for block in blocks.values()])[""] if blocks else None


def _groups(segments: Sequence[Segment]) -> list[tuple[int, ...]]:
    """Return the segments whose lexicons are read as one: each large one by itself, the small ones together."""
    filled = [segment for segment in segments if segment.lexicon_bytes]
    small = tuple(sorted(one.number for one in filled if one.lexicon_bytes < SMALL_LEXICON))
    return [
        *((one.number,) for one in filled if one.lexicon_bytes >= SMALL_LEXICON),
        *((small,) if small else ()),
    ]
