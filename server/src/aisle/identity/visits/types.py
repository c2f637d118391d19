"""A visit of an operator to a tenant."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Visit:
    """Why, how long, and whether something may be changed. operator: the name, as the tenant sees it."""

    id: UUID
    operator: str
    reason: str
    writes: bool
    began_at: datetime
    expires_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class BegunVisit:
    """A visit with its token, which is shown once."""

    visit: Visit
    organization_id: UUID
    token: str = field(repr=False)
