"""A Magento shop made of what a real one answered, asked only what its own API description allows."""

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from recorded_shop import NotRecorded, RecordedShop, commerce_folder, path_of, query_of, recording, reply

from aisle.adapters.connectors.magento.settings import MagentoCredentials, MagentoOptions
from aisle.sources.ports import Answer, Request

ADDRESS = "https://shop.example"
TOKEN = "integration-token-of-a-test"
OPTIONS = MagentoOptions(address=ADDRESS)
CREDENTIALS = MagentoCredentials(access_token=TOKEN)
DATE = "Fri, 20 Nov 2026 10:30:00 GMT"
FILTER = re.compile(r"searchCriteria\[filterGroups\]\[(\d+)\]\[filters\]\[0\]\[(field|value|conditionType)\]")


def recorded(name: str) -> Any:
    """Return what the real shop answered, afresh."""
    return json.loads(recording("magento", name).body)


def items(*names: str) -> list[dict[str, Any]]:
    """Return the items of recorded lists."""
    return [one for name in names for one in recorded(name)["items"]]


def _shade() -> dict[str, Any]:
    options = [{"label": "Black", "value": "7"}, {"label": "Blau", "value": "8"}]
    return recorded("08-attribute") | {
        "attribute_id": 138, "attribute_code": "shade", "default_frontend_label": "Shade", "options": options,
    }  # fmt: skip


def _carts() -> list[dict[str, Any]]:
    """Of those that were recorded, one is empty and the others became orders: let two be open still."""
    carts = items("6b-carts-search")
    lines = [{"item_id": 9, "sku": "M2-001", "qty": 2, "name": "City sneaker", "price": 9.9951}]
    return [*carts[:3], *(cart | {"is_active": True, "items_count": 1, "items": lines} for cart in carts[3:])]


def _page(number: int, title: str, **other: Any) -> dict[str, Any]:
    return {
        "id": number,
        "identifier": title.lower(),
        "title": title,
        "content_heading": "",
        "content": f'<p>About {title}.</p>{{{{widget type="x"}}}}',
        "update_time": "2026-11-20 10:10:00",
        "active": True,
    } | other


@dataclass
class MagentoShop:
    """The double. exports, has_msi: whether the modules are there. repeats: as old versions do past the end."""

    products: list[dict[str, Any]] = field(default_factory=lambda: items("15-products-all"))
    attributes: list[dict[str, Any]] = field(default_factory=lambda: [recorded("08-attribute"), _shade()])
    orders: list[dict[str, Any]] = field(default_factory=lambda: items("60-orders-page1", "61-orders-page2"))
    shipments: list[dict[str, Any]] = field(default_factory=lambda: items("68-shipments"))
    creditmemos: list[dict[str, Any]] = field(default_factory=lambda: items("6a-creditmemos"))
    carts: list[dict[str, Any]] = field(default_factory=_carts)
    customers: list[dict[str, Any]] = field(default_factory=lambda: items("33-customers"))
    pages: list[dict[str, Any]] = field(
        default_factory=lambda: [_page(1, "Returns"), _page(2, "Old", active=False)]
    )
    view: dict[str, Any] = field(default_factory=lambda: recorded("05-store-configs")[0])
    salable: dict[str, Any] = field(default_factory=dict)
    exports: bool = False
    has_msi: bool = True
    forbidden: tuple[str, ...] = ()
    tokens: tuple[str, ...] = (TOKEN,)
    sent: list[str] = field(default_factory=list)

    def outside(self) -> RecordedShop:
        """Return the way to the shop."""
        return RecordedShop(script=[self])

    def __call__(self, request: Request) -> Answer:
        """Answer as the shop does."""
        path = re.sub(r"^/rest/(default|all)/V1/", "", path_of(request))
        self.sent.append(path)
        said = request.credentials.get("Authorization", "")
        if not any(said == f"Bearer {token}" for token in self.tokens) or path.startswith(
            self.forbidden or "-"
        ):
            return recording("magento", "04-err-bad-token").answer()
        described(request)
        return self._read(request, path)

    def _read(self, request: Request, path: str) -> Answer:
        whole = {
            "store/storeConfigs": [self.view],
            "store/websites": [{"id": 1, "code": "base"}],
            "categories": recorded("1d-categories"),
            "inventory/stock-resolver/website/base": {"stock_id": 1},
        }
        if path in whole and (self.has_msi or not path.startswith("inventory")):
            return reply(request, whole[path])
        lists = {
            "products": self.products, "products/attributes": self.attributes, "orders": self.orders, "carts/search": self.carts,
            "shipments": self.shipments, "creditmemos": self.creditmemos, "customers/search": self.customers,
            "cmsPage/search": self.pages,
        }  # fmt: skip
        if path in lists:
            return searched(request, lists[path])
        return self._stock(request, path)

    def _stock(self, request: Request, path: str) -> Answer:
        if self.exports and path.startswith("inventory/export"):
            rows = [
                {
                    "entity_id": one["id"],
                    "sku": one["sku"],
                    "qty": self._quantity(one["sku"]),
                    "is_salable": True,
                }
                for one in self.products
            ]
            return searched(request, rows)
        if self.has_msi and (found := re.fullmatch(r"inventory/get-product-salable-quantity/(.+)/1", path)):
            return reply(request, self._quantity(found[1]))
        if found := re.fullmatch(r"stockItems/(.+)", path):
            return reply(request, recorded("1a-stock-item"))
        return reply(request, recorded("1g-err-no-route"), 404)

    def _quantity(self, sku: str) -> Any:
        return self.salable.get(sku, 60)


