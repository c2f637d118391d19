"""Reads for how many persons a thing must be, where the store knows such a thing."""

import re
from collections.abc import Iterator, Mapping

from aisle.retrieval.analysis.words import fold
from aisle.retrieval.types import Filter, FilterOp, Vocabulary
from aisle.retrieval.understanding.money_words import FOLLOWERS
from aisle.retrieval.understanding.numbers import NUMBERS, small_number
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import phrase

_NAMES = frozenset(
    [
        "person",
        "persons",
        "people",
        "sleeps",
        "berth",
        "berths",
        "occupancy",
        "personen",
        "personnes",
        "personas",
        "persone",
        "schlafplatze",
        "couchages",
        "plazas",
    ]
)
_COUNTED = r"person(?:s|en|ers)?|people|man|men|berth|adults?|campers?|personnes?|personas?|persone|pers\.?"
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?:for|für|pour|para|per|voor)\s+(?:a |the |une |eine |una |een )?(?:family of|familie von|famille de|familia de) {_N}\b",
        rf"\b(?:(?:for|für|pour|para|per|voor|sleeps|fits|seats)\s+)?{_N}[\s-]?(?:{_COUNTED})\b(?!\w)",
        rf"\b(?:sleeps|that sleeps|sleeping)\s+{_N}\b",
        # Nothing may be counted after it: "for two nights" is about nights.
        rf"\b(?:for|für|pour|para|per|voor)\s+{_N}(?=\s*(?:$|[,.;:!?)]|(?:under|below|less|up|around|is|are|max|unter|moins|menos|meno|onder|{FOLLOWERS})\b))",
    )
)
_VALUE = re.compile(rf"^\D*(\d{{1,2}})(?:[\s-]?(?:{_COUNTED}))?\s*$", re.IGNORECASE)


class PersonReader:
    """Knows which attribute of the store counts persons, if any does."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Look for the attribute by its name or by its values ("2-person")."""
        self._field, self._values = _persons_attribute(vocabulary)

    def read(self, text: str, language: str) -> Iterator[Reading]:
        """Yield the limit on persons; none for a number the store has no value for."""
        if not self._values:
            return
        for form in _FORMS:
            match = form.search(text)
            value = self._values.get(small_number(match["n"]) or 0) if match else None
            if match and value:
                limit = Filter(self._field, FilterOp.EQ, (value,), _shown(value, language))
                yield Reading(match.start(), match.end(), limit)
                return


def _persons_attribute(vocabulary: Vocabulary) -> tuple[str, Mapping[int, str]]:
    for name, values in vocabulary.attributes.items():
        counted = {int(found[1]): value for value in values if (found := _VALUE.match(value))}
        by_name = bool(_NAMES & set(re.findall(r"\w+", fold(name))))
        by_value = any(re.search(rf"\d[\s-]?(?:{_COUNTED})\b", value, re.IGNORECASE) for value in values)
        if counted and (by_name or by_value):
            return f"attribute.{name}", counted
    return "", {}


def _shown(value: str, language: str) -> str:
    return phrase("persons", language, value) if value.isdigit() and value != "1" else value
