"""People in an organization, and what they were given there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who joins, as their own row says: the organization keeps a sealed copy of the address."""

    person_id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Given:
    """A role at a place: one of the usual by `role`, or one of the organization's own by `role_id`; never both.

    store_id: where it holds; None: in the organization and all its stores.
    """

    role: str | None = None
    role_id: UUID | None = None
    store_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the organization sees them. seen_at: when they last did anything there; None: never yet."""

    person_id: UUID
    name: str
    email: str
    joined_by: str
    joined_at: datetime
    seen_at: datetime | None
    suspended_at: datetime | None
    suspended_why: str | None
    roles: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class MemberLogin:
    """A sign-in of a member's that acts in the organization, without what opens it. device: in words for people.

    kind: browser or token. methods: how it was proven.
    """

    id: UUID
    device: str
    kind: str
    methods: tuple[str, ...]
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
