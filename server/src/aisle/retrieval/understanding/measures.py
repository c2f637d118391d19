"""Reads capacities, weights, lengths and other measures, and compares them with the store's values across units."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from aisle.catalog.measures import measured
from aisle.core.units import UNIT_PATTERN, UNITS, plain_number
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.filters import ATTRIBUTE, EITHER, LONGEST_NAME
from aisle.retrieval.types import Filter, FilterOp, Vocabulary
from aisle.retrieval.understanding.grammar import ALL, FLAGS, LOOK_BACK, Grammar, grammar_of
from aisle.retrieval.understanding.heads import heads_of
from aisle.retrieval.understanding.negation import REVERSED, scopes_of
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import phrase

# So many of an attribute's values must be measures before it counts as measured.
MOSTLY = 0.6
LOOKED_AT = 200  # values of an attribute that say what it is measured in
# "About 40 litres" lets through what most would still call about 40.
AROUND_SHARE = 0.2
# Where no value is the one said, one that is so near may stand for it, and the shopper is told.
NEAR_SHARE = 0.1
SAME_SHARE = 0.005
# What an amount is of where nothing says it: things weigh and hold so much.
_USUAL = {"mass": "weight", "volume": "capacity"}
# So far from an amount the word is looked for that says which dimension it is.
_BESIDE = 24

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,6}(?:[.,]\d{1,3})?"
# "In" alone is a preposition, except before another word that begins a thing: "48 in vanity", not "2 in the pack".
_INCH = r"[\"”″]|''|in(?=\s*(?:$|[.,;!?)]|(?!the\b|a\b|an\b|my\b|our\b|one\b|stock\b|black\b|white\b|red\b|blue\b|green\b)[a-z]))"
_AMOUNT = rf"(?P<n>{_NUMBER})(?:\s?-?\s?(?P<unit>{UNIT_PATTERN}|{_INCH})(?!\w))"
_MARK = re.compile(r"[,.;!?\d]|\b(?:and|und|et|y)\b")
_PEOPLE = frozenset({"person", "season", "piece", "pack"})


@dataclass(frozen=True, slots=True)
class Measured:
    """An attribute whose values are measures: their kind, what dimension it is, and the values by size."""

    name: str
    kind: str
    dimension: str
    sizes: Mapping[float, Sequence[str]]


class Patterns:
    """What amounts look like in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `patterns_of` keeps them."""
        to = rf"\s?[-–—]\s?|\s+(?:{grammar.any('to')})\s+"
        low = rf"(?P<low>{_NUMBER})(?:\s?(?:{UNIT_PATTERN}|[\"”″]))?(?:{to})"
        self.amount = re.compile(rf"(?<![\w.,/#+×-])(?:{low})?{_AMOUNT}", FLAGS)
        self.before = (
            ("lte", grammar.before("under", "up_to")),
            ("around", grammar.before("around")),
            ("gte", grammar.before("over")),
        )
        self.after = (("lte", grammar.after("or_less")), ("gte", grammar.after("or_more")))
        self.between = grammar.before("between")
        self.scopes = scopes_of(grammar)
        # What is carried, fed or wears it weighs that much, not the thing.
        self.bears = re.compile(rf"\b(?:{grammar.any('bears', 'oneself')})\b[^.?!,]{{0,24}}$", FLAGS)


@lru_cache(maxsize=64)
def patterns_of(grammar: Grammar) -> Patterns:
    """Return the patterns of a grammar, compiled once."""
    return Patterns(grammar)


class MeasureReader:
    """Knows which attributes of the store are measured."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Look for them by their values."""
        found = (_profile(name, values) for name, values in vocabulary.attributes.items())
        self._by_kind: dict[str, list[Measured]] = defaultdict(list)
        for one in found:
            if one is not None:
                self._by_kind[one.kind].append(one)

    def read(self, text: str, language: str, grammar: Grammar) -> Iterator[Reading]:
        """Yield the limits on measures. An amount that could be of two attributes, or of the shopper, limits nothing."""
        if not self._by_kind:
            return
        for match in patterns_of(grammar).amount.finditer(text):
            reading = self._reading(match, text, language, grammar)
            if reading:
                yield reading

    def _reading(self, match: re.Match[str], text: str, language: str, grammar: Grammar) -> Reading | None:
        unit = _unit(match["unit"])
        size = _size_of(f"{plain_number(match['n'])} {unit}")
        if unit in _PEOPLE or size is None or size[0] not in self._by_kind:
            return None
        kind, start, end = _limit(match, text, patterns_of(grammar))
        if size[0] == "mass" and patterns_of(grammar).bears.search(text, max(0, start - LOOK_BACK), start):
            return None
        heads = heads_of(grammar)
        if heads.is_circumstance(text, start, end) or not heads.is_about_head(text, start, end):
            return None
        chosen = self._attribute(size[0], kind, _beside(text, start, end), grammar)
        if chosen is None:
            return None
        limit = _filter(chosen, kind, match, unit, language)
        return limit and Reading(start, end, limit[0], near=limit[1], keep=kind == "eq" and not limit[1])

    def _attribute(self, kind: str, limit: str, beside: Sequence[str], grammar: Grammar) -> Measured | None:
        """Choose the attribute that is meant: of the dimension that is named nearest, by its own name, the only or usual one."""
        possible, any_said = self._by_kind[kind], False
        for words in beside:
            said = {grammar.dimensions[word] for word in words.split() if word in grammar.dimensions}
            whole = [
                one
                for one in possible
                if " " in one.name and set(fold(one.name).split()) <= set(words.split())
            ]
            named = (
                whole
                or [one for one in possible if one.dimension in said]
                or [one for one in possible if set(fold(one.name).split()) & set(words.split())]
            )
            if len(named) == 1:
                return named[0]
            if named and (either := _either(named)):
                return either
            any_said = any_said or bool(said)
        # Lengths are said of people, places and things alike.
        surely = kind != "length" or limit != "eq"
        if any_said or not surely:
            return None
        usual = [one for one in possible if one.dimension == _USUAL.get(kind)]
        return possible[0] if len(possible) == 1 else _either(usual)


