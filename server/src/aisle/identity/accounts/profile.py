"""What people see and set of themselves."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.identity.accounts import repository
from aisle.identity.accounts.making import read_name
from aisle.identity.accounts.memberships import copy_to_memberships
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.accounts.types import Person
from aisle.identity.logins import repository as logins
from aisle.identity.members.granting import grants_of
from aisle.identity.types import Caller, Grant
from aisle.tenants import repository as tenants

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Entrance:
    """An organization that a person can enter, and what they may do there."""

    organization_id: UUID
    name: str
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A person, the sign-in they came with, their organizations, and their second steps."""

    person: Person
    login: Any
    organizations: list[Entrance]
    second_steps: list[str]


async def look_at_oneself(tools: AccountTools, caller: Caller) -> Overview:
    """Return what a page shows of who is signed in. Organizations that the person is out of are left out."""
    async with tools.database.open_scope(Scope.of_person(caller.account_id)) as session:
        person = await tools.get_person(session)
        login = await logins.find_any(session, caller.credential_id)
        ids = await repository.list_organizations(session, MOST_SHOWN)
        if caller.connection_id is not None and login is not None:
            # An identity provider vouched for a member of one organization, and learns of no other.
            ids = [one for one in ids if one == login["organization_id"]]
        found = [await _entrance(tools, session, one, person.id) for one in ids]
        steps = await tools.logins.second_steps(session)
    return Overview(person, login, [one for one in found if one is not None], steps)


async def change_profile(
    tools: AccountTools, person_id: UUID, name: str | None, language: str | None
) -> None:
    """Set a name or a language for mails. Raises InvalidInput."""
    named = None if name is None else read_name(name)
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        before = await tools.get_person(session, lock=True)
        await repository.update_profile(session, named, language)
        if named is not None:
            await copy_to_memberships(tools, session, name=named)
        personal = {"before": before.name, "after": named or before.name}
        await record(session, Event("person.changed", "person", person_id, personal=personal))


async def _entrance(
    tools: AccountTools, session: Session, organization_id: UUID, person_id: UUID
) -> Entrance | None:
    async with tools.database.also(session, Scope(organization_id, None, session.scope.principal)) as theirs:
        grants = await grants_of(theirs, person_id)
        name = await tenants.find_organization_name(theirs)
    return None if name is None or not grants else Entrance(organization_id, name, grants)
