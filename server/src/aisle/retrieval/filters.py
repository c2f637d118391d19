"""Filters as shoppers and programs write them: a small grammar, checked before anything else reads them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches

from aisle.catalog.criteria import Range
from aisle.catalog.types import LARGEST_AMOUNT
from aisle.core.errors import InvalidInput
from aisle.retrieval.types import Filter, FilterOp, Understanding

ATTRIBUTE = "attribute."
EITHER = "|"  # between the names of attributes of which any may hold: attribute.Capacity|Volume
PASSAGE_FIELDS = frozenset({"source", "language", "document.category", "document.tag"})
PLAIN_FIELDS = frozenset({"category", "brand", "tag"})
NAMED_ATTRIBUTES = {"size": "size", "colour": "colour", "color": "colour"}
TEXT = "text"  # the words of a product's title and description
FIELDS = PLAIN_FIELDS | PASSAGE_FIELDS | {"price", "rating", "stock", "size", "colour", "color", TEXT}
ANY_FIELD = (*sorted(FIELDS), "attribute.<name>")
NAMED_OPS = frozenset({FilterOp.EQ, FilterOp.IN, FilterOp.NOT})
RANGE_OPS = frozenset({FilterOp.LTE, FilterOp.LT, FilterOp.GTE, FilterOp.BETWEEN})
MOST_FILTERS = 50
MOST_VALUES = 100
LONGEST_VALUE = 1_000
LONGEST_NAME = 100
LONGEST_WORD = 60
BEST_RATING = Decimal(5)
_NUMBER = re.compile(r"[0-9]{1,20}(\.[0-9]{0,20})?|\.[0-9]{1,20}")
_QUANTITY = re.compile(r"[0-9]{1,9}")


class FilterRefused(InvalidInput):
    """A filter has an operator or value that its field does not take."""

    code = "filter_invalid"
    title = "A filter is not valid"


class UnknownField(FilterRefused):
    """A filter, facet or order names what products and passages do not have; `did_you_mean` in extra."""

    code = "unknown_field"
    title = "There is no such field"


class UnknownFilterId(FilterRefused):
    """A filter that was to be ignored is none that the question sets; `unknown` in extra."""

    code = "unknown_filter_id"
    title = "There is no such filter in the question"


def check(filters: tuple[Filter, ...]) -> None:
    """Raise FilterRefused for a filter that cannot be applied."""
    if len(filters) > MOST_FILTERS:
        raise FilterRefused(f"At most {MOST_FILTERS} filters can be combined.")
    for one in filters:
        _check_words(one)
        if one.field == "price":
            prices(one)
        elif one.field == "rating":
            ratings(one)
        elif one.field == "stock":
            quantity(one)
        elif one.field == TEXT:
            _check_text(one)
        elif one.op not in NAMED_OPS and not is_attribute(one.field):
            raise FilterRefused(
                f"“{one.field}” is compared with eq, in or not; only numbers and measures have limits."
            )


def check_ignored(understood: Understanding) -> None:
    """Raise UnknownFilterId for ids to ignore that name no filter of the question."""
    if understood.unknown:
        told = ", ".join(f"“{one[:LONGEST_NAME]}”" for one in understood.unknown)
        raise UnknownFilterId(
            f"{told} names no filter that was read from this question; send the `id` of one of its `filters`.",
            unknown=list(understood.unknown),
        )


def is_attribute(field: str) -> bool:
    """Whether a field is an attribute or option of products."""
    return field in NAMED_ATTRIBUTES or field.startswith(ATTRIBUTE)


def names_of(field: str) -> tuple[str, ...]:
    """Return the names of an attribute filter's field; several where any of them may hold."""
    return tuple(field.removeprefix(ATTRIBUTE).split(EITHER))


