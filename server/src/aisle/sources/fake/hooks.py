"""Webhooks of fake shops: signed as many platforms do, made and mended on order."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aisle.sources.errors import BrokenData
from aisle.sources.fake.connector import FakeConnector
from aisle.sources.ports import Connector, Delivery, Event, Subscription
from aisle.sources.records import Record, Resource
from aisle.sources.records.coding import from_data, to_data

WINDOW = timedelta(minutes=5)
SIGNATURE, SENT, KEY = "x-fake-signature", "x-fake-sent", "x-fake-key"
TOPICS = ("records",)


class FakeHooks:
    """See `aisle.sources.ports.Hooks`. The signature (HMAC-SHA256, hexadecimal) covers the time and the body."""

    def verify(self, delivery: Delivery, secrets: Sequence[str], now: datetime) -> bool:
        """Whether one of the secrets signed it within five minutes."""
        sent = delivery.headers.get(SENT, "")
        given = delivery.headers.get(SIGNATURE, "").encode("utf-8", "replace")
        signed = [hmac.compare_digest(signature(one, sent, delivery.body).encode(), given) for one in secrets]
        return any(signed) and abs(datetime.fromisoformat(sent) - now) <= WINDOW

    def key(self, delivery: Delivery) -> str:
        """Return the event's key."""
        return delivery.headers.get(KEY, "") or hashlib.sha256(delivery.body).hexdigest()

    def events(self, delivery: Delivery) -> Sequence[Event]:
        """Read what happened. Raises BrokenData."""
        try:
            said = json.loads(delivery.body)
            resource = Resource(said["resource"])
            records = [from_data(resource, data) for data in said.get("records", [])]
            at = datetime.fromisoformat(said["at"]) if said.get("at") else None
            return [Event(resource, said["ids"], said.get("removed", False), at, records, self.key(delivery))]
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenData(f"A delivery of the shop cannot be read: {type(error).__name__}.") from None

    def own_secret(self, credentials: Any) -> None:
        """Each webhook has the secret that it is made with."""

    async def subscriptions(self, connector: Connector) -> Sequence[Subscription]:
        """List what the shop has."""
        return list(_shop_of(connector).subscriptions.values())

    async def subscribe(self, connector: Connector, address: str, secret: str) -> Sequence[Subscription]:
        """Make what is missing, mend what is broken."""
        shop = _shop_of(connector)
        shop.hook_secret = secret
        for topic in TOPICS:
            known = shop.subscriptions.get(topic) or Subscription(f"hook-{topic}", topic, address)
            shop.subscriptions[topic] = replace(known, address=address, broken=None)
        return await self.subscriptions(connector)

    async def unsubscribe(self, connector: Connector, ids: Sequence[str]) -> None:
        """Take some away."""
        shop = _shop_of(connector)
        shop.subscriptions = {topic: one for topic, one in shop.subscriptions.items() if one.id not in ids}


def signature(secret: str, sent: str, body: bytes) -> str:
    """Return what signs a delivery."""
    return hmac.new(secret.encode(), sent.encode() + b"\n" + body, hashlib.sha256).hexdigest()


def delivery_of(
    secret: str,
    resource: Resource,
    ids: Sequence[str],
    sent: datetime,
    *,
    key: str = "",
    records: Sequence[Record] = (),
    **said: Any,
) -> Delivery:
    """Return a delivery as the shop would send it. said: `removed`, `at`."""
    told = {
        "resource": resource,
        "ids": list(ids),
        "records": [to_data(resource, one) for one in records],
        **said,
    }
    body, at = json.dumps(told).encode(), sent.isoformat()
    return Delivery(
        {SIGNATURE: signature(secret, at, body), SENT: at, KEY: key, "content-type": "application/json"}, body
    )


def _shop_of(connector: Connector) -> Any:
    if not isinstance(connector, FakeConnector):
        raise TypeError("these webhooks are of fake shops")
    return connector.shop
