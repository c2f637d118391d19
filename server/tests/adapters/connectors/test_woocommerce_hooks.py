"""WooCommerce's webhooks: what is believed, what it means, and how they are kept alive."""

import json
from typing import Any

import pytest
from recorded_shop import delivery, recording
from test_woocommerce_asking import connector
from woo_shop import ADDRESS, WooShop
from world_of_woocommerce import webhook_secret
from worlds import NOW

from aisle.adapters.connectors.woocommerce.hooks import TOPICS, WooHooks
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Delivery
from aisle.sources.records import Resource

HOOKS, HERE = WooHooks(), "https://aisle.example/hooks/1"
SIGNED = "x-wc-webhook-signature"


def meant(name: str) -> dict[Any, tuple[str, ...]]:
    return {event.resource: tuple(event.ids) for event in HOOKS.events(delivery("woocommerce", name))}


def told(topic: str, body: Any) -> Delivery:
    return Delivery({"x-wc-webhook-topic": topic}, json.dumps(body).encode())


@pytest.mark.parametrize("name", ["001-hook", "005-hook"])
def test_the_unsigned_ping_is_answered_and_means_nothing(name: str) -> None:
    ping = delivery("woocommerce", name)
    assert HOOKS.verify(ping, [webhook_secret()], NOW)
    assert HOOKS.events(ping) == []


def test_a_ping_with_anything_more_is_none() -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert not HOOKS.verify(Delivery(form, b"webhook_id=1&id=2"), [webhook_secret()], NOW)
    assert not HOOKS.verify(Delivery({}, b"webhook_id=1"), [webhook_secret()], NOW)


def test_a_secret_that_is_not_ascii_is_used_as_utf_8() -> None:
    assert not webhook_secret().isascii()
    assert HOOKS.verify(delivery("woocommerce", "006-product.updated"), [webhook_secret()], NOW)


def test_created_and_updated_arrive_with_one_body_and_are_read_again() -> None:
    created, updated = (delivery("woocommerce", name) for name in ("007-order.created", "008-order.updated"))
    assert created.body == updated.body
    assert meant("007-order.created")[Resource.ORDERS] == meant("008-order.updated")[Resource.ORDERS]
    assert all(not event.records for event in HOOKS.events(created)), "the body is of the time of sending"
    assert HOOKS.key(created) != HOOKS.key(updated)


def test_a_deletion_names_the_product_and_is_looked_up() -> None:
    assert meant("010-product.deleted")[Resource.PRODUCTS] == ("224",)
    assert not any(event.removed for event in HOOKS.events(delivery("woocommerce", "010-product.deleted")))


def test_a_change_of_a_product_touches_its_stock_and_price() -> None:
    assert meant("006-product.updated") == {
        Resource.PRODUCTS: ("36",),
        Resource.STOCK: ("36",),
        Resource.PRICES: ("36",),
    }
    variable = {
        event.resource: event.ids
        for event in HOOKS.events(
            told("product.updated", recording("woocommerce", "15-product-variable").data)
        )
    }
    assert set(variable[Resource.STOCK]) == set(variable[Resource.VARIANTS]) >= {"26"}
    one = {
        event.resource: event.ids
        for event in HOOKS.events(told("product.updated", {"id": 26, "parent_id": 10}))
    }
    assert one == {key: ["26"] for key in (Resource.VARIANTS, Resource.STOCK, Resource.PRICES)}


def test_an_order_brings_its_parcels_and_refunds() -> None:
    order = recording("woocommerce", "46-order-partly-refunded").data
    found = {event.resource: event.ids for event in HOOKS.events(told("order.updated", order))}
    assert found[Resource.REFUNDS] == ["217"]
    assert len(found[Resource.SHIPMENTS]) == 1


def test_topics_of_others_mean_nothing() -> None:
    assert HOOKS.events(told("coupon.updated", {"id": 5})) == []
    with pytest.raises(BrokenData):
        HOOKS.events(Delivery({"x-wc-webhook-topic": "order.updated"}, b"<html>"))


async def test_subscribing_makes_what_is_missing_and_mends_what_the_shop_switched_off() -> None:
    shop = WooShop()
    made = await HOOKS.subscribe(connector(shop), HERE, "secret")
    assert sorted(one.topic for one in made) == sorted(TOPICS)
    shop.webhooks[0]["status"] = "disabled"
    shop.webhooks[1]["delivery_url"] = "https://old.example/hooks/1"
    listed = await HOOKS.subscriptions(connector(shop))
    assert [one.broken is not None for one in listed].count(True) == 1
    shop.sent.clear()
    mended = await HOOKS.subscribe(connector(shop), HERE, "secret")
    assert not any(one.broken for one in mended)
    assert {one.address for one in mended} == {HERE}
    assert len([path for path in shop.sent if path[-1].isdigit()]) == 2, "those that work are left alone"


async def test_the_real_shop_switched_a_failing_hook_off_without_a_word() -> None:
    states = {one["status"] for one in recording("woocommerce", "c1-webhooks-after-failures").data}
    assert "disabled" in states


async def test_only_ours_are_taken_away() -> None:
    theirs = {
        "id": 77,
        "name": "Accounting",
        "topic": "order.created",
        "delivery_url": ADDRESS,
        "status": "active",
    }
    shop = WooShop(webhooks=[theirs])
    made = await HOOKS.subscribe(connector(shop), HERE, "secret")
    await HOOKS.unsubscribe(connector(shop), [*(one.id for one in made), "77"])
    assert shop.webhooks == [theirs]
