"""Both legs of the search over a labelled set, in memory, by the product's own analysis, widening and scoring."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aisle.llm.ports import EmbeddingKind
from aisle.retrieval.analysis import query_terms
from aisle.retrieval.analysis.queries import TermGroup
from aisle.retrieval.bm25 import CorpusStats, Scores, score
from aisle.retrieval.fusion import Ranking
from aisle.retrieval.lexical.lexicon import Lexicon, encode_lexicon
from aisle.retrieval.lexical.lexicons import Lexicons
from aisle.retrieval.lexical.widening import with_joined, with_mended
from aisle.retrieval.postings import IndexedItem, TermPostings, encode_segment, merge_segments
from benchmarks.labelled.sets import LabelledSet
from benchmarks.labelled.vectors import vectors

DEPTH = 100
ALL = 2**31


@dataclass(frozen=True, slots=True)
class Legs:
    """What the legs found for one query.

    Attributes:
        plain: BM25 by the words as they were typed.
        words: BM25 with words widened, which is the product's leg.
        meaning: Cosines.
        coverage: Of the best item by words, 0..1.
    """

    plain: Ranking
    words: Ranking
    meaning: Ranking
    coverage: float


class InMemory:
    """An index of one segment."""

    def __init__(self, data: LabelledSet) -> None:
        items = (IndexedItem(at, {data.field: text}, data.language) for at, text in enumerate(data.texts))
        segment = encode_segment(items)
        self._language, self._blocks = data.language, segment.terms
        self._decoded: dict[str, TermPostings] = {}
        self._stats = CorpusStats(segment.doc_count, segment.total_length)
        self._lexicons = Lexicons((Lexicon.read([encode_lexicon(segment.words)]),))

    def plain(self, query: str, k: int = DEPTH) -> Scores:
        """Rank by the words as they were typed."""
        return self._score(query_terms(query, self._language, (self._language,)), k)

    def widened(self, query: str, k: int = DEPTH) -> Scores:
        """Rank as the product does."""
        groups = with_joined(query_terms(query, self._language, (self._language,)), (self._language,))
        unknown = [group for group in groups if not any(term in self._blocks for term in group.terms)]
        last = groups[-1] if groups and groups[-1] in unknown and query[-1:].isalnum() else None
        return self._score(with_mended(groups, unknown, self._lexicons, last), k)

    def _score(self, groups: tuple[TermGroup, ...], k: int) -> Scores:
        for term in {term for group in groups for term in group.terms}:
            if term in self._blocks and term not in self._decoded:
                self._decoded |= merge_segments([{term: self._blocks[term]}])
        return score(groups, self._decoded, self._stats, k)


def both_legs(data: LabelledSet) -> Iterator[Legs]:
    """Yield what the legs find for each query, among its pool if it has one."""
    index = InMemory(data)
    passages = vectors(data.texts, EmbeddingKind.PASSAGE)
    queries = vectors(data.queries, EmbeddingKind.QUERY)
    depth = ALL if data.pools else DEPTH
    for at, (text, vector) in enumerate(zip(data.queries, queries, strict=True)):
        plain, widened = index.plain(text, depth), index.widened(text, depth)
        pool = np.array(sorted(data.pools[at]), np.uint32) if data.pools else None
        best = float(widened.coverage[0]) if widened.coverage.size else 0.0
        yield Legs(_lexical(plain, pool), _lexical(widened, pool), _dense(passages, vector, pool), best)


def _lexical(scores: Scores, pool: np.ndarray | None) -> Ranking:
    ordinals, values = scores.ordinals, scores.scores
    if pool is not None:
        kept = np.isin(ordinals, pool)
        ordinals, values = ordinals[kept], values[kept]
    return Ranking(ordinals[:DEPTH].tolist(), values[:DEPTH].tolist())


def _dense(passages: np.ndarray, vector: np.ndarray, pool: np.ndarray | None) -> Ranking:
    among = np.arange(len(passages)) if pool is None else pool.astype(np.int64)
    cosines = passages[among] @ vector if pool is not None else passages @ vector
    order = np.argsort(-cosines, kind="stable")[:DEPTH]
    return Ranking(among[order].tolist(), cosines[order].tolist())
