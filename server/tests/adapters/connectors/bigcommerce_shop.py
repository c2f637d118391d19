"""A BigCommerce shop that takes only requests which the vendor's own API description allows, and answers in its shapes.

What it answers with are the vendor's examples, made to fit each other: no shop of it can be run or recorded.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml
from recorded_shop import NotRecorded, RecordedShop, commerce_folder, path_of, query_of, recording, reply

from aisle.adapters.connectors.bigcommerce.settings import BigCommerceCredentials, BigCommerceOptions
from aisle.sources.ports import Answer, Request

TOKEN = "access-token-of-a-test"
OPTIONS = BigCommerceOptions(store_hash="abc123")
CREDENTIALS = BigCommerceCredentials(access_token=TOKEN)
DATE = "Fri, 20 Nov 2026 10:30:00 GMT"
FILES = {
    "v3/catalog/products": "products_catalog.v3",
    "v3/catalog/variants": "product-variants_catalog.v3",
    "v3/catalog/trees": "category-trees_catalog.v3",
    "v3/catalog/brands": "brands_catalog.v3",
    "v3/inventory": "inventory.v3",
    "v3/customers": "customers.v3",
    "v3/carts": "carts.v3",
    "v3/orders": "orders.v3",
    "v3/content": "pages.v3",
    "v3/hooks": "webhooks.v3",
    "v2/orders": "orders.v2.oas2",
    "v2/store": "store_information.v2",
    "v2/blog": "store_content.v2",
}


def recorded(name: str) -> Any:
    """Return what the vendor's description was answered with, afresh."""
    return json.loads(recording("bigcommerce-prism", name).body)


def variant(number: int, parent: int, **other: Any) -> dict[str, Any]:
    """Return a variant whose own fields are null: the product's hold."""
    own = {
        "price": None,
        "sale_price": None,
        "calculated_price": None,
        "inventory_level": 4,
        "option_values": [],
    }
    return (
        {"id": number, "product_id": parent, "sku": f"SKU-{number}", "purchasing_disabled": False}
        | own
        | other
    )


def product(number: int, **other: Any) -> dict[str, Any]:
    """Return a product made of the vendor's example."""
    given = {
        "id": number, "name": f"Journal {number}", "price": 24.5, "sale_price": 0, "inventory_tracking": "variant", "inventory_level": 7,
        "custom_url": {"url": f"/journal-{number}/"}, "categories": [23], "brand_id": 5, "is_price_hidden": False, "weight": 1.25,
        "variants": [variant(number + 1000, number)], "images": [], "date_modified": "2026-11-20T09:00:00+00:00",
    }  # fmt: skip
    return recorded("10-products")["data"][0] | given | other


def order(number: int, **other: Any) -> dict[str, Any]:
    """Return an order made of the vendor's example, with its lines as links."""
    return recorded("20-orders")[0] | {"id": number} | other


def lines(number: int) -> list[dict[str, Any]]:
    """Return the lines of the vendor's example of an order."""
    described = _described("orders.v2.oas2")["components"]["responses"]["orderProductsCollection_Resp"]
    examples = described["content"]["application/json"]["examples"]["response"]["value"]
    return [one | {"order_id": number} for one in json.loads(json.dumps(examples, default=str))]


def _customers() -> list[dict[str, Any]]:
    one = recorded("30-customers")["data"][0]
    return [one | {"id": number, "date_modified": "2026-11-20T09:00:00Z"} for number in (7, 8, 9)]


def _refund(number: int, parent: int) -> dict[str, Any]:
    items = [{"item_type": "PRODUCT", "item_id": 65, "quantity": 1}, {"item_type": "SHIPPING", "item_id": 3}]
    return {
        "id": number, "order_id": parent, "created": "2026-11-20T09:30:00Z", "reason": "Torn", "total_amount": 9.995, "items": items,
    }  # fmt: skip


def _store() -> dict[str, Any]:
    answers = _described("store_information.v2")["paths"]["/store"]["get"]["responses"]
    told: dict[str, Any] = answers["200"]["content"]["application/json"]["examples"]["response"]["value"]
    return dict(told)


