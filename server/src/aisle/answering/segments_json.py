"""Answers as plain JSON and back, for storing them with their messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from aisle.answering.types import (
    Answer,
    Basis,
    Cell,
    CitationSegment,
    Clarify,
    ComparisonRow,
    ComparisonSegment,
    Fact,
    FactSegment,
    ProductSegment,
    Segment,
    TextSegment,
    Tone,
)
from aisle.catalog.types import Money
from aisle.retrieval.types import Filter, FilterOp, Origin, Relaxation, Step

_KINDS: dict[type[Segment], str] = {
    TextSegment: "text",
    CitationSegment: "citation",
    FactSegment: "fact",
    ProductSegment: "product",
    ComparisonSegment: "comparison",
}


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as JSON values only; `from_json` gives an equal answer back."""
    plain: dict[str, Any] = _plain(answer)
    for segment, stored in zip(answer.segments, plain["segments"], strict=True):
        stored["kind"] = _KINDS[type(segment)]
    return plain


def from_json(data: Mapping[str, Any]) -> Answer:
    """The answer that `to_json` was given; raises KeyError or ValueError for anything else."""
    clarify = data["clarify"]
    return Answer(
        segments=tuple(_READERS[one["kind"]](one) for one in data["segments"]),
        suggestions=tuple(data["suggestions"]),
        clarify=Clarify(clarify["question"], tuple(clarify["options"])) if clarify else None,
        offer_person=data["offer_person"],
        confidence=data["confidence"],
        reasons=tuple(data["reasons"]),
        abstained=data["abstained"],
        label=data["label"],
        filters=tuple(_filter(one) for one in data["filters"]),
        relaxed=tuple(_relaxation(one) for one in data["relaxed"]),
        writer=data["writer"],
        language=data["language"],
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, (UUID, Decimal)) else value


def _text(data: Mapping[str, Any]) -> Segment:
    return TextSegment(data["text"])


def _citation(data: Mapping[str, Any]) -> Segment:
    as_of = data["as_of"]
    return CitationSegment(
        mark=data["mark"],
        chunk_id=UUID(data["chunk_id"]),
        document_id=UUID(data["document_id"]),
        document_version_id=UUID(data["document_version_id"]),
        start=data["start"],
        end=data["end"],
        quote=data["quote"],
        title=data["title"],
        url=data["url"],
        page=data["page"],
        section=tuple(data["section"]),
        as_of=datetime.fromisoformat(as_of) if as_of else None,
    )


def _fact(data: Mapping[str, Any]) -> Segment:
    variant = data["variant_id"]
    return FactSegment(
        data["id"], UUID(data["product_id"]), UUID(variant) if variant else None, Fact(data["fact"])
    )


def _product(data: Mapping[str, Any]) -> Segment:
    then = data["price_then"]
    price = Money(Decimal(then["amount"]), then["currency"]) if then else None
    return ProductSegment(
        UUID(data["product_id"]), data["reason"], Tone(data["tone"]), Basis(data["basis"]), price
    )


def _comparison(data: Mapping[str, Any]) -> Segment:
    rows = tuple(
        ComparisonRow(row["label"], tuple(_cell(cell) for cell in row["cells"]), row["citation_mark"])
        for row in data["rows"]
    )
    return ComparisonSegment(tuple(UUID(id_) for id_ in data["product_ids"]), rows)


def _cell(data: Mapping[str, Any]) -> Cell:
    return Cell(data["text"], Fact(data["fact"]) if data["fact"] else None, data["note"], data["best"])


def _filter(data: Mapping[str, Any]) -> Filter:
    origin = Origin(**data["origin"]) if data["origin"] else None
    return Filter(data["field"], FilterOp(data["op"]), tuple(data["values"]), data["text"], origin)


def _relaxation(data: Mapping[str, Any]) -> Relaxation:
    instead = _filter(data["instead"]) if data["instead"] else None
    return Relaxation(Step(data["step"]), _filter(data["filter"]), instead, data["found"])


_READERS: dict[str, Callable[[Mapping[str, Any]], Segment]] = {
    "text": _text,
    "citation": _citation,
    "fact": _fact,
    "product": _product,
    "comparison": _comparison,
}
