"""Gathering what an answer may rest on."""

from dataclasses import replace
from uuid import UUID

from aisle.answering.interpret import Interpretation
from aisle.core.db import Scope
from aisle.retrieval.search import Searcher, SearchRequest
from aisle.retrieval.types import Filter, SearchResult, Wants

MOST = 12  # passages and products that the writer may choose from


async def gather(
    searcher: Searcher, scope: Scope, meaning: Interpretation, filters: tuple[Filter, ...] | None
) -> SearchResult:
    """Search for what a message asks, with the products that it refers to in any case.

    When the limits leave no product, the nearest ones without them come along, while the understanding keeps the
    limits: the writer then says what was relaxed.
    """
    request = SearchRequest(meaning.standalone_query, filters, limit=MOST, products=_named(meaning))
    found = await searcher.search(scope, request)
    limits = found.understanding.filters
    if found.products or not limits or found.understanding.wants is Wants.KNOWLEDGE:
        return found
    wider = await searcher.search(scope, replace(request, filters=_without_limits(limits)))
    return replace(wider, understanding=found.understanding)


def _without_limits(filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Keep what was asked for (a category), drop what it must be like."""
    return tuple(one for one in filters if one.field == "category" and one.op != "not")


def _named(meaning: Interpretation) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys([*(meaning.compare_ids or ()), *meaning.refers_to]))
