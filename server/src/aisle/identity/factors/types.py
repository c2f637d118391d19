"""What factors are."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

# How a sign-in says that a second factor, or a passkey that verified its user, took part.
METHODS = frozenset({"totp", "passkey", "recovery"})


class FactorKind(StrEnum):
    """An authenticator app (RFC 6238), or a passkey (WebAuthn)."""

    TOTP = "totp"
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor as its person sees it."""

    id: UUID
    kind: FactorKind
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewAuthenticator:
    """What an authenticator app reads, shown this once. uri: otpauth, for a picture or a link."""

    id: UUID
    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A factor that is set up. recovery_codes: shown this once, with the first factor."""

    id: UUID
    recovery_codes: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """One way of proving to be there: a code of an app, a recovery code, or what a passkey answered."""

    code: str | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)
    passkey: dict[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """The page that asks an authenticator. origin: of this server, as the browser sees it. host: without the port."""

    origin: str
    host: str


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What an authenticator made, checked."""

    credential_id: bytes
    public_key: bytes = field(repr=False)
    sign_count: int
    transports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredPasskey:
    """What checks a passkey's signatures."""

    credential_id: bytes
    public_key: bytes = field(repr=False)
    sign_count: int
