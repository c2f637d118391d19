"""A WooCommerce shop made of what a real one answered: its records, its refusals, its parameters, and its ways with pages."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from recorded_shop import NotRecorded, RecordedShop, path_of, query_of, recording, reply

from aisle.adapters.connectors.woocommerce.settings import WooCredentials, WooOptions
from aisle.sources.ports import Answer, Request

ADDRESS = "https://shop.example"
KEY, SECRET = "ck_" + "1" * 40, "cs_" + "1" * 40
OPTIONS = WooOptions(address=ADDRESS)
CREDENTIALS = WooCredentials(consumer_key=KEY, consumer_secret=SECRET)
DATE = "Fri, 20 Nov 2026 10:00:00 GMT"
WIRED = ("consumer_key", "consumer_secret")


def recorded(name: str) -> Any:
    """Return what the real shop answered, afresh."""
    return json.loads(recording("woocommerce", name).body)


def _orders() -> list[dict[str, Any]]:
    return recorded("40-orders-page1") + recorded("41-orders-page2")


@cache
def _site() -> dict[str, Any]:
    return {name: value for name, value in recorded("00-index").items() if name != "routes"}


def _refunds() -> list[dict[str, Any]]:
    """Those of the orders that were recorded."""
    known = {order["id"] for order in _orders()}
    return [refund for refund in recorded("49-refunds-all") if refund["parent_id"] in known]


def _page(number: int, title: str, **other: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "page",
        "slug": title.lower(),
        "link": f"{ADDRESS}/{title.lower()}/",
        "title": {"rendered": title},
        "content": {"rendered": f"<p>All about {title}.</p>", "protected": False},
        "modified": "2026-11-20T12:00:00",
        "modified_gmt": "2026-11-20T10:00:00",
    } | other


@dataclass
class WooShop:
    """The double. Lists are changed by tests; `sent` counts what was asked by path."""

    products: list[dict[str, Any]] = field(default_factory=lambda: recorded("14-products-all"))
    variations: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"10": recorded("16-product-variations"), "11": []}
    )
    orders: list[dict[str, Any]] = field(default_factory=_orders)
    refunds: list[dict[str, Any]] = field(default_factory=_refunds)
    customers: list[dict[str, Any]] = field(default_factory=lambda: recorded("60-customers"))
    categories: list[dict[str, Any]] = field(default_factory=lambda: recorded("22-categories"))
    webhooks: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(
        default_factory=lambda: [_page(3, "Returns"), _page(4, "Sizes &amp; fit")]
    )
    posts: list[dict[str, Any]] = field(default_factory=lambda: [_page(5, "News", type="post")])
    settings: dict[str, Any] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)

    def outside(self) -> RecordedShop:
        """Return the way to the shop."""
        return RecordedShop(script=[self])

    def __call__(self, request: Request) -> Answer:
        """Answer as the shop does."""
        path = path_of(request).removeprefix("/wp-json/")
        self.sent.append(path)
        if path == "":
            return _projected(request, _site())
        if (refusal := _refusal(request, path)) is not None:
            return refusal
        _known(path, request)
        if request.method != "GET":
            return self._written(request, path)
        return self._read(request, path)

    def _read(self, request: Request, path: str) -> Answer:
        last = path.rsplit("/", 1)[-1]
        if found := re.fullmatch(r"wc/v3/products/(\d+)/variations", path):
            return _listed(request, self.variations.get(found[1], []))
        if path == "wc/v3/data/currencies/current":
            return _projected(request, recorded("03-currency-current"))
        if path.startswith("wc/v3/settings/"):
            return reply(request, self.settings.get(last, [] if last == "products" else {"value": "yes"}))
        if found := re.fullmatch(r"wc/v3/orders/(\d+)/refunds", path):
            return _listed(request, [one for one in self.refunds if str(one["parent_id"]) == found[1]])
        if last.isdigit():
            return self._one(request, int(last))
        return _listed(request, getattr(self, last))

    def _one(self, request: Request, number: int) -> Answer:
        all_of_them = [*self.products, *(one for some in self.variations.values() for one in some)]
        found = [one for one in all_of_them if one["id"] == number]
        return (
            _projected(request, found[0])
            if found
            else recording("woocommerce", "70-err-product-not-found").answer()
        )

    def _written(self, request: Request, path: str) -> Answer:
        assert "webhooks" in path, "nothing but webhooks is ever written"
        number = int(path.rsplit("/", 1)[-1]) if path[-1].isdigit() else len(self.webhooks) + 1
        before = next((one for one in self.webhooks if one["id"] == number), {"id": number})
        self.webhooks = [one for one in self.webhooks if one["id"] != number]
        if request.method != "DELETE":
            self.webhooks.append(before | json.loads(request.body or b"{}"))
        return reply(request, self.webhooks[-1] if self.webhooks else before, 201)


def _refusal(request: Request, path: str) -> Answer | None:
    """A key that is unknown, missing or wrong is refused with the shop's own words."""
    if path.startswith("wp/v2"):
        assert not request.credentials, "pages are public: the key stays at home"
        return None
    query = query_of(request)
    said = request.credentials.get("Authorization", "").removeprefix("Basic ")
    key, _, secret = base64.b64decode(said).decode().partition(":")
    if (query.get("consumer_key", key), query.get("consumer_secret", secret)) == (KEY, SECRET):
        return None
    name = {"": "75-err-no-auth", KEY: "77-err-wrong-secret"}.get(
        query.get("consumer_key", key), "76-err-wrong-key"
    )
    return recording("woocommerce", name).answer()


