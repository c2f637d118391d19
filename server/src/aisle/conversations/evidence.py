"""Gathering what an answer may rest on."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from aisle.answering.interpret import Interpretation, Kind
from aisle.answering.lexicon import by_region
from aisle.answering.measure_limits import names_limit
from aisle.answering.phrases import say
from aisle.answering.stated_needs import Need, stated_needs
from aisle.answering.superlatives import names_order
from aisle.core.db import Scope
from aisle.retrieval.items import ItemKind
from aisle.retrieval.search import Searcher, SearchRequest
from aisle.retrieval.types import Filter, PassageHit, SearchResult, Understanding, Wants

PASSAGES = 20  # passages that the writer may choose from
PRODUCTS = 12  # products that the writer may choose from
WEIGHED = 48  # products that are weighed where the shopper states needs that no word of theirs need match
LOOKED_UP = 6  # passages for each stated need, and for a country by the name of its region
NEAREST = 10  # passages found by the question itself that come before those looked up
_SOFT = "tag"  # shops tag some of their goods: a tag that is asked for puts products first and hides none


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks to be searched for, and how the search understands it."""

    request: SearchRequest
    understood: Understanding


async def gather(
    searcher: Searcher,
    scope: Scope,
    meaning: Interpretation,
    asked: Asked,
    conversation: UUID | None = None,
    *,
    logged: bool = True,
) -> SearchResult:
    """Search for what a message asks, with the products that it refers to in any case.

    When nothing meets the limits they give way step by step, while the understanding keeps them: the writer then says
    what was relaxed. Needs that are stated beside the question ("I'm 163 cm") are looked
    up in the guides for themselves. conversation: lets what is said otherwise be told from what is said anew. logged:
    whether the search counts towards suggestions.
    """
    text, understood = asked.request.text, asked.understood
    limits = understood.filters
    needs = (
        stated_needs(text, understood.language)
        if understood.wants is not Wants.KNOWLEDGE or meaning.kind is not Kind.ASK
        else ()
    )
    measured = names_limit(text) or names_order(text)
    limit = WEIGHED if needs or limits or understood.sort or measured else PRODUCTS
    hard = asked.request.filters if understood.things else _hard(limits)
    request = replace(
        asked.request,
        filters=hard,
        limit=limit,
        products=_named(meaning),
        relax=True,
        logged=logged and understood.wants is not Wants.KNOWLEDGE,
        conversation=conversation,
    )
    found = await searcher.search(scope, request)
    more = await _about_needs(searcher, scope, needs, understood, request.market)
    if (renamed := by_region(text)) is not None:
        more += await _passages(searcher, scope, renamed, request.market)
    nearest, rest = found.passages[:NEAREST], found.passages[NEAREST:PASSAGES]
    return replace(found, understanding=understood, passages=_each_once((*nearest, *more, *rest)))


async def _about_needs(
    searcher: Searcher,
    scope: Scope,
    needs: Sequence[Need],
    understood: Understanding,
    market: str | None,
) -> tuple[PassageHit, ...]:
    """What guides say about each need and the kind of goods asked for."""
    kind = " ".join(
        value.rsplit("/", 1)[-1]
        for one in understood.filters
        if one.field == "category"
        for value in one.values[:1]
    )
    texts = [say(f"look_up_{need.kind}", understood.language, need=need.text, kind=kind) for need in needs]
    found = await asyncio.gather(*(_passages(searcher, scope, text, market) for text in texts))
    return tuple(hit for passages in found for hit in passages)


async def _passages(
    searcher: Searcher, scope: Scope, text: str, market: str | None
) -> tuple[PassageHit, ...]:
    request = SearchRequest(text, (), frozenset({ItemKind.PASSAGE}), limit=LOOKED_UP, market=market)
    return (await searcher.search(scope, request)).passages


def _each_once(passages: Sequence[PassageHit]) -> tuple[PassageHit, ...]:
    return tuple(
        {hit.chunk_id: hit for hit in reversed(passages)}[id_]
        for id_ in dict.fromkeys(hit.chunk_id for hit in passages)
    )


def _hard(filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """The limits that hide what does not meet them."""
    return tuple(one for one in filters if one.field != _SOFT or one.op == "not")


def _named(meaning: Interpretation) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys([*(meaning.compare_ids or ()), *meaning.refers_to]))
