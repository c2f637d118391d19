"""How a person becomes a member: the organization's row and the person's own, kept or lost together."""

from collections.abc import Iterable
from uuid import UUID

from aisle.core.db import Database, Scope, Session
from aisle.core.vault import Vault
from aisle.identity.members import repository
from aisle.identity.members.types import Given, Newcomer
from aisle.identity.roles import OWNER


async def join(
    database: Database,
    vault: Vault,
    session: Session,
    newcomer: Newcomer,
    roles: Iterable[Given],
    joined_by: str,
    connection_id: UUID | None = None,
) -> bool:
    """Make a person a member of the session's organization with these roles; False for who is one already.

    joined_by: founding, invitation, sso or operator. connection_id: of the single sign-on; without one, of that which the
    address has to come through. What the roles hold is not checked
    here: whoever calls has done that.
    """
    sealed = await vault.seal_text(session, newcomer.email, email_place(newcomer.person_id))
    connection_id = connection_id or await repository.find_way_in(session, newcomer.email.rpartition("@")[2])
    if not await repository.insert_member(session, newcomer, sealed, joined_by, connection_id):
        return False
    await repository.insert_roles(session, newcomer.person_id, roles)
    async with database.also(session, Scope.of_person(newcomer.person_id)) as theirs:
        await repository.insert_entrance(theirs, session.scope.organization_id)
    return True


async def found(database: Database, vault: Vault, session: Session, founder: Newcomer) -> None:
    """Make the founder of the session's new organization its owner."""
    await join(database, vault, session, founder, [Given(OWNER)], "founding")


def email_place(person_id: UUID) -> str:
    """Where a member's address is sealed for."""
    return f"member.email_sealed:{person_id}"
