from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.catalog.importing.amounts import (
    NegativeAmount,
    UnknownCurrency,
    UnreadableAmount,
    decimal_mark,
    parse_amount,
)
from aisle.catalog.importing.records import Number


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("12", "12", "EUR"),
        ("12.5", "12.5", "EUR"),
        ("12,50", "12.50", "EUR"),
        ("1.299,00", "1299.00", "EUR"),
        ("1,299.00", "1299.00", "EUR"),
        ("1'299.–", "1299", "EUR"),
        ("1 299,00 €", "1299.00", "EUR"),
        ("12 345,67 €", "12345.67", "EUR"),
        ("12,34,567.00", "1234567.00", "EUR"),
        ("1.000.000", "1000000", "EUR"),
        ("£12", "12", "GBP"),
        ("12 EUR", "12", "EUR"),
        ("USD 9.99", "9.99", "USD"),
        ("9.99 usd", "9.99", "USD"),
        ("US$ 12.00", "12.00", "USD"),
        ("$5", "5", "USD"),
        ("12,-", "12", "EUR"),
        ("0,500", "0.5", "EUR"),
        (".99", "0.99", "EUR"),
        ("+3.00", "3", "EUR"),
    ],
)
def test_reads_amounts_as_people_write_them(text: str, amount: str, currency: str) -> None:
    assert parse_amount(text, ".", "EUR") == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [("1.299", ",", "1299"), ("1.299", ".", "1.299"), ("1,299", ".", "1299"), ("1,299", ",", "1.299")],
)
def test_one_mark_and_three_digits_follow_the_file(text: str, mark: str, amount: str) -> None:
    assert parse_amount(text, mark, "EUR")[0] == Decimal(amount)


def test_a_json_number_has_a_point_whatever_the_file_uses() -> None:
    assert parse_amount(Number("1.299"), ",", "EUR")[0] == Decimal("1.299")
    assert parse_amount(Number("1e2"), ",", "EUR")[0] == Decimal(100)


@pytest.mark.parametrize(
    "text", ["free", "", "12-15", "12.00 - 15.00", "1.2.3", "1,2,3", "1e5", "EUR", "12 5"]
)
def test_refuses_what_is_not_one_amount(text: str) -> None:
    with pytest.raises(UnreadableAmount):
        parse_amount(text, ".", "EUR")


@pytest.mark.parametrize("text", ["-5", "-5,00", "(5.00)", "5-", "-£5", "£-5", "€ -3"])
def test_says_when_an_amount_is_below_zero(text: str) -> None:
    with pytest.raises(NegativeAmount):
        parse_amount(text, ".", "EUR")


@pytest.mark.parametrize("text", ["12 XYZ", "kr 100", "Rs 12", "¥500"])
def test_says_when_a_sign_is_not_one_currency(text: str) -> None:
    with pytest.raises(UnknownCurrency):
        parse_amount(text, ".", "EUR")


def test_a_shared_sign_means_the_stores_currency() -> None:
    assert parse_amount("$12", ".", "CAD") == (Decimal(12), "CAD")
    assert parse_amount("100 kr", ".", "SEK") == (Decimal(100), "SEK")


@pytest.mark.parametrize(
    ("samples", "mark"),
    [
        (["9,99", "12,50", "1.299,00"], ","),
        (["9.99", "1,299.00"], "."),
        (["1.299", "899"], ","),
        (["36.000", "12.000"], "."),
        (["12", "7"], "."),
        ([], "."),
    ],
)
def test_the_decimal_mark_is_judged_from_many_values(samples: list[str], mark: str) -> None:
    assert decimal_mark(samples) == mark


@given(st.decimals(min_value=0, max_value=9_999_999, places=2), st.sampled_from(["en", "de", "fr", "ch"]))
def test_every_amount_survives_every_manner_of_writing(amount: Decimal, manner: str) -> None:
    thousands, mark = {"en": (",", "."), "de": (".", ","), "fr": (" ", ","), "ch": ("'", ".")}[manner]
    text = f"{amount:,.2f}".replace(",", "T").replace(".", mark).replace("T", thousands)
    assert parse_amount(text, mark, "EUR")[0] == amount


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        amount, _ = parse_amount(text, ".", "EUR")
    except (UnreadableAmount, NegativeAmount, UnknownCurrency):
        return
    assert amount >= 0
