"""Jobs that retrieval defers to itself."""

from dataclasses import dataclass
from uuid import UUID

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class SettleIndex(JobMessage):
    """Give a grown version a partition of its own, and merge its small segments."""

    kind = "settle_index"
    queue = "upkeep"

    version_id: UUID
