"""Nothing meets every limit: which of them give way, in which order, and how far.

Wishes go first, then what can change tomorrow (stock), then what fits a person; then the nearest colour is looked for
and the price opened; then qualities go, at last the narrowest category. A limit gives way a step at a time; once something is found, whatever can be had back is put back. What must not
be (no leather) and what alone will do (only red) never give way: then nothing is the honest answer.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from aisle.catalog.measures import measured
from aisle.catalog.types import LARGEST_AMOUNT
from aisle.retrieval.filters import RANGE_OPS, is_attribute
from aisle.retrieval.types import Filter, FilterOp, Relaxation, Step, Vocabulary
from aisle.retrieval.understanding.nearest import COLOUR_FIELD, nearest_values
from aisle.retrieval.understanding.wording import money, phrase

Count = Callable[[tuple[Filter, ...]], Awaitable[int]]
# A price and a measure give way by these shares, one after the other.
WIDER = (Decimal("0.1"), Decimal("0.25"), Decimal("0.5"))
# Each step is a count in the database; a request of fifty limits may not ask for hundreds.
MOST_STEPS = 40
MOST_COUNTED = 1_000
_SIZE = re.compile(r"\b(?:size|größe|grösse|taille|talla|taglia|maat)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Change:
    """A way to relax one limit."""

    step: Step
    before: Filter
    instead: Filter | None


def nearest_order(steps: Sequence[Relaxation]) -> str | None:
    """Return the order that begins with what comes nearest to a price limit that gave way; None without one."""
    orders = {FilterOp.LTE: "price_asc", FilterOp.LT: "price_asc", FilterOp.GTE: "price_desc"}
    dropped = (one.filter.op for one in steps if one.step is Step.PRICE_DROPPED)
    return next((orders[op] for op in dropped if op in orders), None)


async def relax(
    filters: Sequence[Filter], vocabulary: Vocabulary, language: str, count: Count
) -> tuple[tuple[Filter, ...], tuple[Relaxation, ...]]:
    """Relax limits until something meets them.

    Args:
        filters: Limits that nothing meets.
        vocabulary: The store's words, for the nearest colour and the wider category.
        language: Of the wording of limits that are widened.
        count: Says how many products meet some limits.

    Returns:
        The limits to search with and what was done, in order; the limits as they were when nothing helps.
    """
    original = tuple(filters)
    if await count(original):
        return original, ()
    done: dict[
        Filter, Change
    ] = {}  # by the limit as it was; a later step on it takes the place of an earlier one
    for change in islice(changes(original, vocabulary, language), MOST_STEPS):
        done.pop(change.before, None)
        done[change.before] = change
        if await count(_with(original, done)):
            break
    else:
        return original, ()
    for change in list(done.values())[:-1]:
        without = {before: one for before, one in done.items() if before != change.before}
        if await count(_with(original, without)):
            done = without
    return _with(original, done), await _told(original, done, count)


def changes(filters: Sequence[Filter], vocabulary: Vocabulary, language: str) -> Iterator[Change]:
    """Yield the steps in their order; each takes the place of earlier ones on the same limit."""
    free = [one for one in filters if one.op is not FilterOp.NOT and not (one.origin and one.origin.only)]
    yield from (Change(Step.PREFERENCE_DROPPED, one, None) for one in free if one.field == "tag")
    yield from (Change(Step.STOCK_DROPPED, one, None) for one in free if one.field == "stock")
    yield from (Change(Step.RATING_DROPPED, one, None) for one in free if one.field == "rating")
    sizes = [one for one in free if is_size(one.field)]
    looks = [one for one in free if is_colour(one.field)]
    yield from (Change(Step.SIZE_DROPPED, one, None) for one in sizes)
    yield from (change for one in looks for change in _nearest(one, vocabulary))
    yield from (
        change for one in free if one.field == "price" for change in _wider(one, vocabulary, language)
    )
    yield from (Change(Step.COLOUR_DROPPED, one, None) for one in looks)
    others = [one for one in free if is_attribute(one.field) and one not in sizes and one not in looks]
    yield from (
        change for one in others if one.op in RANGE_OPS for change in _wider(one, vocabulary, language)
    )
    yield from (Change(Step.ATTRIBUTE_DROPPED, one, None) for one in others)
    yield from (Change(Step.PRICE_DROPPED, one, None) for one in free if one.field == "price")
    yield from (Change(Step.BRAND_DROPPED, one, None) for one in free if one.field == "brand")
    yield from (change for one in free if one.field == "category" for change in _parents(one))


def is_size(field: str) -> bool:
    """Whether a field says what fits a person or a bed."""
    return field == "size" or (is_attribute(field) and _SIZE.search(field) is not None)


def is_colour(field: str) -> bool:
    """Whether a field is a colour."""
    return is_attribute(field) and COLOUR_FIELD.search(field) is not None


def _with(filters: Sequence[Filter], done: dict[Filter, Change]) -> tuple[Filter, ...]:
    kept = (done[one].instead if one in done else one for one in filters)
    return tuple(one for one in kept if one is not None)


async def _told(
    filters: Sequence[Filter], done: dict[Filter, Change], count: Count
) -> tuple[Relaxation, ...]:
    """Say what was done step by step, with how many products each step found."""
    said, so_far = list[Relaxation](), dict[Filter, Change]()
    for before, change in done.items():
        so_far[before] = change
        said.append(Relaxation(change.step, before, change.instead, await count(_with(filters, so_far))))
    return tuple(said)


def _nearest(one: Filter, vocabulary: Vocabulary) -> Iterator[Change]:
    near = nearest_values(vocabulary, one.field, one.values)
    if near:
        op = FilterOp.EQ if len(near) == 1 else FilterOp.IN
        yield Change(Step.COLOUR_NEAREST, one, replace(one, op=op, values=near, text=", ".join(near)))


def _wider(one: Filter, vocabulary: Vocabulary, language: str) -> Iterator[Change]:
    step = Step.PRICE_WIDENED if one.field == "price" else Step.MEASURE_WIDENED
    if one.op is FilterOp.EQ:  # said exactly: it opens both ways
        as_range = replace(one, op=FilterOp.BETWEEN, values=(*one.values, *one.values))
        yield from (replace(change, before=one) for change in _wider(as_range, vocabulary, language))
        return
    for share in WIDER:
        values = tuple(_moved(value, _factor(one, place, share)) for place, value in enumerate(one.values))
        if one.field == "price" and any(Decimal(value) > LARGEST_AMOUNT for value in values):
            return
        if values != one.values:
            yield Change(
                step, one, replace(one, values=values, text=_worded(one, values, vocabulary, language))
            )


def _factor(one: Filter, place: int, share: Decimal) -> Decimal:
    """Lower limits go down, upper limits go up."""
    is_lower = one.op is FilterOp.GTE or (one.op is FilterOp.BETWEEN and place == 0)
    return 1 - share if is_lower else 1 + share


def _moved(value: str, factor: Decimal) -> str:
    """Multiply the number in a value: "300" by 1.1 is "330", "2 kg" is "2.2 kg"."""
    number = _NUMBER.search(value)
    if number is None:
        return value
    moved = Decimal(number.group().replace(",", ".")) * factor
    return f"{value[: number.start()]}{_plain(moved)}{value[number.end() :]}"


def _plain(number: Decimal) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _worded(one: Filter, values: Sequence[str], vocabulary: Vocabulary, language: str) -> str:
    if one.field == "price":
        said = [money(Decimal(value), vocabulary.currency, language) for value in values]
        kind = {FilterOp.LTE: "lte", FilterOp.LT: "lte", FilterOp.GTE: "gte"}.get(one.op)
    else:
        said = [value for value in values if measured(value)]
        kind = {FilterOp.LTE: "at_most", FilterOp.LT: "at_most", FilterOp.GTE: "at_least"}.get(one.op)
    return phrase(kind, language, said[0]) if kind and len(said) == 1 else "–".join(said)


def _parents(one: Filter) -> Iterator[Change]:
    """Yield wider categories, the nearest first; the widest never gives way: a tent is no stove."""
    values = tuple(dict.fromkeys(one.values))
    while any("/" in value for value in values):
        values = tuple(dict.fromkeys(value.rpartition("/")[0] or value for value in values))
        op = FilterOp.EQ if len(values) == 1 else FilterOp.IN
        text = ", ".join(value.rpartition("/")[2].strip() for value in values)
        yield Change(Step.CATEGORY_WIDENED, one, replace(one, op=op, values=values, text=text))
