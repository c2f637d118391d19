"""Setting single sign-on up. The caller may do so in the organization, and has just proven to be there."""

from dataclasses import dataclass, field
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.core.ids import new_id
from aisle.identity.bounding import require_covering
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.names import connection_name, domain_name, secret_place
from aisle.identity.federation.sign_on.switching import switch_to
from aisle.identity.federation.sign_on.types import Connection, ConnectionKind, ConnectionSettings
from aisle.identity.federation.tools import FederationTools
from aisle.identity.members.giving import check_giving, check_owner
from aisle.identity.members.granting import as_of_now, grant_of
from aisle.identity.members.types import Given
from aisle.identity.types import Caller

MOST_CONNECTIONS = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A connection as it is sent. secret: of an OpenID client; None leaves the one that is kept."""

    kind: ConnectionKind
    name: str
    settings: ConnectionSettings
    secret: str | None = field(default=None, repr=False)


async def list_all(tools: FederationTools, caller: Caller) -> list[Connection]:
    """Return the organization's connections."""
    async with tools.accounts.database.open_scope(caller.scope) as session:
        return await repository.list_connections(session)


async def create(tools: FederationTools, caller: Caller, wanted: Wanted) -> Connection:
    """Add a connection, switched off. Raises InvalidInput, OwnersOnly."""
    connection_id = new_id()
    async with tools.accounts.database.open_scope(caller.scope) as session:
        if len(await repository.list_connections(session)) >= MOST_CONNECTIONS:
            raise InvalidInput(f"An organization has at most {MOST_CONNECTIONS} connections; delete one.")
        await _check(session, caller, wanted, None)
        sealed = await _sealed(tools, session, connection_id, wanted)
        await repository.insert_connection(
            session, connection_id, wanted.kind, wanted.name, wanted.settings, sealed
        )
        name = connection_name(tools.accounts.secrets, connection_id)
        await repository.insert_name(session, name, "connection", connection_id)
        after = {"kind": str(wanted.kind), "name": wanted.name, "settings": wanted.settings.stored}
        made = await repository.get_connection(session, connection_id)
        await record(session, Event("sign_on.created", "sign_on", connection_id, after=after))
    return made


async def change(tools: FederationTools, caller: Caller, connection_id: UUID, wanted: Wanted) -> Connection:
    """Change a connection. Another issuer or client needs the secret again. Raises ConnectionNotFound, InvalidInput, OwnersOnly."""
    async with tools.accounts.database.open_scope(caller.scope) as session:
        before = await repository.get_connection(session, connection_id, lock=True)
        if before.kind is not wanted.kind:
            raise InvalidInput("A connection keeps its kind; make another.")
        await _check(session, caller, wanted, before)
        sealed = await _sealed(tools, session, connection_id, wanted)
        await repository.update_connection(session, connection_id, wanted.name, wanted.settings, sealed)
        made = await repository.get_connection(session, connection_id)
        event = Event(
            "sign_on.changed",
            "sign_on",
            connection_id,
            before={"name": before.name, "settings": before.settings.stored},
            after={
                "name": wanted.name,
                "settings": wanted.settings.stored,
                "secret_changed": sealed is not None,
            },
        )
        await record(session, event)
    return made


async def switch(
    tools: FederationTools, caller: Caller, connection_id: UUID, enabled: bool, required: bool
) -> Connection:
    """Switch a connection on or off. required: members of its domains come through it alone, but for owners.

    Raises ConnectionNotFound, InvalidInput, OwnersOnly.
    """
    async with tools.accounts.database.open_scope(caller.scope) as session:
        before = await repository.get_connection(session, connection_id, lock=True)
        await _check_owner(session, caller, before)
        if enabled and not before.verified:
            raise InvalidInput("Verify a domain of this connection first: it speaks for nobody yet.")
        if required and not enabled:
            raise InvalidInput("Only a connection that is switched on can be required.")
        await switch_to(tools.accounts, session, before, enabled, required)
        return await repository.get_connection(session, connection_id)


async def delete(tools: FederationTools, caller: Caller, connection_id: UUID) -> None:
    """Delete a connection; sign-ins by it end within thirty seconds. Raises ConnectionNotFound, OwnersOnly."""
    async with tools.accounts.database.open_scope(caller.scope) as session:
        before = await repository.get_connection(session, connection_id, lock=True)
        await _check_owner(session, caller, before)
        secrets = tools.accounts.secrets
        names = [
            connection_name(secrets, connection_id),
            *(domain_name(secrets, one) for one in before.verified),
        ]
        await repository.delete_names(session, names)
        await repository.delete_connection(session, connection_id)
        told = {"kind": str(before.kind), "name": before.name, "settings": before.settings.stored}
        await record(session, Event("sign_on.deleted", "sign_on", connection_id, before=told))


async def _check(session: Session, caller: Caller, wanted: Wanted, before: Connection | None) -> None:
    settings = wanted.settings
    if wanted.kind is ConnectionKind.OPENID:
        if not settings.issuer.startswith("https://") or not settings.client_id:
            raise InvalidInput(
                "An OpenID connection needs an issuer that begins with https://, and a client id."
            )
        moved = before is None or (before.settings.issuer, before.settings.client_id) != (
            settings.issuer,
            settings.client_id,
        )
        # A secret belongs to the address it was set with; sent elsewhere, it would be somebody else's.
        if moved and not wanted.secret:
            raise InvalidInput("Send the client's secret: it is not kept for another issuer or client.")
    elif not (settings.entity_id and settings.sso_url.startswith("https://") and settings.certificates):
        raise InvalidInput(
            "A SAML connection needs an entity id, an address that begins with https://, and a certificate."
        )
    roles = [rule.given for rule in settings.rules]
    default = [Given(settings.default_role)] if settings.default_role else []
    await check_giving(session, caller, [*roles, *default])
    if before is not None:
        await _check_owner(session, caller, before)
        await _check_members(session, caller)


async def _check_members(session: Session, caller: Caller) -> None:
    """Raise RightsExceeded where somebody who came by a single sign-on may do more than the caller.

    Who changes whom we believe says who these people are; a connection matches people of the organization's others, too.
    """
    rows = await repository.list_rights(session)
    require_covering(await as_of_now(session, caller), [grant_of(row) for row in rows])


async def _check_owner(session: Session, caller: Caller, connection: Connection) -> None:
    """Who can change whom we believe could become whoever signs in by it: where that is an owner, only owners may."""
    if connection.settings.makes_owners or await repository.has_owners(session, connection.id):
        await check_owner(session, caller)


async def _sealed(
    tools: FederationTools, session: Session, connection_id: UUID, wanted: Wanted
) -> bytes | None:
    if not wanted.secret:
        return None
    return await tools.accounts.vault.seal_text(session, wanted.secret, secret_place(connection_id))
