"""Jobs of organizations and stores that were deleted."""

from dataclasses import dataclass

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class EraseOrganization(JobMessage):
    """Remove an organization that was deleted a week ago and not brought back, with all its stores."""

    kind = "erase_organization"
    queue = "upkeep"
    right = "work"
    while_resting = True


@dataclass(frozen=True, slots=True)
class EraseStore(JobMessage):
    """Remove a store that was deleted a week ago and not brought back."""

    kind = "erase_store"
    queue = "upkeep"
    right = "work"
    while_resting = True

    store_id: str
