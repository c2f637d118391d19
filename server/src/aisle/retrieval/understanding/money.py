"""Reads price limits out of a question, and leaves every other number alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from aisle.catalog.types import LARGEST_AMOUNT
from aisle.retrieval.types import Filter, FilterOp
from aisle.retrieval.understanding.currencies import CODES, SPELLINGS
from aisle.retrieval.understanding.grammar import FLAGS, LOOK_BACK, Grammar
from aisle.retrieval.understanding.negation import REVERSED, scopes_of
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import money, phrase

# Bare numbers below this are ages, counts and degrees more often than prices.
SMALLEST_BARE_PRICE = 20
# "Around 100" lets through what most would still call around 100.
AROUND_SHARE = Decimal("0.2")

_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?|\d+(?:[.,]\d{1,2})?"
_BEGINS = r"(?<![\w.,/#+×-])"
_ENDS = r"(?![\w%°\"”′″]|[-–/.,x×]\w|\s?[x×]\s?\d)"
_DASH = r"\s?[-–—]\s?"


@dataclass(frozen=True, slots=True)
class _Limit:
    pattern: re.Pattern[str]
    kind: str
    # How sure the words alone make it: 2 a price whatever the number, 1 when nothing else claims it, 0 never.
    sure: int


class Patterns:
    """What prices look like in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `patterns_of` keeps them."""
        self.signs = {**SPELLINGS, **grammar.money}
        self._units = "|".join(re.escape(one) for one in sorted(self.signs, key=len, reverse=True))
        to = rf"{_DASH}|\s+(?:{grammar.any('to')})\s+"
        self.range = re.compile(rf"{_BEGINS}{self._amount(1)}(?:{to}){self._amount(2)}{_ENDS}", FLAGS)
        self.single = re.compile(rf"{_BEGINS}{self._amount(1)}{_ENDS}", FLAGS)
        self.scopes = scopes_of(grammar)
        self.price = grammar.word("price")
        self.measured = re.compile(
            rf"\b(?:{grammar.any('measured')})(?:\s+(?:is|of|up|ist|est|es))?\s*$", FLAGS
        )
        self.free_end = re.compile(rf"\s*(?:$|[;:!?)\n]|[.,](?!\d)|(?:{grammar.any('followers')})\b)", FLAGS)
        self.between, self.surely_between = grammar.before("between"), grammar.before("surely_between")
        self.or_less, self.or_more = grammar.after("or_less"), grammar.after("or_more")
        self.limits = (
            _Limit(grammar.before("cheaper"), "lte", 2),
            _Limit(grammar.before("under"), "lte", 1),
            _Limit(grammar.before("up_to"), "lte", 0),
            _Limit(grammar.before("around"), "around", 1),
            _Limit(grammar.before("over"), "gte", 0),
        )

    def _amount(self, at: int) -> str:
        return (
            rf"(?:(?P<sign{at}>{self._units})\s?)?(?P<number{at}>{_NUMBER})(?P<k{at}>k\b)?"
            rf"(?:\s?(?P<unit{at}>{self._units}))?"
        )


@lru_cache(maxsize=64)
def patterns_of(grammar: Grammar) -> Patterns:
    """Return the patterns of a grammar, compiled once."""
    return Patterns(grammar)


class PriceReader:
    """Reads price limits in one currency; amounts in another currency limit nothing."""

    def __init__(self, currency: str) -> None:
        """Create a reader for the store's currency (ISO 4217)."""
        self._currency = currency

    def read(
        self, text: str, language: str, grammar: Grammar, is_known: Callable[[int], bool]
    ) -> Iterator[Reading]:
        """Yield the price limits of a question.

        Args:
            text: The question.
            language: Of the filter's wording.
            grammar: Of the languages that may be spoken.
            is_known: Whether a word of the store's vocabulary begins at a place of the text; a bare number
                before one ("under 100 boots") may be a price.
        """
        found = _Amounts(text, language, patterns_of(grammar), self._currency, is_known)
        taken = -1
        for match in found.patterns.range.finditer(text):
            reading = found.range(match)
            if reading:
                taken = reading.end
                yield reading
        for match in found.patterns.single.finditer(text):
            reading = found.single(match) if match.start() >= taken else None
            if reading:
                taken = reading.end
                yield reading


