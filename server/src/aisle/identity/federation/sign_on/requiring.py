"""Where an organization wants its members to come through its single sign-on, their passwords open nothing there."""

from uuid import UUID

from aisle.core.db import Scope
from aisle.identity.accounts import repository as accounts
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.federation.errors import SignOnRequired
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.names import domain_name
from aisle.identity.members import repository as members


async def require_no_sign_on(tools: AccountTools, person_id: UUID, email: str) -> None:
    """Refuse a sign-in with a password to somebody whose organization wants another way, and who has no other organization.

    Who has one signs in, and finds it closed: `list_grants` gives nothing there to who did not come through it. Owners keep
    a way in, for the day on which the identity provider does not work. Raises SignOnRequired.
    """
    domain = email.rpartition("@")[2]
    organization_id = await accounts.find_tenant(tools.database, domain_name(tools.secrets, domain))
    if organization_id is None:
        return
    async with tools.database.open_scope(Scope(organization_id, None, "sign_on")) as session:
        found = [
            one
            for one in await repository.list_connections(session)
            if one.required and domain in one.verified
        ]
        standing = await repository.find_standing(session, person_id) if found else None
        if standing is None or await members.is_owner(session, person_id):
            return
        await repository.assign(session, [person_id], found[0].id)
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        _, organizations, _ = await repository.list_ties(session)
    if organizations == {organization_id}:
        raise SignOnRequired(connection_id=str(found[0].id))
