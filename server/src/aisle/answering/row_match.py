"""Whether a table row is the one that a question's number stands in: "UK 7" is the row with 7 under UK."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.bounds import bounds_of
from aisle.answering.lexicon import REGIONS_OF
from aisle.answering.measures import Measure, measures
from aisle.answering.units import Unit
from aisle.answering.words import tokens

_LABELLED = re.compile(
    r"(?:\b(?P<before>[a-zäöüß]{2,})\s+)?(?<![\d.,£$€])(?P<n>\d{1,3}(?:[.,]\d|½)?)(?!\s?%)(?:\s+(?P<after>[a-zäöüß]{2,}))?\b",
    re.IGNORECASE,
)
_SIZE = r"\d{1,3}(?:[.,]\d|½)?"
_CELL = re.compile(
    rf"(?:[a-z]{{2,3}}\s+)?(?P<low>{_SIZE})(?:\s?(?:–|-|to|bis|à|a)\s?(?P<high>{_SIZE}))?", re.IGNORECASE
)
_BODY = frozenset(
    [
        "chest",
        "bust",
        "waist",
        "hip",
        "hips",
        "height",
        "foot",
        "head",
        "inseam",
        "collar",
        "neck",
        "back",
        "torso",
        "sleeve",
        "wrist",
        "hand",
        "brust",
        "taille",
        "hüfte",
    ]
)
_CHILDREN = re.compile(
    r"\b(?:child(?:ren)?(?:['’]s)?|kids?|toddlers?|bab(?:y|ies)|boys?|girls?|sons?|daughters?|junior|years?|year-old|kind(?:er)?|enfants?|niñ[oa]s?)\b",
    re.IGNORECASE,
)
_AS_GOOD_AS = 0.02
_SHORTEST = 3


class Asked:
    """The numbers of a question: those that name a column, and those with a unit."""

    def __init__(self, question: str) -> None:
        self.labelled = [
            (set(_words(match)), match["n"].replace(",", ".")) for match in _LABELLED.finditer(question)
        ]
        countries = [word for word in tokens(question) if word in REGIONS_OF]
        self.places = {place for word in countries for place in (word, *REGIONS_OF[word])}
        self.words = {word for word in tokens(question) if len(word) > _SHORTEST}
        self.for_child = bool(_CHILDREN.search(question))
        self.parts = _BODY & set(tokens(question)) if measures(question) else set()
        self.measures: Sequence[Measure] = [one for one in measures(question) if one.kind]

    def fits(self, unit: Unit) -> bool | None:
        """True for the row asked for, False for another row of such a table, None where the table has no such column."""
        by_label = [
            _is_number(cell, number)
            for labels, number in self.labelled
            for header, cell in unit.columns
            if labels & {*tokens(header), *tokens(cell)[:1]}
            and any(character.isdigit() for character in cell)
        ]
        if by_label:
            return any(by_label)
        if self.places and any(self.places & set(tokens(cell)) for _, cell in unit.columns):
            return True
        if self.measures and not self.for_child and _CHILDREN.search(_heads(unit)):
            return False
        kinds = {one.kind for one in self.measures}
        headers = " ".join(header for header, _ in unit.columns)
        if self.parts and not self.parts & set(tokens(headers)):
            return None  # the table measures another part of the body
        if self.parts:
            cells = [cell for header, cell in unit.columns if self.parts & set(tokens(header))]
            return self._holds(cells, kinds)
        named = [cell for header, cell in unit.columns if self.words & set(tokens(header))]
        return self._holds(named or [cell for _, cell in unit.columns], kinds)

    def _holds(self, cells: Sequence[str], kinds: set[str]) -> bool | None:
        read = [[value for value in bounds_of(cell) if value.kind in kinds] for cell in cells]
        values = [value for found in read for value in found]
        if not values:
            return None
        return any(
            value.kind == one.kind
            and (value.holds(one.middle) or abs(value.low - one.middle) <= _AS_GOOD_AS * abs(one.middle))
            for value in values
            for one in self.measures
        )


def _heads(unit: Unit) -> str:
    return " ".join((unit.about, *unit.passage.section[-1:], *(cell for _, cell in unit.columns[:1])))


def _words(match: re.Match[str]) -> list[str]:
    return [word.lower() for word in (match["before"], match["after"]) if word]


def _is_number(cell: str, number: str) -> bool:
    """Whether a cell is the number or a range that holds it: "7", "UK 6–8", "6 to 8½"; "7 child" is another scale."""
    match = _CELL.fullmatch(cell.strip())
    if match is None:
        return False
    low, high = _float(match["low"]), _float(match["high"] or match["low"])
    return low <= _float(number) <= high


def _float(text: str) -> float:
    return float(text.replace("½", ".5").replace(",", "."))
