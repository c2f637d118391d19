"""Comparing two index versions by test questions: measured, side by side, question by question."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean, median
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.core.db import Database, Scope, Session
from aisle.knowledge import service as knowledge
from aisle.retrieval.evaluation import repository
from aisle.retrieval.evaluation.errors import NoQuestions, QuestionsInvalid
from aisle.retrieval.evaluation.generating import generate_questions
from aisle.retrieval.evaluation.measures import ndcg_at, recall_at, reciprocal_rank, sign_test
from aisle.retrieval.evaluation.types import (
    ComparedQuestion,
    Comparison,
    Figures,
    Judged,
    TestQuestion,
)
from aisle.retrieval.items import ItemKind
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.search import Searcher
from aisle.retrieval.types import PassageHit, ProductHit, SearchResult

SHOWN = 5  # titles that are told of each ranking
IsAnswered = Callable[[str, SearchResult], bool]
Key = tuple[ItemKind, UUID]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question expects, as ids of the store."""

    question: TestQuestion
    keys: frozenset[Key]
    unknown: tuple[str, ...]

    @property
    def kinds(self) -> frozenset[ItemKind]:
        """Only kinds that are expected are searched: a product is no wrong answer to where a document is asked for."""
        return frozenset(kind for kind, _ in self.keys)


class Comparer:
    """Compares versions. is_answered: whether the assistant would answer a question from what was found."""

    def __init__(self, database: Database, searcher: Searcher, is_answered: IsAnswered) -> None:
        self._database, self._searcher, self._is_answered = database, searcher, is_answered

    async def compare(
        self,
        scope: Scope,
        before: UUID,
        after: UUID,
        *,
        k: int = 10,
        generated: bool = False,
        most: int = 2_000,
    ) -> Comparison:
        """Ask both versions every question, one right after the other, and measure what they find.

        generated: ask known-item queries made of the store's own titles. most: refused beyond. Raises NoQuestions,
        QuestionsInvalid, IndexVersionNotFound, IndexNotReady.
        """
        async with self._database.open_scope(scope) as session:
            questions = await self._questions(session, generated, most)
            expected = [await resolved(session, one) for one in questions]
        judge = partial(self._judge, scope, k=k)
        asked = [one for one in expected if one.keys]
        if not asked:
            raise QuestionsInvalid("Nothing that the test questions expect is in this store.")
        for version in (before, after):
            await judge(version, asked[0])  # what a first search warms up is no merit of the second version
        compared = []
        for number, one in enumerate(asked):
            order = (before, after) if number % 2 == 0 else (after, before)
            found = {version: await judge(version, one) for version in order}
            compared.append(ComparedQuestion(one.question, found[before], found[after], one.unknown))
        return _compared(before, after, k, generated, compared)

    async def _questions(self, session: Session, generated: bool, most: int) -> list[TestQuestion]:
        questions = (
            await generate_questions(session)
            if generated
            else await repository.after(session, None, most + 1)
        )
        if not questions:
            raise NoQuestions(
                "The store is empty."
                if generated
                else "Add some, or ask for generated ones: titles and questions of its own guides."
            )
        if len(questions) > most:
            raise QuestionsInvalid(f"There are more than {most:,} questions; compare on the command line.")
        return questions

    async def _judge(self, scope: Scope, version: UUID, expected: Expected, *, k: int) -> Judged:
        request = SearchRequest(
            expected.question.question, kinds=expected.kinds, limit=k, version=version, relax=False
        )
        begun = time.perf_counter()
        result = await self._searcher.search(scope, request)
        seconds = time.perf_counter() - begun
        return judged(expected, result, k, seconds, self._is_answered)


def judged(
    expected: Expected, result: SearchResult, k: int, seconds: float, is_answered: IsAnswered
) -> Judged:
    """Measure what was found for a question."""
    found = ranked(result)
    keys = list(found)
    return Judged(
        tuple(list(found.values())[:SHOWN]),
        recall_at(keys, expected.keys, k),
        reciprocal_rank(keys, expected.keys, k),
        ndcg_at(keys, expected.keys, k),
        is_answered(expected.question.question, result),
        seconds,
    )


async def resolved(session: Session, question: TestQuestion) -> Expected:
    """Find out which of the store's things a question expects."""
    products = await catalog.ids_by_name(session, question.products)
    documents = await knowledge.ids_by_name(session, question.documents)
    keys: set[Key] = {(ItemKind.PRODUCT, id_) for id_ in products.values()}
    keys |= {(ItemKind.PASSAGE, id_) for ids in documents.values() for id_ in ids}
    unknown = [name for name in question.products if name not in products]
    unknown += [name for name in question.documents if name not in documents]
    return Expected(question, frozenset(keys), tuple(unknown))


def ranked(result: SearchResult) -> dict[Key, str]:
    """Hits in one order by what they belong to, each once: several passages of a document are one find."""
    hits: list[ProductHit | PassageHit] = sorted(
        [*result.products, *result.passages], key=lambda hit: -hit.score
    )
    ranked: dict[Key, str] = {}
    for hit in hits:
        if isinstance(hit, ProductHit):
            ranked.setdefault((ItemKind.PRODUCT, hit.product.id), hit.product.title)
        else:
            ranked.setdefault((ItemKind.PASSAGE, hit.document_id), hit.title)
    return ranked


def _compared(
    before: UUID, after: UUID, k: int, generated: bool, compared: Sequence[ComparedQuestion]
) -> Comparison:
    better = sum(one.after.ndcg > one.before.ndcg for one in compared)
    worse = sum(one.after.ndcg < one.before.ndcg for one in compared)
    return Comparison(
        before,
        after,
        k,
        generated,
        figures_of([one.before for one in compared]),
        figures_of([one.after for one in compared]),
        tuple(sorted(compared, key=lambda one: -abs(one.after.ndcg - one.before.ndcg))),
        better,
        worse,
        sign_test(better, worse),
    )


def figures_of(answers: Sequence[Judged]) -> Figures:
    """Return the means over all questions."""
    times = sorted(one.seconds * 1000 for one in answers)
    return Figures(
        fmean(one.recall for one in answers),
        fmean(one.reciprocal_rank for one in answers),
        fmean(one.ndcg for one in answers),
        fmean(one.answered for one in answers),
        median(times),
        times[min(len(times) - 1, int(0.95 * len(times)))],
    )
