"""Asking the source's test questions: of what is live, and, inside the switch's transaction, of what would be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from aisle.catalog import service as catalog
from aisle.core.db import Database, Scope, Session
from aisle.knowledge import service as knowledge
from aisle.llm.errors import EmbedderUnavailable
from aisle.llm.ports import Embedder, EmbeddingKind, Vectors
from aisle.retrieval.evaluation import questions as evaluation
from aisle.retrieval.evaluation.types import TestQuestion
from aisle.retrieval.items import ItemKind
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.search import Searcher
from aisle.retrieval.types import SearchResult

MOST = 100  # questions that are asked
DEPTH = 10  # hits among which the expected one must be
IsAnswered = Callable[[str, SearchResult], bool]


class _Within(Database):
    """One open transaction in place of a pool: what is asked sees what the transaction has done so far."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @asynccontextmanager
    async def open_scope(
        self, scope: Scope, *, one_view: bool = False, keep_plans: bool = False
    ) -> AsyncIterator[Session]:
        yield self._session


class _Remembering:
    """An embedder that remembers what it embedded. closed: it asks nobody any more, because a transaction is open."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self._known, self.closed = embedder, dict[str, Any](), False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._embedder, name)

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        for text in texts:
            if text not in self._known:
                if self.closed:
                    raise EmbedderUnavailable("Nobody is asked within a transaction.")
                self._known[text] = (await self._embedder.embed([text], kind))[0]
        return np.stack([self._known[text] for text in texts])


@dataclass(slots=True)
class Rehearsal:
    """Test questions and which of them are answered now."""

    questions: Sequence[TestQuestion]
    answered: frozenset[str]
    embedders: Mapping[str, Any]
    is_answered: IsAnswered

    async def lost(self, session: Session) -> list[str]:
        """Return the questions that are answered now and would not be as the session sees the store."""
        for embedder in self.embedders.values():
            embedder.closed = True
        asked = [one for one in self.questions if one.question in self.answered]
        searcher = Searcher(_Within(session), self.embedders)
        found = [await _is_answered(searcher, session, one, self.is_answered) for one in asked]
        return [one.question for one, answered in zip(asked, found, strict=True) if not answered]


async def rehearse(
    database: Database,
    scope: Scope,
    embedders: Mapping[str, Embedder],
    settings: Mapping[str, Any],
    is_answered: IsAnswered,
) -> Rehearsal:
    """Ask the store's test questions, and those in the source's settings, of what is live."""
    remembering = {name: _Remembering(one) for name, one in embedders.items()}
    searcher = Searcher(database, remembering)
    async with database.open_scope(scope) as session:
        stored = await evaluation.list_questions(session, None, MOST)
    questions = [*_own(settings), *stored][:MOST]
    answered = set()
    for one in questions:
        if await _asked(database, scope, searcher, one, is_answered):
            answered.add(one.question)
    return Rehearsal(questions, frozenset(answered), remembering, is_answered)


def _own(settings: Mapping[str, Any]) -> list[TestQuestion]:
    """Questions of the source: {"question", "products", "documents"}; expecting nothing, any answer is one."""
    return [
        TestQuestion(one["question"], tuple(one.get("documents", ())), tuple(one.get("products", ())))
        for one in settings.get("questions") or ()
    ]


async def _asked(
    database: Database, scope: Scope, searcher: Searcher, question: TestQuestion, is_answered: IsAnswered
) -> bool:
    async with database.open_scope(scope) as session:
        wanted = await _wanted(session, question)
    return await _judge(searcher, scope, question, wanted, is_answered)


async def _is_answered(
    searcher: Searcher, session: Session, question: TestQuestion, is_answered: IsAnswered
) -> bool:
    wanted = await _wanted(session, question)
    return await _judge(searcher, session.scope, question, wanted, is_answered)


async def _judge(
    searcher: Searcher,
    scope: Scope,
    question: TestQuestion,
    wanted: frozenset[Any],
    is_answered: IsAnswered,
) -> bool:
    if (question.products or question.documents) and not wanted:
        return False  # nothing of what is expected is there
    kinds = frozenset(kind for kind, _ in wanted) or frozenset(ItemKind)
    request = SearchRequest(question.question, kinds=kinds, limit=DEPTH, relax=False)
    result = await searcher.search(scope, request)
    if not wanted:
        return is_answered(question.question, result)
    found = {(ItemKind.PRODUCT, hit.product.id) for hit in result.products}
    return bool(wanted & (found | {(ItemKind.PASSAGE, hit.document_id) for hit in result.passages}))


async def _wanted(session: Session, question: TestQuestion) -> frozenset[Any]:
    products = await catalog.ids_by_name(session, question.products)
    documents = await knowledge.ids_by_name(session, question.documents)
    keys: set[Any] = {(ItemKind.PRODUCT, id_) for id_ in products.values()}
    return frozenset(keys | {(ItemKind.PASSAGE, id_) for ids in documents.values() for id_ in ids})
