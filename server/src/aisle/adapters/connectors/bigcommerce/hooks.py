"""BigCommerce's webhooks: thin bodies, signed by the Standard Webhooks specification with the account's client secret."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from aisle.adapters.connectors.bigcommerce.api import Api
from aisle.adapters.connectors.bigcommerce.connector import BigCommerceConnector
from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.sources.errors import BrokenData, ShopRefused
from aisle.sources.ports import Connector, Delivery, Event, Subscription
from aisle.sources.records import Resource

SCOPES = ("store/product/*", "store/sku/*", "store/order/*", "store/shipment/*", "store/customer/*")
# Made where the account may read carts: without that scope the shop refuses this one alone.
OF_CARTS = "store/cart/*"
WINDOW = timedelta(minutes=5)
MARK = {"x-aisle": "1"}  # by which we know ours
INACTIVE = "BigCommerce switched it off: its deliveries failed for two days, or nothing happened for 90."
Meant = list[tuple[Resource, str]]


class BigCommerceHooks:
    """Reads deliveries. What they name is read again: there is nothing else in them."""

    def verify(self, delivery: Delivery, secrets: Sequence[str], now: datetime) -> bool:
        """Whether it was signed with one of the client secrets, not more than five minutes ago or ahead."""
        number = delivery.headers.get("webhook-id", "")
        stamp = delivery.headers.get("webhook-timestamp", "")
        if not number or not _is_near(stamp, now):
            return False
        signed = f"{number}.{stamp}.".encode() + delivery.body
        given = [
            one.removeprefix("v1,")
            for one in delivery.headers.get("webhook-signature", "").split()
            if one.startswith("v1,")
        ]
        return any(
            hmac.compare_digest(_signature(secret, signed), one.encode())
            for secret in secrets
            for one in given
        )

    def key(self, delivery: Delivery) -> str:
        """The id of the message stays the same when it is sent again."""
        body = hashlib.sha256(delivery.body).hexdigest()
        return delivery.headers.get("webhook-id", "")[:100] or body

    def events(self, delivery: Delivery) -> Sequence[Event]:
        """Name what is to be read again."""
        try:
            row = Fields(json.loads(delivery.body))
            found = _meant(row.text("scope"), row.inside("data"))
            happened = _epoch(row)
        except (ValueError, RecursionError) as error:
            raise BrokenData(f"A delivery of the shop cannot be read: {type(error).__name__}.") from None
        key = self.key(delivery)
        return [
            Event(resource, [one], happened_at=happened, key=f"{key}:{resource}") for resource, one in found
        ]

    def own_secret(self, credentials: Any) -> str:
        """The account's client secret. Raises ShopRefused where it was not given."""
        if credentials.client_secret is None:
            raise ShopRefused("Give the account's client secret as well: BigCommerce signs webhooks with it.")
        return str(credentials.client_secret.get_secret_value())

    async def subscriptions(self, connector: Connector) -> Sequence[Subscription]:
        """List ours."""
        return [
            Subscription(
                row.id(),
                row.text("scope"),
                row.text("destination"),
                None if row.flag("is_active") else INACTIVE,
            )
            for row in await _ours(connector)
        ]

    async def subscribe(self, connector: Connector, address: str, secret: str) -> Sequence[Subscription]:
        """Make those that are missing; switch on, and point here, those that are not. Raises ShopRefused for another port.

        secret is not used: BigCommerce signs with the account's client secret.
        """
        if not address.startswith("https://") or ":" in address.removeprefix("https://").partition("/")[0]:
            raise ShopRefused("BigCommerce delivers to https on port 443 alone.")
        api, there = _connected(connector).api, {row.text("scope"): row for row in await _ours(connector)}
        for scope in SCOPES:
            await _make(api, scope, address, there.get(scope))
        with suppress(ShopRefused):
            await _make(api, OF_CARTS, address, there.get(OF_CARTS))
        return await self.subscriptions(connector)

    async def unsubscribe(self, connector: Connector, ids: Sequence[str]) -> None:
        """Take ours away."""
        ours = {row.id() for row in await _ours(connector)}
        for one in ids:
            if one in ours:
                await _connected(connector).api.write("DELETE", f"v3/hooks/{one}", None)


async def _make(api: Api, scope: str, address: str, there: Fields | None) -> None:
    wanted = {"scope": scope, "destination": address, "is_active": True, "headers": MARK}
    if there is None:
        await api.write("POST", "v3/hooks", wanted)
    elif not there.flag("is_active") or there.text("destination") != address:
        await api.write("PUT", f"v3/hooks/{there.id()}", wanted)


def _meant(scope: str, data: Fields) -> Meant:
    """Deleted is read again like the rest: by then it may be something else that is true."""
    _, what, *happened = [*scope.split("/"), "", ""]
    match what:
        case "product":
            return [(Resource.PRODUCTS, data.id())]
        case "sku":
            return _of_sku(data)
        case "order":
            back = data.inside("refund").word("refund_id")
            return [(Resource.ORDERS, data.id()), *([(Resource.REFUNDS, back)] if back else [])]
        case "shipment":
            parent = data.id("orderId")
            return [(Resource.ORDERS, parent), (Resource.SHIPMENTS, f"{parent}:{data.id()}")]
        case "cart":
            return _of_cart(data)
        case "customer":
            return _of_customer(data, happened[0])
    return []


def _of_sku(data: Fields) -> Meant:
    """The id is that of the SKU, which nothing can be asked by; the variant stands beside it."""
    about = data.inside("inventory") if data.has("inventory") else data.inside("sku")
    sold = about.word("variant_id")
    found: Meant = [(Resource.PRODUCTS, about.id("product_id"))]
    return [*found, (Resource.STOCK, sold), (Resource.PRICES, sold)] if sold else found


def _of_cart(data: Fields) -> Meant:
    """An event of a line has the line's id in the cart's place. One that became an order is gone when it is asked for."""
    one = data.word("cartId") or data.word("id")
    return [(Resource.CARTS, one)] if one else []


def _of_customer(data: Fields, part: str) -> Meant:
    """An event of an address has the address's id in the customer's place."""
    owner = data.inside(part).word("customer_id") if part in ("address", "payment") else data.id()
    return [(Resource.CUSTOMERS, owner)] if owner else []


def _epoch(row: Fields) -> datetime | None:
    seconds = row.whole("created_at")
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None and 0 <= seconds < 2**33 else None


def _is_near(stamp: str, now: datetime) -> bool:
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 10):
        return False
    return abs(now - datetime.fromtimestamp(int(stamp), UTC)) <= WINDOW


def _signature(secret: str, signed: bytes) -> bytes:
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest())


async def _ours(connector: Connector) -> list[Fields]:
    listed = await _connected(connector).api.list("v3/hooks", (("limit", "250"),))
    try:
        rows = [Fields(row) for row in listed.rows]
        return [row for row in rows if row.inside("headers").has("x-aisle")]
    except Unreadable as error:
        raise BrokenData(f"The shop's webhooks cannot be read: {error}") from None


def _connected(connector: Connector) -> BigCommerceConnector:
    if not isinstance(connector, BigCommerceConnector):
        raise TypeError("these webhooks are BigCommerce's")
    return connector
