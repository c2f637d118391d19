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


@dataclass(frozen=True, slots=True)
class FeedVectors(JobMessage):
    """Bring the vectors of a version to the engine that its recipe names."""

    kind = "feed_vectors"
    queue = "vectors"
    timeout = 3_600.0  # a million vectors are many requests; one that is broken off goes on where it was

    version_id: UUID
