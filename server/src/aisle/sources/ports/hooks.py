"""What shops tell by themselves: deliveries, the events in them, and the port `Hooks`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from aisle.sources.ports.reading import Connector
from aisle.sources.records import Record, Resource


@dataclass(frozen=True, slots=True)
class Event:
    """A hint from the shop that something changed, read off a verified delivery.

    Attributes:
        resource: None for a delivery that is acknowledged and means nothing to us (a ping).
        ids: What changed.
        removed: Whether it is gone.
        happened_at: As the shop says; None: unknown. Older than what is stored: nothing is done.
        records: The changed records themselves, where the body can be trusted to be complete and current; else they are read again.
        key: The same for repeated deliveries of one event.
    """

    resource: Resource | None
    ids: Sequence[str] = ()
    removed: bool = False
    happened_at: datetime | None = None
    records: Sequence[Record] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A raw delivery. headers: names in lower case."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Subscription:
    """A webhook as the shop has it. broken: why it does not work, in words; None: it does."""

    id: str
    topic: str
    address: str
    broken: str | None = None


class Hooks(Protocol):
    """A platform's webhooks. Stateless but for the secret and, for the last three methods, the shop's connection."""

    def verify(self, delivery: Delivery, secrets: Sequence[str], now: datetime) -> bool:
        """Whether the delivery was signed with one of the secrets within the replay window, over the raw body, in constant time."""
        ...

    def key(self, delivery: Delivery) -> str:
        """What is the same for repeated deliveries of one event and different for others."""
        ...

    def events(self, delivery: Delivery) -> Sequence[Event]:
        """Read a verified delivery. Raises BrokenData."""
        ...

    def own_secret(self, credentials: Any) -> str | None:
        """What the shop signs with whatever we wish, out of the kind's credentials; None: a secret of our choice.

        "": it has none, for it publishes its keys (`Publishing`).
        """
        ...

    async def subscriptions(self, connector: Connector) -> Sequence[Subscription]:
        """List ours at the shop."""
        ...

    async def subscribe(self, connector: Connector, address: str, secret: str) -> Sequence[Subscription]:
        """Make those that are missing, or mend those that are broken."""
        ...

    async def unsubscribe(self, connector: Connector, ids: Sequence[str]) -> None:
        """Take ours away."""
        ...


@runtime_checkable
class Publishing(Protocol):
    """Hooks of shops that may sign with keys that they publish, in place of a secret."""

    async def published(self, connector: Connector) -> str | None:
        """Return what deliveries are checked with, fetched from the shop; None: a secret. Raises ShopError."""
        ...
