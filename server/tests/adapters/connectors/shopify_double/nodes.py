"""The shop's objects as GraphQL sees them: plain fields, and resolvers of connections."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from graphql import GraphQLError

from shopify_double.searching import Search
from shopify_double.shop import Shop, Stored

Node = dict[str, Any]
MONTHS = timedelta(days=60)
SCOPE_OF_FIELD = {
    "products": "read_products",
    "productVariants": "read_products",
    "productsCount": "read_products",
    "productVariantsCount": "read_products",
    "inventoryItems": "read_inventory",
    "locations": "read_locations",
    "location": "read_locations",
    "orders": "read_orders",
    "ordersCount": "read_orders",
    "abandonedCheckouts": "read_orders",
    "customers": "read_customers",
    "customersCount": "read_customers",
    "pages": "read_content",
    "articles": "read_content",
}


class Nodes:
    """Shows a shop. scopes: of the token that asks. protection: "" for none, "null" or "error" for protected data. bulk: no pages."""

    def __init__(
        self, shop: Shop, search: Search, scopes: frozenset[str], protection: str = "", bulk: bool = False
    ) -> None:
        self.shop, self.search, self.scopes = shop, search, scopes
        self.protection, self.bulk = protection, bulk

    def root(self) -> Node:
        """Return the fields of `QueryRoot` that list the shop."""
        listed = {
            "products": ("Product", self.product),
            "productVariants": ("ProductVariant", self.variant),
            "inventoryItems": ("InventoryItem", self.item),
            "customers": ("Customer", self.customer),
            "abandonedCheckouts": ("AbandonedCheckout", self.checkout),
            "pages": ("Page", self.page),
            "articles": ("Article", self.article),
            "locations": ("Location", self.location),
        }
        root: Node = {
            field: self._guarded(field, self._list(self.shop.all(kind), view))
            for field, (kind, view) in listed.items()
        }
        root["orders"] = self._guarded("orders", self._list(self._orders(), self.order))
        for field, kind in {
            "productsCount": "Product",
            "productVariantsCount": "ProductVariant",
            "customersCount": "Customer",
            "ordersCount": "Order",
        }.items():
            root[field] = self._guarded(field, self._counted(kind))
        root["shop"] = self._shop()
        root["node"] = lambda _info, id: self.node(id)
        root["nodes"] = lambda _info, ids: [self.node(each) for each in ids]
        root["location"] = self._guarded("location", lambda _info, id: self.node(id))
        return root

    def node(self, id_: str) -> Node | None:
        """Return an object by its global id."""
        kind, number = id_.removeprefix("gid://shopify/").split("/")
        views: dict[str, Callable[[Stored], Node]] = {
            "Product": self.product,
            "ProductVariant": self.variant,
            "InventoryItem": self.item,
            "Order": self.order,
            "Customer": self.customer,
            "Fulfillment": self.parcel,
            "Refund": self.refunded,
            "AbandonedCheckout": self.checkout,
            "Page": self.page,
            "Article": self.article,
            "Location": self.location,
        }
        stored = self.shop.kept[kind].get(int(number.partition("?")[0]))
        if stored is None or kind not in views or (kind == "Order" and stored not in self._orders()):
            return None
        return views[kind](stored)

    def product(self, stored: Stored) -> Node:
        collections = [self.shop.kept["Collection"][each] for each in stored.get("collections", ())]
        names = stored.get("options", ("Title",))
        return {
            **_base(stored),
            "handle": stored.get("handle", f"product-{stored['number']}"),
            "title": stored["title"],
            "descriptionHtml": stored.get("description", ""),
            "status": stored.get("status", "ACTIVE"),
            "vendor": stored.get("vendor", "Anchor"),
            "productType": stored.get("productType", ""),
            "tags": stored.get("tags", []),
            "publishedAt": stored.get("publishedAt", _time(stored["createdAt"])),
            "onlineStoreUrl": stored.get("url"),
            "category": {"fullName": stored["category"]} if stored.get("category") else None,
            "options": [{"name": name, "position": place} for place, name in enumerate(names, 1)],
            "media": self._list(stored.get("media", []), self.medium),
            "collections": self._list(collections, self.titled),
            "metafields": self._list(stored.get("metafields", []), self.metafield),
        }

    def variant(self, stored: Stored) -> Node:
        return {
            **_base(stored),
            "title": stored.get("title", "Default Title"),
            "sku": stored.get("sku", f"SKU-{stored['number']}"),
            "barcode": stored.get("barcode"),
            "price": stored["price"],
            "compareAtPrice": stored.get("compareAtPrice"),
            "inventoryPolicy": stored.get("policy", "DENY"),
            "position": stored["position"],
            "selectedOptions": stored.get("chosen", [{"name": "Title", "value": "Default Title"}]),
            "product": {"id": _gid("Product", stored["product"])},
            "media": self._list(stored.get("media", []), self.medium),
            "inventoryItem": {"id": _gid("InventoryItem", stored["item"])},
        }

    def item(self, stored: Stored) -> Node:
        return {
            **_base(stored),
            "sku": self.shop.kept["ProductVariant"][stored["variant"]].get("sku", f"SKU-{stored['variant']}"),
            "tracked": stored["tracked"],
            "variant": {"id": _gid("ProductVariant", stored["variant"])},
            "inventoryLevels": self._list(self.shop.levels(stored), self.level),
        }

    def level(self, stored: Stored) -> Node:
        quantity = {"name": "available", "quantity": stored["available"]}
        return {
            **_base(stored),
            "id": f"{_gid('InventoryLevel', stored['number'])}?inventory_item_id={stored['item']}",
            "item": {"id": _gid("InventoryItem", stored["item"])},
            "location": self.location(self.shop.kept["Location"][stored["location"]]),
            "quantities": lambda _info, names: [{**quantity, "name": name} for name in names],
        }

    def location(self, stored: Stored) -> Node:
        levels = [each for each in self.shop.all("InventoryLevel") if each["location"] == stored["number"]]
        return {
            **_base(stored),
            "name": stored["name"],
            "isActive": stored.get("active", True),
            "fulfillsOnlineOrders": stored.get("online", True),
            "inventoryLevels": self._list(levels, self.level),
        }

    def order(self, stored: Stored) -> Node:
        customer = stored.get("customer")
        return {
            **_base(stored),
            "name": stored["name"],
            "email": self._protected(stored.get("email")),
            "phone": self._protected(stored.get("phone")),
            "cancelledAt": _time(stored.get("cancelledAt")),
            "closedAt": _time(stored.get("closedAt")),
            "displayFinancialStatus": stored.get("payment", "PAID"),
            "displayFulfillmentStatus": stored.get("fulfilment", "UNFULFILLED"),
            "note": stored.get("note"),
            "currentTotalPriceSet": self._bag(stored.get("total", "39.80")),
            "totalRefundedSet": self._bag(stored.get("refunded", "0.0")),
            "customer": {"id": _gid("Customer", customer)} if customer else None,
            "shippingAddress": self._protected(stored.get("address")),
            "billingAddress": self._protected(stored.get("address")),
            "shippingLine": {"title": "Standard"},
            "lineItems": self._list(stored["lines"], self.line),
            "fulfillments": [self.parcel(self.shop.kept["Fulfillment"][each]) for each in stored["sent"]],
            "refunds": [self.refunded(self.shop.kept["Refund"][each]) for each in stored["refunds"]],
        }

    def line(self, stored: Stored) -> Node:
        variant = self.shop.kept["ProductVariant"].get(stored["variant"])
        return {
            **_base(stored),
            "title": f"Thing {stored['variant']}",
            "sku": f"SKU-{stored['variant']}",
            "quantity": stored["quantity"],
            "currentQuantity": stored["currentQuantity"],
            "product": {"id": _gid("Product", variant["product"])} if variant else None,
            "variant": {"id": _gid("ProductVariant", variant["number"])} if variant else None,
            "originalUnitPriceSet": self._bag(stored["price"]),
            "discountedTotalSet": lambda _info, **_: self._bag(stored["price"]),
            "discountedUnitPriceAfterAllDiscountsSet": self._bag("4.95"),
            "discountedTotalPriceSet": self._bag(stored["price"]),
        }

    def parcel(self, stored: Stored) -> Node:
        return {
            **_base(stored),
            "status": stored.get("status", "SUCCESS"),
            "displayStatus": stored.get("displayStatus", "IN_TRANSIT"),
            "inTransitAt": None,
            "deliveredAt": _time(stored.get("deliveredAt")),
            "estimatedDeliveryAt": None,
            "order": {"id": _gid("Order", stored["order"])},
            "trackingInfo": stored.get("tracking", []),
            "fulfillmentLineItems": self._list(stored["lines"], self._part_line("FulfillmentLineItem")),
        }

    def refunded(self, stored: Stored) -> Node:
        return {
            **_base(stored),
            "note": stored["note"],
            "order": {"id": _gid("Order", stored["order"])},
            "totalRefundedSet": self._bag(stored["amount"]),
            "refundLineItems": self._list(stored["lines"], self._part_line("RefundLineItem")),
        }

    def customer(self, stored: Stored) -> Node:
        return {
            **_base(stored),
            "firstName": self._protected(stored.get("first")),
            "lastName": self._protected(stored.get("last")),
            "defaultEmailAddress": self._protected({"emailAddress": stored["email"]}),
            "defaultPhoneNumber": None,
            "addressesV2": self._list(stored.get("addresses", []), lambda each: {**_base(each), **each}),
        }

    def checkout(self, stored: Stored) -> Node:
        return {
            **_base(stored),
            "completedAt": _time(stored.get("completedAt")),
            "abandonedCheckoutUrl": f"https://anchor.example/checkouts/{stored['number']}",
            "customer": None,
            "totalPriceSet": self._bag("19.90"),
            "lineItems": self._list(
                stored["lines"],
                lambda each: {**self.line(each), "id": _gid("AbandonedCheckoutLineItem", each["number"])},
            ),
        }

    def page(self, stored: Stored) -> Node:
        return {
            **_base(stored),
            "title": stored["title"],
            "handle": stored["title"].lower(),
            "body": stored.get("body", "<p>Text</p>"),
            "isPublished": stored.get("published", True),
        }

    def article(self, stored: Stored) -> Node:
        return {**self.page(stored), "tags": ["news"], "blog": {"handle": "news", "title": "News"}}

    def medium(self, stored: Stored) -> Node:
        return {
            **_base(stored),
            "alt": stored.get("alt"),
            "mediaContentType": stored.get("type", "IMAGE"),
            "preview": {"image": {"url": stored["url"]}},
        }

    def titled(self, stored: Stored) -> Node:
        return {**_base(stored), "title": stored["title"]}

    def metafield(self, stored: Stored) -> Node:
        return {**_base(stored), **{name: stored[name] for name in ("namespace", "key", "type", "value")}}

    def _part_line(self, kind: str) -> Callable[[Stored], Node]:
        return lambda line: {
            "id": _gid(kind, line["number"]),
            "quantity": line["quantity"],
            "lineItem": self.line(line),
            "subtotalSet": self._bag(line["price"]),
        }

    def _orders(self) -> list[Stored]:
        orders = self.shop.all("Order")
        if "read_all_orders" in self.scopes:
            return orders
        return [each for each in orders if self.shop.now() - each["createdAt"] <= MONTHS]

    def _shop(self) -> Node:
        return {
            "name": "Anchor",
            "myshopifyDomain": "anchor-test.myshopify.com",
            "currencyCode": self.shop.currency,
            "ianaTimezone": "Asia/Kolkata",
            "primaryDomain": {"url": "https://anchor.example"},
            "shopPolicies": lambda _info: self._policies(),
        }

    def _policies(self) -> list[Node]:
        if "read_legal_policies" not in self.scopes:
            raise _denied("shopPolicies", "read_legal_policies")
        return [
            {
                **_base(each),
                "title": each["title"],
                "type": each["type"],
                "body": each["body"],
                "url": f"https://anchor.example/policies/{each['number']}",
                "updatedAt": each["updatedAt"].date().isoformat(),
            }
            for each in self.shop.all("ShopPolicy")
        ]

    def _list(self, found: Iterable[Stored], view: Callable[[Stored], Node]) -> Callable[..., Node]:
        return self.search.connection(list(found), view, self.bulk)

    def _counted(self, kind: str) -> Callable[..., Node]:
        return lambda _info, **_: {"count": len(self.shop.kept[kind]), "precision": "EXACT"}

    def _guarded(self, field: str, resolve: Callable[..., Any]) -> Callable[..., Any]:
        scope = SCOPE_OF_FIELD[field]

        def guarded(info: Any, **arguments: Any) -> Any:
            if scope not in self.scopes:
                raise _denied(field, scope)
            return resolve(info, **arguments)

        return guarded

    def _protected(self, value: Any) -> Any:
        if self.protection == "error":

            def refuse(info: Any) -> None:
                raise _denied(info.field_name, "read_customers")

            return refuse
        return None if self.protection == "null" else value

    def _bag(self, amount: str) -> Node:
        return {"presentmentMoney": {"amount": amount, "currencyCode": self.shop.currency}}


def _denied(field: str, scope: str) -> GraphQLError:
    said = f"Access denied for {field} field. Required access: `{scope}` access scope."
    return GraphQLError(said, extensions={"code": "ACCESS_DENIED"})


def _base(stored: Stored) -> Node:
    return {
        "__typename": stored["kind"],
        "id": _gid(stored["kind"], stored["number"]),
        "createdAt": _time(stored["createdAt"]),
        "updatedAt": _time(stored["updatedAt"]),
    }


def _gid(kind: str, number: int) -> str:
    return f"gid://shopify/{kind}/{number}"


def _time(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
