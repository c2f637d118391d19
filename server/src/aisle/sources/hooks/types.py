"""What is known of a source's webhooks, and of what they brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.sources.ports import Subscription


class DeliveryState(StrEnum):
    """What became of a delivery. IGNORED: it means nothing to us. DEAD: it cannot be read."""

    WAITING = "waiting"
    READ = "read"
    IGNORED = "ignored"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that waits to be read. headers: names in lower case."""

    id: UUID
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Received:
    """A delivery as people see it."""

    id: UUID
    state: DeliveryState
    bytes: int
    received_at: datetime
    headers: Mapping[str, Any]
    reason: str | None = None
    run_id: UUID | None = None
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HookState:
    """How a source's webhooks stand. code: why nothing comes, or not all of it; None: all is well."""

    subscriptions: tuple[Subscription, ...]
    code: str | None = None
    detail: str | None = None
    checked_at: datetime | None = None
    last_delivery_at: datetime | None = None
