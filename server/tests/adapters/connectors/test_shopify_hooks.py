"""Webhooks of Shopify: signatures, what a delivery means, and subscriptions that mend themselves."""

import json
from datetime import timedelta

import pytest
from recorded_shop import commerce_folder
from shopify_double import Weather, filled
from shopify_double.tokens import SECRET
from shopify_shop import NOW, connected

from aisle.adapters.connectors.shopify import SHOPIFY
from aisle.adapters.connectors.shopify.hooks.topics import TOPICS
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Delivery
from aisle.sources.records import Resource

HERE = "https://aisle.example/hooks/1"
HOOKS = SHOPIFY.hooks
assert HOOKS is not None


def sent(topic: str, body: object) -> Delivery:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Delivery({"x-shopify-topic": topic, "x-shopify-webhook-id": "w1"}, raw)


def test_signatures_are_judged_as_shopifys_own_library_does() -> None:
    file = commerce_folder() / "schemas" / "shopify" / "webhook-signature-vectors.json"
    vectors = json.loads(file.read_text())["vectors"]
    assert len(vectors) >= 9
    for vector in vectors:
        delivery = Delivery(vector["headers"], vector["body"].encode())
        said = HOOKS.verify(delivery, [vector["client_secret"]], NOW - timedelta(hours=21))
        assert said == vector["library_says_valid"], vector["case"]


def test_both_secrets_hold_after_a_rotation() -> None:
    delivery = filled(NOW).post.signed("products/update", {"id": 1}, secret="the old one")
    assert HOOKS.verify(delivery, [SECRET, "the old one"], NOW)
    assert not HOOKS.verify(delivery, [SECRET], NOW)


def test_a_delivery_from_long_ago_is_a_replay_and_a_retry_is_not() -> None:
    delivery = filled(NOW).post.signed("products/update", {"id": 1})
    assert HOOKS.verify(delivery, [SECRET], NOW + timedelta(hours=4, minutes=30))
    assert not HOOKS.verify(delivery, [SECRET], NOW + timedelta(days=1))
    assert not HOOKS.verify(delivery, [SECRET], NOW - timedelta(hours=1))


@pytest.mark.parametrize("signature", ["", "é", "AAAA", "x" * 10_000])
def test_signatures_without_sense_are_refused(signature: str) -> None:
    assert not HOOKS.verify(Delivery({"x-shopify-hmac-sha256": signature}, b"{}"), [SECRET], NOW)


def test_a_retry_has_the_same_key_and_another_event_another() -> None:
    post = filled(NOW).post
    first, second = post.signed("products/update", {"id": 1}), post.signed("products/update", {"id": 1})
    again = Delivery({**first.headers, "x-shopify-triggered-at": "later"}, first.body)
    assert HOOKS.key(first) == HOOKS.key(again) != HOOKS.key(second)
    bare = Delivery({"x-shopify-topic": "products/update"}, b"{}")
    other = Delivery({"x-shopify-topic": "products/delete"}, b"{}")
    assert HOOKS.key(bare) == HOOKS.key(bare) != HOOKS.key(other)


def test_bodies_of_the_old_interface_are_hints_of_what_to_read_again() -> None:
    folder = commerce_folder() / "schemas" / "shopify" / "rest-fixtures"
    product = json.loads((folder / "product.json").read_text())["product"]
    first, *others = HOOKS.events(sent("products/update", product))
    assert (first.resource, list(first.ids), first.removed) == (Resource.PRODUCTS, ["632910392"], False)
    assert first.happened_at is not None
    assert first.happened_at.isoformat() == "2011-10-20T14:05:13-04:00"
    assert {event.resource for event in others} == {Resource.VARIANTS, Resource.PRICES, Resource.STOCK}
    assert all(len(event.ids) == len(product["variants"]) for event in others)
    assert not any(event.records for event in (first, *others))
    level = json.loads((folder / "inventory_level.json").read_text())["inventory_level"]
    [stock] = HOOKS.events(sent("inventory_levels/update", level))
    assert (stock.resource, list(stock.ids)) == (Resource.STOCK, ["item/808950810"])
    refund = json.loads((folder / "refund.json").read_text())["refund"]
    changed = {event.resource: list(event.ids) for event in HOOKS.events(sent("refunds/create", refund))}
    assert changed == {Resource.ORDERS: ["450789469"], Resource.REFUNDS: ["509562969"]}


