"""Sign-ins, and what stands between a first proof and one."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class LoginKind(StrEnum):
    """How the sign-in is kept."""

    BROWSER = "browser"  # a cookie that scripts cannot read
    TOKEN = "token"  # noqa: S105 - short access tokens, and refresh tokens that change with each use


@dataclass(frozen=True, slots=True)
class IssuedLogin:
    """A sign-in as handed out, this once. secret: the cookie's value, or the first refresh token."""

    person_id: UUID
    login_id: UUID
    kind: LoginKind
    secret: str = field(repr=False)
    organization_id: UUID | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StepNeeded:
    """The first proof held, and the person has confirmed factors. challenge: names this attempt for ten minutes."""

    challenge: str = field(repr=False)
    methods: tuple[str, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A second step that waits, held alone until the transaction ends. methods: what was proven before."""

    id: UUID
    methods: tuple[str, ...]
    kind: LoginKind


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A JSON Web Token for one sign-in."""

    text: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RenewedCookie:
    """A browser's sign-in under another secret. seconds: how long it still holds."""

    secret: str = field(repr=False)
    seconds: int
