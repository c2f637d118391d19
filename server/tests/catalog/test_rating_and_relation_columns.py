"""What buyers think of a product, and what the shop names beside it, as files write them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from aisle.catalog.importing.relations import LONGEST_KEY, MOST_RELATIONS
from aisle.catalog.types import Rating

Read = Callable[..., Any]


def rated(read: Read, rating: str, count: str = "12") -> Any:
    return read(f'Handle,Title,Price,Average rating,Number of reviews\nbag,Bag,5,"{rating}","{count}"\n')


@pytest.mark.parametrize(
    ("written", "average"),
    [
        ("4.5", "4.50"),
        ("4,5", "4.50"),
        ("9/10", "4.50"),
        ("9 out of 10", "4.50"),
        ("4 von 5", "4.00"),
        ("90%", "4.50"),
        ("4.5 stars", "4.50"),
        ("4.5 ★", "4.50"),
        ("5", "5.00"),
        ("4.333333", "4.33"),
    ],
)
def test_a_rating_is_read_on_a_scale_of_five(read: Read, written: str, average: str) -> None:
    reading = rated(read, written)
    assert reading.products[0].rating == Rating(Decimal(average), 12)
    assert reading.faults == []


@pytest.mark.parametrize("written", ["5.1", "11/10", "good", "-3", "3/0", "120%", "1234"])
def test_a_rating_that_is_none_is_told_and_the_product_kept(read: Read, written: str) -> None:
    reading = rated(read, written)
    assert (reading.titles, reading.products[0].rating) == (["Bag"], None)
    assert reading.faults == [(2, "unreadable_rating")]


@pytest.mark.parametrize(
    ("written", "count"), [("12", 12), ("1,204", 1204), ("(37)", 37), ("8 reviews", 8), ("", None)]
)
def test_the_number_of_opinions_is_read(read: Read, written: str, count: int | None) -> None:
    assert rated(read, "4", written).products[0].rating == Rating(Decimal("4.00"), count)


def test_a_number_of_opinions_that_is_none_is_told_and_the_rating_kept(read: Read) -> None:
    reading = rated(read, "4", "many")
    assert reading.products[0].rating == Rating(Decimal("4.00"), None)
    assert reading.faults == [(2, "unreadable_rating")]


@pytest.mark.parametrize(("rating", "count"), [("0", ""), ("", "7"), ("4", "0"), ("0", "0")])
def test_goods_that_nobody_has_judged_have_no_rating(read: Read, rating: str, count: str) -> None:
    reading = rated(read, rating, count)
    assert (reading.products[0].rating, reading.faults) == (None, [])


def test_a_lowest_rating_counts_where_somebody_gave_it(read: Read) -> None:
    assert rated(read, "0", "3").products[0].rating == Rating(Decimal("0.00"), 3)


def test_what_goes_with_a_product_and_what_is_like_it_are_kept_apart(read: Read) -> None:
    reading = read('Handle,Title,Price,Cross-sells,Upsells\ntent,Tent,5,"mat, MAT-9, mat",big-tent\n')
    assert reading.products[0].relations == {"complementary": ("mat", "MAT-9"), "related": ("big-tent",)}


def test_a_list_in_json_names_them_too(read: Read) -> None:
    reading = read('[{"handle": "tent", "title": "Tent", "price": 5, "accessories": ["mat", "pegs, long"]}]')
    assert reading.products[0].relations["complementary"] == ("mat", "pegs, long")


def test_without_such_columns_nothing_is_named(read: Read) -> None:
    reading = read("Handle,Title,Price,Cross-sells\ntent,Tent,5,\n")
    assert reading.products[0].relations == {}


def test_what_is_named_is_bounded_in_number_and_length(read: Read) -> None:
    keys = [f"k{n}" for n in range(MOST_RELATIONS + 20)]
    long = "x" * (LONGEST_KEY + 1)
    row = ", ".join([long, *keys])
    reading = read(f'Handle,Title,Price,Cross-sells\ntent,Tent,5,"{row}"\n')
    assert reading.products[0].relations["complementary"] == tuple(keys[:MOST_RELATIONS])
