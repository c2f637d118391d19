"""Questions that nobody can answer: the store's test questions, and what shoppers searched and never found."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from aisle.catalog import service as catalog
from aisle.core.db import Database, Scope
from aisle.knowledge import service as knowledge
from aisle.linting.repository import content
from aisle.linting.types import Finding, Place, Severity
from aisle.retrieval.evaluation import questions as evaluation
from aisle.retrieval.evaluation.types import TestQuestion
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.search import Searcher

MOST, DEPTH = 100, 10
MOST_QUERIES = 20
MONTH = timedelta(days=30)


async def unanswered(database: Database, searcher: Searcher, scope: Scope) -> AsyncIterator[Finding]:
    """Yield test questions whose expected product or document is gone, or not among the first hits."""
    async with database.open_scope(scope) as session:
        stored = await evaluation.list_questions(session, None, MOST)
    for one in stored:
        async with database.open_scope(scope) as session:
            products = set((await catalog.ids_by_name(session, one.products)).values())
            named = await knowledge.ids_by_name(session, one.documents)
        documents = {id_ for ids in named.values() for id_ in ids}
        if not products and not documents:
            yield _gone(one)
            continue
        result = await searcher.search(scope, SearchRequest(one.question, limit=DEPTH, relax=False))
        found = {hit.product.id for hit in result.products} | {hit.document_id for hit in result.passages}
        if not found & (products | documents):
            yield _not_found(one)


async def never_found(database: Database, scope: Scope, now: datetime) -> AsyncIterator[Finding]:
    """Yield what shoppers searched most in the last month and never found."""
    async with database.open_scope(scope) as session:
        queries = await content.queries_without_finds(session, now - MONTH, MOST_QUERIES)
    for query, _ in queries:
        yield Finding(
            "question.finds_nothing",
            Severity.HINT,
            "Shoppers search for this, and nothing is found.",
            "Write a text that answers it, add a synonym, or take such a product into the range.",
            (Place(query, "What shoppers search"),),
        )


def _gone(one: TestQuestion) -> Finding:
    return Finding(
        "question.expectation_gone",
        Severity.ERROR,
        "What a test question expects is gone.",
        "Publish the text or product again, or change the question.",
        (Place(one.question, "Test questions"),),
    )


def _not_found(one: TestQuestion) -> Finding:
    expected = ", ".join([*one.documents, *one.products])[:300]
    return Finding(
        "question.unanswered",
        Severity.WARNING,
        "A test question does not find what it expects.",
        "Say in the text what the question asks, in its words, or add a synonym.",
        (Place(one.question, "Test questions"), Place(expected, "What it expects")),
    )
