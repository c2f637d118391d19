"""What the operator of the machine does about a connection that no longer works: look, and switch it off."""

from uuid import UUID

from aisle.core.db import Scope
from aisle.identity.accounts import repository as accounts
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.federation.errors import ConnectionNotFound
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.names import connection_name, domain_name
from aisle.identity.federation.sign_on.switching import switch_to
from aisle.identity.federation.sign_on.types import Connection


async def find_connections(tools: AccountTools, where: str, principal: str) -> list[Connection]:
    """Return an organization's connections. where: its id, or a domain of its addresses. Raises ConnectionNotFound."""
    organization_id = await _organization(tools, where)
    async with tools.database.open_scope(Scope(organization_id, None, principal)) as session:
        return await repository.list_connections(session)


async def disable(tools: AccountTools, connection_id: UUID, principal: str) -> Connection:
    """Switch a connection off: its sign-ins end, and passwords open the organization again. Raises ConnectionNotFound."""
    organization_id = await accounts.find_tenant(
        tools.database, connection_name(tools.secrets, connection_id)
    )
    if organization_id is None:
        raise ConnectionNotFound()
    async with tools.database.open_scope(Scope(organization_id, None, principal)) as session:
        before = await repository.get_connection(session, connection_id, lock=True)
        await switch_to(tools, session, before, enabled=False, required=False)
        return await repository.get_connection(session, connection_id)


async def _organization(tools: AccountTools, where: str) -> UUID:
    try:
        return UUID(where)
    except ValueError:
        found = await accounts.find_tenant(tools.database, domain_name(tools.secrets, where.strip().lower()))
    if found is None:
        raise ConnectionNotFound(f"No organization has proven the domain “{where}”.")
    return found
