"""Carts of BigCommerce: known by events alone, read by their ids, gone when the shop has them no more."""

import json
from decimal import Decimal

import pytest
from bigcommerce_shop import BigCommerceShop, cart, cart_id
from recorded_shop import commerce_folder
from test_bigcommerce_asking import connector
from test_bigcommerce_hooks import HERE, HOOKS, example, meant

from aisle.adapters.connectors.bigcommerce.hooks import OF_CARTS, SCOPES
from aisle.adapters.connectors.bigcommerce.rules import RULES
from aisle.sources.errors import ShopRefused
from aisle.sources.ports import Broken, page_of
from aisle.sources.records import Amount, CartRecord, Resource
from aisle.sources.syncing.planning import compares_ids, reads_whole
from aisle.sources.syncing.types import Mode

CARTS = Resource.CARTS


async def test_a_cart_is_read_by_its_id_with_what_lies_in_it() -> None:
    found = await connector(BigCommerceShop()).fetch(CARTS, [cart_id(1), cart_id(2)])
    assert all(isinstance(one, CartRecord) for one in found)
    mine, guests = found
    assert isinstance(mine, CartRecord)
    assert (mine.customer_id, mine.email, mine.total) == (
        "7",
        "ada@example.com",
        Amount(Decimal("44.99"), "EUR"),
    )
    paid = [(line.sku, line.quantity, line.unit_price and line.unit_price.amount) for line in mine.lines]
    assert paid == [("SKU-1001", 2, Decimal("20.995")), (None, 1, Decimal(3))]
    assert isinstance(guests, CartRecord)
    assert (guests.customer_id, guests.email) == (None, None)


async def test_what_was_bought_or_is_no_cart_is_gone_and_nothing_else_is_asked() -> None:
    shop = BigCommerceShop(carts=[cart(1), cart(3, currency={})])
    asked = [cart_id(1), cart_id(2), cart_id(3), "../orders", "7"]
    found = await connector(shop).fetch(CARTS, asked)
    assert [one.id for one in found if isinstance(one, Broken)] == [cart_id(3)]
    assert page_of(found, asked).removed == [cart_id(2), "../orders", "7"]
    assert len([one for one in shop.sent if "carts" in one]) == 3


async def test_no_run_takes_carts_for_gone_because_no_list_names_them() -> None:
    """An incremental run reads nothing; a reconcile asks for each that is held."""
    (page,) = [one async for one in connector(BigCommerceShop()).pages(CARTS, None, None)]
    assert (list(page.records), page.cursor, bool(page.mark)) == ([], None, True)
    assert [one async for one in connector(BigCommerceShop()).ids(CARTS)] == []
    rule = RULES[CARTS]
    assert not reads_whole(Mode.INCREMENTAL, rule, page.mark, [CARTS])
    assert not reads_whole(Mode.RECONCILE, rule, page.mark, [CARTS])
    assert compares_ids(rule, [CARTS])


def test_each_of_the_vendors_events_of_carts_names_the_cart() -> None:
    folder = commerce_folder() / "schemas/bigcommerce/webhook-callbacks"
    files = sorted(folder.glob("store_cart_*.json"))
    assert len(files) == 9
    for file in files:
        data = json.loads(file.read_text())["data"]
        assert meant(example(file.stem)) == {CARTS: [data.get("cartId") or data["id"]]}


@pytest.mark.parametrize("allowed", [True, False])
async def test_webhooks_of_carts_are_made_where_the_account_may_read_them(allowed: bool) -> None:
    shop = BigCommerceShop(forbidden_hooks=() if allowed else ("store/cart",))
    made = await HOOKS.subscribe(connector(shop), HERE, "")
    assert {one.topic for one in made} == {*SCOPES, *([OF_CARTS] if allowed else [])}


async def test_an_account_without_the_scope_says_which() -> None:
    with pytest.raises(ShopRefused, match="Carts: read-only"):
        await connector(BigCommerceShop(forbidden=("v3/carts",))).fetch(CARTS, [cart_id(1)])
