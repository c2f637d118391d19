"""Test questions, and what comparing two versions by them gives."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TestQuestion:
    """A question with what a good answer rests on.

    Attributes:
        id: None for one that is not stored.
        documents: Names or ids.
        products: Handles or ids.
    """

    __test__ = False  # to pytest this looks like a test

    question: str
    documents: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What one version finds for one question.

    Attributes:
        found: Titles of the first hits, best first.
        recall: Share of what is expected among the first k.
        reciprocal_rank: 1 / rank of the first expected hit, 0 when none is among them.
        ndcg: Discounted cumulated gain of the first k as a share of the best possible (Järvelin, Kekäläinen 2002).
        answered: Whether the assistant would try to answer from it.
        seconds: The search took.
    """

    found: tuple[str, ...]
    recall: float
    reciprocal_rank: float
    ndcg: float
    answered: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class ComparedQuestion:
    """One question under both versions. unknown: expected things that the store does not have."""

    question: TestQuestion
    before: Judged
    after: Judged
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over all questions; milliseconds: median and 95th percentile of the search."""

    recall: float
    mrr: float
    ndcg: float
    answered: float
    milliseconds: float
    milliseconds_p95: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side.

    Attributes:
        k: How many hits count.
        generated: Whether the questions were made from the store's own titles.
        better, worse: Questions whose nDCG rose or fell.
        chance: Probability of so uneven a count if neither were better (two-sided sign test).
    """

    before_id: UUID
    after_id: UUID
    k: int
    generated: bool
    before: Figures
    after: Figures
    questions: tuple[ComparedQuestion, ...]
    better: int
    worse: int
    chance: float

    @property
    def is_better(self) -> bool:
        """Whether the later version finds more, or puts it higher, and loses nothing on the whole."""
        return self.after.ndcg > self.before.ndcg and self.after.recall >= self.before.recall

    @property
    def why_not_better(self) -> str | None:
        """Say what keeps the later version from being better; None when it is."""
        if self.after.recall < self.before.recall:
            return f"recall@{self.k} fell from {self.before.recall:.3f} to {self.after.recall:.3f}"
        if self.after.ndcg > self.before.ndcg:
            return None
        verb = "fell" if self.after.ndcg < self.before.ndcg else "did not rise"
        return f"nDCG@{self.k} {verb}: {self.before.ndcg:.3f} before, {self.after.ndcg:.3f} after"
