"""Keys as their makers ask for them, and as they are listed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class KeyKind(StrEnum):
    """Secret keys are for servers, publishable ones for pages."""

    SECRET = "secret"  # noqa: S105
    PUBLISHABLE = "publishable"


class KeyState(StrEnum):
    """Whether a key opens anything. Ending: another took its place, and it still works for a while."""

    ACTIVE = "active"
    ENDING = "ending"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Maker:
    """Whose rights bound a key: a member's, or those of the key that made it; neither: the operator of the machine."""

    person_id: UUID | None = None
    key_id: UUID | None = None


BY_THE_MACHINE = Maker()


@dataclass(frozen=True, slots=True)
class WantedKey:
    """A key to be made. stores: where it holds; none: in the whole organization. scopes: None means all bundles."""

    kind: KeyKind
    name: str = ""
    stores: tuple[UUID, ...] = ()
    scopes: tuple[str, ...] | None = None
    origins: tuple[str, ...] = ()
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is listed: never with its secret. prefix: how its text begins, to tell keys apart."""

    id: UUID
    kind: KeyKind
    name: str
    prefix: str
    stores: tuple[UUID, ...]
    scopes: tuple[str, ...]
    origins: tuple[str, ...]
    maker: Maker
    state: KeyState
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    replaced_by: UUID | None