@cache
def _paths() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    file = commerce_folder() / "schemas/magento/running-2.4.7-p3-schema.json.gz"
    described = json.loads(gzip.decompress(file.read_bytes()))["paths"]
    return [
        (re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(path))), about)
        for path, about in described.items()
    ]


def described(request: Request) -> None:
    """Check a request against the API description of the running shop."""
    path = re.sub(r"^/rest/(default|all)", "", path_of(request))
    found = [
        about for pattern, about in _paths() if pattern.fullmatch(path) and request.method.lower() in about
    ]
    if not found:
        raise NotRecorded(f"the shop has no {request.method} {path}")
    allowed = {one["name"] for about in found for one in about[request.method.lower()].get("parameters", [])}
    for name in query_of(request):
        plain = re.sub(r"\[\d+\]", "[0]", name)
        assert plain in allowed | {"fields"}, f"{path} has no parameter {name}"


def searched(request: Request, rows: list[dict[str, Any]]) -> Answer:
    """Answer a search: filtered, sorted, paged, with the fields that were asked for."""
    query = query_of(request)
    groups: dict[str, dict[str, str]] = {}
    for name, value in parse_qsl(urlsplit(request.url).query, keep_blank_values=True):
        if found := FILTER.fullmatch(name):
            groups.setdefault(found[1], {})[found[2]] = value
    kept = [row for row in rows if all(_holds(row, one) for one in groups.values())]
    kept.sort(key=lambda row: _value(row, query["searchCriteria[sortOrders][0][field]"]))
    size = int(query["searchCriteria[pageSize]"])
    begin = (int(query["searchCriteria[currentPage]"]) - 1) * size
    shown = [_shown(row, query.get("fields", "")) for row in kept[begin : begin + size]]
    # With `fields` an empty result has no list at all.
    told = None if not shown and "fields" in query else shown
    return reply(request, {"items": told, "total_count": len(kept)}, date=DATE)


def _holds(row: Mapping[str, Any], one: Mapping[str, str]) -> bool:
    value, wanted = _value(row, one["field"]), one["value"]
    match one["conditionType"]:
        case "eq":
            return str(value) == wanted
        case "gt":
            return int(value) > int(wanted)
        case "gteq":
            return str(value) >= wanted
        case "in":
            return str(value) in wanted.split(",")
        case "nin":
            return str(value) not in wanted.split(",")
    raise NotRecorded(f"no such condition: {one}")


def _value(row: Mapping[str, Any], field: str) -> Any:
    return row.get(field, row.get("id")) if field in ("entity_id", "page_id") else row[field]


def _shown(row: dict[str, Any], fields: str) -> dict[str, Any]:
    if not fields:
        return row
    names = re.sub(r"\[[^\]]*\]", "", fields.removeprefix("items[").rsplit("]", 1)[0]).split(",")
    return {name: row[name] for name in names if name in row}
