"""Runs, their parts, and what they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from aisle.sources.records import Resource

RunId = NewType("RunId", UUID)


class Mode(StrEnum):
    """How much a run reads.

    FULL: everything, what was not met is gone. INCREMENTAL: what changed since the marks. RECONCILE: what changed, and then
    which ids there are, or everything where changes are silent. PUSH: what an event named. ROLLBACK: nothing, it takes a run back.
    REMOVAL: nothing, its source is going and takes everything along; it goes live whatever the difference is.
    """

    FULL = "full"
    INCREMENTAL = "incremental"
    RECONCILE = "reconcile"
    PUSH = "push"
    ROLLBACK = "rollback"
    REMOVAL = "removal"


READING = (Mode.FULL, Mode.INCREMENTAL, Mode.RECONCILE)


class Cause(StrEnum):
    """Why a run was made."""

    DEMAND = "demand"
    SCHEDULE = "schedule"
    PUSH = "push"
    ROLLBACK = "rollback"


class RunState(StrEnum):
    """Where a run stands. WAITING: for a person to look at the difference; REFUSED: that person, or a check, said no."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    STAGED = "staged"
    GOING_LIVE = "going_live"
    LIVE = "live"
    WAITING = "waiting"
    REFUSED = "refused"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self in (RunState.LIVE, RunState.REFUSED, RunState.FAILED, RunState.STOPPED)


class Action(StrEnum):
    """What a run does to a record."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


# What is applied at once, page by page; everything else goes live in one step with its run.
IMMEDIATE = frozenset({Resource.STOCK, Resource.PRICES})


@dataclass(frozen=True, slots=True)
class Named:
    """Records that an event named. removed: they are gone. happened_at: as the shop says.

    records: as `records.coding.to_data` writes them, where the event's body can be trusted; else they are read again.
    """

    resource: Resource
    ids: tuple[str, ...]
    removed: bool = False
    happened_at: datetime | None = None
    records: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands."""

    id: RunId
    source_id: UUID
    mode: Mode
    cause: Cause
    state: RunState
    resources: tuple[Resource, ...]
    created_at: datetime
    stage: str | None = None
    named: tuple[Named, ...] = ()
    undoes: UUID | None = None
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    difference: Any = None
    code: str | None = None
    detail: str | None = None
    asked: str | None = None
    job_id: UUID | None = None
    created_by: str = ""
    started_at: datetime | None = None
    staged_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a run does to one record; the rows of `sync_change`.

    Attributes:
        data: The record as `records.coding.to_data` writes it, after transformation; None: it is gone.
        hash: As `records.coding.hash_of` tells; None with data.
        shop_time: Of the record's last change, as the shop says.
        as_of: When the shop was asked.
        before, before_hash: The live record when it was compared.
        file_id: A document's bytes, in `sync_file`, sealed for the place `sync_file.sealed:{file_id}`.
    """

    resource: Resource
    external_id: str
    action: Action
    as_of: datetime
    data: Mapping[str, Any] | None = None
    hash: bytes | None = None
    shop_time: datetime | None = None
    before: Mapping[str, Any] | None = None
    before_hash: bytes | None = None
    file_id: UUID | None = None