def _known(path: str, request: Request) -> None:
    """Every parameter must be one that the shop's own index names, with a value that it takes."""
    for route, endpoints in _routes():
        if not route.fullmatch(path):
            continue
        for endpoint in endpoints:
            if request.method in endpoint["methods"]:
                _taken(request, endpoint["args"])
                return
    raise NotRecorded(f"the shop has no route {request.method} {path}")


@cache
def _routes() -> list[tuple[re.Pattern[str], list[dict[str, Any]]]]:
    index = recorded("00-index")["routes"]
    return [(re.compile(route.strip("/")), about["endpoints"]) for route, about in index.items()]


def _taken(request: Request, args: Mapping[str, Any]) -> None:
    for name, value in parse_qsl(urlsplit(request.url).query, keep_blank_values=True):
        if name in ("_fields", *WIRED):
            continue
        if name not in args:
            raise NotRecorded(f"the shop has no parameter {name}")
        about = args[name] or {}
        allowed = about.get("enum") or (about.get("items") or {}).get("enum")
        if allowed and value not in allowed:
            raise NotRecorded(f"{name} cannot be {value}")
        if about.get("maximum") and int(value) > about["maximum"]:
            raise NotRecorded(f"{name} is over {about['maximum']}")


def _listed(request: Request, rows: list[dict[str, Any]]) -> Answer:
    query = query_of(request)
    kept = [row for row in rows if _wanted(row, query)]
    if query.get("orderby") == "id":
        kept.sort(key=lambda row: row["id"], reverse=query.get("order") != "asc")
    begin, size = int(query.get("offset", 0)), int(query.get("per_page", 10))
    page = kept[begin : begin + size]
    total = {"x-wp-total": str(len(kept)), "x-wp-totalpages": str(-(-len(kept) // size)), "date": DATE}
    return reply(request, [_kept(row, query) for row in page], **total)


def _wanted(row: dict[str, Any], query: Mapping[str, str]) -> bool:
    if "include" in query and str(row["id"]) not in query["include"].split(","):
        return False
    if row.get("status") == "trash" and query.get("status") != "trash":
        return False
    if query.get("type", row.get("type")) != row.get("type"):
        return False
    since = query.get("modified_after")
    if since is None:
        return True
    if since.endswith("Z"):
        return str(row["modified_gmt"]) > since.removesuffix("Z")
    gmt = "_gmt" if query.get("dates_are_gmt") == "true" else ""
    return str(row.get(f"date_modified{gmt}") or row[f"date_created{gmt}"]) > since


def _kept(row: dict[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
    names = query["_fields"].split(",") if "_fields" in query else list(row)
    return {name: row[name] for name in names if name in row}


def _projected(request: Request, row: dict[str, Any]) -> Answer:
    return reply(request, _kept(row, query_of(request)), date=DATE)
