"""Jobs of runs: a run is read by one, and goes live by another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class SyncSource(JobMessage):
    """Read a source for a run that waits. One that is cut short goes on after the last page that was stored."""

    kind: ClassVar[str] = "sync_source"
    queue: ClassVar[str] = "sources"
    right: ClassVar[str] = "work"
    timeout: ClassVar[float] = 24 * 3600.0
    max_attempts: ClassVar[int] = 20  # each goes on where the one before was killed

    run_id: UUID


@dataclass(frozen=True, slots=True)
class ReadNamed(JobMessage):
    """Read the records that a shop's event named. In a queue of its own: whole reads take hours, an event takes a moment."""

    kind: ClassVar[str] = "read_named"
    queue: ClassVar[str] = "push"
    right: ClassVar[str] = "work"
    max_attempts: ClassVar[int] = 8

    run_id: UUID


@dataclass(frozen=True, slots=True)
class GoLive(JobMessage):
    """Make what a staged run has read the live copy, in one step."""

    kind: ClassVar[str] = "go_live"
    queue: ClassVar[str] = "going_live"
    right: ClassVar[str] = "work"
    timeout: ClassVar[float] = 12 * 3600.0
    max_attempts: ClassVar[int] = 20

    run_id: UUID
