"""Jobs that retrieval defers to itself."""

from dataclasses import dataclass
from uuid import UUID

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class MoveIndexHome(JobMessage):
    """Give a grown version a partition and graphs of its own."""

    kind = "move_index_home"
    queue = "vectors"
    right = "work"
    timeout = 12 * 3_600.0  # a million vectors take most of an hour, and each step is kept

    version_id: UUID


@dataclass(frozen=True, slots=True)
class SettleIndex(JobMessage):
    """Merge a version's small segments."""

    kind = "settle_index"
    queue = "upkeep"
    right = "work"

    version_id: UUID


@dataclass(frozen=True, slots=True)
class FeedVectors(JobMessage):
    """Bring the vectors of a version to the engine that its recipe names."""

    kind = "feed_vectors"
    queue = "vectors"
    right = "work"
    timeout = 3_600.0  # a million vectors are many requests; one that is broken off goes on where it was

    version_id: UUID


@dataclass(frozen=True, slots=True)
class ReadPictures(JobMessage):
    """Bring the index of pictures up with what the store's products show. A run that is cut short goes on where it ended."""

    kind = "read_pictures"
    queue = "pictures"
    right = "work"
    max_attempts = 20
    timeout = 12 * 3_600.0  # a large catalogue's pictures are fetched at a polite pace


@dataclass(frozen=True, slots=True)
class BuildIndex(JobMessage):
    """Fill an index version with what the store has. A run that is cut short goes on where it ended."""

    kind = "build_index"
    queue = "index"
    right = "work"
    max_attempts = 20  # a long build outlives many restarts of its worker; what was written is not done again
    timeout = 24 * 3600.0

    version_id: UUID


@dataclass(frozen=True, slots=True)
class DropIndexHomes(JobMessage):
    """Drop the partitions of a deleted store's index versions. A job of the organization: the store is gone."""

    kind = "drop_index_homes"
    queue = "index"
    right = "work"
    while_resting = True  # it clears away what a deleted store left

    store_id: UUID
    version_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class RetireIndex(JobMessage):
    """Free what a retired index version holds."""

    kind = "retire_index"
    queue = "index"
    right = "work"
    timeout = 4 * 3600.0

    version_id: UUID
