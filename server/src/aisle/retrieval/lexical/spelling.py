"""Words a letter or two away from what was typed: optimal string alignment (Damerau 1964; restricted to one swap a place).

The sets of letters of two such words differ in as many letters at most, which leaves one word in a hundred to compare.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aisle.retrieval.lexical.lexicon import Entry, Lexicon, mask_of

# A shorter word a letter away is another word: "red", "rod", "bed".
SHORTEST_CORRECTED = 4
# From here on two mistakes are allowed.
LONG_WORD = 8
_FAR = np.uint8(100)


@dataclass(frozen=True, slots=True)
class Near:
    """A word of the store and how many mistakes away it is."""

    entry: Entry
    distance: int


def allowed_mistakes(word: str) -> int:
    """Return how many mistakes a word may hold and still be recognised: none in short words and part numbers."""
    if len(word) < SHORTEST_CORRECTED or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG_WORD else 1


def near_words(word: str, lexicon: Lexicon, mistakes: int) -> list[Near]:
    """Return the words of a lexicon within a number of mistakes, the nearest first, then the most frequent."""
    places = _candidates(word, lexicon, mistakes)
    if not places.size or not mistakes:
        return []
    distances = _distances(word, lexicon.letters_of(places), lexicon.lengths[places], mistakes)
    found = [
        Near(lexicon.entry(int(place)), int(distance))
        for place, distance in zip(places, distances, strict=True)
        if 0 < distance <= mistakes
    ]
    return sorted(found, key=lambda near: (near.distance, -near.entry.count, near.entry.word))


def _candidates(word: str, lexicon: Lexicon, mistakes: int) -> NDArray[np.int64]:
    lengths = lexicon.lengths.astype(np.int16)
    fitting = np.flatnonzero(abs(lengths - len(word)) <= mistakes)
    mask, masks = mask_of(word), lexicon.masks[fitting]
    missing, extra = np.bitwise_count(mask & ~masks), np.bitwise_count(masks & ~mask)
    near: NDArray[np.int64] = fitting[(missing <= mistakes) & (extra <= mistakes)]
    return near


def _distances(
    word: str, letters: NDArray[np.uint16], lengths: NDArray[np.uint8], mistakes: int
) -> NDArray[np.uint8]:
    """Fill the table of alignments row by row for all words at once, within the band that can still matter."""
    width = letters.shape[1]
    asked = [ord(letter) for letter in word]
    before: NDArray[np.uint8] | None = None
    row = np.broadcast_to(np.arange(width + 1, dtype=np.uint8), (letters.shape[0], width + 1)).copy()
    for at, letter in enumerate(asked):
        next_row = np.full_like(row, _FAR)
        if at < mistakes:
            next_row[:, 0] = at + 1
        for column in range(max(0, at - mistakes), min(width, at + mistakes + 1)):
            best = np.minimum(row[:, column + 1], next_row[:, column]) + 1
            best = np.minimum(best, row[:, column] + (letters[:, column] != letter))
            if before is not None and column:
                swapped = (letters[:, column] == asked[at - 1]) & (letters[:, column - 1] == letter)
                best = np.where(swapped, np.minimum(best, before[:, column - 1] + 1), best)
            next_row[:, column + 1] = np.minimum(best, _FAR)
        before, row = row, next_row
    return np.take_along_axis(row, lengths[:, None].astype(np.intp), 1)[:, 0]
