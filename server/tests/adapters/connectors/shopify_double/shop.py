"""What the shop holds, and what happens in it. Every change moves the times that Shopify moves, and no others."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Any

AT_THE_SHOP = timezone(timedelta(hours=-5))
Stored = dict[str, Any]
Listener = Callable[[str, dict[str, Any]], None]


class Shop:
    """Objects by kind and number. now: the clock. listeners: told of each event, with a body in the shape of REST."""

    def __init__(self, now: Callable[[], datetime], currency: str = "EUR") -> None:
        self.now, self.currency = now, currency
        self.kept: dict[str, dict[int, Stored]] = defaultdict(dict)
        self.listeners: list[Listener] = []
        self._numbers: Iterator[int] = count(1001)

    def all(self, kind: str) -> list[Stored]:
        """Return the objects of a kind."""
        return list(self.kept[kind].values())

    def add(self, kind: str, **values: Any) -> Stored:
        """Keep a new object."""
        at = self.now()
        made = {"kind": kind, "number": next(self._numbers), "createdAt": at, "updatedAt": at, **values}
        self.kept[kind][made["number"]] = made
        return made

    def touch(self, stored: Stored, **values: Any) -> Stored:
        """Change an object and its time."""
        stored.update(values, before=stored["updatedAt"], updatedAt=self.now())
        return stored

    def drop(self, stored: Stored) -> None:
        """Forget an object."""
        del self.kept[stored["kind"]][stored["number"]]

    # What happens

    def new_product(self, title: str, prices: list[str], **values: Any) -> Stored:
        """Add a product with a variant for each price, each with its item and a level at every location."""
        product = self.add("Product", title=title, **values)
        for position, price in enumerate(prices, 1):
            self._new_variant(product, position, price)
        self._tell("products/create", self.rest_product(product))
        return product

    def new_variant(self, product: Stored, price: str) -> Stored:
        """Add a variant."""
        made = self._new_variant(product, len(self.variants(product)) + 1, price)
        self._product_changed(product)
        return made

    def change_product(self, product: Stored, **values: Any) -> None:
        """Change a product's own fields."""
        self.touch(product, **values)
        self._tell("products/update", self.rest_product(product))

    def change_variant(self, variant: Stored, **values: Any) -> None:
        """Change a variant; its product moves too."""
        self.touch(variant, **values)
        self._product_changed(self.kept["Product"][variant["product"]])

    def drop_variant(self, variant: Stored) -> None:
        """Delete a variant."""
        self._drop_variant(variant)
        self._product_changed(self.kept["Product"][variant["product"]])

    def drop_product(self, product: Stored) -> None:
        """Delete a product with its variants."""
        for variant in self.variants(product):
            self._drop_variant(variant)
        self.drop(product)
        self._tell("products/delete", {"id": product["number"]})

    def collect(self, product: Stored, collection: Stored) -> None:
        """Put a product into a collection, which moves nothing and tells nobody."""
        product.setdefault("collections", []).append(collection["number"])

    def set_stock(self, level: Stored, available: int) -> None:
        """Change a level: neither the item nor the product moves."""
        self.touch(level, available=available)
        body = {
            "inventory_item_id": level["item"],
            "location_id": level["location"],
            "available": available,
            "updated_at": self._time(level["updatedAt"]),
        }
        self._tell("inventory_levels/update", body)

    def new_order(self, lines: list[Stored], **values: Any) -> Stored:
        """Add an order of variants."""
        made = [self._line(variant) for variant in lines]
        number = len(self.kept["Order"]) + 1001
        order = self.add("Order", name=f"#{number}", lines=made, sent=[], refunds=[], **values)
        self._tell("orders/create", self.rest_order(order))
        return order

    def change_order(self, order: Stored, **values: Any) -> None:
        """Change an order."""
        self.touch(order, **values)
        self._tell("orders/updated", self.rest_order(order))

    def drop_order(self, order: Stored) -> None:
        """Delete an order with what hangs on it."""
        for kind, field in (("Fulfillment", "sent"), ("Refund", "refunds")):
            for number in order[field]:
                self.kept[kind].pop(number, None)
        self.drop(order)
        self._tell("orders/delete", {"id": order["number"]})

    def send(self, order: Stored, **values: Any) -> Stored:
        """Send what an order holds."""
        parcel = self.add("Fulfillment", order=order["number"], lines=order["lines"], **values)
        order["sent"].append(parcel["number"])
        self._part("fulfillments/create", parcel)
        self.change_order(order)
        return parcel

    def track(self, parcel: Stored, **values: Any) -> None:
        """Change a parcel, which does not move its order."""
        self.touch(parcel, **values)
        self._part("fulfillments/update", parcel)

    def refund(self, order: Stored, amount: str, lines: list[Stored] | None = None) -> Stored:
        """Give money back, for lines or of an amount alone."""
        made = self.add("Refund", order=order["number"], amount=amount, lines=lines or [], note="sorry")
        order["refunds"].append(made["number"])
        for line in lines or ():
            line["currentQuantity"] = 0
        self._part("refunds/create", made)
        self.change_order(order)
        return made

    def plain(self, kind: str, topics: str, **values: Any) -> Stored:
        """Add a customer or checkout. topics: "customers"."""
        made = self.add(kind, **values)
        self._tell(f"{topics}/create", self._rest(made))
        return made

    def change_plain(self, stored: Stored, topics: str, **values: Any) -> None:
        """Change a customer or checkout."""
        self.touch(stored, **values)
        self._tell(f"{topics}/update", self._rest(stored))

    def drop_plain(self, stored: Stored, topics: str) -> None:
        """Delete a customer or checkout."""
        self.drop(stored)
        self._tell(f"{topics}/delete", {"id": stored["number"]})

    # What belongs to what

    def variants(self, product: Stored) -> list[Stored]:
        """Return a product's variants."""
        return [self.kept["ProductVariant"][number] for number in product.get("variants", ())]

    def levels(self, item: Stored) -> list[Stored]:
        """Return an item's levels."""
        return [self.kept["InventoryLevel"][number] for number in item["levels"]]

    def rest_product(self, product: Stored) -> dict[str, Any]:
        """Return a product as bodies of webhooks show it."""
        variants = [
            {**self._rest(variant), "product_id": product["number"], "price": variant["price"]}
            for variant in self.variants(product)
        ]
        gids = [{name: each[name] for name in ("admin_graphql_api_id", "updated_at")} for each in variants]
        return {
            **self._rest(product),
            "title": product["title"],
            "variants": variants[:100],
            "variant_gids": gids,
        }

    def rest_order(self, order: Stored) -> dict[str, Any]:
        """Return an order as bodies of webhooks show it."""
        parts = {
            "fulfillments": [{"id": number} for number in order["sent"]],
            "refunds": [{"id": number} for number in order["refunds"]],
        }
        return {**self._rest(order), "name": order["name"], "email": order.get("email"), **parts}

    def _new_variant(self, product: Stored, position: int, price: str) -> Stored:
        variant = self.add(
            "ProductVariant", product=product["number"], price=price, position=position, title=f"V{position}"
        )
        item = self.add("InventoryItem", variant=variant["number"], tracked=True, levels=[])
        variant["item"] = item["number"]
        for location in self.all("Location"):
            level = self.add("InventoryLevel", item=item["number"], location=location["number"], available=5)
            item["levels"].append(level["number"])
        product.setdefault("variants", []).append(variant["number"])
        return variant

    def _drop_variant(self, variant: Stored) -> None:
        item = self.kept["InventoryItem"][variant["item"]]
        for level in self.levels(item):
            self.drop(level)
        self.drop(item)
        self.drop(variant)
        self.kept["Product"][variant["product"]]["variants"].remove(variant["number"])

    def _product_changed(self, product: Stored) -> None:
        self.change_product(product)

    def _line(self, variant: Stored) -> Stored:
        return self.add(
            "LineItem", variant=variant["number"], quantity=2, currentQuantity=2, price=variant["price"]
        )

    def _part(self, topic: str, stored: Stored) -> None:
        self._tell(topic, {**self._rest(stored), "order_id": stored["order"]})

    def _rest(self, stored: Stored) -> dict[str, Any]:
        return {
            "id": stored["number"],
            "admin_graphql_api_id": f"gid://shopify/{stored['kind']}/{stored['number']}",
            "created_at": self._time(stored["createdAt"]),
            "updated_at": self._time(stored["updatedAt"]),
        }

    def _time(self, at: datetime) -> str:
        return at.astimezone(AT_THE_SHOP).isoformat(timespec="seconds")

    def _tell(self, topic: str, body: dict[str, Any]) -> None:
        for listener in self.listeners:
            listener(topic, body)
