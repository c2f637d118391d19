"""Webhooks of shops whose API is described by data: the description says how they are signed and what they mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from aisle.adapters.connectors.api.connector import ApiConnector
from aisle.adapters.connectors.api.hook_shapes import HmacShape, HooksShape, JwsShape
from aisle.adapters.connectors.api.hooks import hmacs, jws
from aisle.adapters.connectors.api.templates import reading
from aisle.sources.errors import BrokenData, ShopRefused
from aisle.sources.ports import Connector, Delivery, Event, Subscription
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.values import as_text

MOST_IDS = 1_000


class ApiHooks:
    """See `aisle.sources.ports.Hooks`. Deliveries name what is to be read again; people register the address at the shop."""

    def __init__(self, shape: HooksShape) -> None:
        """Read the expressions. Raises BadExpression."""
        self._shape = shape
        self._key = reading(shape.key) if shape.key else None
        self._meanings = [
            (
                one.resource,
                reading(one.where or "true"),
                reading(one.ids),
                reading(one.removed or "false"),
            )
            for one in shape.events
        ]

    def verify(self, delivery: Delivery, secrets: Sequence[str], now: datetime) -> bool:
        """Whether it was signed as described."""
        signature = self._shape.signature
        if isinstance(signature, JwsShape):
            return jws.is_signed(signature, delivery, secrets)
        return hmacs.is_signed(signature, delivery, secrets, now)

    def key(self, delivery: Delivery) -> str:
        """Return what the description says tells events apart; the body and what is signed with it, where it says nothing."""
        signature, said = self._shape.signature, None
        if self._key is not None:
            try:
                said = as_text(self._key(_known(delivery)))
            except (BrokenData, CannotApply):
                said = None
        elif isinstance(signature, HmacShape):
            said = delivery.headers.get((signature.id or signature.sent or "").lower())
            said = said if signature.id or not said else f"{said}:{_digest(delivery)}"
        return said or _digest(delivery)

    def events(self, delivery: Delivery) -> Sequence[Event]:
        """Name what is to be read again, or is gone. Raises BrokenData."""
        known, key = _known(delivery), self.key(delivery)
        try:
            return [
                Event(resource, _ids(ids(known)), removed(known) is True, key=f"{key}:{number}")
                for number, (resource, where, ids, removed) in enumerate(self._meanings)
                if where(known) is True
            ]
        except CannotApply as problem:
            raise BrokenData(f"A delivery of the shop cannot be read: {problem.reason}") from None

    def own_secret(self, credentials: Any) -> str:
        """The secret that was given, as only people can register these webhooks; "" where keys are published.

        Raises ShopRefused where none was given.
        """
        if isinstance(self._shape.signature, JwsShape):
            return ""
        if credentials.webhook_secret is None or not credentials.webhook_secret.get_secret_value():
            raise ShopRefused("Give webhook_secret as well: what the shop signs its webhooks with.")
        return str(credentials.webhook_secret.get_secret_value())

    async def published(self, connector: Connector) -> str | None:
        """Return the keys that the shop publishes, fetched by the guarded way out; None: it has a secret."""
        signature = self._shape.signature
        if not isinstance(signature, JwsShape):
            return None
        if not isinstance(connector, ApiConnector):
            raise TypeError("these webhooks are of described APIs")
        return jws.kept_keys(await connector.json_at(signature.keys))

    async def subscriptions(self, connector: Connector) -> Sequence[Subscription]:
        """Nothing is known of them: people register them at the shop."""
        return []

    async def subscribe(self, connector: Connector, address: str, secret: str) -> Sequence[Subscription]:
        """Nothing can be registered: people do."""
        return []

    async def unsubscribe(self, connector: Connector, ids: Sequence[str]) -> None:
        """Nothing was registered."""


def _known(delivery: Delivery) -> Mapping[str, Any]:
    try:
        return {"headers": delivery.headers, "body": json.loads(delivery.body)}
    except (ValueError, RecursionError):
        raise BrokenData("A delivery of the shop is no JSON.") from None


def _ids(found: Any) -> list[str]:
    made = [as_text(one) for one in (found if isinstance(found, list) else [found])]
    ids = [one for one in made if one]
    if not ids or len(ids) > MOST_IDS:
        raise BrokenData(f"A delivery of the shop names {len(ids)} records; 1 to {MOST_IDS} are read again.")
    return ids


def _digest(delivery: Delivery) -> str:
    return hashlib.sha256(delivery.body).hexdigest()
