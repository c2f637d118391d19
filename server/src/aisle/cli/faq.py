"""`aisle faq`."""

from typing import Annotated, Any

import typer

from aisle.answering.faq import Faq, FaqEntry, find_faq
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.errors import InvalidInput
from aisle.retrieval.items import ItemKind
from aisle.retrieval.search import SearchRequest

LOOKED_AT = 20  # passages; entries are few, and near duplicates fall together


def faq(
    question: Annotated[str, typer.Argument(help="What a shopper may ask.")],
    store: StoreOption = "demo",
    limit: Annotated[int, typer.Option(min=1, max=20)] = 5,
    as_json: Json = False,
) -> None:
    """Find the shop's own questions and answers that come nearest to a question."""
    if not question.strip():
        raise InvalidInput("The question is empty.")
    found = run(_find(store, question, limit))
    show(_shape(found), _text(found), as_json)


async def _find(store: str, question: str, limit: int) -> Faq:
    async with parts_for() as parts:
        scope = (await operator_in(parts, store)).scope
        request = SearchRequest(question, (), frozenset({ItemKind.PASSAGE}), limit=LOOKED_AT)
        result = await parts.searcher.search(scope, request)
    return find_faq(result.passages, question, result.understanding.language, limit)


def _shape(found: Faq) -> dict[str, Any]:
    return {"items": [_entry(one) for one in found.entries], "related_questions": list(found.related)}


def _entry(one: FaqEntry) -> dict[str, Any]:
    evidence = [
        {
            "document_id": str(place.passage.document_id),
            "title": place.passage.title,
            "start": place.passage.start + place.start,
            "end": place.passage.start + place.end,
        }
        for place in one.evidence
    ]
    return {"question": one.question, "answer": one.answer, "score": one.score, "evidence": evidence}


def _text(found: Faq) -> str:
    lines = []
    for one in found.entries:
        places = ", ".join(dict.fromkeys(place.passage.title for place in one.evidence))
        lines += [
            f"{one.score:.2f}  {one.question}",
            f"      {' '.join(one.answer.split())}",
            f"      [{places}]",
        ]
    lines += [f"Also asked: {one}" for one in found.related]
    return "\n".join(lines) or "The shop's texts answer nothing like it."
