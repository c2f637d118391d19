"""The words of a store as they are written, with the index terms they became: what prefixes and typos are looked up in.

A lexicon is stored with each segment of postings, in the same transaction, and is decoded when the first question
needs it. In memory a word costs its letters at two bytes each and 17 bytes more.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Words = Mapping[tuple[str, str], int]
"""Word and index term, with the number of items that hold the word."""

# Longer ones are not typed by hand.
LONGEST_WORD = 40
_LINE, _TAB = 10, 9
_NOTHING = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as it is written in the store, the term it became and how many items hold it."""

    word: str
    term: str
    count: int


def encode_lexicon(words: Words) -> bytes:
    """Return the bytes that are stored for the words of a segment."""
    kept = sorted(
        (_line(word, term), count) for (word, term), count in words.items() if _is_storable(word, term)
    )
    lines = "\n".join(line for line, _ in kept).encode()
    counts = np.array([count for _, count in kept], "<u4").tobytes()
    return zlib.compress(len(lines).to_bytes(4, "little") + lines + counts, 6) if kept else b""


def decode_lexicon(stored: bytes) -> dict[tuple[str, str], int]:
    """Return what was encoded."""
    lines, counts = _unpacked(stored)
    pairs = (_pair(line) for line in lines.split("\n")) if lines else ()
    return dict(zip(pairs, counts.tolist(), strict=True))


def _unpacked(stored: bytes) -> tuple[str, NDArray[np.uint32]]:
    if not stored:
        return "", np.empty(0, np.uint32)
    plain = zlib.decompress(stored)
    end = 4 + int.from_bytes(plain[:4], "little")
    return plain[4:end].decode(), np.frombuffer(plain[end:], "<u4")


def _line(word: str, term: str) -> str:
    return word if word == term else f"{word}\t{term}"


def _pair(line: str) -> tuple[str, str]:
    word, tab, term = line.partition("\t")
    return word, term if tab else word


def _is_storable(word: str, term: str) -> bool:
    """Letters beyond the basic plane and white space within words would break the arrays; both are next to never."""
    text = word + term
    return (
        bool(word) and len(word) <= LONGEST_WORD and max(text) <= "\uffff" and not any(map(str.isspace, text))
    )


class Lexicon:
    """Words in their order, with what narrows a search among them down to a few."""

    def __init__(self, lines: str, counts: NDArray[np.uint32]) -> None:
        """Prepare arrays: letters, where each line starts and ends, the word's length and its set of letters."""
        self._letters = np.frombuffer(lines.encode("utf-16-le"), "<u2")
        breaks = np.flatnonzero(self._letters == _LINE)
        self._starts = np.concatenate([[0], breaks + 1]).astype(np.int64) if lines else _NOTHING
        self._ends = np.concatenate([breaks, [self._letters.size]]).astype(np.int64) if lines else _NOTHING
        self.counts = counts
        self.lengths = (self._word_ends() - self._starts).astype(np.uint8)
        self.masks = self._masks()

    @classmethod
    def read(cls, stored: Sequence[bytes]) -> "Lexicon":
        """Decode one lexicon, or several as one."""
        if len(stored) == 1:
            return cls(*_unpacked(stored[0]))
        together: Counter[tuple[str, str]] = Counter()
        for one in stored:
            together.update(decode_lexicon(one))
        return cls(*_unpacked(encode_lexicon(together)))

    def __len__(self) -> int:
        """How many pairs of word and term there are."""
        return int(self._starts.size)

    @property
    def size(self) -> int:
        """Bytes it holds in memory."""
        arrays = (self._letters, self._starts, self._ends, self.counts, self.lengths, self.masks)
        return sum(array.nbytes for array in arrays)

    def entry(self, at: int) -> Entry:
        """Return the word at a place."""
        return Entry(*_pair(self._line(at)), int(self.counts[at]))

    def find(self, word: str) -> Iterator[Entry]:
        """Yield the entries of exactly this word."""
        at = self._first(word)
        while at < len(self) and self.entry(at).word == word:
            yield self.entry(at)
            at += 1

    def starting_with(self, prefix: str, most: int) -> list[Entry]:
        """Return the words with this beginning that most items hold, the most frequent first."""
        first, last = self._first(prefix), self._first(prefix + "\uffff")
        found = np.arange(first, last)
        if found.size > most:
            found = found[np.argpartition(-self.counts[first:last].astype(np.int64), most - 1)[:most]]
        return sorted(map(self.entry, found.tolist()), key=lambda one: (-one.count, one.word))

    def most_frequent(self, most: int) -> list[Entry]:
        """Return the words that most items hold, the most frequent first."""
        order = np.argsort(-self.counts.astype(np.int64), kind="stable")[:most]
        return [self.entry(int(at)) for at in order]

    def letters_of(self, places: NDArray[np.int64]) -> NDArray[np.uint16]:
        """Return the letters of some words as a matrix, filled up with zeros."""
        columns = np.arange(int(self.lengths[places].max(initial=0)))
        at = np.minimum(self._starts[places, None] + columns, self._letters.size - 1)
        return np.where(columns < self.lengths[places, None], self._letters[at], 0).astype(np.uint16)

    def _line(self, at: int) -> str:
        return self._letters[self._starts[at] : self._ends[at]].tobytes().decode("utf-16-le")

    def _first(self, text: str) -> int:
        """Return the place of the first line that is not before a text."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._line(middle) < text:
                low = middle + 1
            else:
                high = middle
        return low

    def _word_ends(self) -> NDArray[np.int64]:
        """Return where each line's word ends: at its tab, or at its end."""
        ends = self._ends.copy()
        tabs = np.flatnonzero(self._letters == _TAB)
        ends[np.searchsorted(self._starts, tabs, "right") - 1] = tabs
        return ends

    def _masks(self) -> NDArray[np.uint64]:
        """Return for each word the set of its letters, hashed to 64 bits."""
        if not len(self):
            return np.empty(0, np.uint64)
        bits = np.left_shift(np.uint64(1), (self._letters & np.uint16(63)).astype(np.uint64))
        # Borders between word and term, and what follows them, belong to no word.
        inside = np.zeros(self._letters.size + 1, np.int32)
        np.add.at(inside, self._starts, 1)
        np.add.at(inside, self._starts + self.lengths, -1)
        bits[np.cumsum(inside[:-1]) == 0] = 0
        return np.bitwise_or.reduceat(bits, self._starts).astype(np.uint64)


def mask_of(word: str) -> np.uint64:
    """Return the set of a word's letters as lexicons keep it."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 63)
    return np.uint64(found)


def merged_words(stored: Iterable[bytes], living: Iterable[str]) -> dict[tuple[str, str], int]:
    """Add up the lexicons of merged segments, without the words whose terms nothing holds any more."""
    alive = set(living)
    together: Counter[tuple[str, str]] = Counter()
    for one in stored:
        together.update({pair: count for pair, count in decode_lexicon(one).items() if pair[1] in alive})
    return dict(together)
