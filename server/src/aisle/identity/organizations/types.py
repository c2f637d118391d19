"""An organization, as its members see it and as somebody sees it who belongs to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

KEPT = timedelta(days=7)  # what was deleted can be brought back for so long


@dataclass(frozen=True, slots=True)
class Security:
    """What sign-ins have to meet. mfa_roles: usual roles by name and own ones by id that need a second factor."""

    mfa_roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization as its members see it."""

    id: UUID
    name: str
    security: Security
    created_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Belonging:
    """An organization as somebody sees it who belongs to it. state: active, suspended, deleted, or left_out: of the member."""

    id: UUID
    name: str
    roles: tuple[str, ...]
    state: str
    deleted_at: datetime | None
