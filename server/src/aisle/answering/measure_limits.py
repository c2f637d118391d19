"""Limits on what goods measure: "under 2 kg", "at least 40 litres", "rated to -5"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from aisle.answering.measures import only_measure
from aisle.answering.phrases import say
from aisle.answering.relevance import attributes_of
from aisle.answering.words import keys
from aisle.catalog.types import Product
from aisle.retrieval.types import Filter, FilterOp
from aisle.retrieval.understanding.wording import phrase

_UNIT = r"kg|kilos?|kilogram\w*|g|gram\w*|lbs?|oz|l|lit(?:er|re)s?|ml|cl|mm|cm|m|metres?"
_N = r"\d{1,6}(?:[.,]\d{1,3})?"
_MOST = (
    r"under|below|less than|lighter than|smaller than|shorter than|no(?:t)? more than|not over|at most|up to|max(?:imum)?(?: of)?|"
    r"unter|weniger als|höchstens|maximal|bis(?: zu)?|moins de|au plus|jusqu['’]à|menos de|como mucho|hasta"
)
_LEAST = (
    r"over|above|more than|heavier than|larger than|bigger than|longer than|at least|min(?:imum)?(?: of)?|"
    r"über|mehr als|mindestens|ab|plus de|au moins|más de|al menos"
)
_LESS_AFTER = r"or (?:less|under|lighter|smaller|shorter)|max(?:imum)?|at most|oder weniger|ou moins|o menos"
_MORE_AFTER = r"or (?:more|over|larger|bigger|longer)|and (?:up|over)|oder mehr|ou plus|o más"
_BEFORE = re.compile(
    rf"\b(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))\s+(?P<n>{_N})\s?(?P<unit>{_UNIT})\b", re.IGNORECASE
)
_AFTER = re.compile(
    rf"(?<![\w.,])(?P<n>{_N})\s?(?P<unit>{_UNIT})\s+(?:(?P<most>{_LESS_AFTER})|(?P<least>{_MORE_AFTER}))\b",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"\b(?:rated|comfort\w*(?: rating)?|good|ok(?:ay)?|warm|down)\s+(?:down\s+)?(?:to|at|of|for)\s+(?:about\s+|around\s+)?"
    r"(?P<sign>[-–−]\s?|minus\s+)?(?P<n>\d{1,2})(?:\s?(?P<unit>°\s?c?\b|°|degrees?\b|c\b))?(?![\w.,]*\d|\s?(?:%|kg|l\b|cm|mm|m\b|g\b))",
    re.IGNORECASE,
)
# What is carried, fed or wears it weighs that much, not the thing.
_OTHER_WEIGHT = re.compile(
    r"\b(?:carr\w+|loads?|loaded|holds?|supports?|bears?|i weigh|trägt|porte|soporta)\b[^.?!,]{0,24}$|"
    r"\b(?:people|persons?|dogs?|food)\s*$",
    re.IGNORECASE,
)
_NAMES = {
    "mass": re.compile(r"^(?:weight|gewicht|poids|peso)\b", re.IGNORECASE),
    "volume": re.compile(
        r"capacity|litres|volume|volumen|fassung|inhalt|contenance|capacidad", re.IGNORECASE
    ),
    "temperature": re.compile(r"comfort|komfort|confort", re.IGNORECASE),
}


def names_limit(question: str) -> bool:
    """Whether a question limits what goods may measure."""
    return any(cue.search(question) for cue in (_BEFORE, _AFTER, _RATED))


def measure_limits(question: str, language: str, products: Sequence[Product]) -> tuple[Filter, ...]:
    """The limits a question sets on attributes that the products have; lengths only where it names the attribute."""
    found: dict[str, Filter] = {}
    for kind, op, value, text in (*_amounts(question, language), *_ratings(question, language)):
        name = _attribute(kind, question, language, products)
        if name is not None:
            found.setdefault(name, Filter(f"attribute.{name}", op, (value,), text))
    return tuple(found.values())


def _amounts(question: str, language: str) -> Iterator[tuple[str, FilterOp, str, str]]:
    for match in (*_BEFORE.finditer(question), *_AFTER.finditer(question)):
        amount = f"{match['n']} {match['unit']}"
        measure = only_measure(_plain(amount))
        if measure is None or (measure.kind == "mass" and _OTHER_WEIGHT.search(question, 0, match.start())):
            continue
        op = FilterOp.LTE if match["most"] else FilterOp.GTE
        # In the shopper's own words where they read on: "at least 60 litres".
        own = " ".join(match.group().lower().split())
        text = own if match.re is _BEFORE else phrase(str(op), language, amount)
        yield measure.kind, op, _plain(amount), text


def _ratings(question: str, language: str) -> Iterator[tuple[str, FilterOp, str, str]]:
    """A rating needs a minus, a degree sign or the word itself: "good for 2" rates nothing."""
    for match in _RATED.finditer(question):
        if match["sign"] or match["unit"] or match.group().lower().startswith(("rated", "comfort")):
            below = bool(match["sign"])
            shown = f"{'–' if below else ''}{match['n']} °C"
            value = f"{'-' if below else ''}{match['n']} °C"
            yield "temperature", FilterOp.LTE, value, say("rated_to", language, value=shown)


def _plain(amount: str) -> str:
    """Units as the measures read them."""
    amount = re.sub(r"kilogram\w*", "kg", amount, flags=re.IGNORECASE)
    return re.sub(r"gram\w*", "g", amount, flags=re.IGNORECASE)


def _attribute(kind: str, question: str, language: str, products: Sequence[Product]) -> str | None:
    """The attribute that is limited: one that the question names, else the usual one of its kind."""
    names = Counter(
        name
        for product in products
        for name, value in attributes_of(product)
        if (measure := only_measure(value)) is not None and measure.kind == kind
    )
    said = keys(question, language)
    named = [name for name in names if keys(name, language) and keys(name, language) <= said]
    usual = [name for name in names if kind in _NAMES and _NAMES[kind].search(name)]
    if kind == "temperature" and not usual:
        usual = list(names)
    return max(named or usual, key=lambda name: names[name], default=None)
