"""Reads price limits out of a question, and leaves every other number alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from aisle.retrieval.types import Filter, FilterOp
from aisle.retrieval.understanding import money_words as words
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import money, phrase

# Bare numbers below this are ages, counts and degrees more often than prices.
SMALLEST_BARE_PRICE = 20
# "Around 100" lets through what most would still call around 100.
AROUND_SHARE = Decimal("0.2")

_SIGNS = {spelling: sign for sign, spellings in words.CURRENCIES.items() for spelling in spellings}
_UNIT = "|".join(re.escape(spelling) for spelling in sorted(_SIGNS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?|\d+(?:[.,]\d{1,2})?"
_ENDS = r"(?![\w%°\"”′″]|[-–/.,x×]\w|\s?[x×]\s?\d)"


def _amount(at: int) -> str:
    return (
        rf"(?:(?P<sign{at}>{_UNIT})\s?)?(?P<number{at}>{_NUMBER})(?P<k{at}>k\b)?(?:\s?(?P<unit{at}>{_UNIT}))?"
    )


_BEGINS = r"(?<![\w.,/#+×-])"
_RANGE = re.compile(rf"{_BEGINS}{_amount(1)}(?:{words.TO}){_amount(2)}{_ENDS}", re.IGNORECASE)
_SINGLE = re.compile(rf"{_BEGINS}{_amount(1)}{_ENDS}", re.IGNORECASE)
_PRICE = re.compile(rf"\b(?:{words.PRICE})\b", re.IGNORECASE)
_MEASURED = re.compile(rf"\b(?:{words.MEASURED})(?:\s+(?:is|of|up|ist|est|es))?\s*$", re.IGNORECASE)
_FREE_END = re.compile(rf"\s*(?:$|[;:!?)\n]|[.,](?!\d)|(?:{words.FOLLOWERS})\b)", re.IGNORECASE)


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\s+$", re.IGNORECASE)


def _after(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})\b", re.IGNORECASE)


_BETWEEN = _before(words.BETWEEN)
_SURELY_BETWEEN = _before("between|zwischen|entre|tra|fra|tussen")
_OR_LESS, _OR_MORE = _after(words.OR_LESS), _after(words.OR_MORE)


@dataclass(frozen=True, slots=True)
class _Limit:
    pattern: re.Pattern[str]
    kind: str
    # How sure the words alone make it: 2 a price whatever the number, 1 when nothing else claims it, 0 never.
    sure: int


_LIMITS = (
    _Limit(_before(words.CHEAPER), "lte", 2),
    _Limit(_before(words.UNDER), "lte", 1),
    _Limit(_before(words.UP_TO), "lte", 0),
    _Limit(_before(words.AROUND), "around", 1),
    _Limit(_before(words.OVER), "gte", 0),
)


class PriceReader:
    """Reads price limits in one currency; amounts in another currency limit nothing."""

    def __init__(self, currency: str) -> None:
        """Create a reader for the store's currency (ISO 4217)."""
        self._currency = currency

    def read(self, text: str, language: str, is_known: Callable[[int], bool]) -> Iterator[Reading]:
        """Yield the price limits of a question.

        Args:
            text: The question.
            language: Of the filter's wording.
            is_known: Whether a word of the store's vocabulary begins at a place of the text; a bare number
                before one ("under 100 boots") may be a price.
        """
        taken = -1
        for match in _RANGE.finditer(text):
            reading = self._range(match, text, language, is_known)
            if reading:
                taken = reading.end
                yield reading
        for match in _SINGLE.finditer(text):
            reading = self._single(match, text, language, is_known) if match.start() >= taken else None
            if reading:
                taken = reading.end
                yield reading

    def _range(
        self, match: re.Match[str], text: str, language: str, is_known: Callable[[int], bool]
    ) -> Reading | None:
        between = _BETWEEN.search(text, 0, match.start())
        start = between.start() if between else match.start()
        low, high = sorted((_value(match, 1), _value(match, 2)))
        currency = _sign(match, 1) or _sign(match, 2)
        if not self._is_own(currency):
            return None
        surely = _SURELY_BETWEEN.search(text, 0, match.start()) is not None
        if not currency and not _is_bare_price(text, start, match.end(), low, 1 if surely else 0, is_known):
            return None
        values = (_plain(low), _plain(high))
        shown = f"{money(low, self._currency, language)}–{money(high, self._currency, language)}"
        return Reading(start, match.end(), Filter("price", FilterOp.BETWEEN, values, shown))

    def _single(
        self, match: re.Match[str], text: str, language: str, is_known: Callable[[int], bool]
    ) -> Reading | None:
        limit = _limit_of(match, text)
        currency = _sign(match, 1)
        if limit is None or not self._is_own(currency):
            return None
        kind, sure, start, end = limit
        value = _value(match, 1)
        measured = _MEASURED.search(text, 0, start) is not None
        # "Pounds" are also a weight.
        spelled = bool(match["unit1"]) and match["unit1"].isalpha()
        if currency and measured and spelled:
            return None
        if not currency and not _is_bare_price(text, start, end, value, sure, is_known):
            return None
        return Reading(start, end, self._filter(kind, value, language))

    def _filter(self, kind: str, value: Decimal, language: str) -> Filter:
        shown = phrase(kind, language, money(value, self._currency, language))
        if kind == "around":
            spread = value * AROUND_SHARE
            return Filter("price", FilterOp.BETWEEN, (_plain(value - spread), _plain(value + spread)), shown)
        return Filter("price", FilterOp(kind), (_plain(value),), shown)

    def _is_own(self, sign: str | None) -> bool:
        return sign is None or self._currency in words.CODES[sign]


def _limit_of(match: re.Match[str], text: str) -> tuple[str, int, int, int] | None:
    """Return kind, sureness and stretch of the limit around an amount."""
    for limit in _LIMITS:
        before = limit.pattern.search(text, 0, match.start())
        if before:
            return limit.kind, limit.sure, before.start(), match.end()
    for kind, pattern in (("lte", _OR_LESS), ("gte", _OR_MORE)):
        after = pattern.match(text, match.end())
        if after:
            return kind, 0, match.start(), after.end()
    return None


def _is_bare_price(
    text: str, start: int, end: int, value: Decimal, sure: int, is_known: Callable[[int], bool]
) -> bool:
    """Say whether a number without a currency is a price."""
    if sure == 2:
        return True
    if _MEASURED.search(text, 0, start):
        return False
    followed = _FREE_END.match(text, end) is not None or is_known(_next_word(text, end))
    if _PRICE.search(text):
        return followed
    return sure == 1 and value >= SMALLEST_BARE_PRICE and followed


def _next_word(text: str, end: int) -> int:
    return end + len(text[end:]) - len(text[end:].lstrip())


def _sign(match: re.Match[str], at: int) -> str | None:
    spelling = match[f"sign{at}"] or match[f"unit{at}"]
    return _SIGNS[spelling.casefold()] if spelling else None


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
