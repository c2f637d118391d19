"""Making people, with a password or by another way of signing in."""

from uuid import UUID

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import InvalidInput
from aisle.core.ids import new_id
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.identity.accounts import repository
from aisle.identity.accounts.types import NewPerson
from aisle.identity.emails import DIRECTORY_KIND
from aisle.identity.members.joining import found
from aisle.identity.members.types import Newcomer
from aisle.tenants import service as tenants

LONGEST_NAME = 200


async def make_person(session: Session, vault: Vault, secrets: Secrets, wanted: NewPerson) -> None:
    """Make the person whose scope the session is in (`Scope.of_person(new_id())`), with their address.

    Starts no sign-in and writes nothing into the audit log: who calls knows how it came about. Raises EmailTaken.
    """
    place = f"person.email_sealed:{session.scope.organization_id}"
    # The tenant comes first: its key, which seals the address, belongs to it.
    await repository.insert_tenant(session)
    sealed = await vault.seal_text(session, wanted.email, place)
    await repository.insert_person(
        session, wanted.name, sealed, wanted.confirmed, wanted.language, wanted.password_hash
    )
    await repository.insert_address(session, secrets.name_hash(DIRECTORY_KIND, wanted.email))


async def found_organization(
    database: Database, vault: Vault, session: Session, name: str, founder: Newcomer
) -> UUID:
    """Make an organization and the session's person its owner, in the same transaction; return its id."""
    organization_id = new_id()
    scope = Scope(organization_id, None, session.scope.principal)
    async with database.also(session, scope) as theirs:
        await tenants.create_organization(theirs, name)
        await found(database, vault, theirs, founder)
    return organization_id


def read_name(text: str) -> str:
    """Return a person's name as one line. Raises InvalidInput."""
    name = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidInput(f"A name has 1 to {LONGEST_NAME} characters.")
    return name
