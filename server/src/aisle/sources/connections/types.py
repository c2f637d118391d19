"""Connections as the engine and people see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.sources.ports import Checked, Politeness
from aisle.sources.records import Resource


class ConnectionState(StrEnum):
    """AWAITING_CONSENT: nobody has let Aisle in yet; nothing is read until somebody says yes in a browser.

    BROKEN: the shop refuses the credentials, nothing is read until somebody gives others. REMOVED: on its way out.
    """

    ACTIVE = "active"
    AWAITING_CONSENT = "awaiting_consent"
    PAUSED = "paused"
    BROKEN = "broken"
    REMOVED = "removed"


class Health(StrEnum):
    """NEW: never read whole. LATE: the shop did not answer, or asked for a rest. FAILING: somebody has to do something."""

    NEW = "new"
    WELL = "well"
    LATE = "late"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a source is read.

    Attributes:
        resources: What of it.
        politeness: How much of the shop's time is taken.
        schedule, reconcile: "every 15m" or five fields of cron; None: on demand and by push alone.
        time_zone: That cron is meant in.
        priority: Among sources that know the same thing; the higher is believed.
        rules: Transformations.
        settings: When a run goes live by itself, which questions it must answer, and the like.
    """

    resources: tuple[Resource, ...]
    politeness: Politeness = field(default_factory=Politeness)
    schedule: str | None = "every 15m"
    reconcile: str | None = "@daily"
    time_zone: str = "UTC"
    priority: int = 100
    rules: Sequence[Any] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Connection:
    """A source and how it is. Its credentials are never part of it.

    Attributes:
        health_code, health_detail: Why it is not well, and what to do.
        rests_until: The shop is left alone until then.
        unwell_since: Of all that went wrong without a success between.
        told: What people were told of ("failing", "credentials") and not of its end.
        waits_for: Why the schedule does not read it yet, though its time has come.
        renewed_at: When credentials were last stored.
    """

    source_id: UUID
    kind: str
    name: str
    options: Mapping[str, Any]
    reading: Reading
    state: ConnectionState
    health: Health
    health_since: datetime
    created_at: datetime
    updated_at: datetime
    renewed_at: datetime | None = None
    health_code: str | None = None
    health_detail: str | None = None
    failures: int = 0
    rests_until: datetime | None = None
    next_sync_at: datetime | None = None
    next_reconcile_at: datetime | None = None
    unwell_since: datetime | None = None
    told: str | None = None
    waits_for: str | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """The first items of a resource as rules would keep them.

    Attributes:
        problems: Of those that would be left out.
        lineage: By an item's id, by field: the rules that changed it.
    """

    items: tuple[Mapping[str, Any], ...]
    problems: tuple[Mapping[str, str], ...] = ()
    code: str | None = None
    detail: str | None = None
    lineage: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a first look at a shop found; nothing of it is stored."""

    checked: Checked
    samples: Mapping[Resource, Sample]
