"""The way there and back: which connection serves an address, and what its identity provider answers."""

import asyncio
from dataclasses import replace
from uuid import UUID

from aisle.core.db import Scope
from aisle.core.errors import InvalidInput
from aisle.identity.accounts import repository as accounts
from aisle.identity.emails import read_email
from aisle.identity.federation.claims import attributes_of
from aisle.identity.federation.errors import ConnectionNotFound, SignInFailed, SignInNotBegun
from aisle.identity.federation.openid.flow import Callback, Client, CodeFlow
from aisle.identity.federation.pending import Pending, first_use
from aisle.identity.federation.ports import SamlExpectation
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.names import (
    acs_of,
    audience_of,
    callback_of,
    connection_name,
    domain_name,
    secret_place,
)
from aisle.identity.federation.sign_on.speaking import identity_from
from aisle.identity.federation.sign_on.types import Connection, ConnectionKind
from aisle.identity.federation.tools import FederationTools
from aisle.identity.federation.types import ExternalIdentity


async def find_for_email(tools: FederationTools, email: str) -> Connection:
    """Return the connection that serves an address's domain. Raises ConnectionNotFound, InvalidInput, TooManyAttempts."""
    await tools.count_try()
    domain = read_email(email).rpartition("@")[2]
    organization_id = await accounts.find_tenant(
        tools.accounts.database, domain_name(tools.accounts.secrets, domain)
    )
    if organization_id is None:
        raise ConnectionNotFound("No organization has set up single sign-on for this domain.")
    async with tools.accounts.database.open_scope(_scope(organization_id)) as session:
        for one in await repository.list_connections(session):
            if one.enabled and domain in one.verified:
                return one
    raise ConnectionNotFound("No organization has set up single sign-on for this domain.")


async def get_open(tools: FederationTools, connection_id: UUID, *, testing: bool = False) -> Connection:
    """Return a connection that is switched on; testing: or not. Raises ConnectionNotFound."""
    name = connection_name(tools.accounts.secrets, connection_id)
    organization_id = await accounts.find_tenant(tools.accounts.database, name)
    if organization_id is None:
        raise ConnectionNotFound()
    async with tools.accounts.database.open_scope(_scope(organization_id)) as session:
        suspended = await session.fetchval(
            "SELECT 1 FROM tenant WHERE organization_id = $1 AND suspended_at IS NOT NULL", organization_id
        )
        connection = await repository.get_connection(session, connection_id)
    if suspended or not (connection.enabled or testing):
        raise ConnectionNotFound()
    return connection


async def begin(tools: FederationTools, connection: Connection, pending: Pending) -> str:
    """Return where the browser is to go. Raises ProviderUnavailable, SignInFailed, TooManyAttempts."""
    await tools.count_try()
    if connection.kind is ConnectionKind.OPENID:
        client = await client_of(tools, connection)
        return await flow_of(tools, connection).begin(client, pending)
    where = tools.base_url, connection.id
    sso_url = connection.settings.sso_url
    return tools.saml.request_url(
        sso_url, pending.request_id, audience_of(*where), acs_of(*where), pending.state
    )


async def finish_openid(
    tools: FederationTools, connection: Connection, pending: Pending, callback: Callback
) -> ExternalIdentity:
    """Return who came back. Raises SignInCancelled, SignInFailed, ProviderUnavailable."""
    if connection.kind is not ConnectionKind.OPENID:
        raise SignInNotBegun()
    client = await client_of(tools, connection)
    claims = await flow_of(tools, connection).finish(client, pending, callback)
    identity = identity_from(connection, str(claims["iss"]), str(claims["sub"]), attributes_of(claims))
    # Many organizations' providers say nothing about it; the domain is proven. One that says no is believed.
    return replace(identity, email=None) if claims.get("email_verified") is False else identity


async def finish_saml(
    tools: FederationTools, connection: Connection, response: str, pending: Pending | None
) -> ExternalIdentity:
    """Return who a posted response vouches for. pending: what this browser began; None where nobody asked.

    Raises SignInFailed, SignInNotBegun.
    """
    if connection.kind is not ConnectionKind.SAML or (
        pending is None and not connection.settings.takes_unasked
    ):
        raise SignInNotBegun()
    where = tools.base_url, connection.id
    request_id = pending.request_id if pending else None
    expected = SamlExpectation(
        connection.settings.trust, audience_of(*where), acs_of(*where), request_id, tools.clock.now()
    )
    assertion = await asyncio.to_thread(tools.saml.read, response, expected)
    token = f"assertion:{connection.id}:{assertion.id}"
    if not await first_use(tools.accounts.database, token, assertion.expires_at):
        raise SignInFailed("This answer was used before.")
    return identity_from(connection, assertion.issuer, assertion.subject, assertion.attributes)


async def client_of(tools: FederationTools, connection: Connection) -> Client:
    """Return what Aisle is to a connection's provider, with the unsealed secret."""
    async with tools.accounts.database.open_scope(_scope(connection.organization_id)) as session:
        sealed = await repository.find_secret(session, connection.id)
        if sealed is None:
            raise InvalidInput("The client's secret is missing; send it again.")
        secret = await tools.accounts.vault.unseal_text(session, sealed, secret_place(connection.id))
    settings = connection.settings
    return Client(settings.issuer, settings.client_id, secret, callback_of(tools.base_url, connection.id))


def flow_of(tools: FederationTools, connection: Connection) -> CodeFlow:
    """Return what asks the provider, by the guarded way out."""
    return tools.flows.of(connection.organization_id)


def _scope(organization_id: UUID) -> Scope:
    return Scope(organization_id, None, "sign_on")
