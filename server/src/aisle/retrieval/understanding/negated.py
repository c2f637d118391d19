"""What negations reach beyond single values: limits that cannot be turned round, other fields, unknown words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from aisle.retrieval.analysis.terms import is_stop_word
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.filters import LONGEST_WORD, TEXT
from aisle.retrieval.types import Filter, FilterOp, Vocabulary
from aisle.retrieval.understanding.binding import MOST_VALUES, Said
from aisle.retrieval.understanding.entries import Entry
from aisle.retrieval.understanding.grammar import FLAGS, Grammar, meanings
from aisle.retrieval.understanding.heads import heads_of
from aisle.retrieval.understanding.nearest import COLOUR_FIELD
from aisle.retrieval.understanding.negation import scopes_of
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import phrase

# Longer values are sentences, in which a word may stand for anything.
_LONGEST_VALUE = 60
# Shorter words are sizes and the like.
_SHORTEST_WORD = 3
_MOST_FIELDS = 6
_WORD = re.compile(r"\w+")
# What only looks like it: faux leather is none.
_IMITATED = re.compile(
    r"\b(?:faux|fake|vegan|vegane[rs]?|imitation|imitated|artificial|synthetic|synthetische[rs]?|mock)[\s-]+$"
)


def without_denied(
    readings: Iterable[Reading], text: str, grammar: Grammar
) -> tuple[list[Reading], list[Reading]]:
    """Part limits from those behind a negation that no filter can say: "not for 2 people", "not around 100".

    Args:
        readings: Prices, measures, persons, stock, rating and order.
        text: The question.
        grammar: Of the language spoken.

    Returns:
        The limits that hold, and the stretches that are not wanted.
    """
    held, unwanted, scopes = list[Reading](), list[Reading](), scopes_of(grammar)
    for one in readings:
        start = scopes.before(text, one.start)
        if start is None:
            held.append(one)
        else:
            unwanted.append(Reading(start, one.end))
    return held, unwanted


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A stretch of negated words that name no value. is_thing: whether a thing is lacking, not a quality denied."""

    start: int
    end: int
    words: tuple[str, ...]
    is_thing: bool


class Unknown:
    """Finds negated words that name no value of the store, in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `unknown_of` keeps them."""
        word = r"[^\W_][\w'’-]*"
        links = rf"(?:\s+(?:{grammar.any('negation_links')})\b){{0,3}}"
        self._heads, self._scopes = heads_of(grammar), scopes_of(grammar)
        self._one = re.compile(
            rf"(?<![\w-])(?P<not>{grammar.any('negations')}){links}\s+(?P<word>{word})", FLAGS
        )
        self._denials = re.compile(grammar.any("denials"), FLAGS)
        self._next = re.compile(rf"\s+{word}", FLAGS)
        self._more = re.compile(rf"\s*,?\s*\b(?:{grammar.any('ors')})\s+(?P<word>{word})", FLAGS)

    def read(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Unwanted]:
        """Yield the stretches of negated words that are whole: "no laces" at the end, not the "no show" of socks."""
        for found in self._one.finditer(text):
            unwanted = self._whole(text, found)
            if unwanted is None or self._scopes.is_none(text, found.start(), found.end()):
                continue
            if not any(unwanted.start < stop and begin < unwanted.end for begin, stop in taken):
                yield unwanted

    def _whole(self, text: str, found: re.Match[str]) -> Unwanted | None:
        words, end = [found["word"]], found.end()
        if not self._heads.is_closed(text, end):
            second = self._next.match(text, end)
            if second is None or not self._heads.is_closed(text, second.end()):
                return None
            words, end = [], second.end()  # two words are a thing of their own: "no steel cap"
        while (more := self._more.match(text, end)) and self._heads.is_closed(text, more.end()):
            words, end = [*words, more["word"]], more.end()
        return Unwanted(found.start(), end, tuple(words), self._denials.fullmatch(found["not"]) is None)


@lru_cache(maxsize=64)
def unknown_of(grammar: Grammar) -> Unknown:
    """Return the patterns of a grammar, compiled once."""
    return Unknown(grammar)


