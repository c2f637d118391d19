"""Founding another organization; the first one comes with signing up."""

from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope
from aisle.identity.accounts.making import found_organization
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.members.types import Newcomer
from aisle.identity.organizations import repository
from aisle.identity.organizations.errors import TooManyOrganizations
from aisle.identity.types import Caller

MOST = 20


async def found_another(tools: AccountTools, caller: Caller, name: str) -> UUID:
    """Make an organization and the person its owner; return its id. Raises InvalidInput, TooManyOrganizations."""
    async with tools.database.open_scope(caller.scope) as session:
        person = await tools.get_person(session, lock=True)
        if len(await repository.list_entrances(session)) >= MOST:
            raise TooManyOrganizations(f"At most {MOST}; leave one first.")
        founder = Newcomer(person.id, person.name, person.email)
        made = await found_organization(tools.database, tools.vault, session, name, founder)
        async with tools.database.also(session, Scope(made, None, caller.principal)) as theirs:
            await record(theirs, Event("organization.founded", "organization", made))
        return made
