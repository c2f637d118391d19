"""What a key of a shop's server is."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

LONGEST_OVERLAP = timedelta(days=7)


class Algorithm(StrEnum):
    """How a key signs (RFC 7518, RFC 8037). It is a property of the key; what a token says of it counts for nothing."""

    HS256 = "HS256"
    RS256 = "RS256"
    ES256 = "ES256"
    EDDSA = "EdDSA"


@dataclass(frozen=True, slots=True)
class ShopperKey:
    """A key as it is listed. public_key: PEM; None of a shared secret, which is never shown again."""

    id: UUID
    algorithm: Algorithm
    public_key: str | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewShopperKey:
    """A key just made. secret: shown this once; None where the shop keeps the private half itself."""

    id: UUID
    algorithm: Algorithm
    secret: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """What checks a signature."""

    id: UUID
    algorithm: Algorithm
    material: str = field(repr=False)
