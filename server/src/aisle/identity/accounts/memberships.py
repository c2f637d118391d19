"""What organizations keep of a person follows the person's own row."""

from aisle.core.db import Scope, Session
from aisle.identity.accounts import repository
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.members import repository as members
from aisle.identity.members.joining import email_place


async def copy_to_memberships(
    tools: AccountTools, session: Session, *, name: str | None = None, email: str | None = None
) -> None:
    """Write a changed name or address into every organization of the session's person, in the same transaction."""
    person_id = session.scope.organization_id
    for organization_id in await repository.list_organizations(session):
        scope = Scope(organization_id, None, session.scope.principal)
        async with tools.database.also(session, scope) as theirs:
            sealed = await tools.vault.seal_text(theirs, email, email_place(person_id)) if email else None
            await members.copy_person(theirs, person_id, name, sealed)
