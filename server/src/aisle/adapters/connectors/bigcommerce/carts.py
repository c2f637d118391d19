"""Carts of a BigCommerce shop: the API lists none, so those are read that webhooks name, each by its id."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from aisle.adapters.connectors.bigcommerce.api import Api
from aisle.adapters.connectors.bigcommerce.values import amount
from aisle.adapters.connectors.fields import Fields
from aisle.sources.errors import ShopNotFound
from aisle.sources.records import Amount, CartRecord, OrderLine

CARTS = "v3/carts"
GOODS = ("physical_items", "digital_items", "custom_items")
ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


async def carts_by_id(api: Api, ids: Sequence[str]) -> list[Any]:
    """Return the rows that are there: a cart that was bought, emptied or left for a month is gone."""
    found: list[Any] = []
    for one in dict.fromkeys(one for one in ids if ID.fullmatch(one)):
        try:
            body = await api.get(f"{CARTS}/{one}")
        except ShopNotFound:
            continue
        found.append(body.get("data") if isinstance(body, dict) else body)
    return found


def cart(row: Fields) -> Iterator[CartRecord]:
    """Read a cart. Its amounts are in its own currency."""
    currency = row.inside("currency").id("code")
    places = row.inside("line_items")
    yield CartRecord(
        id=row.id(),
        updated_at=row.time("updated_time"),
        created_at=row.time("created_time"),
        customer_id=row.number_id("customer_id"),
        email=row.word("email"),
        total=amount(row, "cart_amount", currency),
        lines=tuple(_line(one, currency) for place in GOODS for one in places.items(place)),
    )


def _line(row: Fields, currency: str) -> OrderLine:
    return OrderLine(
        quantity=row.whole("quantity") or 0,
        id=row.word("id"),
        product_id=row.number_id("product_id"),
        variant_id=row.number_id("variant_id"),
        sku=row.word("sku"),
        title=row.text("name"),
        unit_price=_paid(row, "sale_price", "list_price", currency),
        total=_paid(row, "extended_sale_price", "extended_list_price", currency),
    )


def _paid(row: Fields, reduced: str, usual: str, currency: str) -> Amount | None:
    """Lines that are of no product have no reduced price."""
    return amount(row, reduced if row.has(reduced) else usual, currency)
