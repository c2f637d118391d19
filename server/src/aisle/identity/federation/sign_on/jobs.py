"""Jobs of single sign-on."""

from dataclasses import dataclass
from typing import ClassVar

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class RecheckDomains(JobMessage):
    """Look at an organization's proven domains again."""

    kind: ClassVar[str] = "recheck_domains"
    queue: ClassVar[str] = "upkeep"
    right: ClassVar[str] = "work"
    timeout: ClassVar[float] = 900.0
