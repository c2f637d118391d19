"""No text, however it is made, takes more than time in proportion to its length."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from aisle.catalog.clean_text import clean_body, clean_line
from aisle.catalog.errors import EmptyCatalogFile, UnreadableCatalogFile
from aisle.catalog.identifiers import barcodes_of, identifier_key
from aisle.catalog.importing import cells, vocabulary
from aisle.catalog.importing.amounts import decimal_mark, parse_amount
from aisle.catalog.importing.assembling import _slug
from aisle.catalog.importing.csv_records import detect_dialect, header_names
from aisle.catalog.importing.dry_run import DryRun, dry_run
from aisle.catalog.importing.reader import ReadOptions
from effort import cpu_seconds

OPTIONS = ReadOptions("EUR", datetime(2026, 11, 20, tzinfo=UTC))
LENGTH = 20_000
# Below this the clock and the garbage collector say more than the code does.
FLOOR, RATIO, MOST = 0.02, 8, 2.0

UNITS = {
    **{
        unit: unit
        for unit in ("(", " ", "<a", "<a>", "<div>", "<p><b>", "<b></x>", "<!--", "<script>", "&#1")
    },
    **{
        unit: unit
        for unit in ("1,", "1.", "1 ", "-", "€", "a_", '"', "'", "\t", "\n", " \n", "7", "/", ",|;")
    },
    **{
        unit: unit for unit in ("&amp;", "\\,", "http://a ", "A B", "attr:", "EUR ", "{", "[", '{"', "<", ">")
    },
    "marks": "\u0301\u0323",
    "marks and joiners": "\u0301\u200d\u0323\u200c",
    "controls": "\u202e\u200f",
    "mixed": '(1,<a€\u0301"_ -',
}


def markup(unit: str) -> Callable[[int], str]:
    return lambda length: unit * (length // len(unit))


TEXTS: dict[str, Callable[[int], str]] = {
    **{name: markup(unit) for name, unit in UNITS.items()},
    "a number of many digits": lambda length: f"&#{'1' * length};",
    "one tag of many attributes": lambda length: f"<a {' '.join(f'b{n}' for n in range(length // 6))}>x",
    "bold in paragraphs": lambda length: "".join(f"<p><b id={n}>" for n in range(length // 12)),
    "an open bracket and an end": lambda length: "<a" * (length // 2) + ">",
    "blanks before a letter": lambda length: "1" + " " * length + "x",
}

FUNCTIONS: dict[str, Callable[[str], Any]] = {
    "clean_line": clean_line,
    "clean_body": clean_body,
    "header_currency": vocabulary.header_currency,
    "plain_header": vocabulary.plain_header,
    "identifier_key": identifier_key,
    "barcodes_of": barcodes_of,
    "decimal_mark": lambda text: decimal_mark([text]),
    "yes_or_no": cells.yes_or_no,
    "availability_in": cells.availability_in,
    "stock_in": cells.stock_in,
    "is_web_address": cells.is_web_address,
    "split_list": cells.split_list,
    "split_addresses": cells.split_addresses,
    "category_path": cells.category_path,
    "moment": cells.moment,
    "slug": lambda text: _slug(clean_line(text)),
    "detect_dialect": detect_dialect,
    "header_names": lambda text: header_names(text.split(",")),
}


def amount(text: str) -> None:
    for mark in ".,":
        with contextlib.suppress(ValueError):
            parse_amount(text, mark, "EUR")


FUNCTIONS["parse_amount"] = amount


def assert_in_proportion(work: Callable[[int], Callable[[], object]]) -> None:
    small = cpu_seconds(work(LENGTH), FLOOR)
    most = min(MOST, RATIO * max(small, FLOOR))
    assert cpu_seconds(work(4 * LENGTH), most) <= most


@pytest.mark.parametrize("name", FUNCTIONS)
def test_time_grows_with_the_text(name: str) -> None:
    function = FUNCTIONS[name]
    for label, made in TEXTS.items():

        def work(length: int, made: Callable[[int], str] = made) -> Callable[[], object]:
            text = made(length)
            return lambda: function(text)

        try:
            assert_in_proportion(work)
        except AssertionError as error:
            raise AssertionError(f"{name} of {label!r}") from error


def dry(content: str) -> DryRun | None:
    try:
        return dry_run(io.BytesIO(content.encode(errors="replace")), OPTIONS)
    except (EmptyCatalogFile, UnreadableCatalogFile):
        return None


FIELDS = (
    "title",
    "description",
    "price",
    "stock",
    "images",
    "tags",
    "category",
    "sku",
    "availability",
    "handle",
)
FIELDS += ("sale_price_effective_date", "currency", "url", "published", "brand", "attribute: x", "summary")


def as_json_cells(text: str) -> str:
    return json.dumps([dict.fromkeys(FIELDS, text) | {"title": "A", "handle": "a"}], ensure_ascii=False)


def as_json_names(text: str) -> str:
    return json.dumps([{"title": "A", text: text, "attributes": {text: text}, "options": {text: "x"}}])


def as_csv_header(text: str) -> str:
    return 'Name,Price,"' + text.replace('"', '""') + '"\nBag,1,x\n'


def as_csv_cells(text: str) -> str:
    quoted = '"' + text.replace('"', '""') + '"'
    return "Name,Price,Description,Stock,Images\n" + ",".join(["Bag", *[quoted] * 4]) + "\n"


def as_it_is(text: str) -> str:
    return "Name,Price\n" + text


def as_json_text(text: str) -> str:
    return "[" + text


@pytest.mark.parametrize(
    "shape", [as_json_cells, as_json_names, as_csv_header, as_csv_cells, as_it_is, as_json_text]
)
def test_time_of_a_dry_run_grows_with_its_cells(shape: Callable[[str], str]) -> None:
    for label, made in TEXTS.items():

        def work(length: int, made: Callable[[int], str] = made) -> Callable[[], object]:
            content = shape(made(length))
            return lambda: dry(content)

        try:
            assert_in_proportion(work)
        except AssertionError as error:
            raise AssertionError(f"a dry run of {label!r}") from error


FILES: dict[str, Callable[[int], str]] = {
    "columns of one name": lambda size: ",".join(["Name"] * (size // 5)) + "\nBag\n",
    "attribute columns": lambda size: "Name," + ",".join(f"attr: {n}" for n in range(size // 10)) + "\nBag\n",
    "rows with an open quote": lambda size: "Name,Price\n" + '"x\n' * (size // 10),
    "quotes that stay open": lambda size: "Name,Price\n" + 'a","""\n' * (size // 10),
    "entries of many names": lambda size: json.dumps(
        [{"title": "A", "x": [{f"n{n}": "1"} for n in range(size // 10)]}]
    ),
    "items of nothing": lambda size: "[" + "x," * (size // 4),
    "variations of many parents": lambda size: (
        "ID,Type,SKU,Name,Regular price,Parent\n"
        + "".join(
            f",variation,,V,1,id:{n}\n,variation,,V,1,s{n}\n{n},variable,s{n},P,1,\n"
            for n in range(size // 40)
        )
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_time_of_a_dry_run_grows_with_the_file(name: str) -> None:
    def work(size: int) -> Callable[[], object]:
        content = FILES[name](size)
        return lambda: dry(content)

    assert_in_proportion(work)


def test_a_long_header_is_cut_and_noted() -> None:
    found = dry("Name,Price," + "(" * 20_000 + "\nBag,1,x\n")
    assert found is not None
    assert found.columns[2] == "(" * 200
    assert [(error.code, error.severity) for error in found.errors] == [("long_header", "warning")]
    assert found.counts.products == 1


@pytest.mark.parametrize(
    ("name", "currency", "plain"),
    [
        ("Preis (EUR)", "EUR", "preis"),
        ("price_eur", "EUR", "price"),
        ("Regular price - GBP ", "GBP", "regular price"),
    ],
)
def test_a_header_still_names_its_currency(name: str, currency: str, plain: str) -> None:
    assert vocabulary.header_currency(name) == currency
    assert vocabulary.plain_header(name) == plain


def test_a_description_too_nested_to_parse_loses_its_tags_all_the_same() -> None:
    text = "<div>" * 5_000 + "Fish &amp; chips<script>x()</script><p>Two</p>" + "</div>" * 5_000
    assert clean_body(text) == "Fish & chips\nTwo"


def test_lengths_are_measured_before_cleaning() -> None:
    found = dry(json.dumps([{"title": "A", "description": "<b></b>" * 100_000}, {"title": "B"}]))
    assert found is not None
    assert [error.code for error in found.errors] == ["too_long"]
    assert found.counts.products == 1
