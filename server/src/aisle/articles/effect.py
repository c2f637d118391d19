"""What approving a version would do to the store's test questions: measured on the real index, and undone.

Every question is asked twice by the code that answers shoppers. The second time it is asked in a transaction in which the
version has been published, and which is rolled back afterwards: shoppers see nothing of it, and no rows are left behind. A
few questions share a transaction, so that nobody waits long for its locks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from aisle.articles.candidate import Candidate, drafted, prepare
from aisle.articles.service import reading
from aisle.articles.service.publishing import source_of_articles
from aisle.articles.tools import ArticleTools
from aisle.core.db import Database, Scope, Session
from aisle.knowledge import service as knowledge
from aisle.knowledge.ports import DocumentParser
from aisle.retrieval import versions
from aisle.retrieval.errors import IndexNotReady
from aisle.retrieval.evaluation import questions as test_questions
from aisle.retrieval.evaluation.comparing import Expected, IsAnswered, judged, resolved
from aisle.retrieval.evaluation.types import ComparedQuestion, TestQuestion
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.items import ItemKind
from aisle.retrieval.lexical.reader import LexicalReader
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.search import PreparedSearch, Searcher
from aisle.retrieval.types import SearchResult

MOST_QUESTIONS = 500
AT_ONCE = 20  # questions in one transaction
K = 10


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes. questions: those that expect documents. left_out: more than are asked."""

    questions: tuple[ComparedQuestion, ...]
    left_out: int

    @property
    def better(self) -> int:
        """How many questions find what they expect higher up."""
        return sum(one.after.ndcg > one.before.ndcg for one in self.questions)

    @property
    def worse(self) -> int:
        """How many questions find it lower down, or not any more."""
        return sum(one.after.ndcg < one.before.ndcg for one in self.questions)

    @property
    def answered(self) -> tuple[int, int]:
        """How many questions the assistant would try to answer, before and after."""
        before = sum(one.before.answered for one in self.questions)
        return before, sum(one.after.answered for one in self.questions)


class _Undo(Exception):
    """Ends a transaction whose changes are not kept."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Measures effects. is_answered: whether the assistant would answer a question from what was found."""

    database: Database
    searcher: Searcher
    indexer: Indexer
    parser: DocumentParser
    tools: ArticleTools
    is_answered: IsAnswered

    async def measure(self, scope: Scope, article_id: UUID, number: int) -> Effect:
        """Ask the store's test questions without a version and with it.

        Raises ArticleNotFound, ArticleVersionNotFound, IndexNotReady, ParseFailed, EmbedderUnavailable, EmbedderRefused.
        """
        async with self.database.open_scope(scope) as session:
            article = await reading.get_article(session, article_id)
            _, shown = await reading.get_shown(session, article_id, number)
            asked = await _asked(session)
            live = await versions.get_live(session)
            draft = await drafted(session, article, shown.content)
        if not asked:
            return Effect((), 0)
        candidate = await prepare(self.parser, self.indexer, live, draft)
        compared: list[ComparedQuestion] = []
        for start in range(0, min(len(asked), MOST_QUESTIONS), AT_ONCE):
            some = asked[start : min(start + AT_ONCE, MOST_QUESTIONS)]
            compared += await self._compare(scope, candidate, some)
        ordered = sorted(compared, key=lambda one: -abs(one.after.ndcg - one.before.ndcg))
        return Effect(tuple(ordered), max(0, len(asked) - MOST_QUESTIONS))

    async def _compare(
        self, scope: Scope, candidate: Candidate, asked: Sequence[TestQuestion]
    ) -> list[ComparedQuestion]:
        market = next(iter(candidate.content.validity.markets), None)
        prepared = [await self.searcher.prepare(scope, _request(one, market)) for one in asked]
        try:
            async with self.database.open_scope(scope) as session:
                before = await self._ask(session, prepared)
                await self._publish(session, candidate)
                # Only now does the store know a document that this version is the first of.
                expected = [await resolved(session, one) for one in asked]
                after = await self._ask(session, prepared)
                raise _Undo
        except _Undo:
            told = zip(expected, prepared, before, after, strict=True)
            return [await self._compared(*one) for one in told]

    async def _ask(self, session: Session, prepared: Sequence[PreparedSearch]) -> list[SearchResult]:
        reader = LexicalReader()  # what it reads is of this transaction alone
        return [_whole(await self.searcher.ask(session, one, reader)) for one in prepared]

    async def _publish(self, session: Session, candidate: Candidate) -> None:
        """Let the version answer, as approving it would, whenever its time is."""
        source_id, validity = await source_of_articles(session), candidate.content.validity
        always = replace(validity, valid_from=None, valid_until=None)
        released = await knowledge.release(
            session, self.tools.jobs, self.tools.vault, source_id, candidate.file, always
        )
        await versions.hold(session)
        stored = await knowledge.save_reading(
            session, candidate.as_stored(released.version_id, released.document_id)
        )
        (chunking, passages), *_ = (stored or {}).items()
        published = await knowledge.publish(session, released.document_id, released.version_id, [chunking])
        await self.indexer.write(session, candidate.indexed_as(passages))
        if published is not None:
            await self.indexer.remove_orphans(session, published.orphans)

    async def _compared(
        self, one: Expected, prepared: PreparedSearch, before: SearchResult, after: SearchResult
    ) -> ComparedQuestion:
        ranked = [await self.searcher.rerank(prepared, found) for found in (before, after)]
        was, now = (judged(one, found, K, 0.0, self.is_answered) for found in ranked)
        return ComparedQuestion(one.question, was, now, one.unknown)


async def _asked(session: Session) -> list[TestQuestion]:
    """Questions about documents: what is published can move no product."""
    found = await test_questions.list_questions(session, None, test_questions.MOST_QUESTIONS)
    return [one for one in found if one.documents]


def _request(question: TestQuestion, market: str | None) -> SearchRequest:
    return SearchRequest(
        question.question, kinds=frozenset({ItemKind.PASSAGE}), limit=K, relax=False, market=market
    )


def _whole(found: SearchResult | None) -> SearchResult:
    if found is None:
        raise IndexNotReady("The index of this store is being exchanged; try again.")
    return found
