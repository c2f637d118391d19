"""Which roles need a second factor, and what a member without one may do: look after their own account."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.factors import repository
from aisle.identity.factors.types import METHODS

MFA_ROLES = "mfa_roles"  # in the security settings of an organization: names of usual roles, ids of its own


def needs_factor(roles: Iterable[str], security: Mapping[str, Any]) -> bool:
    """Whether one of these roles needs a second factor by an organization's security settings."""
    return not set(security.get(MFA_ROLES) or ()).isdisjoint(roles)


async def is_needed(session: Session, person_id: UUID) -> bool:
    """Whether a role of a member of the session's organization needs a second factor."""
    roles, security = await repository.roles_and_security(session, person_id)
    return needs_factor(roles, security)


async def is_lacking(session: Session, person_id: UUID, methods: Iterable[str]) -> bool:
    """Whether a member's sign-in was made without the factor that a role of theirs needs. methods: of the sign-in."""
    return METHODS.isdisjoint(methods) and await is_needed(session, person_id)