def _either(attributes: Sequence[Measured]) -> Measured | None:
    """Return attributes of one dimension as one of which any may hold, those with a plain name alone where there are any.

    Shops write Capacity for rucksacks and Volume for bottles. None for lengths and where the dimensions differ.
    """
    plain = [one for one in attributes if fold(one.name) in grammar_of(ALL).dimensions] or attributes
    kinds = {(one.kind, one.dimension) for one in plain}
    if len(kinds) != 1 or plain[0].kind == "length" or plain[0].dimension != _USUAL.get(plain[0].kind):
        return None
    sizes: dict[float, list[str]] = defaultdict(list)
    for size, values in ((size, values) for one in plain for size, values in one.sizes.items()):
        sizes[size] += [value for value in values if value not in sizes[size]]
    name = EITHER.join(one.name for one in plain)
    return replace(plain[0], name=name, sizes=sizes) if len(ATTRIBUTE + name) <= LONGEST_NAME else None


def _filter(
    attribute: Measured, kind: str, match: re.Match[str], unit: str, language: str
) -> tuple[Filter, bool] | None:
    """Return the limit, and whether it is only near what was said; None where the store has nothing near."""
    field, number = f"attribute.{attribute.name}", float(plain_number(match["n"]))
    if match["low"]:
        low, high = sorted((float(plain_number(match["low"])), number))
        shown = f"{_plain(low)}–{_plain(high)} {unit}"
        return Filter(
            field, FilterOp.BETWEEN, (f"{_plain(low)} {unit}", f"{_plain(high)} {unit}"), shown
        ), False
    amount = f"{_plain(number)} {unit}"
    if kind == "around":
        ends = (
            f"{_plain(number * (1 - AROUND_SHARE))} {unit}",
            f"{_plain(number * (1 + AROUND_SHARE))} {unit}",
        )
        return Filter(field, FilterOp.BETWEEN, ends, phrase("around", language, amount)), False
    if kind != "eq":
        worded = phrase("at_most" if kind == "lte" else "at_least", language, amount)
        return Filter(field, FilterOp(kind), (amount,), worded), False
    return _equal(attribute, field, amount)


def _equal(attribute: Measured, field: str, amount: str) -> tuple[Filter, bool] | None:
    size = _size_of(amount)
    for share, near in ((SAME_SHARE, False), (NEAR_SHARE, True)):
        values = [
            value
            for known, members in attribute.sizes.items()
            if size and abs(known - size[1]) <= share * max(size[1], 1e-9)
            for value in members
        ]
        if values:
            op = FilterOp.EQ if len(values) == 1 else FilterOp.IN
            return Filter(field, op, tuple(values), values[0]), near
    return None


def _limit(match: re.Match[str], text: str, patterns: Patterns) -> tuple[str, int, int]:
    """Return the kind of limit around an amount and its stretch."""
    near = max(0, match.start() - LOOK_BACK)
    if match["low"]:
        between = patterns.between.search(text, near, match.start())
        return "between", between.start() if between else match.start(), match.end()
    for kind, pattern in patterns.before:
        before = pattern.search(text, near, match.start())
        if before:
            denied = patterns.scopes.denied(text, before.start()) if kind in REVERSED else None
            return (
                (kind, before.start(), match.end())
                if denied is None
                else (REVERSED[kind], denied, match.end())
            )
    for kind, pattern in patterns.after:
        after = pattern.match(text, match.end())
        if after:
            return kind, match.start(), after.end()
    return "eq", match.start(), match.end()


def _beside(text: str, start: int, end: int) -> Sequence[str]:
    """Return the words beside an amount, folded, nearest first: the next one, those before, those behind."""
    before = _MARK.split(text[max(0, start - _BESIDE) : start])[-1]
    after = _MARK.split(text[end : end + _BESIDE])[0]
    following = fold(after).replace("-", " ").split()
    return " ".join(following[:1]), fold(before), " ".join(following)


def _profile(name: str, values: Sequence[str]) -> Measured | None:
    sizes: dict[float, list[str]] = defaultdict(list)
    kinds: Counter[str] = Counter()
    looked_at = values[:LOOKED_AT]
    for value in looked_at:
        size = _size_of(value)
        if size and size[0]:
            kinds[size[0]] += 1
    if not kinds or kinds.most_common(1)[0][1] < MOSTLY * len(looked_at):
        return None
    kind = kinds.most_common(1)[0][0]
    for value in values:
        size = _size_of(value)
        if size and size[0] == kind:
            sizes[size[1]].append(value)
    return Measured(name, kind, _dimension(name, kind), sizes)


def _size_of(value: str) -> tuple[str, float] | None:
    """Return the kind and size of a value that begins with a number."""
    return measured(value) if value[:1].isdigit() else None


def _dimension(name: str, kind: str) -> str:
    known = grammar_of(ALL).dimensions
    return next((known[word] for word in fold(name).split() if word in known), kind)


def _unit(written: str) -> str:
    return UNITS.get(written.lower(), "in")


def _plain(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
