"""Orders a question asks for by what goods measure: the warmest, the largest, the brightest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from aisle.answering.measures import only_measure
from aisle.answering.relevance import attributes_of
from aisle.catalog.types import Product


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_COMFORT = r"comfort|komfort|confort"
_SPACE = r"capacity|litres|volume|volumen|contenance|capacidad"
_PEOPLE = r"^(?:persons?|people|sleeps|berths?|personen|personnes|personas)$"
# Words, then the attributes they order by, the first that the goods have; "asc" is the smallest first.
_ORDERS = tuple(
    (_cue(words), tuple((re.compile(name, re.IGNORECASE), way) for name, way in by))
    for words, by in (
        (
            r"warmest|wärmste\w*|plus chaude?s?|más c[aá]lid[oa]s?",
            ((_COMFORT, "asc"), (r"r-?(?:value|wert)|valeur r|valor r", "desc"), (r"temperature", "asc")),
        ),
        (
            r"largest|biggest|roomiest|most spacious|größte\w*|plus grande?s?|más grandes?",
            ((_SPACE, "desc"), (_PEOPLE, "desc"), (r"length|height|länge", "desc")),
        ),
        (
            r"smallest|kleinste\w*|plus petite?s?|más pequeñ[oa]s?",
            ((_SPACE, "asc"), (_PEOPLE, "asc"), (r"packed|length|länge", "asc")),
        ),
        (
            r"most waterproof|driest|wasserdichteste\w*|plus imperméables?",
            ((r"hydrostatic|waterproof rating|water column|wassersäule|schmerber", "desc"),),
        ),
        (r"brightest|hellste\w*|más brillantes?", ((r"output|lumens|brightness|helligkeit", "desc"),)),
        (r"longest[- ]lasting|longest battery(?: life)?", ((r"battery|burn time|run time|akku", "desc"),)),
    )
)


def names_order(question: str) -> bool:
    """Whether a question asks for the first of such an order."""
    return any(cue.search(question) for cue, _ in _ORDERS)


def is_order_word(word: str) -> bool:
    """Whether a word asks for an order and so is no property that goods could say."""
    return any(cue.fullmatch(word) for cue, _ in _ORDERS)


def order_of(question: str, products: Sequence[Product]) -> str | None:
    """The order as searches write it ("attribute.Capacity_desc"), by an attribute the products have in numbers."""
    for cue, choices in _ORDERS:
        if not cue.search(question):
            continue
        for pattern, way in choices:
            names = Counter(
                name
                for product in products
                for name, value in attributes_of(product)
                if pattern.search(name) and only_measure(value) is not None
            )
            if names:
                return f"attribute.{names.most_common(1)[0][0]}_{way}"
    return None