@dataclass
class BigCommerceShop:
    """The double. page_cap: rows that a page holds at most. links: whether lines of orders come as links alone."""

    products: list[dict[str, Any]] = field(default_factory=lambda: [product(one) for one in range(1, 4)])
    orders: list[dict[str, Any]] = field(
        default_factory=lambda: [order(one, items_shipped=2) for one in (100, 101)]
    )
    shipments: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"100": [one | {"order_id": 100} for one in recorded("23-order-shipments")]}
    )
    refunds: list[dict[str, Any]] = field(default_factory=lambda: [_refund(3, 100)])
    customers: list[dict[str, Any]] = field(default_factory=_customers)
    pages: list[dict[str, Any]] = field(
        default_factory=lambda: [page(1), page(2, is_visible=False), page(3, type="link")]
    )
    posts: list[dict[str, Any]] = field(default_factory=lambda: [post(1), post(2, is_published=False)])
    carts: list[dict[str, Any]] = field(default_factory=lambda: [cart(1), cart(2, customer_id=0, email="")])
    hooks: list[dict[str, Any]] = field(default_factory=list)
    inventory: list[dict[str, Any]] = field(default_factory=list)
    store: dict[str, Any] = field(default_factory=_store)
    forbidden: tuple[str, ...] = ()
    forbidden_hooks: tuple[str, ...] = ()
    links: bool = True
    sent: list[str] = field(default_factory=list)

    def outside(self) -> RecordedShop:
        """Return the way to the shop."""
        return RecordedShop(script=[self])

    def __call__(self, request: Request) -> Answer:
        """Answer as the vendor describes it."""
        path = path_of(request).removeprefix("/stores/abc123/")
        self.sent.append(f"{request.method} {path}")
        if request.credentials.get("X-Auth-Token") != TOKEN:
            return recording("bigcommerce-prism", "12-err-no-token").answer()
        if self.forbidden and path.startswith(self.forbidden):
            return reply(request, {"status": 403, "title": "You don't have a required scope."}, 403)
        described(request, path)
        return self._written(request, path) if request.method != "GET" else self._read(request, path)

    def _read(self, request: Request, path: str) -> Answer:
        if path == "v2/store":
            return reply(request, self.store)
        if found := re.fullmatch(r"v2/orders/(\d+)(/\w+)?", path):
            return self._of_order(request, found[1], found[2] or "")
        if found := re.fullmatch(r"v3/carts/([0-9a-f-]{36})", path):
            some = [one for one in self.carts if one["id"] == found[1]]
            if some:
                return reply(request, {"data": some[0], "meta": {}}, date=DATE)
            return reply(request, {"status": 404, "title": "No such cart"}, 404)
        if found := re.fullmatch(r"v2/blog/posts/(\d+)", path):
            some = [one for one in self.posts if str(one["id"]) == found[1]]
            return reply(request, some[0]) if some else reply(request, [{"status": 404}], 404)
        if path in ("v2/orders", "v2/blog/posts"):
            return self._bare(request, self.orders if path == "v2/orders" else self.posts)
        lists = {
            "v3/catalog/products": self.products, "v3/customers": self.customers, "v3/content/pages": self.pages, "v3/hooks": self.hooks,
            "v3/orders/payment_actions/refunds": self.refunds, "v3/inventory/items": self.inventory,
            "v3/catalog/variants": [one for row in self.products for one in row["variants"] or ()],
            "v3/catalog/brands": [{"id": 5, "name": "Smith"}],
            "v3/catalog/trees/categories": [
                {"category_id": 20, "name": "Print", "parent_id": 0}, {"category_id": 23, "name": "Journals", "parent_id": 20},
            ],
        }  # fmt: skip
        return _wrapped(request, lists[path], cursor=path == "v3/customers")

    def _of_order(self, request: Request, number: str, part: str) -> Answer:
        rows = {"/products": lines(int(number)), "/shipments": self.shipments.get(number, [])}
        if part == "/shipping_addresses":
            rows[part] = recorded("25-order-shipping-addresses")
        if part:
            return self._bare(request, rows[part])
        some = [one for one in self.orders if str(one["id"]) == number]
        return (
            reply(request, self._lined(request, some[0])) if some else reply(request, [{"status": 404}], 404)
        )

    def _bare(self, request: Request, rows: list[dict[str, Any]]) -> Answer:
        """v2: a bare list, and 204 without a body for an empty one."""
        query = query_of(request)
        kept = [row for row in rows if row["id"] >= int(query.get("min_id", 0)) and _changed(row, query)]
        kept.sort(key=lambda row: row["id"])
        size, page = int(query.get("limit", 50)), int(query.get("page", 1))
        shown = [self._lined(request, row) for row in kept[(page - 1) * size : page * size]]
        return reply(request, shown, date=DATE) if shown else reply(request, None, 204, date=DATE)

    def _lined(self, request: Request, row: dict[str, Any]) -> dict[str, Any]:
        if self.links or "consignments.line_items" not in query_of(request).get("include", ""):
            return row
        to = recorded("25-order-shipping-addresses")[0] | {"line_items": lines(row["id"])}
        return row | {"consignments": {"pickups": [], "shipping": [to], "downloads": [], "email": {}}}

    def _written(self, request: Request, path: str) -> Answer:
        assert path.startswith("v3/hooks"), "nothing but webhooks is ever written"
        if json.loads(request.body or b"{}").get("scope", "").startswith(self.forbidden_hooks):
            return reply(request, {"status": 403, "title": "You don't have a required scope."}, 403)
        number = (
            int(path.rsplit("/", 1)[-1]) if path[-1].isdigit() and path != "v3/hooks" else len(self.hooks) + 1
        )
        before = next((one for one in self.hooks if one["id"] == number), {"id": number})
        self.hooks = [one for one in self.hooks if one["id"] != number]
        if request.method != "DELETE":
            self.hooks.append(before | json.loads(request.body or b"{}"))
        return reply(request, {"data": before, "meta": {}})


