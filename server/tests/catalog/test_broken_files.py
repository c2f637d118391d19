"""Files as they come: badly encoded, badly quoted, cut off, or not a catalogue at all."""

from __future__ import annotations

import codecs
import contextlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.catalog.errors import EmptyCatalogFile, InvalidMapping, UnreadableCatalogFile

Read = Callable[..., Any]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n  \r\n", codecs.BOM_UTF8, b"Name,Price\n", b"[]", b"\xff\xfe"]
)
def test_a_file_with_nothing_in_it_is_refused(read: Read, content: bytes) -> None:
    with pytest.raises(EmptyCatalogFile):
        read(content)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"PK\x03\x04" + bytes(200), "Unpack"),
        (b"%PDF-1.7\n" + bytes(200), "Upload it as a document"),
        (b"\x1f\x8b\x08" + bytes(200), "Unpack"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        (bytes(range(256)) * 20, "not text"),
        (b"<?xml version='1.0'?><rss/>", "XML"),
        (b"<!doctype html><p>Name,Price", "XML or HTML"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_with_advice(read: Read, content: bytes, advice: str) -> None:
    with pytest.raises(UnreadableCatalogFile, match=advice):
        read(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_accents_survive_any_encoding_and_line_end(read: Read, encoding: str, ends: str) -> None:
    text = ends.join(["Name;Preis", "Käse süß;3,50", "Crème brûlée;4,00", ""])
    assert read(text.encode(encoding)).titles == ["Käse süß", "Crème brûlée"]


def test_mixed_encodings_are_mended_and_noted_once(read: Read) -> None:
    content = "Name,Price\nKäse,1\n".encode() + "Süß,2\n".encode("cp1252") + "Öl,3\n".encode()
    reading = read(content)
    assert reading.titles == ["Käse", "Süß", "Öl"]
    assert [(error.line, error.code, error.severity) for error in reading.errors] == [
        (3, "encoding_mended", "warning")
    ]


def test_nul_characters_are_left_out_and_noted(read: Read) -> None:
    reading = read(b"Name,Price\nBa\0g,1\nHat,2\n")
    assert reading.titles == ["Bag", "Hat"]
    assert reading.faults == [(2, "nul_characters")]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_separator_is_found(read: Read, mark: str) -> None:
    text = "\n".join(
        mark.join(row) for row in [("Name", "Price", "SKU"), ("Bag", "9.50", "B1"), ("Hat", "3", "H1")]
    )
    assert [product.variants[0].sku for product in read(text).products] == ["B1", "H1"]


def test_excel_names_its_separator_in_the_first_line(read: Read) -> None:
    assert read("sep=;\nName;Preis\nHut, rot;3,00\n").titles == ["Hut, rot"]


def test_single_quotes_are_understood(read: Read) -> None:
    assert read("'Name','Price'\n'Bag, red','9.50'\n").titles == ["Bag, red"]


def test_cells_may_hold_lines_quotes_and_separators(read: Read) -> None:
    reading = read('Name,Description,Price\nBag,"One, ""two""\nthree",1\nHat,"",2\n')
    assert reading.products[0].description == 'One, "two"\nthree'
    assert reading.titles == ["Bag", "Hat"]


def test_an_inch_mark_is_no_quote(read: Read) -> None:
    assert read('Name,Price\nScreen 24",199\nScreen 27",249\n').titles == ['Screen 24"', 'Screen 27"']


def test_a_quote_that_is_never_closed_costs_its_own_row(read: Read) -> None:
    rows = ["Name,Price"] + [f"Product {number},5" for number in range(2_500)]
    rows[10] = '"Product 9,5'
    reading = read("\n".join(rows) + "\n")
    assert len(reading.products) == 2_499
    assert reading.faults == [(11, "broken_quotes")]


def test_two_broken_quotes_do_not_swallow_the_rows_between(read: Read) -> None:
    reading = read('Name,Price\n"Bag,1\nHat,2\n"Cap,3\nTie,4\n')
    assert reading.titles == ["Hat", "Tie"]
    assert reading.faults == [(2, "broken_quotes"), (4, "broken_quotes")]


def test_a_row_with_too_many_cells_says_why(read: Read) -> None:
    reading = read("Name,Price\nBag, red,1\nHat,2,,\n")
    assert reading.titles == ["Hat"]
    assert reading.faults == [(2, "too_many_cells")]
    assert "Put quotes" in reading.errors[0].reason


def test_a_cut_off_csv_gives_the_rows_before_it(read: Read) -> None:
    reading = read("Name,SKU,Price\nBag,B1,1\nHat,H1")
    assert reading.titles == ["Bag"]
    assert reading.faults == [(3, "file_cut_off")]


def test_ten_megabyte_lines_are_refused_one_by_one(read: Read) -> None:
    long = "x" * 10_000_000
    reading = read(f"Name,Price\nBag,1\n{long},2\nHat,3\n{long}")
    assert reading.titles == ["Bag", "Hat"]
    assert reading.faults == [(3, "line_too_long"), (5, "line_too_long")]


def test_a_ten_megabyte_json_line_is_refused(read: Read) -> None:
    long = json.dumps({"title": "x" * 10_000_000})
    reading = read('{"title":"A"}\n' + long + '\n{"title":"B"}\n')
    assert reading.titles == ["A", "B"]
    assert reading.faults == [(2, "line_too_long")]


def test_broken_json_lines_cost_themselves_only(read: Read) -> None:
    reading = read('{"title":"A"}\n{"title":B}\n[1]\n"x"\n{"title":"C"}\n{"title":"D"')
    assert reading.titles == ["A", "C"]
    assert reading.faults == [
        *((2, "broken_json"), (3, "not_an_object"), (4, "not_an_object"), (6, "file_cut_off")),
    ]


def test_json_cut_half_way_gives_its_whole_products(read: Read) -> None:
    text = json.dumps(
        {"products": [{"title": f"P{number}", "price": number} for number in range(1, 11)]}, indent=1
    )
    reading = read(text[: len(text) // 2])
    assert 3 <= len(reading.products) <= 6
    assert [error.code for error in reading.errors] == ["file_cut_off"]
    assert reading.errors[0].line > 10


def test_half_characters_cannot_reach_the_database(read: Read) -> None:
    product = read('{"title":"A\\ud800B\\u0000C","description":"x\\ufffey"}\n').products[0]
    assert (product.title, product.description) == ("ABC", "xy")


@given(
    content=st.binary(max_size=400)
    | st.text(alphabet="Name,;\"'\n\r\t{}[]:12.€", max_size=200).map(str.encode)
)
def test_any_bytes_are_read_or_refused(read: Read, content: bytes) -> None:
    # Whatever else were raised would fail the test.
    with contextlib.suppress(EmptyCatalogFile, UnreadableCatalogFile, InvalidMapping):
        read(content)


def test_numbers_of_a_saleor_fixture_that_are_none_are_row_errors(read: Read) -> None:
    def rows(key: int, price: str, quantity: object) -> list[dict[str, object]]:
        listing = {
            "variant": key,
            "currency": "USD",
            "price_amount": price,
            "discounted_price_amount": "1e999999",
        }
        return [
            {"model": "product.product", "pk": key, "fields": {"name": f"Shoe {key}", "slug": f"shoe-{key}"}},
            {"model": "product.productvariant", "pk": key, "fields": {"product": key, "sku": f"S{key}"}},
            {"model": "product.productvariantchannellisting", "pk": key, "fields": listing},
            {"model": "warehouse.stock", "pk": key, "fields": {"product_variant": key, "quantity": quantity}},
        ]

    reading = read(json.dumps(rows(1, "abc", "many") + rows(2, "10.00", 5)).encode(), "USD")
    assert reading.titles == ["Shoe 2"]
    assert {error.code for error in reading.errors} >= {"unreadable_price", "stock_not_whole"}
