"""Jobs of conversations."""

from dataclasses import dataclass

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class ApplyRetention(JobMessage):
    """Delete the conversations of a store that have been silent too long; defers its own successor."""

    kind = "apply_retention"
    queue = "upkeep"
    right = "work"
    while_resting = True  # how long conversations are kept was promised to shoppers
