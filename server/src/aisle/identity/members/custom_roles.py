"""Use cases on an organization's own roles: lists of permissions, none of which its maker lacks."""

import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Session
from aisle.core.ids import new_id
from aisle.identity.bounding import require_covering
from aisle.identity.members import repository, roles_repository
from aisle.identity.members.errors import RoleInUse, RoleInvalid, RoleNotFound, RoleTaken
from aisle.identity.members.giving import check_giving
from aisle.identity.members.granting import as_of_now
from aisle.identity.members.types import Given
from aisle.identity.policy import require
from aisle.identity.roles import CUSTOM, ROLES
from aisle.identity.types import Action, Caller, Grant, Place

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Role:
    """One of an organization's own roles."""

    id: UUID
    name: str
    actions: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Roles:
    """Works on the own roles of a caller's organization."""

    database: Database

    async def list(self, caller: Caller) -> list[Role]:
        """Return the organization's own roles; the usual ones are in `identity.roles`."""
        async with self.database.open_scope(caller.scope) as session:
            return [_role(row) for row in await roles_repository.list_roles(session)]

    async def get(self, caller: Caller, role_id: UUID) -> Role:
        """Return one of the organization's own roles. Raises RoleNotFound."""
        async with self.database.open_scope(caller.scope) as session:
            return await _get(session, role_id)

    async def create(self, caller: Caller, name: str, actions: Sequence[str]) -> Role:
        """Make a role. Raises RoleInvalid, RoleTaken, RightsExceeded."""
        async with self._changing(caller) as (session, now):
            role_id = new_id()
            return await _write(session, now, role_id, name, actions, "role.created", None)

    async def change(
        self, caller: Caller, role_id: UUID, name: str | None, actions: Sequence[str] | None
    ) -> Role:
        """Change a role for everybody who has it. Raises RoleNotFound, RoleInvalid, RoleTaken, RightsExceeded."""
        async with self._changing(caller) as (session, now):
            role = await _get(session, role_id)
            # Who lacks what the role holds already may not weaken those who have it, either.
            _check_covering(now, role.actions)
            wanted = role.actions if actions is None else actions
            return await _write(
                session, now, role_id, name or role.name, wanted, "role.changed", _plain(role)
            )

    async def delete(self, caller: Caller, role_id: UUID, replace_with: Given | None) -> None:
        """Remove a role. replace_with: what those get who have it. Raises RoleNotFound, RoleInUse, RightsExceeded."""
        async with self._changing(caller) as (session, now):
            role = await _get(session, role_id)
            _check_covering(now, role.actions)
            holders = await roles_repository.list_holders(session, role_id)
            invited = await roles_repository.list_invited(session, role_id)
            if invited or (holders and replace_with is None):
                raise _in_use(holders, invited)
            if replace_with is not None:
                await _replace(session, now, holders, role_id, replace_with)
            await roles_repository.delete_role(session, role_id)
            await record(session, Event("role.deleted", "role", role_id, before=_plain(role)))

    @asynccontextmanager
    async def _changing(self, caller: Caller) -> AsyncIterator[tuple[Session, Caller]]:
        async with self.database.open_scope(caller.scope) as session:
            await repository.lock_members(session)
            now = await as_of_now(session, caller)
            require(now, Action.WRITE_ROLES, Place(caller.organization_id))
            yield session, now


async def _write(
    session: Session,
    caller: Caller,
    role_id: UUID,
    name: str,
    actions: Sequence[str],
    event: str,
    before: dict[str, Any] | None,
) -> Role:
    name, wanted = _checked_name(name), sorted(set(actions))
    if unknown := set(wanted) - {str(one) for one in CUSTOM}:
        raise RoleInvalid(
            f"A role cannot hold {', '.join(sorted(unknown))}; GET /permissions lists what it can."
        )
    if not wanted:
        raise RoleInvalid("A role without permissions gives nothing; name at least one.")
    _check_covering(caller, wanted)
    await roles_repository.write_role(session, role_id, name, wanted)
    role = await _get(session, role_id)
    await record(session, Event(event, "role", role_id, before, _plain(role)))
    return role


async def _replace(
    session: Session, caller: Caller, holders: Sequence[Any], role_id: UUID, instead: Given
) -> None:
    if instead.role_id == role_id:
        raise RoleInvalid("A role cannot take its own place.")
    for holder in holders:
        given = Given(instead.role, instead.role_id, holder["store_id"])
        await check_giving(session, caller, [given])
        await repository.insert_roles(session, holder["person_id"], [given])


def _check_covering(caller: Caller, actions: Sequence[str]) -> None:
    known = frozenset(action for action in Action if str(action) in set(actions))
    require_covering(caller, [Grant(None, known)])


def _checked_name(name: str) -> str:
    cleaned = " ".join("".join(mark if mark.isprintable() else " " for mark in name).split())
    if not 0 < len(cleaned) <= LONGEST_NAME:
        raise RoleInvalid(f"A role's name has 1 to {LONGEST_NAME} characters.")
    if unicodedata.normalize("NFKC", cleaned).casefold() in ROLES:
        raise RoleTaken(f"“{cleaned}” is one of the usual roles; choose another name.")
    return cleaned


async def _get(session: Session, role_id: UUID) -> Role:
    row = await roles_repository.find_role(session, role_id)
    if row is None:
        raise RoleNotFound()
    return _role(row)


def _in_use(holders: Sequence[Any], invited: Sequence[UUID]) -> RoleInUse:
    people = sorted({str(one["person_id"]) for one in holders})
    return RoleInUse(
        "Change the roles of those who have it, name replace_with, and revoke invitations that would give it.",
        members=people,
        invitations=[*map(str, invited)],
    )


def _role(row: Any) -> Role:
    return Role(row["id"], row["name"], tuple(row["actions"]), row["created_at"])


def _plain(role: Role) -> dict[str, Any]:
    return {"name": role.name, "actions": list(role.actions)}
