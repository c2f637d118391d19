"""What an entry of the audit log says."""

from collections.abc import Mapping
from dataclasses import dataclass
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
