"""What the use cases on articles work with."""

from dataclasses import dataclass

from aisle.core.clock import Clock
from aisle.core.jobs import JobQueue
from aisle.core.vault import Vault


@dataclass(slots=True)
class ArticleTools:
    """The queue of jobs, what seals files, and the clock by which articles come and go."""

    jobs: JobQueue
    vault: Vault
    clock: Clock
