"""Answers with their ledger and what they cost, as they are kept, and back."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from aisle.answering.claims import Claim, Fault, Method, Verdict
from aisle.answering.segments_json import from_json, to_json
from aisle.answering.types import Answer, ProductSegment, Segment
from aisle.answering.writer import Finished
from aisle.catalog.types import Product
from aisle.conversations.repository.ledger import rows_of
from aisle.llm.chat import Usage


def content_of(finished: Finished) -> dict[str, Any]:
    """Return an answer as JSON values."""
    return {
        "answer": to_json(finished.answer),
        "claims": rows_of(finished.claims),
        "usage": [asdict(one) for one in finished.usage],
    }


def answer_of(content: Mapping[str, Any]) -> Answer:
    """Return the answer alone, as it was written."""
    return from_json(content["answer"])


def finished_of(content: Mapping[str, Any], products: Mapping[UUID, Product]) -> Finished:
    """Return the answer as it is given now; nothing is spent on it. products: those that it shows, as they are now."""
    answer = answer_of(content)
    segments = tuple(_of_today(one, products) for one in answer.segments)
    return Finished(replace(answer, segments=segments), tuple(_claim(one) for one in content["claims"]))


def _of_today(segment: Segment, products: Mapping[UUID, Product]) -> Segment:
    """Who is given the answer now has never seen the price of then."""
    if not isinstance(segment, ProductSegment) or segment.product_id not in products:
        return segment
    prices = products[segment.product_id].price_range
    return replace(segment, price_then=prices.lowest if prices else None)


def spent_on(content: Mapping[str, Any]) -> tuple[Usage, ...]:
    """Return what was spent when the answer was written."""
    return tuple(Usage(**one) for one in content["usage"])


def _claim(row: Mapping[str, Any]) -> Claim:
    return Claim(
        row["text"],
        Verdict(row["verdict"]),
        row["shown_text"],
        tuple(row["marks"]),
        tuple(Fault(one) for one in row["faults"]),
        row["support"],
        Method(row["method"]),
    )
