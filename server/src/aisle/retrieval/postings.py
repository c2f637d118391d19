"""The posting codec: which items hold a term, how often and how long they are, as bytes for a database row.

A posting is six bytes: four of ordinal, one of weighted term frequency, one of weighted length. Frequency and
length are kept apart, so that scores follow today's average length and not the one of the day of writing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from aisle.retrieval.analysis import terms_of
from aisle.retrieval.analysis.documents import words_of

Ordinals = NDArray[np.uint32]
Codes = NDArray[np.uint8]

# How much a word counts where it stands. A title or a part number says what an item is, its body what it is like.
FIELD_WEIGHTS: Mapping[str, float] = {
    "title": 3.0,
    "identifiers": 3.0,
    "heading": 2.0,
    "attributes": 1.5,
    "body": 1.0,
}
OTHER_FIELD_WEIGHT = 1.0

# Counts of half a word are exact up to 20, then a step is 6 %, an error of 3 % at most.
_EXACT = 40
_STEP = 1.06
CODE_VALUES: NDArray[np.float32] = np.concatenate(
    [np.arange(_EXACT) / 2, (_EXACT - 1) / 2 * _STEP ** np.arange(1, 257 - _EXACT)]
).astype(np.float32)
_BORDERS = (CODE_VALUES[1:] + CODE_VALUES[:-1]) / 2


@dataclass(frozen=True, slots=True)
class PostingBlock:
    """The postings of one term in one segment as they are stored.

    Attributes:
        ordinals: uint32, little-endian, ascending.
        tfs: One code per ordinal: term frequency times field weight.
        lengths: One code per ordinal: length of the item in terms times field weight.
    """

    ordinals: bytes
    tfs: bytes
    lengths: bytes


@dataclass(frozen=True, slots=True)
class SegmentPostings:
    """Everything a segment stores, and its share of the corpus statistics.

    Attributes:
        terms: The block of each term.
        doc_count: Items in the segment.
        total_length: Sum of their weighted lengths.
        words: How many of them hold each word as it is written, by word and term.
    """

    terms: dict[str, PostingBlock]
    doc_count: int
    total_length: float
    words: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TermPostings:
    """The live postings of one term over all segments, ordinals ascending; three arrays of one length."""

    ordinals: Ordinals
    tfs: Codes
    lengths: Codes


@dataclass(frozen=True, slots=True)
class IndexedItem:
    """An item to be written: its ordinal in the index version, its texts (or ready terms) by field, its language."""

    ordinal: int
    fields: Mapping[str, str | Sequence[str]]
    language: str


def encode_segment(items: Iterable[IndexedItem]) -> SegmentPostings:
    """Analyse items and encode them as one segment.

    Args:
        items: In any order; an ordinal occurs once in an index version.
    """
    found: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    words: Counter[tuple[str, str]] = Counter()
    count, total = 0, 0.0
    for item in sorted(items, key=lambda one: one.ordinal):
        frequencies = weighted_frequencies(item)
        length = sum(frequencies.values())
        count, total = count + 1, total + length
        words.update(_words(item))
        for term, frequency in frequencies.items():
            found[term].append((item.ordinal, frequency, length))
    return SegmentPostings({term: _encode(rows) for term, rows in found.items()}, count, total, words)


def weighted_frequencies(item: IndexedItem) -> dict[str, float]:
    """Count an item's terms, each occurrence with the weight of its field (Robertson, Zaragoza, Taylor 2004)."""
    frequencies: dict[str, float] = defaultdict(float)
    for name, content in item.fields.items():
        weight = FIELD_WEIGHTS.get(name, OTHER_FIELD_WEIGHT)
        terms = terms_of(content, item.language) if isinstance(content, str) else content
        for term, count in Counter(terms).items():
            frequencies[term] += weight * count
    return frequencies


def _words(item: IndexedItem) -> set[tuple[str, str]]:
    # Part numbers are no words: nobody mistypes a word into one.
    texts = (text for name, text in item.fields.items() if isinstance(text, str) and name != "identifiers")
    return {pair for text in texts for pair in words_of(text, item.language)}


def merge_segments(
    segments: Sequence[Mapping[str, PostingBlock]], dead: frozenset[int] | set[int] = frozenset()
) -> dict[str, TermPostings]:
    """Decode the blocks of some terms over all segments, leaving out items deleted since they were written.

    Args:
        segments: Per segment, the blocks of the terms a query needs.
        dead: Ordinals that must not be found any more.
    """
    gone = np.fromiter(dead, np.uint32, len(dead))
    blocks: dict[str, list[PostingBlock]] = defaultdict(list)
    for segment in segments:
        for term, block in segment.items():
            blocks[term].append(block)
    return {term: _decode(found, gone) for term, found in blocks.items()}


def quantise(values: NDArray[np.floating]) -> Codes:
    """Return the code of the nearest value that can be stored."""
    return np.searchsorted(_BORDERS, values).astype(np.uint8)


def _encode(rows: list[tuple[int, float, float]]) -> PostingBlock:
    table = np.array(rows, np.float64)
    # A term that occurs must not round to never.
    tfs = np.maximum(quantise(table[:, 1]), 1)
    return PostingBlock(
        table[:, 0].astype("<u4").tobytes(), tfs.astype(np.uint8).tobytes(), quantise(table[:, 2]).tobytes()
    )


def _decode(blocks: list[PostingBlock], gone: Ordinals) -> TermPostings:
    ordinals = np.frombuffer(b"".join(block.ordinals for block in blocks), "<u4")
    tfs = np.frombuffer(b"".join(block.tfs for block in blocks), np.uint8)
    lengths = np.frombuffer(b"".join(block.lengths for block in blocks), np.uint8)
    if gone.size:
        live = np.isin(ordinals, gone, invert=True)
        ordinals, tfs, lengths = ordinals[live], tfs[live], lengths[live]
    if len(blocks) > 1 and np.any(ordinals[1:] < ordinals[:-1]):
        order = np.argsort(ordinals, kind="stable")
        ordinals, tfs, lengths = ordinals[order], tfs[order], lengths[order]
    return TermPostings(ordinals, tfs, lengths)
