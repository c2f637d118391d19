"""Checks of the linter one by one: what is a fault, and what beside it is none."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from aisle.linting.checks import mentions, products, promised
from aisle.linting.checks.figures import compare
from aisle.linting.checks.types import Good, Mention, Offer, Page, Stated
from aisle.linting.statements.reading import statements_of

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ID = UUID(int=1)
TENT = "Aurora trail tent"


def offer(availability: str = "in_stock", **options: str) -> Offer:
    return Offer("", options, Decimal(249), None, "EUR", availability)


def good(*offers: Offer, **more: Any) -> Good:
    whole = {"category": None, "tags": [], "images": 1, "attributes": {}, "options": []}
    return Good(ID, TENT, "A tent for wet walks.", offers=offers or (offer(),), **{**whole, **more})


def kinds(check: Any, text: str, one: Good) -> list[str]:
    """What a check of documents finds in a page with one sentence that names a product."""
    page = Page(ID, ID, "Page", "en", text)
    return [found.kind for found in check(page, [Mention(0, len(text), text, "Page", one)], NOW)]


def conflicts(*texts: str) -> list[str]:
    pages = [(UUID(int=number), text) for number, text in enumerate(texts)]
    stated = [
        Stated(one, page, page, "Page", frozenset(one.scope))
        for page, text in pages
        for one in statements_of(text, "Page", "en")
    ]
    return [one.kind for one in compare(stated)]


@pytest.mark.parametrize(
    "beside",
    [
        "Refunds of returns are processed within 14 days of delivery.",
        "Orders for delivery are processed within 14 days.",
    ],
)
def test_how_long_money_or_paper_takes_is_no_delivery_time(beside: str) -> None:
    assert conflicts("Delivery takes 3 days.", beside) == []
    assert conflicts("Delivery takes 3 days.", "Delivery takes 14 days.") == ["conflict.delivery_time"]


@pytest.mark.parametrize(
    ("availability", "found"),
    [("in_stock", []), ("low_stock", []), ("out_of_stock", ["page.sells_discontinued"])],
)
def test_what_is_sold_out_for_good_is_gone_and_what_is_left_of_it_is_sold(
    availability: str, found: list[str]
) -> None:
    left = good(offer(availability), tags=["discontinued"])
    assert kinds(mentions.availability, f"Take the {TENT} with you.", left) == found


@pytest.mark.parametrize(("years", "found"), [(2, []), (5, ["conflict.product_warranty"])])
def test_a_warranty_on_a_page_is_held_against_the_products_own(years: int, found: list[str]) -> None:
    one = good(attributes={"Warranty": "24 months"})
    assert kinds(promised.warranty, f"The {TENT} has a warranty of {years} years.", one) == found


@pytest.mark.parametrize(
    ("offers", "found"),
    [
        ((offer(Size="S"), offer(Size="M")), []),
        ((offer(Size="S"), offer()), ["product.option_missing"]),
        ((offer(),), []),
    ],
)
def test_variants_have_the_options_that_the_others_have(offers: tuple[Offer, ...], found: list[str]) -> None:
    assert [one.kind for one in products.options(good(*offers))] == found
