"""Jobs of the demo shop."""

from dataclasses import dataclass

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class MakeDemoHistory(JobMessage):
    """Let made-up shoppers ask in the demo shop, as if they had over the last weeks; waits until the shop can be asked."""

    kind = "make_demo_history"
    queue = "upkeep"
    right = "work"
    max_attempts = 3
