"""Linking further ways of signing in to an account, and unlinking them. The person has just proven to be there."""

from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope
from aisle.identity.federation import repository
from aisle.identity.federation.errors import IdentityNotFound, LastWayToSignIn, SignInNotBegun
from aisle.identity.federation.tools import FederationTools
from aisle.identity.federation.types import ExternalIdentity, LinkedIdentity


async def link(tools: FederationTools, identity: ExternalIdentity, person_id: UUID, login_id: UUID) -> None:
    """Link an identity to who began it, if that sign-in still holds and is still verified.

    Raises IdentityTaken, SignInNotBegun.
    """
    name = repository.name_of(tools.accounts.secrets, identity.provider, identity.issuer, identity.subject)
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        if not await tools.accounts.logins.is_verified(session, login_id):
            raise SignInNotBegun()
        if await repository.touch_identity(session, identity):
            return  # linked already
        identity_id = await repository.insert_identity(session, name, identity)
        after = {"provider": identity.provider, "issuer": identity.issuer}
        await record(session, Event("identity.linked", "identity", identity_id, after=after))


async def unlink(tools: FederationTools, person_id: UUID, identity_id: UUID) -> None:
    """Unlink one of a person's own. Raises IdentityNotFound, LastWayToSignIn."""
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        row = await repository.find_identity(session, identity_id)
        if row is None:
            raise IdentityNotFound()
        if await repository.count_ways(session) < 2:
            raise LastWayToSignIn()
        name = repository.name_of(tools.accounts.secrets, row["provider"], row["issuer"], row["subject"])
        await repository.delete_identity(session, identity_id, name)
        before = {"provider": row["provider"], "issuer": row["issuer"]}
        await record(session, Event("identity.unlinked", "identity", identity_id, before=before))


async def list_linked(tools: FederationTools, person_id: UUID) -> list[LinkedIdentity]:
    """Return a person's linked identities."""
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        rows = await repository.list_identities(session)
    return [LinkedIdentity(row["id"], row["provider"], row["created_at"], row["used_at"]) for row in rows]