def cart_id(number: int) -> str:
    """Return the id of a cart."""
    return f"09346904-4175-44fd-be53-{number:012}"


def cart(number: int, **other: Any) -> dict[str, Any]:
    """Return a cart as the vendor describes it (v3)."""
    line = {
        "id": f"line-{number}", "sku": "SKU-1001", "name": "Journal 1", "quantity": 2, "product_id": 1, "variant_id": 1001, "list_price": 24.5,
        "sale_price": 20.995, "extended_list_price": 49, "extended_sale_price": 41.99, "discount_amount": 7.01,
    }  # fmt: skip
    own = {
        "id": f"own-{number}",
        "sku": None,
        "name": "Wrapping",
        "quantity": "1",
        "list_price": 3,
        "extended_list_price": 3,
    }
    return {
        "id": cart_id(number), "customer_id": 7, "email": "ada@example.com", "currency": {"code": "EUR"}, "tax_included": True,
        "base_amount": 52, "discount_amount": 0, "cart_amount": 44.99, "coupons": [], "created_time": "2026-11-20T08:00:00+00:00",
        "updated_time": "2026-11-20T09:00:00+00:00",
        "line_items": {"physical_items": [line], "digital_items": [], "gift_certificates": [], "custom_items": [own]},
    } | other  # fmt: skip


def page(number: int, **other: Any) -> dict[str, Any]:
    """Return a page (v3)."""
    return {
        "id": number, "name": f"Returns {number}", "type": "page", "is_visible": True, "is_customers_only": False,
        "url": f"/returns-{number}/", "body": "<p>30 days.</p>",
    } | other  # fmt: skip


def post(number: int, **other: Any) -> dict[str, Any]:
    """Return a blog post (v2)."""
    return {
        "id": number, "title": f"News {number}", "url": f"/blog/news-{number}/", "body": "<p>New!</p>", "tags": ["shop"],
        "is_published": True,
    } | other  # fmt: skip


