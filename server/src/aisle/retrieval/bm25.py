"""BM25 over decoded postings (Robertson and Zaragoza 2009), with the fields folded into the frequencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
# Sums in another order differ by this share at most.
ROUNDING = 1e-4


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
class _Part:
    """Postings under which a concept is found, and what it is worth there."""

    postings: TermPostings
    weight: float


@dataclass(frozen=True, slots=True)
class _Concept:
    """A concept with everything it may be found by. ordinals: of the items that hold any part, ascending."""

    parts: tuple[_Part, ...]
    ordinals: Ordinals
    idf: float
    weight: float
    bonus: bool

    @property
    def most(self) -> float:
        """No item gets more for this concept."""
        return (K1 + 1) * self.idf * self.weight


def score(
    groups: Sequence[TermGroup], postings: Mapping[str, TermPostings], stats: CorpusStats, k: int
) -> Scores:
    """Rank items by the concepts of a query.

    Args:
        groups: Concepts; an item that holds several variants of one has it once, with their frequencies added. By
            an alternative it has the concept at that one's weight, if that is more than it has by the variants.
        postings: Live postings by term; a term without an entry occurs nowhere.
        stats: Of the whole index version.
        k: Most items to return.
    """
    concepts = [_concept(group, postings, stats) for group in groups]
    found = sorted((one for one in concepts if one.ordinals.size), key=lambda one: one.ordinals.size)
    if not found or k <= 0:
        return Scores(np.empty(0, np.uint32), np.empty(0, np.float32), np.empty(0, np.float32))
    ordinals, totals = _accumulate(found, stats, k)
    best = _best(totals, k)
    chosen = ordinals[best]
    ceiling = sum(concept.most for concept in concepts)
    return Scores(chosen, (totals[best] / ceiling).astype(np.float32), _coverage(concepts, chosen))


def idf(doc_count: int, doc_frequency: int) -> float:
    """Return the weight of a concept by its rarity; never negative (Lucene's form)."""
    return float(np.log1p((max(doc_count, doc_frequency) - doc_frequency + 0.5) / (doc_frequency + 0.5)))


def _concept(group: TermGroup, postings: Mapping[str, TermPostings], stats: CorpusStats) -> _Concept:
    parts = [_Part(_any(group.variants, postings), 1.0)]
    parts += [
        _Part(_every([_any(word, postings) for word in one.words]), one.weight) for one in group.alternatives
    ]
    held = tuple(part for part in parts if part.postings.ordinals.size)
    ordinals = _united([part.postings.ordinals for part in held])
    return _Concept(held, ordinals, idf(stats.doc_count, ordinals.size), group.weight, group.bonus)


def _any(terms: Sequence[str], postings: Mapping[str, TermPostings]) -> TermPostings:
    known = [postings[term] for term in terms if term in postings]
    return known[0] if len(known) == 1 else _union(known)


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


def _every(words: Sequence[TermPostings]) -> TermPostings:
    """Keep the items that hold every word, each as often as the word it holds least."""
    if len(words) == 1:
        return words[0]
    common = words[0].ordinals
    for word in words[1:]:
        common = common[np.isin(common, word.ordinals, assume_unique=True)]
    places = [np.searchsorted(word.ordinals, common) for word in words]
    tfs = np.minimum.reduce([word.tfs[at] for word, at in zip(words, places, strict=True)])
    return TermPostings(common, tfs, words[0].lengths[places[0]])


def _united(lists: Sequence[Ordinals]) -> Ordinals:
    """Put ordinals of all lists in order; what the longest list lacks is put into it, since it mostly lacks little."""
    if not lists:
        return np.empty(0, np.uint32)
    united, *others = sorted(lists, key=lambda one: -one.size)
    for other in others:
        lacking = _beside(united, other)
        if lacking.size:
            united = np.insert(united, np.searchsorted(united, lacking), lacking)
    return united


def _beside(known: Ordinals, others: Ordinals) -> Ordinals:
    """Return those of some ordinals that are not among the known ones."""
    return others[~_holds(known, others)]


@lru_cache(maxsize=64)
def _saturation(average_length: float) -> Floats:
    """Return BM25's term weight for every pair of codes, indexed by tf code * 256 + length code."""
    tf = CODE_VALUES[:, None]
    norm = K1 * (1 - B + B * CODE_VALUES[None, :] / average_length)
    return (tf * (K1 + 1) / (tf + norm)).astype(np.float32).ravel()


def _weights(concept: _Concept, table: Floats) -> Floats:
    """Return what each item of a concept gets for it: the most that any part gives."""
    if len(concept.parts) == 1:
        return _part_weights(concept, concept.parts[0], table)
    longest, *others = sorted(concept.parts, key=lambda part: -part.postings.ordinals.size)
    weights = _part_weights(concept, longest, table)
    known = longest.postings.ordinals
    if known.size < concept.ordinals.size:
        # Looking up what is new in the others costs far less than looking up all of the longest.
        lacking = np.unique(np.concatenate([_beside(known, part.postings.ordinals) for part in others]))
        weights = np.insert(weights, np.searchsorted(known, lacking), np.float32(0))
    for part in others:
        places = np.searchsorted(concept.ordinals, part.postings.ordinals)
        weights[places] = np.maximum(weights[places], _part_weights(concept, part, table))
    return weights


def _part_weights(concept: _Concept, part: _Part, table: Floats) -> Floats:
    pairs = part.postings.tfs.astype(np.intp) << 8
    pairs |= part.postings.lengths
    weights = table.take(pairs)
    weights *= np.float32(concept.idf * concept.weight * part.weight)
    return weights


def _accumulate(found: Sequence[_Concept], stats: CorpusStats, k: int) -> tuple[Ordinals, Floats]:
    """Add up weights, the rarest concepts first; returns items and totals, with all of the k best among them.

    Once k items have more than the remaining, more frequent concepts can give together, an item without any of the
    concepts so far cannot be among the best: the rest are only looked up (MaxScore; Turtle and Flood 1995).
    """
    table = _saturation(stats.average_length)
    ordinals = _numbering([concept.ordinals for concept in found])
    totals = np.zeros(ordinals.size, np.float32)
    reached, rest = 0.0, sum(concept.most for concept in found)
    for number, concept in enumerate(found):
        if rest < reached:
            return _looked_up(found[number:], ordinals, totals, reached - rest, table)
        places = _places(ordinals, concept.ordinals)
        # An ordinal occurs once in a concept, so adding by index loses nothing.
        totals[places] += _weights(concept, table)
        rest -= concept.most
        if number + 1 < len(found) and places.size >= k:
            reached = max(reached, float(np.partition(totals[places], -k)[-k]))
    return ordinals, totals


def _looked_up(
    rest: Sequence[_Concept], ordinals: Ordinals, totals: Floats, least: float, table: Floats
) -> tuple[Ordinals, Floats]:
    """Add the weights of further concepts to those items alone that have enough to be among the best."""
    places = np.flatnonzero(totals >= np.float32(least * (1 - ROUNDING)))
    candidates, sums = ordinals[places], totals[places]
    for concept in rest:
        at = np.minimum(np.searchsorted(concept.ordinals, candidates), concept.ordinals.size - 1)
        held = np.flatnonzero(concept.ordinals[at] == candidates)
        sums[held] += _weights(_only(concept, candidates[held], at[held]), table)
    return candidates, sums


def _only(concept: _Concept, ordinals: Ordinals, places: NDArray[np.intp]) -> _Concept:
    """Return a concept as if only some of its items existed; places: where they stand in it."""
    if len(concept.parts) == 1:
        [part] = concept.parts
        return replace(concept, parts=(_Part(_at(part.postings, places), part.weight),), ordinals=ordinals)
    parts = []
    for part in concept.parts:
        wanted = ordinals[_holds(part.postings.ordinals, ordinals)]
        kept = np.searchsorted(part.postings.ordinals, wanted)
        parts.append(_Part(_at(part.postings, kept), part.weight))
    return replace(concept, parts=tuple(parts), ordinals=ordinals)


def _at(postings: TermPostings, places: NDArray[np.intp]) -> TermPostings:
    return TermPostings(postings.ordinals[places], postings.tfs[places], postings.lengths[places])


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
        covered += concept.idf * concept.weight * _held(concept, chosen)
    return (covered / sum(one.idf * one.weight for one in required)).astype(np.float32)


def _held(concept: _Concept, chosen: Ordinals) -> Floats:
    """Return for each item how much of the concept it holds: 1 by its own words, less by an alternative's."""
    held = np.zeros(chosen.size, np.float32)
    for part in concept.parts:
        there = _holds(part.postings.ordinals, chosen)
        held = np.maximum(held, there * np.float32(part.weight))
    return held


def _holds(ordinals: Ordinals, chosen: Ordinals) -> NDArray[np.bool_]:
    if not ordinals.size:
        return np.zeros(chosen.size, bool)
    places = np.minimum(np.searchsorted(ordinals, chosen), ordinals.size - 1)
    return np.asarray(ordinals[places] == chosen)
