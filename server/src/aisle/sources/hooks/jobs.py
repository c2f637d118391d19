"""Jobs of webhooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class ReadDeliveries(JobMessage):
    """Read what waits in a source's inbox."""

    kind: ClassVar[str] = "read_deliveries"
    queue: ClassVar[str] = "push"
    right: ClassVar[str] = "work"
    max_attempts: ClassVar[int] = 20

    source_id: UUID


@dataclass(frozen=True, slots=True)
class ClearInbox(JobMessage):
    """Drop what need not be remembered of a source's deliveries."""

    kind: ClassVar[str] = "clear_inbox"
    queue: ClassVar[str] = "upkeep"
    right: ClassVar[str] = "work"
    max_attempts: ClassVar[int] = 5

    source_id: UUID


@dataclass(frozen=True, slots=True)
class CheckHooks(JobMessage):
    """Look at a source's webhooks at the shop; make what is missing, mend what is broken."""

    kind: ClassVar[str] = "check_hooks"
    queue: ClassVar[str] = "sources"
    right: ClassVar[str] = "work"
    max_attempts: ClassVar[int] = 5

    source_id: UUID
