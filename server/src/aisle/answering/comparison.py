"""Two or three products side by side: what differs, typed values compared, one sentence on top."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from aisle.answering.guide_rows import GuideRow
from aisle.answering.hostile import safe
from aisle.answering.measures import Measure, only_measure
from aisle.answering.phrases import joined, say
from aisle.answering.quoting import cite
from aisle.answering.relevance import attributes_of, is_in
from aisle.answering.types import Cell, ComparisonRow, ComparisonSegment, Fact, Segment, TextSegment
from aisle.answering.weighing import TELLS_APART, Scales, Weighed, scales
from aisle.answering.words import content_words, keys
from aisle.catalog.directions import lower_is_better
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
    products: Sequence[Product], question: str, language: str, weights: Scales | None = None
) -> tuple[Segment, ...]:
    """A sentence and a table of at most six rows that differ; price and stock are read when shown.

    Rows that a stated need is decided by come first, with a note by each value and the mark of the guide's row.
    """
    compared = tuple(products[:MOST_PRODUCTS])
    weights = weights or scales(question, language)
    weighed = tuple(weights.weigh(compared)[product.id] for product in compared)
    deciding = {degree.attribute for one in weighed for _, degree in one.degrees if degree.note}
    differing = _by_interest(
        [one for one in _properties(compared, language) if one.differs], question, language, deciding
    )
    stock = any(product.in_stock is not None for product in compared)
    chosen = differing[: MOST_ROWS - 1 - stock]
    marks = _marks(chosen, weighed)
    rows = [
        _facts(Fact.PRICE, len(compared), language),
        *(_noted(_row(one), weighed, marks.get(one.name)) for one in chosen),
    ]
    if stock:
        rows.append(_facts(Fact.STOCK, len(compared), language))
    segment = ComparisonSegment(tuple(product.id for product in compared), tuple(rows))
    citations = tuple(cite(row.unit, mark) for row, mark in marks.values())
    text = " ".join(
        part for part in (_taken(weights, compared, language), _summary(compared, chosen, language)) if part
    )
    return (TextSegment(text), *citations, segment)


def _marks(chosen: Sequence[_Property], weighed: Sequence[Weighed]) -> dict[str, tuple[GuideRow, int]]:
    """The guide's row behind each property, numbered in the order of the rows."""
    found: dict[str, tuple[GuideRow, int]] = {}
    for one in chosen:
        rows = [
            degree.row
            for each in weighed
            for _, degree in each.degrees
            if degree.attribute == one.name and degree.row
        ]
        if rows:
            found[one.name] = (rows[0], len(found) + 1)
    return found


def _noted(
    row: ComparisonRow, weighed: Sequence[Weighed], mark: tuple[GuideRow, int] | None
) -> ComparisonRow:
    cells = []
    for cell, one in zip(row.cells, weighed, strict=True):
        notes = [degree.note for _, degree in one.degrees if degree.attribute == row.label and degree.note]
        cells.append(replace(cell, note=notes[0]) if notes else cell)
    return replace(row, cells=tuple(cells), citation_mark=mark[1] if mark else None)


def _taken(weights: Scales, compared: Sequence[Product], language: str) -> str:
    """ "For 163 cm and rain I'd take the Stonechat 38.", where the needs tell them apart."""
    ranked = weights.ranked(compared)
    if not any(one.degrees for one in ranked):
        return ""
    met = [need for need, degree in ranked[0].degrees if degree.value > 0]
    if not met or ranked[0].score - ranked[1].score < TELLS_APART:
        return ""
    needs = joined([safe(need.text) for need in weights.needs if need in met], language)
    return say("take", language, needs=needs, title=safe(ranked[0].product.title))


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


def _by_interest(
    found: list[_Property], question: str, language: str, deciding: Collection[str] = ()
) -> list[_Property]:
    """What the question names first, then what has a better end, then other numbers, then words."""
    wanted = content_words(question, language)

    def rank(one: _Property) -> tuple[bool, bool, bool, bool, bool]:
        asked = any(is_in(word, keys(one.name, language)) for word in wanted)
        return (one.name not in deciding, not asked, not one.best(), not one.measures, "–" in one.values)

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
