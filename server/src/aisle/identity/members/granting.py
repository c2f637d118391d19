"""What a member may do: their roles, read as grants."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.members import repository
from aisle.identity.roles import ROLES, grantable
from aisle.identity.types import Caller, CallerKind, Grant


async def grants_of(session: Session, person_id: UUID) -> tuple[Grant, ...]:
    """Return what a person may do in the session's organization; nothing for who is no member, or suspended."""
    return tuple(grant_of(row) for row in await repository.list_grants(session, person_id))


def grant_of(row: Any) -> Grant:
    """Read a row of store, role, and what an own role holds."""
    # A role that no release knows any more allows nothing.
    actions = grantable(row["actions"]) if row["role"] is None else ROLES.get(row["role"], frozenset())
    return Grant(row["store_id"], actions)


async def as_of_now(session: Session, caller: Caller) -> Caller:
    """Return a member with the rights they have in this transaction: what is remembered of them may be some seconds old."""
    if caller.kind is not CallerKind.MEMBER or caller.person_id is None:
        return caller
    return replace(caller, grants=await grants_of(session, caller.person_id))
