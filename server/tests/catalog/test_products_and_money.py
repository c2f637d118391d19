from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from aisle.catalog.errors import InvalidMoney
from aisle.catalog.types import (
    Availability,
    Money,
    Product,
    ProductId,
    Variant,
    VariantId,
    availability_of,
)

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def variant(price: str | None, stock: int | None) -> Variant:
    return Variant(
        id=VariantId(UUID(int=1)),
        sku=None,
        barcode=None,
        title="S",
        options={"Size": "S"},
        price=Money(Decimal(price), "GBP") if price else None,
        compare_at=None,
        stock=stock,
        availability=availability_of(stock),
        as_of=NOW,
    )


def product(*variants: Variant, category: str | None = None) -> Product:
    return Product(
        id=ProductId(UUID(int=2)),
        handle="stonechat-38",
        title="Stonechat 38",
        description="",
        brand=None,
        category=category,
        tags=(),
        url=None,
        images=(),
        attributes={},
        options=("Size",),
        variants=variants,
        as_of=NOW,
        updated_at=NOW,
    )


@pytest.mark.parametrize(
    ("amount", "currency", "held"),
    [
        ("129", "GBP", "129.00"),
        ("129.000", "GBP", "129.00"),
        ("1200", "JPY", "1200"),
        ("1.5", "KWD", "1.500"),
    ],
)
def test_money_is_held_with_the_decimals_of_its_currency(amount: str, currency: str, held: str) -> None:
    assert str(Money(Decimal(amount), currency).amount) == held


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        *[("-1", "GBP"), ("1", "GBX"), ("1", "gbp"), ("1", ""), ("NaN", "GBP"), ("Infinity", "GBP")],
        *[("0.5", "JPY"), ("1.001", "EUR"), ("1e12", "EUR")],
    ],
)
def test_money_refuses_what_cannot_be_a_price(amount: str, currency: str) -> None:
    with pytest.raises(InvalidMoney):
        Money(Decimal(amount), currency)


def test_rounding_is_asked_for_by_name() -> None:
    assert Money.rounded(Decimal("19.995"), "EUR") == Money(Decimal("20.00"), "EUR")
    assert Money.rounded(Decimal("0.5"), "JPY") == Money(Decimal(1), "JPY")
    with pytest.raises(InvalidMoney):
        Money.rounded(Decimal("-5"), "EUR")


def test_minus_zero_is_zero() -> None:
    assert str(Money(Decimal("-0.00"), "EUR").amount) == "0.00"


def test_price_range_spans_the_priced_variants() -> None:
    prices = product(variant("12", 1), variant(None, 1), variant("9.50", 0)).price_range
    assert prices is not None
    assert (str(prices.lowest), str(prices.highest), prices.varies) == ("9.50 GBP", "12.00 GBP", True)
    assert product(variant(None, 1)).price_range is None


@pytest.mark.parametrize(
    ("stocks", "expected"),
    [((0, 4), True), ((0, 0), False), ((0, None), None), ((None, 2), True), ((-3,), False), ((), None)],
)
def test_a_product_is_in_stock_when_a_variant_is(
    stocks: tuple[int | None, ...], expected: bool | None
) -> None:
    assert product(*(variant("1", stock) for stock in stocks)).in_stock is expected


def test_low_stock_is_still_in_stock() -> None:
    assert availability_of(3) is Availability.LOW_STOCK
    assert variant("1", 3).in_stock is True


def test_category_path_runs_from_wide_to_narrow() -> None:
    assert product(category="Rucksacks / Trekking packs").path == ("Rucksacks", "Trekking packs")
    assert product().path == ()
