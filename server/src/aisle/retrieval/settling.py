"""Upkeep of a version: a partition of its own once it has grown, and few segments however often content changes.

Segments are written one for each change, as in a log-structured merge tree (O'Neil et al. 1996), and merged here.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

import numpy as np

from aisle.core.db import Session
from aisle.retrieval import repository, versions
from aisle.retrieval.indexing import OWN_PARTITION_FROM
from aisle.retrieval.postings import PostingBlock
from aisle.retrieval.versions import IndexVersion

KEEP_SEGMENTS = 8  # after a merge; the largest stay as they are
TERMS_AT_ONCE = 5_000  # bounds memory while merging


async def settle(session: Session, version_id: UUID) -> None:
    """Move a grown version to its own partition and merge its smallest segments, in one transaction."""
    version = await _find(session, version_id)
    if version is None:
        return  # retired meanwhile
    await repository.lock_version(session, version.id)
    if version.home == versions.SHARED and version.items > OWN_PARTITION_FROM:
        await repository.move_home(session, version)
        version = await _find(session, version_id) or version
    await merge_small_segments(session, version)


async def merge_small_segments(session: Session, version: IndexVersion) -> int:
    """Merge all but the largest segments into one and drop the postings of deleted items; returns how many merged."""
    rows = await repository.segments_of(session, version.id)
    small = rows[: max(0, len(rows) - KEEP_SEGMENTS + 1)]
    if len(small) < 2:
        return 0
    living = await repository.living_ordinals(session, version.id, version.home)
    target = max(row["segment"] for row in small)
    numbers = [row["segment"] for row in small]
    merged = await _read_merged(session, version, numbers, np.array(sorted(living), "<u4"))
    await repository.delete_segments(session, version.id, numbers)
    # Items deleted since stay counted in the lengths until all segments are merged: it shifts scores by less than their rounding.
    await repository.insert_segment(
        session,
        version.id,
        target,
        sum(row["items"] for row in small),
        sum(row["total_length"] for row in small),
        merged,
    )
    return len(small)


async def _read_merged(
    session: Session, version: IndexVersion, segments: Sequence[int], living: np.ndarray
) -> dict[str, PostingBlock]:
    merged: dict[str, PostingBlock] = {}
    after = ""
    while rows := await repository.blocks_of_segments(session, version.id, segments, after, TERMS_AT_ONCE):
        for term, blocks in groupby(rows, key=lambda row: row["term"]):
            block = _merge(list(blocks), living)
            if block is not None:
                merged[term] = block
        after = rows[-1]["term"]
    return merged


def _merge(blocks: Sequence[Any], living: np.ndarray) -> PostingBlock | None:
    ordinals = np.frombuffer(b"".join(block["ordinals"] for block in blocks), "<u4")
    tfs = np.frombuffer(b"".join(block["tfs"] for block in blocks), np.uint8)
    lengths = np.frombuffer(b"".join(block["lengths"] for block in blocks), np.uint8)
    order = np.argsort(ordinals, kind="stable")
    order = order[np.isin(ordinals[order], living)]
    if not order.size:
        return None
    return PostingBlock(ordinals[order].tobytes(), tfs[order].tobytes(), lengths[order].tobytes())


async def _find(session: Session, version_id: UUID) -> IndexVersion | None:
    written = await versions.list_written(session)
    return next((version for version in written if version.id == version_id), None)
