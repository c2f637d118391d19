"""BigCommerce's webhooks: what is believed, what each of the vendor's examples means, and how they are kept alive."""

import json
from datetime import timedelta
from typing import Any

import pytest
from bigcommerce_shop import BigCommerceShop
from recorded_shop import commerce_folder
from test_bigcommerce_asking import connector
from world_of_bigcommerce import signed

from aisle.adapters.connectors.bigcommerce.hooks import OF_CARTS, SCOPES, BigCommerceHooks
from aisle.sources.errors import BrokenData, ShopRefused
from aisle.sources.ports import Delivery
from aisle.sources.records import Resource

HOOKS, HERE = BigCommerceHooks(), "https://aisle.example/hooks/1"


def example(name: str) -> Delivery:
    file = commerce_folder() / "schemas/bigcommerce/webhook-callbacks" / f"{name}.json"
    return Delivery({"webhook-id": name}, file.read_bytes())


def meant(delivery: Delivery) -> dict[Any, list[str]]:
    return {event.resource: list(event.ids) for event in HOOKS.events(delivery)}


def test_deliveries_of_another_time_are_not_believed() -> None:
    one = signed()[0]
    for minutes in (-6, 6):
        assert not HOOKS.verify(one.delivery, [one.secret], one.now + timedelta(minutes=minutes))
    assert HOOKS.verify(one.delivery, [one.secret], one.now + timedelta(minutes=4))


def test_the_id_and_the_time_are_signed_too() -> None:
    one = signed()[0]
    for name, value in (("webhook-id", "msg_other"), ("webhook-timestamp", "1795168801")):
        changed = Delivery({**one.delivery.headers, name: value}, one.delivery.body)
        assert not HOOKS.verify(changed, [one.secret], one.now)


def test_one_of_several_signatures_is_enough_and_other_versions_are_passed_over() -> None:
    one = signed()[0]
    good = one.delivery.headers["webhook-signature"]
    for said, believed in (
        (f"v1,AAAA v2,x {good}", True),
        (good.replace("v1,", "v2,"), False),
        ("v1,", False),
        ("é", False),
    ):
        changed = Delivery({**one.delivery.headers, "webhook-signature": said}, one.delivery.body)
        assert HOOKS.verify(changed, [one.secret], one.now) is believed


def test_a_delivery_that_is_sent_again_keeps_its_key() -> None:
    one = signed()[0].delivery
    later = Delivery(
        {**one.headers, "webhook-timestamp": "1795169999", "webhook-signature": "v1,x"}, one.body
    )
    assert HOOKS.key(one) == HOOKS.key(later)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("store_product_updated", {Resource.PRODUCTS: ["205"]}),
        ("store_product_deleted", {Resource.PRODUCTS: ["205"]}),
        ("store_product_inventory_updated", {Resource.PRODUCTS: ["167"]}),
        (
            "store_sku_inventory_updated",
            {Resource.PRODUCTS: ["206"], Resource.STOCK: ["509"], Resource.PRICES: ["509"]},
        ),
        (
            "store_sku_updated",
            {Resource.PRODUCTS: ["206"], Resource.STOCK: ["509"], Resource.PRICES: ["509"]},
        ),
        ("store_order_statusUpdated", {Resource.ORDERS: ["250"]}),
        ("store_order_refund_created", {Resource.ORDERS: ["250"], Resource.REFUNDS: ["3"]}),
        ("store_shipment_created", {Resource.ORDERS: ["251"], Resource.SHIPMENTS: ["251:12"]}),
        ("store_customer_created", {Resource.CUSTOMERS: ["32"]}),
        ("store_customer_address_updated", {Resource.CUSTOMERS: ["32"]}),
        ("store_cart_abandoned", {Resource.CARTS: ["09346904-4175-44fd-be53-f7e598531b6c"]}),
        ("store_subscriber_created", {}),
    ],
)
def test_the_vendors_examples_name_what_is_read_again(name: str, expected: dict[Resource, list[str]]) -> None:
    assert meant(example(name)) == expected
    assert not any(event.removed or event.records for event in HOOKS.events(example(name)))


def test_no_example_of_the_vendor_breaks_the_reader() -> None:
    files = sorted((commerce_folder() / "schemas/bigcommerce/webhook-callbacks").glob("*.json"))
    read = 0
    for file in files:
        try:
            HOOKS.events(Delivery({}, file.read_bytes()))
            read += 1
        except BrokenData:
            assert len(file.read_bytes()) < 10, "some of the examples are empty"
    assert read > 35


async def test_subscribing_makes_what_is_missing_and_mends_what_was_switched_off() -> None:
    shop = BigCommerceShop()
    made = await HOOKS.subscribe(connector(shop), HERE, "")
    assert sorted(one.topic for one in made) == sorted([*SCOPES, OF_CARTS])
    shop.hooks[0]["is_active"] = False
    shop.hooks[1]["destination"] = "https://old.example/hooks/1"
    listed = await HOOKS.subscriptions(connector(shop))
    assert ["switched it off" in (one.broken or "") for one in listed].count(True) == 1
    shop.sent.clear()
    mended = await HOOKS.subscribe(connector(shop), HERE, "")
    assert not any(one.broken for one in mended)
    assert len([one for one in shop.sent if one.startswith("PUT")]) == 2, "those that work are left alone"


@pytest.mark.parametrize("address", ["http://aisle.example/hooks/1", "https://aisle.example:8443/hooks/1"])
async def test_addresses_that_the_vendor_never_delivers_to_are_refused(address: str) -> None:
    with pytest.raises(ShopRefused, match="443"):
        await HOOKS.subscribe(connector(BigCommerceShop()), address, "")


async def test_only_ours_are_taken_away() -> None:
    theirs = {"id": 77, "scope": "store/order/*", "destination": "https://other.example", "is_active": True}
    shop = BigCommerceShop(hooks=[theirs])
    made = await HOOKS.subscribe(connector(shop), HERE, "")
    await HOOKS.unsubscribe(connector(shop), [*(one.id for one in made), "77"])
    assert shop.hooks == [theirs]


def test_a_body_that_is_none_is_told() -> None:
    for body in (b"", b"[]", json.dumps({"scope": "store/order/updated"}).encode()):
        with pytest.raises(BrokenData):
            HOOKS.events(Delivery({}, body))
