"""Trying a connection before anybody depends on it."""

from uuid import UUID

from cryptography import x509

from aisle.core.errors import AisleError
from aisle.identity.federation.errors import ConnectionUnfit
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.signing_on import client_of, flow_of
from aisle.identity.federation.sign_on.types import Connection, ConnectionKind
from aisle.identity.federation.tools import FederationTools
from aisle.identity.types import Caller


async def test(tools: FederationTools, caller: Caller, connection_id: UUID) -> AisleError | None:
    """Return what stands against a connection; None where everything answers. Raises ConnectionNotFound."""
    async with tools.accounts.database.open_scope(caller.scope) as session:
        connection = await repository.get_connection(session, connection_id)
    try:
        await _try(tools, connection)
    except AisleError as fault:
        return fault
    return None


async def _try(tools: FederationTools, connection: Connection) -> None:
    if connection.kind is ConnectionKind.OPENID:
        await client_of(tools, connection)
        flow = flow_of(tools, connection)
        metadata = await flow.discovery.of(connection.settings.issuer)
        await flow.keys.warm(metadata.jwks_uri)
        return
    now = tools.clock.now()
    for one in connection.settings.certificates:
        try:
            certificate = x509.load_pem_x509_certificate(one.encode())
        except ValueError:
            raise ConnectionUnfit(
                "A certificate cannot be read: paste it as PEM, with its BEGIN and END lines."
            ) from None
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            raise ConnectionUnfit(
                "A certificate is not valid today; get the identity provider's present one."
            )
