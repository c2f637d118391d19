"""A copy kept by webhooks that are dropped, doubled, delayed and shuffled: one reconcile makes it the shop again, field by field."""

import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from shopify_double import Double, Weather, filled
from shopify_shop import NOW, by_id, connected, read

from aisle.adapters.connectors.shopify import SHOPIFY
from aisle.adapters.connectors.shopify.connector import ShopifyConnector
from aisle.sources.ports import Delivery
from aisle.sources.records import Resource

STORM = Weather(dropped=0.2, doubled=0.2, delayed=0.3, shuffled=True)
Data = dict[str, Any]
SLOW_SEEDS = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 20)]


class Copy:
    """A copy of a shop as a sync keeps it: whole reads, changes since a mark, sets of ids, and events."""

    def __init__(self, connector: ShopifyConnector) -> None:
        self._connector = connector
        self.held: dict[Resource, dict[str, Data]] = {resource: {} for resource in SHOPIFY.rules}
        self._marks: dict[Resource, str | None] = {}

    async def whole(self) -> None:
        """Read everything; what was not seen is gone."""
        for resource in self.held:
            self.held[resource] = {}
            await self._read(resource, None)

    async def changes(self) -> None:
        """Read what changed since the last time."""
        for resource in self.held:
            await self._read(resource, self._marks[resource])

    async def ids(self) -> None:
        """Drop what the shop no longer lists, and read what it lists and the copy lacks."""
        for resource, held in self.held.items():
            listed = {one async for ids in self._connector.ids(resource) for one in ids}
            for gone in held.keys() - listed:
                del held[gone]
            await self._again(resource, sorted(listed - held.keys()))

    async def hear(self, deliveries: Iterable[Delivery]) -> None:
        """Read again what events name."""
        assert SHOPIFY.hooks is not None
        for delivery in deliveries:
            for event in SHOPIFY.hooks.events(delivery):
                if event.resource is not None:
                    await self._again(event.resource, list(event.ids))

    async def _read(self, resource: Resource, mark: str | None) -> None:
        for page in await read(self._connector, resource, mark):
            assert not page.broken
            self.held[resource] |= by_id(resource, list(page.records))
            for gone in page.removed:
                self.held[resource].pop(gone, None)
            self._marks[resource] = page.mark

    async def _again(self, resource: Resource, ids: list[str]) -> None:
        found = by_id(resource, list(await self._connector.fetch(resource, ids)))
        for gone in set(ids) - found.keys():
            self.held[resource].pop(gone, None)
        self.held[resource] |= found


def change(double: Double, chance: random.Random) -> None:
    """Let one thing happen in the shop."""
    shop = double.shop
    double.hours.seconds += chance.choice((1, 20, 300))
    any_of: Callable[[str], Any] = lambda kind: chance.choice(shop.all(kind)) if shop.all(kind) else None  # noqa: E731
    product, variant, level = any_of("Product"), any_of("ProductVariant"), any_of("InventoryLevel")
    order, parcel, customer, page = any_of("Order"), any_of("Fulfillment"), any_of("Customer"), any_of("Page")
    happens: dict[str, Callable[[], object]] = {
        "new": lambda: shop.new_product(f"New {chance.random()}", ["3.333", "9.99"]),
        "title": lambda: shop.change_product(product, title=f"Renamed {chance.random()}"),
        "status": lambda: shop.change_product(product, status=chance.choice(("DRAFT", "ACTIVE", "ARCHIVED"))),
        "price": lambda: shop.change_variant(variant, price=f"{chance.randrange(9999) / 100}"),
        "variant": lambda: shop.new_variant(product, "5.00"),
        "no variant": lambda: shop.drop_variant(variant),
        "no product": lambda: shop.drop_product(product),
        "stock": lambda: shop.set_stock(level, chance.randrange(-3, 30)),
        "order": lambda: shop.new_order([variant]),
        "paid": lambda: shop.change_order(order, payment=chance.choice(("PAID", "VOIDED"))),
        "no order": lambda: shop.drop_order(order),
        "sent": lambda: shop.send(order),
        "tracked": lambda: shop.track(parcel, displayStatus=chance.choice(("DELIVERED", "DELAYED"))),
        "refund": lambda: shop.refund(order, "1.00", order["lines"][:1]),
        "customer": lambda: shop.plain("Customer", "customers", email=f"{chance.random()}@example.com"),
        "moved": lambda: shop.change_plain(customer, "customers", first=f"{chance.random()}"),
        "no customer": lambda: shop.drop_plain(customer, "customers"),
        "collected": lambda: shop.collect(product, shop.all("Collection")[0]),
        "page": lambda: shop.touch(page, body=f"<p>{chance.random()}</p>"),
    }
    needs = {"tracked": parcel, "moved": customer, "no customer": customer}
    # Without these there would soon be nothing left that can change.
    scarce = {"no variant": "ProductVariant", "no product": "Product", "no order": "Order"}
    what = chance.choice(list(happens))
    if (
        needs.get(what, True)
        and len(shop.all(scarce.get(what, "Location"))) > 1
        and (product or what == "new")
    ):
        happens[what]()


