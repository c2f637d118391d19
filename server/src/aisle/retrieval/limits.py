"""Filters turned into limits that the catalogue and the guides can check."""

import re
from decimal import Decimal

from aisle.catalog.criteria import Choice, Criteria, MeasuredRange, Range
from aisle.catalog.measures import measured
from aisle.knowledge.criteria import PassageCriteria
from aisle.retrieval.filters import (
    ATTRIBUTE,
    PASSAGE_FIELDS,
    PLAIN_FIELDS,
    RANGE_OPS,
    TEXT,
    FilterRefused,
    is_attribute,
    prices,
    quantity,
    ratings,
)
from aisle.retrieval.names import NO_NAMES, AttributeNames
from aisle.retrieval.types import Filter, FilterOp

_KINDS = {"mass": "a weight", "volume": "a volume", "length": "a length", "": "a number without a unit"}
_NEGATIVE = re.compile(r"\s*[-\u2010-\u2015\u2212\ufe63\uff0d]")


def criteria_of(filters: tuple[Filter, ...], names: AttributeNames = NO_NAMES) -> Criteria:
    """Return the limits on products. Raises FilterRefused."""
    wanted = [one for one in filters if one.op is not FilterOp.NOT]
    pieces = [quantity(one) for one in wanted if one.field == "stock"]
    return Criteria(
        categories=_plain(wanted, "category"),
        brands=_plain(wanted, "brand"),
        tags=_plain(wanted, "tag"),
        prices=_all([prices(one) for one in wanted if one.field == "price"]),
        ratings=_all([ratings(one) for one in wanted if one.field == "rating"]),
        in_stock=None in pieces,
        quantity=max((one for one in pieces if one is not None), default=None),
        chosen=tuple(
            _choice(one, names) for one in wanted if is_attribute(one.field) and one.op not in RANGE_OPS
        ),
        measured=tuple(
            _sizes(one, names) for one in wanted if is_attribute(one.field) and one.op in RANGE_OPS
        ),
        unwanted=tuple(
            (one.field, one.values) for one in filters if one.op is FilterOp.NOT and one.field in PLAIN_FIELDS
        ),
        unwanted_values=tuple(
            _choice(one, names) for one in filters if one.op is FilterOp.NOT and is_attribute(one.field)
        ),
        unwanted_words=tuple(word for one in filters if one.field == TEXT for word in one.values),
    )


def passage_criteria_of(filters: tuple[Filter, ...], chunking: str | None = None) -> PassageCriteria:
    """Return the limits on passages of a chunking; filters on products do not concern them."""
    concerned = [one for one in filters if one.field in PASSAGE_FIELDS]
    return PassageCriteria(
        wanted=tuple((one.field, one.values) for one in concerned if one.op is not FilterOp.NOT),
        unwanted=tuple((one.field, one.values) for one in concerned if one.op is FilterOp.NOT),
        chunking=chunking,
    )


def _plain(filters: list[Filter], field: str) -> tuple[str, ...]:
    return tuple(value for one in filters if one.field == field for value in one.values)


def _all(ranges: list[Range]) -> Range:
    joined = Range()
    for one in ranges:
        joined = joined.within(one)
    return joined


def _choice(one: Filter, names: AttributeNames) -> Choice:
    return Choice(_field(one, names), names.of(one.field), one.values)


def _sizes(one: Filter, names: AttributeNames) -> MeasuredRange:
    if any(_NEGATIVE.match(value) for value in one.values):
        raise FilterRefused(f"“{one.field}” is limited by a measure, and none is less than 0.")
    if not names.has_measures(one.field):
        raise FilterRefused(f"“{one.field}” holds words and no measures here: compare it with eq, in or not.")
    found = [measured(value) for value in one.values]
    kinds = {size[0] for size in found if size is not None}
    if None in found or len(kinds) != 1 or len(found) != (2 if one.op is FilterOp.BETWEEN else 1):
        raise FilterRefused(
            f"“{one.field}” is limited by a measure: lte, lt or gte with one such as 40 L, between with two of a kind."
        )
    kind, usual = kinds.pop(), names.kind_of(one.field)
    if usual is not None and usual != kind:
        raise FilterRefused(
            f"“{one.field}” holds {_KINDS.get(usual, usual)}, and “{one.values[0]}” is {_KINDS.get(kind, kind)}."
        )
    sizes = [Decimal(repr(size[1])) for size in found if size is not None]
    if sizes[0] > sizes[-1]:
        raise FilterRefused(f"A range of “{one.field}” begins with the lower value.")
    limits = {
        FilterOp.GTE: Range(least=sizes[0]),
        FilterOp.LTE: Range(most=sizes[0]),
        FilterOp.LT: Range(below=sizes[0]),
        FilterOp.BETWEEN: Range(sizes[0], sizes[-1]),
    }
    return MeasuredRange(_field(one, names), names.of(one.field), kind, limits[one.op])


def _field(one: Filter, names: AttributeNames) -> str:
    """One name for what a store may call Colour, colour and Color: "attribute." with the first of them."""
    return next((f"{ATTRIBUTE}{own}" for own in names.of(one.field)), one.field)
