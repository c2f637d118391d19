"""Amounts as people and programs write them: "£12", "1.299,00", "1'299.–", "12 EUR"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from aisle.catalog.currencies import AMBIGUOUS_SIGNS, SIGNS, is_currency
from aisle.catalog.importing.records import Number

# Longer than any amount with its currency; the patterns below are only for short texts.
LONGEST_AMOUNT = 60
_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,6})?")
_PARTS = re.compile(
    r"(?P<before>[^\d.,()+-]*)(?P<number>[-+(]?[^\d]*\d[\d.,'’ ]*(?:[-–—]*)\)?-?)(?P<after>[^\d]*)"
)
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}|\d+"),
    ",": re.compile(r"\d{1,3}(?:\.\d{2,3})*\.\d{3}|\d+"),
}
_SPACED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d*)?")
_DECIMALS = re.compile(r"([.,])\d{1,2}(?!\d)[^\d]*$")
_POINT_AND_THREE = re.compile(r"[1-9]\d{0,2}\.\d{3}(?!\d)")


class UnreadableAmount(ValueError):
    """Text that is no single amount; its message says why."""


class NegativeAmount(ValueError):
    """An amount below zero."""


class UnknownCurrency(ValueError):
    """A code or sign that names no one currency; the message is that sign."""


def parse_amount(text: str, decimal: str, currency: str) -> tuple[Decimal, str]:
    """The amount and its currency: the one written beside it, else the given one.

    `decimal` is the mark that the file uses before decimals, "." or ","; it decides only what can be read
    both ways ("1.299"). JSON numbers always use a point.
    """
    if len(text) > LONGEST_AMOUNT and len(text := text.strip()) > LONGEST_AMOUNT:
        raise UnreadableAmount(text[:LONGEST_AMOUNT])
    if _PLAIN.fullmatch(text) and (decimal == "." or isinstance(text, Number) or "." not in text):
        return Decimal(text), currency
    if isinstance(text, Number):
        return _signed(_json_number(text)), currency
    number, found = _split(text, currency)
    return _signed(_decimal(number, decimal)), found


def decimal_mark(samples: Iterable[str]) -> str:
    """The mark before decimals, judged from many values of one column.

    "9,99" and "9.99" show it beyond doubt. Where no value does, "1.299" beside "899" is a thousand and more,
    while a column in which every value has three decimals was written by a program.
    """
    short = (text.strip() for text in samples)
    values = [text for text in short if len(text) <= LONGEST_AMOUNT and any(map(str.isdigit, text))]
    marks = [found.group(1) for text in values if (found := _DECIMALS.search(text))]
    if marks:
        return "," if marks.count(",") > marks.count(".") else "."
    grouped = [text for text in values if _POINT_AND_THREE.search(text)]
    return "," if grouped and len(grouped) < len(values) else "."


def _json_number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise UnreadableAmount(text) from None


def _split(text: str, currency: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(" ".join(text.split()))
    if found is None:
        raise UnreadableAmount(text)
    before, number, after = found.group("before").strip(), found.group("number"), found.group("after").strip()
    # "-£5" and "£ -5" both put the sign and the mark before the digits.
    lead = re.match(r"[-+(]?\s*([^\d\s.,()+-]+)\s*(?=\d)", number)
    if lead:
        before, number = lead.group(1), number.replace(lead.group(1), "", 1)
    marks = {_currency_of(mark, currency) for mark in (before, after) if mark}
    if len(marks) > 1:
        raise UnreadableAmount(text)
    return number, marks.pop() if marks else currency


def _currency_of(mark: str, currency: str) -> str:
    mark = mark.strip(" .:")
    if is_currency(mark.upper()):
        return mark.upper()
    if mark in SIGNS:
        return SIGNS[mark]
    possible = AMBIGUOUS_SIGNS.get(mark, frozenset())
    if currency in possible:
        return currency
    if mark == "$":
        return "USD"
    raise UnknownCurrency(mark)


def _decimal(number: str, decimal: str) -> Decimal:
    negative = number.lstrip().startswith(("-", "(")) or (number.endswith("-") and number[-2:-1].isdigit())
    digits = re.sub(r"(?<=\d)[.,]?[-–—]+$", "", number.strip("()+ ").lstrip("-").strip())
    if re.search(r"[ '’]", digits) and not _SPACED.fullmatch(digits):
        raise UnreadableAmount(number)
    digits = re.sub(r"[ '’]", "", digits).rstrip(".,")
    mark = _mark_of(digits, decimal)
    whole, _, fraction = digits.rpartition(mark) if mark in digits else (digits, "", "")
    if not _GROUPED[mark].fullmatch(whole or "0") or (fraction and not fraction.isdigit()):
        raise UnreadableAmount(number)
    value = Decimal(f"{re.sub(r'[.,]', '', whole) or '0'}.{fraction or '0'}")
    return -value if negative else value


def _mark_of(digits: str, decimal: str) -> str:
    """Which of point and comma stands before the decimals."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "." if digits.rindex(".") > digits.rindex(",") else ","
    if points + commas != 1:
        return "." if commas else ","
    mark = "." if points else ","
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits) and mark != decimal:
        return decimal
    return mark


def _signed(value: Decimal) -> Decimal:
    if value < 0:
        raise NegativeAmount(str(value))
    return value
