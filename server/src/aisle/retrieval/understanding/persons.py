"""Reads for how many persons a thing must be, where the store knows such a thing."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from aisle.retrieval.analysis.words import fold
from aisle.retrieval.types import Filter, FilterOp, Vocabulary
from aisle.retrieval.understanding.grammar import ALL, FLAGS, Grammar, grammar_of, small_number
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import phrase

_MOST_CHARACTERS = 30


class Patterns:
    """What a number of persons looks like in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `patterns_of` keeps them."""
        number, counted = rf"(?P<n>{grammar.number})", grammar.any("counted_persons")
        # An article counts no persons by itself: "fits a pack".
        bare = rf"(?!(?:{grammar.any('determiners')})\b){number}\b"
        of, sleeps = grammar.any("of_persons"), grammar.any("sleeps")
        ends = grammar.any("followers", "under", "up_to", "around")
        self.names = grammar.folded("persons_fields")
        self.forms = tuple(
            re.compile(form, FLAGS)
            for form in (
                rf"\b(?:{of})\s+(?:{grammar.any('family')})\s+{number}\b",
                rf"\b(?:(?:{of}|{sleeps})\s+)?{number}[\s-]?(?:{counted})\b(?!\w)",
                rf"\b(?:{sleeps})\s+{bare}",
                # Nothing may be counted after it: "for two nights" is about nights.
                rf"\b(?:{of})\s+{bare}(?=\s*(?:$|[,.;:!?)]|(?:{ends}|is|are)\b))",
            )
        )
        self.value = re.compile(rf"^\D*(\d{{1,2}})(?:[\s-]?(?:{counted}))?\s*$", FLAGS)
        self.says = re.compile(rf"\d[\s-]?(?:{counted})\b", FLAGS)


@lru_cache(maxsize=64)
def patterns_of(grammar: Grammar) -> Patterns:
    """Return the patterns of a grammar, compiled once."""
    return Patterns(grammar)


class PersonReader:
    """Knows which attribute of the store counts persons, if any does."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Look for the attribute by its name or by its values ("2-person")."""
        self._field, self._values = _persons_attribute(vocabulary)

    def read(self, text: str, language: str, grammar: Grammar) -> Iterator[Reading]:
        """Yield the limits on persons, the surest forms first; none for a number the store has no value for."""
        if not self._values:
            return
        taken: list[tuple[int, int]] = []
        for match in (match for form in patterns_of(grammar).forms for match in form.finditer(text)):
            value = self._values.get(small_number(match["n"], grammar) or 0)
            if value and not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                limit = Filter(self._field, FilterOp.EQ, (value,), _shown(value, language))
                yield Reading(match.start(), match.end(), limit)


def _persons_attribute(vocabulary: Vocabulary) -> tuple[str, Mapping[int, str]]:
    """Shops name the attribute in their own language, whatever the shopper speaks."""
    patterns = patterns_of(grammar_of(ALL))
    for name, values in vocabulary.attributes.items():
        short = [value for value in values if len(value) <= _MOST_CHARACTERS]
        counted = {int(found[1]): value for value in short if (found := patterns.value.match(value))}
        by_name = bool(patterns.names & set(re.findall(r"\w+", fold(name))))
        if counted and (by_name or any(patterns.says.search(value) for value in short)):
            return f"attribute.{name}", counted
    return "", {}


def _shown(value: str, language: str) -> str:
    return phrase("persons", language, value) if value.isdigit() and value != "1" else value