def _wrapped(request: Request, rows: list[dict[str, Any]], cursor: bool = False) -> Answer:
    """v3: data and meta."""
    query = query_of(request)
    kept = [row for row in rows if _wanted(row, query) and _changed(row, query)]
    kept.sort(key=lambda row: row.get("id", 0))
    size, page = int(query.get("limit", 50)), int(query.get("page", 1))
    begin = int(query["after"]) if "after" in query else (page - 1) * size
    shown = kept[begin : begin + size]
    pages = {"total": len(kept), "per_page": size, "current_page": page, "total_pages": -(-len(kept) // size)}
    after = {"end_cursor": str(begin + len(shown))} if cursor and shown else {}
    meta = {"pagination": pages, "cursor_pagination": after}
    return reply(request, {"data": [_shown(row, query) for row in shown], "meta": meta}, date=DATE)


def _wanted(row: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    number = str(row.get("id", ""))
    if "id" in query and query["id"] != number:
        return False
    if "id:in" in query and number not in query["id:in"].split(","):
        return False
    if "variant_id:in" in query:
        return str(row["identity"]["variant_id"]) in query["variant_id:in"].split(",")
    return "id:greater" not in query or row["id"] > int(query["id:greater"])


def _changed(row: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    if since := query.get("date_modified:min"):
        return str(row["date_modified"]) >= since
    return str(row.get("created", "")) >= query.get("created:min", "")


def _shown(row: dict[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
    names = ("variants", "images", "custom_fields", "addresses", "body")
    included = query.get("include", "").split(",")
    plain = {name: value for name, value in row.items() if name not in names or name in included}
    if "include_fields" not in query:
        return plain
    kept = ["id", *query["include_fields"].split(","), *included]
    return {name: value for name, value in plain.items() if name in kept}


@cache
def _described(name: str) -> dict[str, Any]:
    text = (commerce_folder() / "schemas/bigcommerce" / f"{name}.yml").read_text()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(text, Loader=loader))


def described(request: Request, path: str) -> None:
    """Check a request against the vendor's OpenAPI description: path, parameters, their values, headers and body."""
    name = next((file for begin, file in FILES.items() if path.startswith(begin)), None)
    if name is None:
        raise NotRecorded(f"nothing is described at {path}")
    about = _described(name)
    for template, methods in about["paths"].items():
        if (
            re.fullmatch(re.sub(r"\{\w+\}", r"[^/]+", template.strip("/")), path[3:])
            and request.method.lower() in methods
        ):
            _checked(request, about, methods, methods[request.method.lower()])
            return
    raise NotRecorded(f"{name} describes no {request.method} {path}")


def _checked(
    request: Request, about: Mapping[str, Any], methods: Mapping[str, Any], operation: Mapping[str, Any]
) -> None:
    parameters = [
        _at(about, one) for one in [*methods.get("parameters", []), *operation.get("parameters", [])]
    ]
    known = {one["name"]: one.get("schema", {}) for one in parameters if one["in"] == "query"}
    for name, value in query_of(request).items():
        assert name in known, f"{path_of(request)} has no parameter {name}"
        _valued(name, value, known[name], about)
    sent = {name.lower() for name in request.headers}
    for one in parameters:
        if one["in"] == "header" and one.get("required"):
            assert one["name"].lower() in sent, f"{path_of(request)} needs the header {one['name']}"
    if request.body:
        schema = _at(about, _at(about, operation["requestBody"])["content"]["application/json"]["schema"])
        for name in json.loads(request.body):
            assert name in schema["properties"], f"{path_of(request)} takes no {name}"


def _valued(name: str, value: str, schema: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    schema = _at(about, schema)
    allowed = schema.get("enum") or _at(about, schema.get("items", {})).get("enum")
    if allowed and name != "sort":
        assert all(one in allowed for one in value.split(",")), f"{name} cannot be {value}"
    if name == "sort" and allowed:
        assert value in allowed or value.split(":")[0] in allowed, f"{name} cannot be {value}"
    if schema.get("type") in ("integer", "number"):  # of `:in` the description names the type of one
        values = value.split(",") if name.endswith(":in") else [value]
        assert all(one.isdigit() for one in values), f"{name} should be a number"
        assert name != "limit" or int(value) <= schema.get("maximum", 250), f"{name} is too large"


def _at(about: Mapping[str, Any], one: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in one:
        found: Any = about
        for part in one["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        one = found
    return one
