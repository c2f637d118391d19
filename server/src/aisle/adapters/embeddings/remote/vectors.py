"""From a server's numbers to vectors, or to an error: nothing of them is trusted."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aisle.llm.errors import EmbedderChanged
from aisle.llm.ports import Vectors


class BadRows(ValueError):
    """Some rows are no directions: not finite, or all nought. places: which."""

    def __init__(self, places: Sequence[int]) -> None:
        super().__init__(f"{len(places)} rows are not finite or all nought")
        self.places = tuple(places)


def row_of(value: Any) -> NDArray[np.float64]:
    """Read one row: a list of numbers, or little-endian float32 in base64. Raises ValueError."""
    if isinstance(value, str):
        try:
            return np.frombuffer(base64.b64decode(value, validate=True), "<f4").astype(np.float64)
        except binascii.Error as error:
            raise ValueError(str(error)) from None
    # A list of lists, of texts, or nested deeper is no row, whatever numpy would make of it.
    if not isinstance(value, list) or not all(type(number) in (float, int) for number in value):
        raise ValueError("a row is a list of numbers")
    try:
        return np.array(value, np.float64)
    except OverflowError:
        raise ValueError("a number is too large") from None


def directions(rows: Sequence[NDArray[np.float64]], dimensions: int) -> Vectors:
    """Return rows of length 1 as float32. Raises EmbedderChanged for another width, BadRows for rows without direction."""
    for row in rows:
        if row.shape != (dimensions,):
            raise EmbedderChanged(
                f"The embedder's vectors have {row.size} columns, and {dimensions} are set. Its server has another "
                "model now, or AISLE_EMBEDDERS says another number; the index is left as it is."
            )
    table = np.array(rows) if rows else np.empty((0, dimensions))
    largest = np.abs(table).max(axis=1, initial=0)  # first, or the squares of huge numbers overflow
    sound = np.isfinite(largest) & (largest > 0)
    if not sound.all():
        raise BadRows(np.flatnonzero(~sound).tolist())
    table = table / largest[:, None]
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    found: Vectors = table.astype(np.float32)
    return found
