"""An invitation, as the organization sees it and as the invited person does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.identity.members.types import Given


class InvitationState(StrEnum):
    """What became of it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as the organization sees it; its link is in the mail alone."""

    id: UUID
    email: str
    roles: tuple[Given, ...]
    state: InvitationState
    invited_by: UUID | None
    created_at: datetime
    sent_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link offers, for the page on which it is accepted."""

    organization_id: UUID
    organization: str
    inviter: str
    email: str
    expires_at: datetime


def to_json(roles: Sequence[Given]) -> list[dict[str, str]]:
    """Write roles as they are stored."""
    named = ({"role": one.role, "role_id": one.role_id, "store_id": one.store_id} for one in roles)
    return [{name: str(value) for name, value in one.items() if value is not None} for one in named]


def from_json(stored: Any) -> tuple[Given, ...]:
    """Read roles as they are stored."""
    return tuple(Given(one.get("role"), _id(one.get("role_id")), _id(one.get("store_id"))) for one in stored)


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