async def test_all_changed_variants_of_a_large_product_are_read_again_and_no_others() -> None:
    double = filled(NOW)
    await HOOKS.subscribe(connected(double), HERE, "")
    product = double.shop.new_product("Cable", ["1.00"] * 300)
    events = HOOKS.events(*double.post.fetch(Weather()))
    assert {len(event.ids) for event in events} == {1, 300}
    double.hours.seconds += 2 * 24 * 3600
    last = double.shop.variants(product)[-1]
    double.shop.change_variant(last, price="2.00")
    events = HOOKS.events(*double.post.fetch(Weather()))
    assert [list(event.ids) for event in events[1:]] == [[str(last["number"])]] * 3


def test_a_deletion_is_a_hint_too() -> None:
    [event] = HOOKS.events(sent("products/delete", {"id": 7}))
    assert (list(event.ids), event.removed) == (["7"], False)


def test_a_customer_who_must_be_forgotten_is_removed_with_the_orders() -> None:
    body = {"shop_id": 1, "customer": {"id": 191167, "email": "a@example.com"}, "orders_to_redact": [299938]}
    events = HOOKS.events(sent("customers/redact", body))
    assert {(event.resource, *event.ids, event.removed) for event in events} == {
        (Resource.CUSTOMERS, "191167", True),
        (Resource.ORDERS, "299938", True),
    }


def test_customers_that_were_merged_are_both_read_again() -> None:
    body = {
        "admin_graphql_api_customer_kept_id": "gid://shopify/Customer/1",
        "admin_graphql_api_customer_deleted_id": "gid://shopify/Customer/2",
    }
    [event] = HOOKS.events(sent("customers/merge", body))
    assert list(event.ids) == ["1", "2"]


@pytest.mark.parametrize(
    "topic", ["app/uninstalled", "shop/redact", "customers/data_request", "themes/publish", ""]
)
def test_other_topics_are_acknowledged(topic: str) -> None:
    [event] = HOOKS.events(sent(topic, {"id": 1}))
    assert event.resource is None


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", {"id": None}, {"id": "a"}, {"id": True}, {"variants": [1]}]
)
def test_bodies_without_sense_are_told(body: object) -> None:
    for topic in ("products/update", "inventory_levels/update", "refunds/create", "customers/redact"):
        with pytest.raises(BrokenData):
            HOOKS.events(sent(topic, body))


async def test_subscriptions_are_made_once_and_mended() -> None:
    double = filled(NOW)
    connector = connected(double)
    made = await HOOKS.subscribe(connector, HERE, "not used")
    assert len(made) == len(TOPICS) == len(double.post.subscriptions)
    assert not any(each.broken for each in made)
    assert {each.id for each in await HOOKS.subscribe(connector, HERE, "")} == {each.id for each in made}
    double.post.drop(made[0].id)  # as Shopify does after eight failures
    xml, old, moved = (each.id for each in made[1:4])
    double.post.subscriptions[xml]["format"] = "XML"
    double.post.subscriptions[old]["apiVersion"] = {"handle": "2024-10", "supported": False}
    double.post.subscriptions[moved]["uri"] = "https://gone.example"
    broken = [each for each in await HOOKS.subscriptions(connector) if each.broken]
    assert {each.id for each in broken} == {xml, old}
    await HOOKS.subscribe(connector, HERE, "")
    healed = await HOOKS.subscriptions(connector)
    assert len(healed) == len(TOPICS)
    assert {each.address for each in healed} == {HERE}
    assert not any(each.broken for each in healed)


async def test_what_the_shop_refuses_to_send_is_told_and_stops_no_other() -> None:
    double = filled(NOW)
    double.post.refuses = {"CUSTOMERS_CREATE": "This app is not approved for protected customer data."}
    double.scopes -= {"read_inventory"}
    made = await HOOKS.subscribe(connected(double), HERE, "")
    assert [each.topic for each in made if each.broken] == ["CUSTOMERS_CREATE"]
    assert not any("INVENTORY" in each.topic for each in made)


async def test_subscriptions_are_taken_away_and_twice_is_no_error() -> None:
    double = filled(NOW)
    connector = connected(double)
    made = await HOOKS.subscribe(connector, HERE, "")
    await HOOKS.unsubscribe(connector, [each.id for each in made])
    await HOOKS.unsubscribe(connector, [made[0].id])
    assert list(await HOOKS.subscriptions(connector)) == []


async def test_no_more_is_sent_than_is_needed() -> None:
    double = filled(NOW)
    await HOOKS.subscribe(connected(double), HERE, "")
    double.shop.new_order(double.shop.all("ProductVariant")[:1], email="ann@example.com")
    [delivery] = double.post.fetch(Weather())
    assert b"ann@example.com" not in delivery.body
    [event] = HOOKS.events(delivery)
    assert event.resource is Resource.ORDERS
