"""Changing to another organization: the one place where somebody names one, and only members get in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope
from aisle.core.errors import Unauthorized
from aisle.identity import tokens
from aisle.identity.logins import repository as logins_repository
from aisle.identity.logins.service import Logins
from aisle.identity.logins.types import AccessToken, LoginKind
from aisle.identity.members.granting import grants_of
from aisle.identity.organizations import repository
from aisle.identity.types import Caller
from aisle.tenants.errors import OrganizationNotFound


@dataclass(frozen=True, slots=True)
class Entered:
    """The sign-in under its new name, so that no process goes on with what it remembers of the old one.

    cookie: a browser's new secret. access: a program's new access token. seconds: how long the sign-in still holds.
    """

    seconds: int
    cookie: str | None = field(default=None, repr=False)
    access: AccessToken | None = None


async def enter(database: Database, logins: Logins, person: Caller, organization_id: UUID) -> Entered:
    """Let a person's sign-in act in an organization where they are a member. Raises OrganizationNotFound."""
    assert person.person_id is not None
    async with database.open_scope(person.scope) as session:
        row = await logins_repository.find_login(session, person.credential_id, lock=True)
        if row is None:
            raise Unauthorized("This sign-in has ended; sign in again.")
        async with database.also(session, Scope(organization_id, None, person.principal)) as theirs:
            grants = await grants_of(theirs, person.person_id)
        if not grants:
            raise OrganizationNotFound()
        cookie, secret_hash = None, None
        if row["kind"] == LoginKind.BROWSER:
            cookie, secret_hash = tokens.make_key(tokens.LOGIN_PREFIX, person.person_id, row["id"])
        await repository.rebind_login(session, row["id"], organization_id, secret_hash)
        left = int((row["expires_at"] - datetime.now(UTC)).total_seconds())
        after = {"organization": str(organization_id)}
        await record(session, Event("login.entered", "login", row["id"], after=after))
    access = None if cookie else logins.access.make(person.person_id, row["id"], organization_id)
    return Entered(left, cookie, access)