def unknown_field(
    field: str, known: Iterable[str], what: str = "a field", usable: Iterable[str] = ANY_FIELD
) -> UnknownField:
    """Return the error for a name that does not exist, with those that come nearest.

    known: what there is. what: it should have been. usable: what to name where nothing is near.
    """
    by_bare = {_bare(name): name for name in known}
    near = [by_bare[name] for name in get_close_matches(_bare(field)[:LONGEST_NAME], by_bare, 3)]
    hint = (
        f"Did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else f"Use {', '.join(usable)}."
    )
    return UnknownField(f"“{field[:LONGEST_NAME]}” is not {what} here. {hint}", did_you_mean=near)


def _bare(field: str) -> str:
    return field.removeprefix(ATTRIBUTE).casefold()


def prices(one: Filter) -> Range:
    """Return the prices that a filter allows. Raises FilterRefused."""
    return _range(one, "price", "a price: write plain numbers such as 49.90", Decimal(LARGEST_AMOUNT))


def ratings(one: Filter) -> Range:
    """Return the ratings that a filter allows. Raises FilterRefused."""
    return _range(one, "rating", "a rating: write plain numbers such as 4.5", BEST_RATING)


def quantity(one: Filter) -> int | None:
    """Return how many pieces a filter on stock asks for, None for any. Raises FilterRefused."""
    if one.op in (FilterOp.EQ, FilterOp.IN) and set(one.values) == {"in_stock"}:
        return None
    if one.op is FilterOp.GTE and len(one.values) == 1 and _QUANTITY.fullmatch(one.values[0]):
        return int(one.values[0])
    raise FilterRefused("The filter “stock” knows eq in_stock, and gte with a whole number of pieces.")


def _check_words(one: Filter) -> None:
    if any("\0" in part for part in (one.field, *one.values)):
        raise FilterRefused("A filter holds a character that no text has.")
    if one.field not in FIELDS and not (one.field.startswith(ATTRIBUTE) and one.field != ATTRIBUTE):
        raise unknown_field(one.field, FIELDS)
    if len(one.field) > LONGEST_NAME + len(ATTRIBUTE):
        raise FilterRefused(f"The name of an attribute has at most {LONGEST_NAME} characters.")
    if not one.values or not all(0 < len(value) <= LONGEST_VALUE for value in one.values):
        raise FilterRefused(f"The filter “{one.field}” needs a value of at most {LONGEST_VALUE} characters.")
    if len(one.values) > MOST_VALUES:
        raise FilterRefused(f"The filter “{one.field}” takes at most {MOST_VALUES} values.")


def _check_text(one: Filter) -> None:
    if one.op is not FilterOp.NOT:
        raise FilterRefused(
            "The filter “text” knows not, with words that no text may hold; the query finds words."
        )
    if any(len(value) > LONGEST_WORD or not any(map(str.isalnum, value)) for value in one.values):
        raise FilterRefused(f"The filter “text” takes words of at most {LONGEST_WORD} characters.")


def _range(one: Filter, noun: str, what: str, largest: Decimal) -> Range:
    if not all(_NUMBER.fullmatch(value) for value in one.values):
        raise FilterRefused(f"“{', '.join(one.values)[:100]}” is not {what}, from 0 to {largest}.")
    values = [Decimal(value) for value in one.values]
    if not all(value <= largest for value in values):
        raise FilterRefused(f"A {noun} limit is a number from 0 to {largest}.")
    if one.op is FilterOp.BETWEEN and len(values) == 2:
        if values[0] > values[1]:
            raise FilterRefused(f"A {noun} range begins with the lower {noun}.")
        return Range(values[0], values[1])
    if len(values) == 1:
        limits = {
            FilterOp.GTE: Range(values[0], None),
            FilterOp.LTE: Range(None, values[0]),
            FilterOp.LT: Range(below=values[0]),
            FilterOp.EQ: Range(values[0], values[0]),
        }
        if one.op in limits:
            return limits[one.op]
    raise FilterRefused(f"A {noun} filter uses lte, lt, gte or eq (one value), or between (two values).")
