"""What a delivery says. Its body has the shape of the old REST interface and may be late: it is a hint, and things are read again.

Deletions too: only the body is signed and not the topic, so a body that somebody caught could be sent again as a deletion.
What is truly gone is missing when it is read again. The request to redact a customer is the exception: the shop may still
have what must be erased here.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from aisle.adapters.connectors.shopify.mapping.values import Unreadable, id_of
from aisle.adapters.connectors.shopify.reading.stock import BY_ITEM
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Delivery, Event
from aisle.sources.records import Resource

LATE = timedelta(days=1)  # an event before this one may have been lost
TOPIC, TRIGGERED = "x-shopify-topic", "x-shopify-triggered-at"
Body = Mapping[str, Any]
Changed = tuple[Resource, Sequence[str]]


def read(delivery: Delivery, key: str) -> Sequence[Event]:
    """Read a verified delivery. Raises BrokenData for a body that is not what its topic promises."""
    topic = delivery.headers.get(TOPIC, "")
    body = _body(delivery)
    if topic == "customers/redact":
        return _redacted(body, key)
    if (reader := _READERS.get(topic)) is None:
        return (Event(None, key=key),)
    at = moment_of(body.get("updated_at")) or moment_of(delivery.headers.get(TRIGGERED))
    try:
        changed = reader(body)
    except (KeyError, TypeError, ValueError, AttributeError, Unreadable):
        raise BrokenData(f"A delivery of {topic} is not what it should be.") from None
    return tuple(Event(resource, ids, happened_at=at, key=key) for resource, ids in changed if ids)


def _body(delivery: Delivery) -> Body:
    try:
        body = json.loads(delivery.body)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise BrokenData("A delivery holds no JSON object.")
    return body


def moment_of(said: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(said)[:26] + "+00:00" if _fine(said) else said)
    except (ValueError, TypeError):
        return None
    return at if at.tzinfo else None


def _fine(said: Any) -> bool:
    """Whether a time is written with nanoseconds, as Triggered-At is."""
    return isinstance(said, str) and said.endswith("Z") and len(said) > 27


def _id(said: Any) -> str:
    if isinstance(said, bool) or not isinstance(said, int | str) or not str(said).isdecimal():
        raise ValueError("no id")
    return str(said)


def _product(body: Body) -> Sequence[Changed]:
    variants = _variants(body)
    return (
        (Resource.PRODUCTS, [_id(body["id"])]),
        (Resource.VARIANTS, variants),
        (Resource.PRICES, variants),
        (Resource.STOCK, variants),  # of a new variant nothing else may tell
    )


def _variants(body: Body) -> list[str]:
    """Return the variants that changed of late: a product may have 2,048, and each change of one tells of them all.

    `variants` names the first hundred of them, `variant_gids` every one.
    """
    every = {id_of(each["admin_graphql_api_id"]): each for each in body.get("variant_gids") or ()}
    every |= {_id(each["id"]): each for each in body.get("variants") or ()}
    since = moment_of(body.get("updated_at"))
    return [id_ for id_, each in every.items() if _of_late(moment_of(each.get("updated_at")), since)]


def _of_late(at: datetime | None, changed: datetime | None) -> bool:
    return at is None or changed is None or at >= changed - LATE


def _level(body: Body) -> Sequence[Changed]:
    return ((Resource.STOCK, [BY_ITEM + _id(body["inventory_item_id"])]),)


def _item(body: Body) -> Sequence[Changed]:
    return ((Resource.STOCK, [BY_ITEM + _id(body["id"])]),)


def _order(body: Body) -> Sequence[Changed]:
    return (
        (Resource.ORDERS, [_id(body["id"])]),
        (Resource.SHIPMENTS, [_id(each["id"]) for each in body.get("fulfillments") or ()]),
        (Resource.REFUNDS, [_id(each["id"]) for each in body.get("refunds") or ()]),
    )


def _part(resource: Resource) -> Callable[[Body], Sequence[Changed]]:
    def read_part(body: Body) -> Sequence[Changed]:
        return ((Resource.ORDERS, [_id(body["order_id"])]), (resource, [_id(body["id"])]))

    return read_part


def _plain(resource: Resource) -> Callable[[Body], Sequence[Changed]]:
    def read_plain(body: Body) -> Sequence[Changed]:
        return ((resource, [_id(body["id"])]),)

    return read_plain


def _merged(body: Body) -> Sequence[Changed]:
    both = (
        body["admin_graphql_api_customer_kept_id"],
        body.get("admin_graphql_api_customer_deleted_id") or body["admin_graphql_api_customer_kept_id"],
    )
    return ((Resource.CUSTOMERS, list(dict.fromkeys(id_of(each) for each in both))),)


def _redacted(body: Body, key: str) -> Sequence[Event]:
    try:
        customers = [_id(body["customer"]["id"])]
        orders = [_id(each) for each in body.get("orders_to_redact") or ()]
    except (KeyError, TypeError, ValueError):
        raise BrokenData("A request to redact a customer does not name them.") from None
    erased = ((Resource.CUSTOMERS, customers), (Resource.ORDERS, orders))
    return tuple(Event(resource, ids, removed=True, key=key) for resource, ids in erased if ids)


_READERS: Mapping[str, Callable[[Body], Sequence[Changed]]] = {
    "products/create": _product,
    "products/update": _product,
    "products/delete": _plain(Resource.PRODUCTS),
    "inventory_levels/update": _level,
    "inventory_levels/connect": _level,
    "inventory_levels/disconnect": _level,
    "inventory_items/update": _item,
    "orders/create": _order,
    "orders/updated": _order,
    "orders/delete": _plain(Resource.ORDERS),
    "fulfillments/create": _part(Resource.SHIPMENTS),
    "fulfillments/update": _part(Resource.SHIPMENTS),
    "refunds/create": _part(Resource.REFUNDS),
    "customers/create": _plain(Resource.CUSTOMERS),
    "customers/update": _plain(Resource.CUSTOMERS),
    "customers/delete": _plain(Resource.CUSTOMERS),
    "customers/merge": _merged,
    "checkouts/create": _plain(Resource.CARTS),
    "checkouts/update": _plain(Resource.CARTS),
    "checkouts/delete": _plain(Resource.CARTS),
}
