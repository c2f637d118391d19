"""Use cases on organizations. Only a person's own account names one, and only to enter, leave or bring it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.errors import InvalidInput
from aisle.core.jobs import JobQueue
from aisle.identity.members import repository as members
from aisle.identity.members import roles_repository
from aisle.identity.members.giving import check_owner
from aisle.identity.members.granting import as_of_now
from aisle.identity.organizations import repository
from aisle.identity.organizations.errors import NameDiffers, NotDeleted
from aisle.identity.organizations.jobs import EraseOrganization
from aisle.identity.organizations.overseeing import DELETED
from aisle.identity.organizations.types import KEPT, Belonging, Organization, Security
from aisle.identity.policy import require
from aisle.identity.roles import ROLES
from aisle.identity.types import Action, Caller, Place
from aisle.tenants.errors import OrganizationNotFound
from aisle.tenants.facts import checked_name


@dataclass(frozen=True, slots=True)
class Organizations:
    """Works on the organization of a caller, and lists those of a person."""

    database: Database
    jobs: JobQueue

    async def mine(self, person: Caller) -> list[Belonging]:
        """Return the organizations that a person belongs to, in whatever state."""
        async with self.database.open_scope(person.scope) as session:
            found = [await self._belonging(session, one) for one in await repository.list_entrances(session)]
        return [one for one in found if one is not None]

    async def read(self, caller: Caller) -> Organization:
        """Return the caller's organization."""
        async with self.database.open_scope(caller.scope) as session:
            return _organization(session, await _get(session))

    async def change(self, caller: Caller, name: str | None, security: Mapping[str, Any]) -> Organization:
        """Change name and what sign-ins have to meet. Raises InvalidInput."""
        async with self.database.open_scope(caller.scope) as session:
            require(
                await as_of_now(session, caller), Action.WRITE_ORGANIZATION, Place(caller.organization_id)
            )
            row = await _get(session, lock=True)
            before = _organization(session, row)
            wanted = replace(before.security, **dict(security))
            await _check_roles(session, wanted.mfa_roles)
            settings = {**row["settings"], "security": _plain(wanted)}
            name = before.name if name is None else checked_name(name, "An organization")
            await repository.update_organization(session, name, settings)
            after = {"name": name, "security": _plain(wanted)}
            told = {"name": before.name, "security": _plain(before.security)}
            await record(session, Event("organization.changed", "organization", before.id, told, after))
            return replace(before, name=name, security=wanted)

    async def delete(self, caller: Caller, typed: str) -> None:
        """Suspend the organization at once and erase it after a week. typed: its name. Raises NameDiffers, OwnersOnly."""
        async with self.database.open_scope(caller.scope) as session:
            await members.lock_members(session)
            # Looked at anew: to delete and restore must not lift a suspension that an operator has just decided on.
            now = await as_of_now(session, caller)
            require(now, Action.DELETE_ORGANIZATION, Place(caller.organization_id))
            await check_owner(session, now)
            row = await _get(session, lock=True)
            if typed.strip() != row["name"]:
                raise NameDiffers(f"Type the organization's name, “{row['name']}”, to delete it.")
            await repository.set_suspension(session, DELETED)
            await repository.set_deleted(session, deleted=True)
            await self.jobs.defer(session, EraseOrganization(), dedup_key="erase", delay=KEPT)
            await record(
                session, Event("organization.deleted", "organization", session.scope.organization_id)
            )

    async def restore(self, person: Caller, organization_id: UUID) -> None:
        """Bring a deleted organization back. Raises OrganizationNotFound, NotDeleted; for owners of it alone."""
        assert person.person_id is not None
        scope = Scope(organization_id, None, person.principal)
        async with self.database.open_scope(scope) as session:
            await members.lock_members(session)
            if not await members.is_owner(session, person.person_id):
                raise OrganizationNotFound()
            row = await _get(session, lock=True)
            if row["deleted_at"] is None:
                raise NotDeleted()
            # An operator may have suspended it as well; that stays.
            await repository.set_suspension(
                session, None if row["suspended_why"] == DELETED else row["suspended_why"]
            )
            await repository.set_deleted(session, deleted=False)
            await record(session, Event("organization.restored", "organization", organization_id))

    async def _belonging(self, session: Session, organization_id: UUID) -> Belonging | None:
        person_id = session.scope.organization_id
        async with self.database.also(
            session, Scope(organization_id, None, session.scope.principal)
        ) as theirs:
            row = await repository.find_belonging(theirs, person_id)
        if row is None:
            return None
        return Belonging(organization_id, row["name"], tuple(row["roles"]), _state(row), row["deleted_at"])


async def _get(session: Session, *, lock: bool = False) -> Any:
    row = await repository.find_organization(session, lock=lock)
    if row is None:
        raise OrganizationNotFound()
    return row


async def _check_roles(session: Session, names: Sequence[str]) -> None:
    own = {str(row["id"]) for row in await roles_repository.list_roles(session)}
    if unknown := set(names) - ROLES.keys() - own:
        raise InvalidInput(f"There is no role {', '.join(sorted(unknown))}; GET /roles lists them.")


def _organization(session: Session, row: Any) -> Organization:
    security = row["settings"].get("security", {})
    return Organization(
        session.scope.organization_id,
        row["name"],
        Security(tuple(security.get("mfa_roles", ()))),
        row["created_at"],
        row["deleted_at"],
    )


def _plain(security: Security) -> dict[str, Any]:
    return {"mfa_roles": list(security.mfa_roles)}


def _state(row: Any) -> str:
    if row["deleted_at"] is not None:
        return "deleted"
    if row["suspended_at"] is not None:
        return "suspended"
    return "left_out" if row["left_out"] is not None else "active"
