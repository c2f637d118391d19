"""Webhooks: subscriptions, signed deliveries, and weather that shuffles, doubles, drops and delays them."""

import base64
import hashlib
import hmac
import json
import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aisle.sources.ports import Delivery

Node = dict[str, Any]


@dataclass(frozen=True)
class Weather:
    """What happens to deliveries on their way: shares of them, 0 to 1. seed: of the chance. kept: at most so many wait for later."""

    dropped: float = 0.0
    doubled: float = 0.0
    delayed: float = 0.0
    shuffled: bool = False
    seed: int = 0


@dataclass
class Post:
    """Sends deliveries. secret: the app's; version: of bodies. under_way: what was not fetched yet."""

    now: Callable[[], datetime]
    secret: str
    version: str = "2026-07"
    subscriptions: dict[str, Node] = field(default_factory=dict)
    under_way: list[Delivery] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)  # topic: why
    _ids: random.Random = field(default_factory=lambda: random.Random(11))
    _made: int = 0

    def subscribe(self, topic: str, given: Mapping[str, Any]) -> Node:
        """Make a subscription: `webhookSubscriptionCreate`."""
        if topic in self.refuses:
            errors = [{"field": ["topic"], "message": self.refuses[topic]}]
            return {"webhookSubscription": None, "userErrors": errors}
        self._made += 1
        id_ = f"gid://shopify/WebhookSubscription/{self._made}"
        self.subscriptions[id_] = {
            "__typename": "WebhookSubscription",
            "id": id_,
            "topic": topic,
            "includeFields": [],
            "apiVersion": {"handle": self.version, "supported": True},
            **given,
        }
        return {"webhookSubscription": self.subscriptions[id_], "userErrors": []}

    def mend(self, id_: str, given: Mapping[str, Any]) -> Node:
        """Change one: `webhookSubscriptionUpdate`."""
        self.subscriptions[id_] = {
            **self.subscriptions[id_],
            "apiVersion": {"handle": self.version, "supported": True},
            **given,
        }
        return {"webhookSubscription": self.subscriptions[id_], "userErrors": []}

    def drop(self, id_: str) -> Node:
        """Take one away, as Shopify does too after eight failures: `webhookSubscriptionDelete`."""
        gone = self.subscriptions.pop(id_, None)
        errors = [] if gone else [{"field": ["id"], "message": "Webhook subscription does not exist"}]
        return {"deletedWebhookSubscriptionId": id_ if gone else None, "userErrors": errors}

    def tell(self, topic: str, body: Node) -> None:
        """Send an event to all that subscribed to it."""
        event = str(uuid.UUID(int=self._ids.getrandbits(128)))
        for subscription in self.subscriptions.values():
            if _named(subscription["topic"]) == topic:
                self.under_way.append(self.signed(topic, _only(body, subscription["includeFields"]), event))

    def signed(self, topic: str, body: Node, event: str = "", secret: str = "") -> Delivery:
        """Return a delivery. secret: another one than the app's, as after a rotation."""
        raw = json.dumps(body, ensure_ascii=False).encode()
        digest = hmac.digest((secret or self.secret).encode(), raw, hashlib.sha256)
        headers = {
            "content-type": "application/json",
            "x-shopify-topic": topic,
            "x-shopify-hmac-sha256": base64.b64encode(digest).decode(),
            "x-shopify-shop-domain": "anchor-test.myshopify.com",
            "x-shopify-api-version": self.version,
            "x-shopify-webhook-id": str(uuid.UUID(int=self._ids.getrandbits(128))),
            "x-shopify-event-id": event,
            "x-shopify-triggered-at": self.now().strftime("%Y-%m-%dT%H:%M:%S.000000000Z"),
        }
        return Delivery(headers, raw)

    def fetch(self, weather: Weather) -> list[Delivery]:
        """Return what arrives now."""
        chance = random.Random(weather.seed)
        arrived, later = [], []
        for delivery in self.under_way:
            fate = chance.random()
            if fate < weather.dropped:
                continue
            (later if chance.random() < weather.delayed else arrived).append(delivery)
            if chance.random() < weather.doubled:
                arrived.append(delivery)
        self.under_way = later
        if weather.shuffled:
            chance.shuffle(arrived)
        return arrived


def _named(topic: str) -> str:
    what, _, happened = topic.rpartition("_")
    return f"{what.lower()}/{happened.lower()}"


def _only(body: Node, fields: list[str]) -> Node:
    """Return the fields that a subscription asks for ("id", "variants.id")."""
    if not fields:
        return body
    kept: Node = {name: body[name] for name in fields if name in body}
    for name in fields:
        outer, _, inner = name.partition(".")
        if inner and outer in body:
            before = kept.get(outer) or [{} for _ in body[outer]]
            kept[outer] = [
                {**one, inner: each.get(inner)} for one, each in zip(before, body[outer], strict=True)
            ]
    return kept
