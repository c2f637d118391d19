"""Upkeep of a version: a partition of its own once it has grown, and few segments however often content changes.

Segments are written one for each change, as in a log-structured merge tree (O'Neil et al. 1996), and merged here.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from aisle.core.db import Session
from aisle.retrieval import repository, versions
from aisle.retrieval.indexing import OWN_PARTITION_FROM, OpenScope
from aisle.retrieval.lexical.lexicon import encode_lexicon, merged_words
from aisle.retrieval.postings import CODE_VALUES, PostingBlock
from aisle.retrieval.versions import IndexVersion

KEEP_SEGMENTS = 8  # after a merge; the largest stay as they are
DEAD_SHARE = 0.25  # of all items ever written: from here on everything is written anew
TERMS_AT_ONCE = 5_000  # bounds memory while merging
READY, BUSY = "ready", "busy"
BUSY_SECONDS = 2.0


@dataclass(slots=True)
class _Items:
    """What is known of every ordinal of a version. lengths: codes of those met in postings; 0 is none."""

    alive: NDArray[np.bool_]
    lengths: NDArray[np.uint8]

    @property
    def dead(self) -> NDArray[np.bool_]:
        """Items met in postings that the version does not hold any more."""
        return (self.lengths > 0) & ~self.alive


async def prepare_home(open_scope: OpenScope, version_id: UUID, *, finished: bool = False) -> None:
    """Build the partition and the graphs of a grown version beside it, step by step, while it is read and written.

    Cut short, it goes on with the step that was not finished. Moving in is then a matter of moments.
    """
    while True:
        async with open_scope() as session:
            version = await _find(session, version_id)
            if version is None or not _outgrew(version, finished):
                return
            step = await repository.prepare_home(session, version)
        if step == READY:
            return
        if step == BUSY:
            await asyncio.sleep(BUSY_SECONDS)


async def merge(session: Session, version_id: UUID) -> None:
    """Merge the smallest segments of a version wherever it lives."""
    if await _find(session, version_id) is None:
        return  # retired meanwhile
    await repository.lock_version(session, version_id)
    version = await _find(session, version_id)
    if version is not None:
        await merge_small_segments(session, version)


async def settle(session: Session, version_id: UUID, *, finished: bool = False) -> None:
    """Move a grown version to its own partition and merge its smallest segments, in one transaction.

    A version that is being built stays where it is until it is finished: its graphs are then built at once.
    """
    if await _find(session, version_id) is None:
        return  # retired meanwhile
    await repository.lock_version(session, version_id)
    version = await _find(session, version_id)
    if version is None:
        return
    if _outgrew(version, finished):
        await repository.move_home(session, version)
        version = await _find(session, version_id) or version
    await merge_small_segments(session, version)


async def merge_small_segments(session: Session, version: IndexVersion) -> int:
    """Merge all but the largest segments into one, or all of them when much in them is dead.

    Postings of deleted items are dropped on the way. Returns how many segments were merged.
    """
    locked = await repository.lock_version(session, version.id)
    rows = await repository.segments_of(session, version.id)
    living = await repository.living_ordinals(session, version.id, version.home)
    chosen = _choose(rows, len(living))
    if not chosen:
        return 0
    items = _items(living, locked["next_ordinal"])
    await repository.advance(session, version.id, 0, 1, 0)
    numbers, target = [row["segment"] for row in chosen], locked["next_segment"]
    living_terms = await _write_merged(session, version, numbers, target, items)
    lexicons = await repository.lexicons_of(session, version.id, numbers)
    await repository.delete_segments(session, version.id, numbers)
    count = sum(row["items"] for row in chosen) - int(items.dead.sum())
    length = sum(row["total_length"] for row in chosen) - float(CODE_VALUES[items.lengths[items.dead]].sum())
    if count > 0 and living:
        lexicon = encode_lexicon(merged_words(lexicons.values(), living_terms))
        await repository.insert_segment(session, version.id, target, count, max(0.0, length), {}, lexicon)
    return len(chosen)


def _choose(rows: Sequence[Any], living: int) -> Sequence[Any]:
    """Return the segments to be merged; rows: the smallest first."""
    written = sum(row["items"] for row in rows)
    if written - living > DEAD_SHARE * written:
        return rows
    small = rows[: max(0, len(rows) - KEEP_SEGMENTS + 1)]
    return small if len(small) > 1 else []


def _items(living: Sequence[int], ordinals: int) -> _Items:
    items = _Items(np.zeros(ordinals, bool), np.zeros(ordinals, np.uint8))
    items.alive[list(living)] = True
    return items


async def _write_merged(
    session: Session, version: IndexVersion, segments: Sequence[int], target: int, items: _Items
) -> set[str]:
    """Write the merged postings; returns the terms that anything alive still holds."""
    after, kept = "", set[str]()
    while rows := await repository.blocks_of_segments(session, version.id, segments, after, TERMS_AT_ONCE):
        merged = {
            term: _merge(list(blocks), items) for term, blocks in groupby(rows, key=lambda row: row["term"])
        }
        living = {term: block for term, block in merged.items() if block is not None}
        await repository.insert_postings(session, version.id, target, living)
        kept |= living.keys()
        after = rows[-1]["term"]
    return kept


def _merge(blocks: Sequence[Any], items: _Items) -> PostingBlock | None:
    ordinals = np.frombuffer(b"".join(block["ordinals"] for block in blocks), "<u4")
    tfs = np.frombuffer(b"".join(block["tfs"] for block in blocks), np.uint8)
    lengths = np.frombuffer(b"".join(block["lengths"] for block in blocks), np.uint8)
    items.lengths[ordinals] = lengths
    order = np.argsort(ordinals, kind="stable")
    order = order[items.alive[ordinals[order]]]
    if not order.size:
        return None
    return PostingBlock(ordinals[order].tobytes(), tfs[order].tobytes(), lengths[order].tobytes())


def _outgrew(version: IndexVersion, finished: bool) -> bool:
    """Whether a version is too large for what it shares with others; one that is being built waits until it is finished."""
    whole = finished or version.state != "building"
    return whole and version.home == versions.SHARED and version.items > OWN_PARTITION_FROM


async def _find(session: Session, version_id: UUID) -> IndexVersion | None:
    written = await versions.list_written(session)
    return next((version for version in written if version.id == version_id), None)
