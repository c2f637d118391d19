"""A variant's price: which of the columns counts, in which currency, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aisle.catalog.currencies import is_currency
from aisle.catalog.errors import InvalidMoney
from aisle.catalog.importing.amounts import NegativeAmount, UnknownCurrency, UnreadableAmount, parse_amount
from aisle.catalog.importing.cell_reader import CellReader
from aisle.catalog.importing.cells import moment
from aisle.catalog.importing.outcomes import Severity, excerpt
from aisle.catalog.importing.vocabulary import Field
from aisle.catalog.types import Money


@dataclass(frozen=True, slots=True)
class Prices:
    """What is paid now, and the higher price that it is shown against."""

    price: Money | None
    compare_at: Money | None


def read_prices(cells: CellReader, currency: str, now: datetime) -> Prices:
    """The sale price where there is one in force, else the regular one. Faults are left with the cells."""
    currency = _currency(cells, currency)
    regular = _money(cells, Field.PRICE, currency)
    sale = _money(cells, Field.SALE_PRICE, currency) if _sale_is_on(cells, now) else None
    compare_at = _money(cells, Field.COMPARE_AT, currency)
    if sale is not None:
        return Prices(sale, _higher(regular, sale) or _higher(compare_at, sale))
    return Prices(regular, _higher(compare_at, regular))


def _higher(compare_at: Money | None, price: Money | None) -> Money | None:
    """Shops also fill "compare at" with the price itself or with nought; that is no reduction."""
    if compare_at is None or price is None or compare_at.currency != price.currency:
        return None
    return compare_at if compare_at.amount > price.amount else None


def _currency(cells: CellReader, default: str) -> str:
    text = cells.raw(Field.CURRENCY).strip().upper()
    if not text or is_currency(text):
        return text or default
    reason = (
        f"'{excerpt(text)}' is not a currency. Write an ISO 4217 code such as EUR, or leave the cell blank."
    )
    cells.fault(Field.CURRENCY, "unknown_currency", reason, text)
    return default


def _money(cells: CellReader, wanted: Field, currency: str) -> Money | None:
    text = cells.raw(wanted)
    if not text.strip():
        return None
    try:
        money = Money.rounded(*parse_amount(text, cells.mapping.decimal, currency))
    except NegativeAmount:
        code, reason = "negative_price", "A price cannot be below zero. Correct it, or leave the cell blank."
    except UnknownCurrency as error:
        code = "unknown_currency"
        reason = f"'{error}' does not say one currency. Write an ISO 4217 code such as EUR beside the amount."
    except (UnreadableAmount, InvalidMoney):
        code, reason = "unreadable_price", "This is not one amount of money. Write it as 12.90 or 12,90."
    else:
        if money.amount == 0 and wanted is Field.PRICE:
            reason = (
                "The price is 0, and shoppers will be told so. Leave the cell blank if there is no price."
            )
            cells.fault(wanted, "price_zero", reason, text, Severity.WARNING)
        return money
    cells.fault(wanted, code, reason, text)
    return None


def _sale_is_on(cells: CellReader, now: datetime) -> bool:
    starts, ends = cells.raw(Field.SALE_STARTS), cells.raw(Field.SALE_ENDS)
    if dates := cells.raw(Field.SALE_DATES):
        starts, _, ends = dates.partition("/")
    start, end = moment(starts), moment(ends)
    return (start is None or start <= now) and (end is None or now <= _whole_day(ends, end))


def _whole_day(text: str, end: datetime) -> datetime:
    """A sale that ends on a day lasts until that day's end."""
    return end.replace(hour=23, minute=59, second=59) if len(text.strip()) <= 10 else end
