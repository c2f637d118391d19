"""Whether a table row is the one that a question's number stands in: "UK 7" is the row with 7 under UK."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.bounds import bounds_of
from aisle.answering.measures import Measure, measures
from aisle.answering.units import Unit
from aisle.answering.words import tokens

_LABELLED = re.compile(r"(?:\b(?P<before>[a-zäöüß]{2,})\s+)?(?<![\d.,£$€])(?P<n>\d{1,3}(?:[.,]\d|½)?)(?!\s?%)(?:\s+(?P<after>[a-zäöüß]{2,}))?\b", re.IGNORECASE)
_AS_GOOD_AS = 0.02


class Asked:
    """The numbers of a question: those that name a column, and those with a unit."""

    def __init__(self, question: str) -> None:
        self.labelled = [(set(_words(match)), match["n"].replace(",", ".")) for match in _LABELLED.finditer(question)]
        self.measures: Sequence[Measure] = [one for one in measures(question) if one.kind]

    def fits(self, unit: Unit) -> bool | None:
        """True for the row asked for, False for another row of such a table, None where the table has no such column."""
        by_label = [
            _number(cell) == number
            for labels, number in self.labelled
            for header, cell in unit.columns
            if labels & set(tokens(header)) and _number(cell) is not None
        ]
        if by_label:
            return any(by_label)
        kinds = {one.kind for one in self.measures}
        values = [value for _, cell in unit.columns for value in bounds_of(cell) if value.kind in kinds]
        if not values:
            return None
        return any(
            value.kind == one.kind and (value.holds(one.middle) or abs(value.low - one.middle) <= _AS_GOOD_AS * abs(one.middle))
            for value in values
            for one in self.measures
        )


def _words(match: re.Match[str]) -> list[str]:
    return [word.lower() for word in (match["before"], match["after"]) if word]


def _number(cell: str) -> str | None:
    match = re.fullmatch(r"\s*(?:[a-z]{2,3}\s+)?(\d{1,3}(?:[.,]\d)?)\s*(?P<more>\D*)", cell, re.IGNORECASE)
    if match is None:
        return None
    # "11 child" is another scale than 11.
    return match.group(1).replace(",", ".") + match["more"].strip()
