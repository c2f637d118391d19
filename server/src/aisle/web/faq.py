"""GET /faq."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from aisle.answering.faq import Evidence, Faq, find_faq
from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.knowledge.validity import LONGEST_MARKET, market_of
from aisle.retrieval.items import ItemKind
from aisle.retrieval.search import SearchRequest
from aisle.web.deps import Parts, may
from aisle.web.filling import fill_in
from aisle.web.text import Storable, clean

router = APIRouter(tags=["search"])
LOOKED_AT = 20  # passages; entries are few, and near duplicates fall together


@router.get("/faq", summary="Find questions and answers")
async def frequent_questions(
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.SEARCH))],
    question: Annotated[Storable, Query(min_length=1, max_length=2_000)],
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
    market: Annotated[Storable | None, Query(max_length=LONGEST_MARKET)] = None,
) -> dict[str, Any]:
    """Return the shop's own questions and answers that come nearest, with where they stand, and related questions."""
    asked = clean(question)
    if not asked:
        raise InvalidInput("The question is empty.")
    request = SearchRequest(
        asked, (), frozenset({ItemKind.PASSAGE}), limit=LOOKED_AT, market=market_of(market)
    )
    found = await parts.searcher.search(caller.scope, request)
    language = found.understanding.language
    body = shape_faq(find_faq(found.passages, asked, language, limit))
    await fill_in(parts, caller.scope, body["items"], ("question", "answer"), language)
    return body


def shape_faq(faq: Faq) -> dict[str, Any]:
    """Shape what a question finds."""
    return {
        "items": [
            {
                "question": entry.question,
                "is_question": entry.is_question,
                "answer": entry.answer,
                "score": entry.score,
                "evidence": [_evidence(one) for one in entry.evidence],
            }
            for entry in faq.entries
        ],
        "related_questions": faq.related,
        "score_direction": "higher_is_better",
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    passage = one.passage
    return {
        "document_id": passage.document_id,
        "chunk_id": passage.chunk_id,
        "title": passage.title,
        "url": passage.url,
        "page": passage.page,
        "section": passage.section,
        "start": passage.start + one.start,
        "end": passage.start + one.end,
        "as_of": passage.as_of,
    }
