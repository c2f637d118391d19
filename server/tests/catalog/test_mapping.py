"""What a person sees and corrects before an import."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from aisle.catalog.errors import InvalidMapping
from aisle.catalog.importing.dry_run import DryRun, dry_run
from aisle.catalog.importing.reader import ReadOptions

Read = Callable[..., Any]
NOW = datetime(2026, 11, 20, tzinfo=UTC)
ODD = "What,How much,Paint,Where\nRed canvas bag,9.50 EUR,red,https://x.example/a.png\nBlue felt hat,12 EUR,blue,\n"


def try_out(text: str, mapping: dict[str, Any] | None = None) -> DryRun:
    return dry_run(io.BytesIO(text.encode()), ReadOptions("EUR", NOW, mapping))


def test_a_dry_run_shows_what_would_come_in() -> None:
    shown = try_out("Name,Price,Cost\nBag,5,1\nHat,-2,1\n,3,1\n")
    assert shown.kind == "csv"
    assert shown.columns == ("Name", "Price", "Cost")
    assert shown.unmapped == ("Cost",)
    assert shown.mapping == {"title": "Name", "price": "Price", "decimal": "."}
    assert [product.title for product in shown.sample] == ["Bag"]
    assert [error.code for error in shown.errors] == ["negative_price", "missing_title"]
    assert (shown.counts.products, shown.counts.variants, shown.counts.errors) == (1, 1, 2)


def test_columns_without_known_headers_are_guessed_by_what_stands_in_them() -> None:
    shown = try_out(ODD)
    assert shown.mapping["title"] == "What"
    assert shown.mapping["price"] == "How much"
    assert shown.mapping["images"] == ["Where"]
    assert shown.confidence["title"] < 0.5 < 0.9


def test_a_header_that_its_values_contradict_is_doubtful() -> None:
    sure = try_out("Name,Price\nBag,5\nHat,6\n").confidence["price"]
    doubtful = try_out("Name,Price\nBag,ask\nHat,6\n").confidence["price"]
    assert doubtful < 0.7 < sure


def test_corrections_replace_the_guess(read: Read) -> None:
    mapping = {"title": "What", "price": "How much", "images": None, "attributes": {"Colour": "Paint"}}
    product = read(ODD, mapping=mapping).products[0]
    assert product.attributes == {"Colour": "red"}
    assert product.images == ()
    assert try_out(ODD, mapping).confidence["title"] == 1.0


def test_a_shown_mapping_can_be_sent_back_unchanged() -> None:
    for text in (ODD, "Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Size,S,5\n"):
        shown = try_out(text)
        again = try_out(text, shown.mapping)
        assert (again.mapping, again.sample) == (shown.mapping, shown.sample)


def test_every_fault_of_a_mapping_is_told_at_once(read: Read) -> None:
    mapping = {
        "titel": "What",
        "price": "Nowhere",
        "attributes": ["Paint"],
        "option_pairs": [["a"]],
        "decimal": ";",
        "currency": "EURO",
        "sku": ["What", "Paint"],
    }
    with pytest.raises(InvalidMapping) as refused:
        read(ODD, mapping=mapping)
    assert len(refused.value.extra["problems"]) == 7
    assert "'Nowhere', which the file does not have" in str(refused.value)


def test_a_mapping_can_name_currency_and_decimal_mark(read: Read) -> None:
    product = read("Name,Price\nBag,1.299\n", mapping={"currency": "CHF", "decimal": ","}).products[0]
    assert str(product.variants[0].price) == "1299.00 CHF"


def test_no_title_column_is_shown_in_a_dry_run_and_refused_in_an_import(read: Read) -> None:
    text = "A,B\n1,2\n3,4\n"
    assert [error.code for error in try_out(text).errors] == ["title_not_mapped"]
    with pytest.raises(InvalidMapping, match="titles"):
        read(text)


def test_names_that_repeat_or_are_missing_get_names_of_their_own() -> None:
    assert try_out("Name,,Price,Price\nBag,x,5,6\n").columns == ("Name", "Column 2", "Price", "Price (2)")
