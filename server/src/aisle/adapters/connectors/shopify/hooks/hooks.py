"""Shopify's webhooks: signatures, events, and subscriptions through GraphQL.

The compliance topics (customers/data_request, customers/redact, shop/redact) cannot be subscribed to here: they are written
into the app's own configuration at Shopify.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from aisle.adapters.connectors.shopify import scopes
from aisle.adapters.connectors.shopify.connector import ShopifyConnector
from aisle.adapters.connectors.shopify.hooks.reading import TRIGGERED, moment_of, read
from aisle.adapters.connectors.shopify.hooks.topics import TOPICS, Topic
from aisle.adapters.connectors.shopify.reading import queries
from aisle.sources.errors import BrokenData, ShopRefused
from aisle.sources.ports import Connector, Delivery, Event, Subscription

SIGNATURE, WEBHOOK_ID = "x-shopify-hmac-sha256", "x-shopify-webhook-id"
# Shopify tries again for four hours and says each time when the event happened first.
OLDEST, EARLIEST = timedelta(hours=6), timedelta(minutes=10)


class ShopifyHooks:
    """See `aisle.sources.ports.Hooks`. The secret is the app's client secret; Shopify lets nobody choose another."""

    def verify(self, delivery: Delivery, secrets: Sequence[str], now: datetime) -> bool:
        """Whether one of the secrets signed the body; after a rotation the older one may for an hour."""
        given = delivery.headers.get(SIGNATURE, "").encode("utf-8", "replace")
        signed = False
        for secret in secrets:
            digest = hmac.digest(secret.encode(), delivery.body, hashlib.sha256)
            signed |= hmac.compare_digest(base64.b64encode(digest), given)
        return signed and _fresh(delivery, now)

    def key(self, delivery: Delivery) -> str:
        """Return the webhook's id, which stays the same over retries."""
        if said := delivery.headers.get(WEBHOOK_ID):
            return said
        topic = delivery.headers.get("x-shopify-topic", "").encode("utf-8", "replace")
        return hashlib.sha256(topic + b"\n" + delivery.body).hexdigest()

    def events(self, delivery: Delivery) -> Sequence[Event]:
        """Read a verified delivery."""
        return read(delivery, self.key(delivery))

    def own_secret(self, credentials: Any) -> str:
        """The app's client secret. Raises ShopRefused where it was not given."""
        if credentials.client_secret is None:
            raise ShopRefused("Give the app's client secret as well: Shopify signs webhooks with it.")
        return str(credentials.client_secret.get_secret_value())

    async def subscriptions(self, connector: Connector) -> Sequence[Subscription]:
        """List the subscriptions of this app at this shop; Shopify shows no others."""
        return [_listed(node) for node in await _all(_own(connector))]

    async def subscribe(self, connector: Connector, address: str, secret: str) -> Sequence[Subscription]:
        """Make what is missing and mend what is wrong; one that Shopify refuses comes back with its reason.

        Args:
            connector: An open one.
            address: Where deliveries go, https.
            secret: Not used: deliveries are signed with the app's client secret.
        """
        own = _own(connector)
        held = await own.granted()
        there = {node["topic"]: node for node in await _all(own)}
        made = []
        for topic in TOPICS:
            if all(scopes.granted(held, need) for need in scopes.NEEDS[topic.resource]):
                made.append(await _kept(own, topic, address, there.get(topic.name)))
        return made

    async def unsubscribe(self, connector: Connector, ids: Sequence[str]) -> None:
        """Take subscriptions away; those that are gone already are no error."""
        for each in ids:
            await _own(connector).api.ask(queries.UNSUBSCRIBE, {"id": each})


def _fresh(delivery: Delivery, now: datetime) -> bool:
    at = moment_of(delivery.headers.get(TRIGGERED))
    return at is None or now - OLDEST <= at <= now + EARLIEST


def _own(connector: Connector) -> ShopifyConnector:
    if not isinstance(connector, ShopifyConnector):
        raise TypeError("the hooks of Shopify need a connection to Shopify")
    return connector


async def _all(connector: ShopifyConnector) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    after = None
    while True:
        reply = await connector.api.ask(queries.SUBSCRIPTIONS, {"after": after})
        listed = reply.data["webhookSubscriptions"]
        found += listed["nodes"]
        page = listed["pageInfo"]
        if not page["hasNextPage"]:
            return found
        if page["endCursor"] in (None, after):
            raise BrokenData("Shopify's list of subscriptions has no end.")
        after = page["endCursor"]


def _listed(node: Mapping[str, Any]) -> Subscription:
    broken = None
    if node["format"] != "JSON":
        broken = "It sends XML."
    elif not node["apiVersion"]["supported"]:
        broken = f"It sends as version {node['apiVersion']['handle']}, which Shopify no longer supports."
    return Subscription(node["id"], node["topic"], node["uri"], broken)


async def _kept(
    connector: ShopifyConnector, topic: Topic, address: str, there: Mapping[str, Any] | None
) -> Subscription:
    if there is not None and _right(there, topic, address):
        return _listed(there)
    wanted = {"uri": address, "format": "JSON", "includeFields": list(topic.fields)}
    if there is None:
        asked = await connector.api.ask(
            queries.SUBSCRIBE, {"topic": topic.name, "input": wanted}, repeatable=False
        )
        payload = asked.data["webhookSubscriptionCreate"]
    else:
        asked = await connector.api.ask(queries.MEND, {"id": there["id"], "input": wanted})
        payload = asked.data["webhookSubscriptionUpdate"]
    made = payload["webhookSubscription"]
    if made is None or payload["userErrors"]:
        said = "; ".join(str(error["message"]) for error in payload["userErrors"])
        return Subscription("", topic.name, address, said[:300] or "Shopify did not make it.")
    return Subscription(made["id"], made["topic"], made["uri"])


def _right(there: Mapping[str, Any], topic: Topic, address: str) -> bool:
    fields = sorted(there["includeFields"]) == sorted(topic.fields)
    return there["uri"] == address and fields and _listed(there).broken is None