class Holders:
    """Knows in which fields of the store a word stands: leather in "2.8 mm full-grain leather" and in leather boots."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Order the values by their words: a question may negate many, and a store has many values."""
        self._by_word: dict[str, list[Entry]] = defaultdict(list)
        for entry in _values_of(vocabulary):
            text = fold(entry.shown[: _LONGEST_VALUE + 1])
            if len(text) <= _LONGEST_VALUE:
                for word in dict.fromkeys(_WORD.findall(text)):
                    self._by_word[word].append(entry)

    def spread(self, said: Sequence[Said], grammar: Grammar) -> list[Said]:
        """Let what is unwanted exclude by every field that holds it."""
        return [self._spread(one, grammar) if one.negated else one for one in said]

    def limits(self, unwanted: Unwanted, language: str, grammar: Grammar) -> list[Reading]:
        """Return the limits that exclude words that name no value.

        A word that stands in some values excludes by these: down in "Down jackets". Any other excludes by the texts of
        products, where a thing is lacking or a material or colour is meant: a text with "heavy rain" is not heavy.
        """
        held, in_texts = dict[str, dict[str, None]](), list[str]()
        for word in unwanted.words:
            if not _is_looked_for(word) or is_stop_word(word, language):
                continue
            found = list(self._holding(fold(word), "", grammar))
            for one in found[:MOST_VALUES]:
                held.setdefault(one.field, {})[one.value] = None
            if not found and (unwanted.is_thing or _is_looked_at(word, language)):
                in_texts.append(word.lower())
        if in_texts:
            held[TEXT] = dict.fromkeys(in_texts)
        named = ", ".join(unwanted.words).lower()
        limits = [
            # That a text does not speak of a thing is no proof that the thing is not there.
            Filter(
                field,
                FilterOp.NOT,
                tuple(values)[:MOST_VALUES],
                phrase("unmentioned" if field == TEXT else "not", language, named),
            )
            for field, values in held.items()
        ]
        return [Reading(unwanted.start, unwanted.end, limit) for limit in limits[-_MOST_FIELDS:]]

    def _spread(self, said: Said, grammar: Grammar) -> Said:
        known = said.match.entries
        word = fold(known[0].value)
        if known[0].kind not in ("attribute", "tag") or not _is_looked_for(word):
            return said
        more = [one for one in self._holding(word, known[0].field, grammar) if one not in known]
        return replace(said, match=replace(said.match, entries=(*known, *more[:MOST_VALUES])))

    def _holding(self, word: str, said: str, grammar: Grammar) -> Iterator[Entry]:
        """Yield the values that hold a word: a colour is looked for among colours alone, not in a lining."""
        colour = COLOUR_FIELD.search(said) is not None
        for one in self._by_word.get(word, ()):
            if (not colour or COLOUR_FIELD.search(one.field)) and _holds(one, _whole(word), grammar):
                yield one


def _values_of(vocabulary: Vocabulary) -> Iterator[Entry]:
    for name, values in vocabulary.attributes.items():
        yield from (Entry(f"attribute.{name}", value, value) for value in values)
    yield from (Entry("tag", value, value) for value in vocabulary.tags)
    yield from (Entry("category", path, path.rpartition("/")[2]) for path in vocabulary.categories)


def _is_looked_at(word: str, language: str) -> bool:
    """Say whether a word is a material or a colour, which goods are or are not."""
    return any(fold(word) in meanings(slot, (language, "en")) for slot in ("materials", "colours"))


def _is_looked_for(word: str) -> bool:
    return _SHORTEST_WORD <= len(word) <= LONGEST_WORD and word.isalpha()


@lru_cache(maxsize=256)
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)")


def _holds(entry: Entry, pattern: re.Pattern[str], grammar: Grammar) -> bool:
    """Say whether a value has the word, and does not itself say that it is without or imitated."""
    text = fold(entry.shown)
    found = pattern.search(text)
    if found is None or _IMITATED.search(text, 0, found.start()):
        return False
    return scopes_of(grammar).negation(text, *found.span()) is None
