"""What was said before, as the writer needs it: small, and read without touching the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from aisle.answering.types import Answer, PastTurn
from aisle.conversations.types import StoredMessage
from aisle.retrieval.types import Filter, FilterOp

TURNS = 6  # a follow-up refers to what is on screen, not to last week


def remembered(answer: Answer, titles: dict[UUID, str], text: str) -> dict[str, Any]:
    """Return what a later turn needs of an answer, as JSON kept with the message."""
    return {
        "text": text[:4000],
        "product_ids": [str(product) for product in answer.product_ids],
        "product_titles": [titles.get(product, "") for product in answer.product_ids],
        "filters": [filter_to_json(one) for one in answer.filters],
        "clarified": answer.clarify is not None,
        "offered": answer.offer_person,
    }


def past_turns(rows: Sequence[Mapping[str, Any]]) -> tuple[PastTurn, ...]:
    """Pair up questions with their answers, oldest first; a turn without an answer keeps its question.

    rows: turn_id, role, text and memory of messages, in their order.
    """
    questions: dict[UUID, str] = {}
    answers: dict[UUID, dict[str, Any]] = {}
    for row in rows:
        if row["role"] == "user":
            questions[row["turn_id"]] = row["text"] or ""
        else:
            answers[row["turn_id"]] = row["memory"] or {}
    return tuple(_past(question, answers.get(turn, {})) for turn, question in questions.items())


def text_of(message: StoredMessage) -> str:
    """Return the words of a shopper's message."""
    return str(message.content.get("text", ""))


def filter_to_json(one: Filter) -> dict[str, Any]:
    """Return a filter as callers send and receive it."""
    return {"field": one.field, "op": str(one.op), "values": list(one.values), "text": one.text}


def filter_from_json(data: dict[str, Any]) -> Filter:
    """Read what `filter_to_json` wrote."""
    return Filter(data["field"], FilterOp(data["op"]), tuple(data["values"]), data["text"])


def _past(question: str, memory: dict[str, Any]) -> PastTurn:
    return PastTurn(
        question,
        memory.get("text", ""),
        tuple(UUID(one) for one in memory.get("product_ids", ())),
        tuple(filter_from_json(one) for one in memory.get("filters", ())),
        tuple(memory.get("product_titles", ())),
        bool(memory.get("clarified")),
        bool(memory.get("offered")),
    )
