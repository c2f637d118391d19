"""A Vendure of recorded products, orders and customers that answers GraphQL by the real shop's own schema.

A query that the schema does not know is refused as by the shop. What was not recorded is empty.
"""

import gzip
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graphql import GraphQLError, GraphQLSchema, build_client_schema, execute_sync, parse, validate
from graphql.type import GraphQLList, GraphQLNonNull, get_named_type, is_leaf_type
from recorded_shop import commerce_folder, reply

from aisle.sources.ports import Answer, Request

TOKEN = "4b68f545f165ab5b9fc5cc5d20f3d74d"
MOST = 100  # of an admin list
EMPTY = {
    "String": "",
    "Int": 0,
    "Money": 0,
    "Float": 0.0,
    "Boolean": False,
    "ID": "0",
    "DateTime": "2026-11-20T09:51:00.000Z",
}


@cache
def schema() -> GraphQLSchema:
    """Return the schema of Vendure's admin API. Skips the test without it."""
    place = commerce_folder() / "schemas/vendure/vendure-3.7.3-admin-introspection.json.gz"
    read = json.loads(gzip.decompress(place.read_bytes()))
    return build_client_schema(read.get("data", read))


def recorded(name: str) -> Any:
    """Return the data of a recorded answer."""
    whole = json.loads((commerce_folder() / f"recordings/vendure/{name}.json").read_text("utf-8"))
    return next(iter(whole["response"]["body"]["data"].values()))


@cache
def _read() -> dict[str, list[dict[str, Any]]]:
    products = recorded("14-products-all")["items"]
    variants = []
    for product in products:
        for variant in product.pop("variants"):
            level = {
                "stockOnHand": variant["stockOnHand"],
                "stockAllocated": variant["stockAllocated"],
                "stockLocation": {"name": "Default Stock Location"},
            }
            group = [{**option, "group": {"name": option["group"]["code"]}} for option in variant["options"]]
            more = {
                "product": {"id": product["id"]},
                "enabled": True,
                "stockLevels": [level],
                "options": group,
            }
            variants.append({**variant, **more, "useGlobalOutOfStockThreshold": True})
    listed = {
        one["id"]: one for page in ("60-orders-page1", "61-orders-page2") for one in recorded(page)["items"]
    }
    for order in listed.values():
        for line in order["lines"]:
            line["discountedUnitPriceWithTax"] = line["unitPriceWithTax"]
            line["discountedLinePriceWithTax"] = line["linePriceWithTax"]
    return {
        "products": products,
        "productVariants": variants,
        "orders": list(listed.values()),
        "customers": recorded("32-customers")["items"],
    }


@dataclass
class VendureShop:
    """An `Outside`. signed_in: whether tokens hold."""

    signed_in: bool = True
    asked: list[Request] = field(default_factory=list)

    async def send(self, request: Request) -> Answer:
        """Answer a query, or refuse it as the shop does."""
        self.asked.append(request)
        assert (request.method, request.url) == ("POST", "https://vendure.example/admin-api")
        asked = json.loads(request.body or b"")
        query = parse(asked["query"])
        if faults := validate(schema(), query):
            return reply(request, {"errors": [{"message": str(fault)} for fault in faults]}, 400)
        if "login(" in asked["query"]:
            return self._login(request, asked["variables"])
        if not self.signed_in or request.credentials.get("Authorization") != f"Bearer {TOKEN}":
            error = {"message": "You are not currently authorized", "extensions": {"code": "FORBIDDEN"}}
            return reply(request, {"errors": [error], "data": None})
        made = execute_sync(
            schema(), query, Lists(), variable_values=asked["variables"], field_resolver=_field
        )
        assert made.data is not None or made.errors
        return reply(request, made.formatted, date="Sat, 21 Nov 2026 09:30:00 GMT")

    async def stream(self, request: Request) -> Any:
        """Give nothing."""
        raise AssertionError(request)
        yield b""

    def _login(self, request: Request, given: dict[str, str]) -> Answer:
        if given != {"u": "superadmin", "p": "superadmin-1"}:
            said = "The provided credentials are invalid"
            error = {
                "__typename": "InvalidCredentialsError",
                "errorCode": "INVALID_CREDENTIALS_ERROR",
                "message": said,
            }
            return reply(request, {"data": {"login": error}})
        user = {"__typename": "CurrentUser", "id": "1", "identifier": "superadmin"}
        return reply(request, {"data": {"login": user}}, vendure_auth_token=TOKEN)


class Lists:
    """The root of queries."""

    activeChannel = {"code": "__default_channel__", "defaultCurrencyCode": "USD"}  # noqa: RUF012

    def __getattr__(self, name: str) -> Any:
        def listed(info: Any, options: dict[str, Any] | None = None) -> dict[str, Any]:
            asked = options or {}
            if asked.get("take", 0) > MOST:
                raise GraphQLError(f"Cannot take more than {MOST} results from a list query")
            items = [one for one in _read()[name] if _fits(one, asked.get("filter") or {})]
            begin = asked.get("skip") or 0
            return {"totalItems": len(items), "items": items[begin : begin + (asked.get("take") or MOST)]}

        return listed


def _fits(item: dict[str, Any], wanted: dict[str, Any]) -> bool:
    for name, operators in wanted.items():
        for operator, value in operators.items():
            mine = item[name]
            held = {
                "eq": lambda mine=mine, value=value: mine == value,
                "in": lambda mine=mine, value=value: mine in value,
                "after": lambda mine=mine, value=value: mine is not None and mine > value,
                "isNull": lambda mine=mine, value=value: (mine is None) is value,
            }[operator]()
            if not held:
                return False
    return True


def _field(source: Any, info: Any, **arguments: Any) -> Any:
    """Return what was recorded, or what is empty where the schema demands something."""
    if isinstance(source, Lists):
        value = getattr(source, info.field_name)
        return value(info, **arguments) if callable(value) else value
    value = source.get(info.field_name)
    kind = info.return_type
    if value is not None or not isinstance(kind, GraphQLNonNull):
        return value
    if isinstance(kind.of_type, GraphQLList):
        return []
    named = get_named_type(kind)
    return EMPTY.get(named.name, "") if is_leaf_type(named) else {}