def without_silent(resource: Resource, held: dict[str, Data]) -> dict[str, Data]:
    """Leave out what the rules say changes in silence: it takes a whole read."""
    silent = {"collections": "categories", "tracking": "state", "links to deleted products": "lines"}
    left_out = {silent[name] for name in SHOPIFY.rules[resource].silent if name in silent}
    return {
        id_: {name: value for name, value in data.items() if name not in left_out}
        for id_, data in held.items()
    }


@pytest.mark.parametrize("seed", [*range(2), *SLOW_SEEDS])
async def test_after_one_reconcile_the_copy_is_the_shop(seed: int) -> None:
    chance = random.Random(seed)
    double = filled(NOW, 8)
    assert SHOPIFY.hooks is not None
    copy = Copy(connected(double))
    await SHOPIFY.hooks.subscribe(connected(double), "https://aisle.example/hooks/1", "")
    await copy.whole()
    for round_ in range(6):
        for _ in range(12):
            change(double, chance)
        await copy.hear(double.post.fetch(Weather(**{**vars_of(STORM), "seed": seed * 100 + round_})))
    truth = Copy(connected(double))
    await truth.whole()
    assert copy.held != truth.held, "nothing was lost on the way: this proves nothing"
    await copy.changes()
    await copy.ids()
    for resource, held in truth.held.items():
        assert without_silent(resource, copy.held[resource]) == without_silent(resource, held), resource
    await copy.whole()
    assert copy.held == truth.held
    _is_the_shop(copy, double)


def vars_of(weather: Weather) -> Data:
    return {name: getattr(weather, name) for name in ("dropped", "doubled", "delayed", "shuffled")}


def _is_the_shop(copy: Copy, double: Double) -> None:
    """Compare with what the shop itself holds, so that a fault of reading cannot hide on both sides."""
    kept = double.shop.kept
    variants = copy.held[Resource.VARIANTS]
    assert variants.keys() == {str(number) for number in kept["ProductVariant"]}
    assert copy.held[Resource.PRODUCTS].keys() == {str(number) for number in kept["Product"]}
    assert copy.held[Resource.ORDERS].keys() == {str(number) for number in kept["Order"]}
    for number, variant in kept["ProductVariant"].items():
        said = variants[str(number)]
        assert (said["price"]["amount"], said["product_id"]) == (variant["price"], str(variant["product"]))
        levels = double.shop.levels(kept["InventoryItem"][variant["item"]])
        online = sum(each["available"] for each in levels if kept["Location"][each["location"]]["online"])
        assert copy.held[Resource.STOCK][str(number)]["quantity"] == online
    for number, product in kept["Product"].items():
        assert copy.held[Resource.PRODUCTS][str(number)]["title"] == product["title"]


async def test_when_every_delivery_arrives_webhooks_alone_keep_the_copy() -> None:
    chance = random.Random(3)
    double = filled(NOW, 8)
    assert SHOPIFY.hooks is not None
    copy, truth = Copy(connected(double)), Copy(connected(double))
    await SHOPIFY.hooks.subscribe(connected(double), "https://aisle.example/hooks/1", "")
    await copy.whole()
    for round_ in range(4):
        for _ in range(12):
            change(double, chance)
        await copy.hear(double.post.fetch(Weather(shuffled=True, doubled=0.3, seed=round_)))
    await truth.whole()
    for resource in (Resource.PRODUCTS, Resource.CUSTOMERS, Resource.CARTS):
        assert without_silent(resource, copy.held[resource]) == without_silent(resource, truth.held[resource])
    for resource in (Resource.VARIANTS, Resource.STOCK):  # a variant that is gone is named by no event
        there = {id_: data for id_, data in copy.held[resource].items() if id_ in truth.held[resource]}
        assert there == truth.held[resource]
