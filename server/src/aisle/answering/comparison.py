"""Two or three products side by side: what differs, typed values compared, one sentence on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aisle.answering.directions import lower_is_better
from aisle.answering.hostile import safe
from aisle.answering.measures import Measure, only_measure
from aisle.answering.phrases import joined, say
from aisle.answering.relevance import attributes_of, is_in
from aisle.answering.types import Cell, ComparisonRow, ComparisonSegment, Fact, TextSegment
from aisle.answering.words import content_words, keys
from aisle.catalog.types import Product

MOST_PRODUCTS = 3
MOST_ROWS = 6
_MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class _Property:
    """One attribute of all products: the words and, where all begin with a number of one kind, the numbers."""

    name: str
    values: tuple[str, ...]
    measures: tuple[Measure, ...]

    @property
    def differs(self) -> bool:
        if self.measures:
            return len({(m.low, m.high) for m in self.measures}) > 1 or len(set(self.values)) > 1
        return len({" ".join(value.casefold().split()) for value in self.values}) > 1

    def best(self) -> frozenset[int]:
        """Where the better end of the scale lies; empty when unknown or when all are equal."""
        lower = lower_is_better(self.name)
        middles = [measure.middle for measure in self.measures]
        if lower is None or len(set(middles)) < 2:
            return frozenset()
        target = min(middles) if lower else max(middles)
        return frozenset(place for place, middle in enumerate(middles) if middle == target)


def compare(
    products: Sequence[Product], question: str, language: str
) -> tuple[TextSegment, ComparisonSegment]:
    """A sentence and a table of at most six rows that differ; price and stock are read when shown."""
    compared = tuple(products[:MOST_PRODUCTS])
    differing = _by_interest(
        [one for one in _properties(compared, language) if one.differs], question, language
    )
    stock = any(product.in_stock is not None for product in compared)
    chosen = differing[: MOST_ROWS - 1 - stock]
    rows = [_facts(Fact.PRICE, len(compared), language), *(_row(one) for one in chosen)]
    if stock:
        rows.append(_facts(Fact.STOCK, len(compared), language))
    segment = ComparisonSegment(tuple(product.id for product in compared), tuple(rows))
    return TextSegment(_summary(compared, chosen, language)), segment


def _properties(products: Sequence[Product], language: str) -> list[_Property]:
    names = dict.fromkeys(name for product in products for name, _ in attributes_of(product))
    found = [
        _property(name, tuple(dict(attributes_of(product)).get(name, "–") for product in products))
        for name in names
    ]
    brands = tuple(product.brand or "–" for product in products)
    return [*found, _Property(say("brand", language), brands, ())]


def _property(name: str, values: tuple[str, ...]) -> _Property:
    numbers = [only_measure(value) for value in values]
    typed = tuple(number for number in numbers if number is not None)
    same_kind = len(typed) == len(values) and len({number.kind for number in typed}) == 1
    return _Property(name, values, typed if same_kind else ())


def _by_interest(found: list[_Property], question: str, language: str) -> list[_Property]:
    """What the question names first, then what has a better end, then other numbers, then words."""
    wanted = content_words(question, language)

    def rank(one: _Property) -> tuple[bool, bool, bool, bool]:
        asked = any(is_in(word, keys(one.name, language)) for word in wanted)
        return (not asked, not one.best(), not one.measures, "–" in one.values)

    return sorted(found, key=rank)


def _row(one: _Property) -> ComparisonRow:
    best = one.best()
    cells = tuple(Cell(text=safe(value), best=place in best) for place, value in enumerate(one.values))
    return ComparisonRow(safe(one.name), cells)


def _facts(fact: Fact, count: int, language: str) -> ComparisonRow:
    """The best price is decided when it is read, like the price itself."""
    return ComparisonRow(say(fact.value, language), tuple(Cell(fact=fact) for _ in range(count)))


def _summary(products: Sequence[Product], chosen: Sequence[_Property], language: str) -> str:
    """ "**A** is ahead on weight, **B** is ahead on hydrostatic head."; what differs where nothing is better."""
    ahead: dict[int, list[str]] = {}
    for one in chosen:
        best = one.best()
        if len(best) == 1:
            ahead.setdefault(next(iter(best)), []).append(_lower(safe(one.name)))
    if ahead:
        said = [_ahead(products[place], names, language) for place, names in sorted(ahead.items())]
        return f"{', '.join(said)}."
    if chosen:
        return say(
            "differ_in", language, names=joined([_lower(safe(one.name)) for one in chosen[:4]], language)
        )
    return say("same", language)


def _ahead(product: Product, names: list[str], language: str) -> str:
    return say("better_on", language, title=safe(product.title), names=joined(names[:_MOST_NAMED], language))


def _lower(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
