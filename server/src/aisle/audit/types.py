"""What an entry of the audit log says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Event:
    """Something to be remembered.

    action: object.verb in the past, such as member.suspended. before, after: plain values of what changed, without
    secrets and without anything personal. personal: names and addresses, which can be erased without breaking the chain.
    """

    action: str
    object_kind: str
    object_id: UUID | str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    personal: Mapping[str, Any] | None = None
    store_id: UUID | None = None
    outcome: Outcome = Outcome.DONE


@dataclass(frozen=True, slots=True)
class Head:
    """Where a tenant's chain ends, and where what is left of it begins."""

    number: int
    hash: bytes
    base_number: int
    base_hash: bytes


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted; None: whatever it is. action: whole, or its beginning with the dot, such as `member.`."""

    action: str | None = None
    actor: str | None = None
    object_kind: str | None = None
    object_id: str | None = None
    store_id: UUID | None = None
    outcome: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is read. personal: empty where there was nothing, or where it was erased."""

    number: int
    id: UUID
    at: datetime
    action: str
    actor: str
    store_id: UUID | None
    object_kind: str
    object_id: str
    before: Any
    after: Any
    outcome: str
    request_id: str | None
    personal: Mapping[str, Any]
    hash: bytes