@dataclass(frozen=True, slots=True)
class _Amounts:
    """The amounts of one question."""

    text: str
    language: str
    patterns: Patterns
    currency: str
    is_known: Callable[[int], bool]

    def range(self, match: re.Match[str]) -> Reading | None:
        """Read "between 50 and 100", "50-100 €"."""
        text, language = self.text, self.language
        between = self.patterns.between.search(text, _near(match), match.start())
        start = between.start() if between else match.start()
        low, high = sorted((_value(match, 1), _value(match, 2)))
        if high > LARGEST_AMOUNT:
            return None
        currency = self._sign(match, 1) or self._sign(match, 2)
        if not self._is_own(currency):
            return None
        surely = self.patterns.surely_between.search(text, _near(match), match.start()) is not None
        if not currency and not self._is_bare_price(text, start, match.end(), low, 1 if surely else 0):
            return None
        values = (_plain(low), _plain(high))
        shown = f"{money(low, self.currency, language)}–{money(high, self.currency, language)}"
        return Reading(start, match.end(), Filter("price", FilterOp.BETWEEN, values, shown))

    def single(self, match: re.Match[str]) -> Reading | None:
        """Read "under 100", "100 € or less"."""
        text, language = self.text, self.language
        limit = self._limit_of(match, text)
        currency = self._sign(match, 1)
        value = _value(match, 1)
        if limit is None or not self._is_own(currency) or value > LARGEST_AMOUNT:
            return None
        kind, sure, start, end = limit
        measured = self.patterns.measured.search(text, max(0, start - LOOK_BACK), start) is not None
        # "Pounds" are also a weight.
        spelled = bool(match["unit1"]) and match["unit1"].isalpha()
        if currency and measured and spelled:
            return None
        if not currency and not self._is_bare_price(text, start, end, value, sure):
            return None
        return Reading(start, end, self._filter(kind, value, language))

    def _filter(self, kind: str, value: Decimal, language: str) -> Filter:
        shown = phrase(kind, language, money(value, self.currency, language))
        if kind == "around":
            spread = value * AROUND_SHARE
            return Filter("price", FilterOp.BETWEEN, (_plain(value - spread), _plain(value + spread)), shown)
        return Filter("price", FilterOp(kind), (_plain(value),), shown)

    def _is_own(self, sign: str | None) -> bool:
        return sign is None or self.currency in CODES[sign]

    def _sign(self, match: re.Match[str], at: int) -> str | None:
        spelling = match[f"sign{at}"] or match[f"unit{at}"]
        return self.patterns.signs[spelling.casefold()] if spelling else None

    def _limit_of(self, match: re.Match[str], text: str) -> tuple[str, int, int, int] | None:
        """Return kind, sureness and stretch of the limit around an amount."""
        for limit in self.patterns.limits:
            before = limit.pattern.search(text, _near(match), match.start())
            if before:
                kind, start = self._turned(limit.kind, before.start())
                return kind, limit.sure, start, match.end()
        for kind, pattern in (("lte", self.patterns.or_less), ("gte", self.patterns.or_more)):
            after = pattern.match(text, match.end())
            if after:
                return kind, 0, match.start(), after.end()
        return None

    def _turned(self, kind: str, start: int) -> tuple[str, int]:
        """Return the kind and start of a limit, the other way round after a negation: "no cheaper than"."""
        if kind not in REVERSED or self.patterns.measured.search(self.text, max(0, start - LOOK_BACK), start):
            return kind, start  # "doesn't weigh more than" is about no price
        denied = self.patterns.scopes.denied(self.text, start)
        return (kind, start) if denied is None else (REVERSED[kind], denied)

    def _is_bare_price(self, text: str, start: int, end: int, value: Decimal, sure: int) -> bool:
        """Say whether a number without a currency is a price."""
        if sure == 2:
            return True
        if self.patterns.measured.search(text, max(0, start - LOOK_BACK), start):
            return False
        followed = self.patterns.free_end.match(text, end) is not None or self.is_known(_next_word(text, end))
        if self.patterns.price.search(text):
            return followed
        return sure == 1 and value >= SMALLEST_BARE_PRICE and followed


def _near(match: re.Match[str]) -> int:
    return max(0, match.start() - LOOK_BACK)


def _next_word(text: str, end: int) -> int:
    return end + len(text[end:]) - len(text[end:].lstrip())


def _value(match: re.Match[str], at: int) -> Decimal:
    """Read "1,500", "1.500", "1.500,00" and "19,50": three digits after a mark are thousands, fewer are decimals."""
    number = match[f"number{at}"]
    whole, mark, decimals = number, "", ""
    for place in (number.rfind("."), number.rfind(",")):
        if place >= 0 and len(number) - place - 1 < 3:
            whole, mark, decimals = number[:place], ".", number[place + 1 :]
    value = Decimal(whole.replace(",", "").replace(".", "") + mark + decimals)
    return value * 1000 if match[f"k{at}"] else value


def _plain(value: Decimal) -> str:
    return f"{value:.2f}".removesuffix(".00")
