"""What a member may do: their roles, read as grants."""

from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.members import repository
from aisle.identity.roles import ROLES, grantable
from aisle.identity.types import Grant


async def grants_of(session: Session, person_id: UUID) -> tuple[Grant, ...]:
    """Return what a person may do in the session's organization; nothing for who is no member, or suspended."""
    return tuple(_grant(row) for row in await repository.list_grants(session, person_id))


def _grant(row: Any) -> Grant:
    # A role that no release knows any more allows nothing.
    actions = grantable(row["actions"]) if row["role"] is None else ROLES.get(row["role"], frozenset())
    return Grant(row["store_id"], actions)
