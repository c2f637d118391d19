"""Groups texts of similar length, so that little work is spent on padding."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

# Rows times longest row: four chunks of 128 tokens stay in the cache of a core. Measured on one core: 512 tokens give
# 78 chunks a second, 4,096 give 57 and hold 200 MB more.
BATCH_TOKENS = 512


def batches(lengths: Sequence[int], limit: int = BATCH_TOKENS) -> list[list[int]]:
    """Cut the positions of texts, ordered by length, into batches of at most `limit` padded tokens.

    Args:
        lengths: Tokens of each text.
        limit: Most tokens of a batch after padding; a single longer text still gets a batch of its own.
    """
    found: list[list[int]] = []
    current: list[int] = []
    for position in sorted(range(len(lengths)), key=lengths.__getitem__):
        if current and (len(current) + 1) * lengths[position] > limit:
            found.append(current)
            current = []
        current.append(position)
    return [*found, current] if current else found


def padded(rows: Sequence[Sequence[int]]) -> tuple[Ids, Ids]:
    """Return ids and mask, both int64 of shape (rows, longest row); padding is 0 in both."""
    ids = np.zeros((len(rows), max(map(len, rows))), np.int64)
    mask = np.zeros_like(ids)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = row
        mask[place, : len(row)] = 1
    return ids, mask
