"""WooCommerce's webhooks: signed over the raw body, sent once, never again; a hook that fails six times is switched off silently."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.adapters.connectors.woocommerce.api import SHOP
from aisle.adapters.connectors.woocommerce.connector import WooConnector
from aisle.adapters.connectors.woocommerce.orders import shipments
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Connector, Delivery, Event, Subscription
from aisle.sources.records import Resource

NAME = "Aisle"
HOOKS = f"{SHOP}/webhooks"
TOPICS = tuple(
    f"{what}.{happened}"
    for what, all_that_happens in (
        ("product", ("created", "updated", "deleted", "restored")),
        ("order", ("created", "updated", "deleted", "restored")),
        ("customer", ("created", "updated", "deleted")),
    )
    for happened in all_that_happens
)
PING = re.compile(rb"webhook_id=[0-9]{1,20}")
FORM = "application/x-www-form-urlencoded"
BROKEN = {
    "disabled": "The shop switched it off after failed deliveries; what changed since was not told.",
    "paused": "It is paused at the shop.",
}
SOLD = (Resource.VARIANTS, Resource.STOCK, Resource.PRICES)


class WooHooks:
    """Reads deliveries. What they say is a hint: a body is built when it is sent, not when the thing happened."""

    def verify(self, delivery: Delivery, secrets: Sequence[str], now: datetime) -> bool:
        """Whether it was signed with one of the secrets, or is the unsigned ping, which means nothing.

        There is no time in a delivery and so no window; sent again, a hint does no harm.
        """
        said = delivery.headers.get("x-wc-webhook-signature", "").encode()
        signed = [hmac.compare_digest(_signature(secret, delivery.body), said) for secret in secrets]
        return any(signed) or _is_ping(delivery)

    def key(self, delivery: Delivery) -> str:
        """Nothing is sent twice, so each delivery is an event of its own."""
        body = hashlib.sha256(delivery.body).hexdigest()
        return f"{delivery.headers.get('x-wc-webhook-delivery-id', '')[:64]}:{body}"

    def events(self, delivery: Delivery) -> Sequence[Event]:
        """Name what is to be read again."""
        if _is_ping(delivery):
            return []
        row = _body(delivery)
        what = delivery.headers.get("x-wc-webhook-topic", "").partition(".")[0]
        try:
            found = _meant(what, row)
        except Unreadable as error:
            raise BrokenData(f"A delivery of the shop cannot be read: {error}") from None
        key = self.key(delivery)
        return [Event(resource, ids, key=f"{key}:{resource}") for resource, ids in found if ids]

    def own_secret(self, credentials: Any) -> None:
        """Each webhook has the secret that it is made with."""

    async def subscriptions(self, connector: Connector) -> Sequence[Subscription]:
        """List ours: they bear our name."""
        return [
            Subscription(
                row.id(), row.text("topic"), row.text("delivery_url"), _why_broken(row.text("status"))
            )
            for row in await _ours(connector)
        ]

    async def subscribe(self, connector: Connector, address: str, secret: str) -> Sequence[Subscription]:
        """Make those that are missing; switch on, and point here, those that are not."""
        api, there = _connected(connector).api, {row.text("topic"): row for row in await _ours(connector)}
        for topic in TOPICS:
            wanted = {"topic": topic, "delivery_url": address, "status": "active", "secret": secret}
            if (row := there.get(topic)) is None:
                await api.write("POST", HOOKS, {"name": f"{NAME} {topic}", **wanted})
            elif row.text("status") != "active" or row.text("delivery_url") != address:
                await api.write("PUT", f"{HOOKS}/{row.id()}", wanted)
        return await self.subscriptions(connector)

    async def unsubscribe(self, connector: Connector, ids: Sequence[str]) -> None:
        """Take ours away."""
        ours = {row.id() for row in await _ours(connector)}
        for one in ids:
            if one in ours:
                await _connected(connector).api.write("DELETE", f"{HOOKS}/{one}", None, (("force", "true"),))


def _signature(secret: str, body: bytes) -> bytes:
    """A secret that is not ASCII is used as UTF-8."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())


def _is_ping(delivery: Delivery) -> bool:
    is_form = delivery.headers.get("content-type", "").partition(";")[0].strip() == FORM
    return is_form and PING.fullmatch(delivery.body) is not None


def _body(delivery: Delivery) -> Fields:
    try:
        return Fields(json.loads(delivery.body))
    except (ValueError, RecursionError):
        raise BrokenData("A delivery of the shop is no JSON object.") from None


def _meant(what: str, row: Fields) -> list[tuple[Resource, list[str]]]:
    """Deleted is read again like the rest: a product that was put into the trash may be back by now."""
    one = row.id()
    if what == "order":
        parcels = [parcel.id for parcel in shipments(row)]
        refunds = [refund.id() for refund in row.items("refunds")]
        return [(Resource.ORDERS, [one]), (Resource.SHIPMENTS, parcels), (Resource.REFUNDS, refunds)]
    if what == "customer":
        return [(Resource.CUSTOMERS, [one])]
    if what != "product":
        return []
    if row.number_id("parent_id"):
        return [(resource, [one]) for resource in SOLD]
    variations = row.texts("variations")
    sold = variations if row.text("type").startswith("variable") else [one]
    return [
        (Resource.PRODUCTS, [one]),
        (Resource.STOCK, sold),
        (Resource.PRICES, sold),
        (Resource.VARIANTS, variations),
    ]


async def _ours(connector: Connector) -> list[Fields]:
    listed = await _connected(connector).api.list(HOOKS, (("per_page", "100"),))
    rows = [Fields(row) for row in listed.rows if isinstance(row, dict)]
    return [row for row in rows if row.text("name").startswith(f"{NAME} ")]


def _connected(connector: Connector) -> WooConnector:
    if not isinstance(connector, WooConnector):
        raise TypeError("these webhooks are WooCommerce's")
    return connector


def _why_broken(status: Any) -> str | None:
    return None if status == "active" else BROKEN.get(str(status), f"Its state at the shop is {status}.")
