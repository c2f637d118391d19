"""BM25 over decoded postings (Robertson and Zaragoza 2009), with the fields folded into the frequencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from aisle.retrieval.analysis.queries import TermGroup
from aisle.retrieval.postings import CODE_VALUES, Ordinals, TermPostings, quantise

Floats = NDArray[np.float32]

# Saturation of repeated words, and how much a long item is marked down.
K1 = 1.2
B = 0.75
# Up to this spread of ordinals a plain array is filled; beyond it ordinals are numbered anew first.
DENSE_SPREAD = 4_000_000
# Totals per stretch when looking for the best.
STRETCH = 64


@dataclass(frozen=True, slots=True)
class CorpusStats:
    """Live items of an index version and the sum of their weighted lengths."""

    doc_count: int
    total_length: float

    @property
    def average_length(self) -> float:
        """Mean weighted length of an item; 1 when there is none."""
        return self.total_length / self.doc_count if self.doc_count and self.total_length else 1.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The best items, best first; three arrays of one length.

    Attributes:
        ordinals: Items.
        scores: 0..1, higher is better: the share of the score an item would have that repeats every word of
            the query without end. Comparable between queries only in so far as coverage is.
        coverage: 0..1, the share of the query's idf mass that the item holds.
    """

    ordinals: Ordinals
    scores: Floats
    coverage: Floats


@dataclass(frozen=True, slots=True)
class _Concept:
    postings: TermPostings
    idf: float
    weight: float
    bonus: bool


def score(
    groups: Sequence[TermGroup], postings: Mapping[str, TermPostings], stats: CorpusStats, k: int
) -> Scores:
    """Rank items by the concepts of a query.

    Args:
        groups: Concepts; an item that holds several variants of one has it once, with their frequencies added.
        postings: Live postings by term; a term without an entry occurs nowhere.
        stats: Of the whole index version.
        k: Most items to return.
    """
    concepts = [_concept(group, postings, stats) for group in groups]
    found = [concept for concept in concepts if concept.postings.ordinals.size]
    if not found or k <= 0:
        return Scores(np.empty(0, np.uint32), np.empty(0, np.float32), np.empty(0, np.float32))
    ordinals, totals = _accumulate(found, stats)
    best = _best(totals, k)
    chosen = ordinals[best]
    ceiling = (K1 + 1) * sum(concept.idf * concept.weight for concept in concepts)
    return Scores(chosen, (totals[best] / ceiling).astype(np.float32), _coverage(concepts, chosen))


def idf(doc_count: int, doc_frequency: int) -> float:
    """Return the weight of a concept by its rarity; never negative (Lucene's form)."""
    return float(np.log1p((max(doc_count, doc_frequency) - doc_frequency + 0.5) / (doc_frequency + 0.5)))


def _concept(group: TermGroup, postings: Mapping[str, TermPostings], stats: CorpusStats) -> _Concept:
    known = [postings[term] for term in group.variants if term in postings]
    merged = known[0] if len(known) == 1 else _union(known)
    return _Concept(merged, idf(stats.doc_count, merged.ordinals.size), group.weight, group.bonus)


def _union(known: Sequence[TermPostings]) -> TermPostings:
    """Add up the frequencies of several spellings, item by item."""
    if not known:
        return TermPostings(np.empty(0, np.uint32), np.empty(0, np.uint8), np.empty(0, np.uint8))
    ordinals = np.concatenate([one.ordinals for one in known])
    frequencies = CODE_VALUES[np.concatenate([one.tfs for one in known])]
    lengths = np.concatenate([one.lengths for one in known])
    distinct, first, place = np.unique(ordinals, return_index=True, return_inverse=True)
    sums = np.bincount(place, frequencies, distinct.size).astype(np.float64)
    return TermPostings(distinct, quantise(sums), lengths[first])


@lru_cache(maxsize=64)
def _saturation(average_length: float) -> Floats:
    """Return BM25's term weight for every pair of codes, indexed by tf code * 256 + length code."""
    tf = CODE_VALUES[:, None]
    norm = K1 * (1 - B + B * CODE_VALUES[None, :] / average_length)
    return (tf * (K1 + 1) / (tf + norm)).astype(np.float32).ravel()


def _accumulate(found: Sequence[_Concept], stats: CorpusStats) -> tuple[Ordinals, Floats]:
    """Add up the weights of all postings; returns the items and their totals."""
    table = _saturation(stats.average_length)
    ordinals = _numbering([concept.postings.ordinals for concept in found])
    totals = np.zeros(ordinals.size, np.float32)
    for concept in found:
        places = _places(ordinals, concept.postings.ordinals)
        pairs = concept.postings.tfs.astype(np.intp) << 8
        pairs |= concept.postings.lengths
        weights = table.take(pairs)
        weights *= np.float32(concept.idf * concept.weight)
        # An ordinal occurs once in a concept, so adding by index loses nothing.
        totals[places] += weights
    return ordinals, totals


def _numbering(lists: Sequence[Ordinals]) -> Ordinals:
    """Return the ordinals that get a place: all between the extremes, or only the occurring ones if far apart."""
    low, high = min(int(one[0]) for one in lists), max(int(one[-1]) for one in lists)
    if high - low < DENSE_SPREAD:
        return np.arange(low, high + 1, dtype=np.uint32)
    return np.unique(np.concatenate(lists))


def _places(ordinals: Ordinals, wanted: Ordinals) -> NDArray[np.intp]:
    if int(ordinals[-1]) - int(ordinals[0]) == ordinals.size - 1:
        return wanted.astype(np.intp) - int(ordinals[0])
    return np.searchsorted(ordinals, wanted)


def _best(totals: Floats, k: int) -> NDArray[np.intp]:
    """Return the places of the k largest positive totals, best first, equal ones by ordinal."""
    places = np.flatnonzero((totals > 0) & (totals >= _lower_bound(totals, k)))
    return places[np.argsort(-totals[places], kind="stable")][:k]


def _lower_bound(totals: Floats, k: int) -> float:
    """Return a number that at least k totals reach: the k-th largest maximum of stretches is one, cheaply."""
    stretches = totals.size // STRETCH
    if stretches <= k:
        return 0.0
    peaks = totals[: stretches * STRETCH].reshape(stretches, STRETCH).max(1)
    return float(np.partition(peaks, -k)[-k])


def _coverage(concepts: Sequence[_Concept], chosen: Ordinals) -> Floats:
    required = [concept for concept in concepts if not concept.bonus] or list(concepts)
    covered = np.zeros(chosen.size)
    for concept in required:
        covered += concept.idf * concept.weight * _holds(concept.postings.ordinals, chosen)
    return (covered / sum(one.idf * one.weight for one in required)).astype(np.float32)


def _holds(ordinals: Ordinals, chosen: Ordinals) -> NDArray[np.bool_]:
    if not ordinals.size:
        return np.zeros(chosen.size, bool)
    places = np.minimum(np.searchsorted(ordinals, chosen), ordinals.size - 1)
    return np.asarray(ordinals[places] == chosen)
