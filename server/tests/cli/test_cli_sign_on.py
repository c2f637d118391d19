"""The operator's way around a single sign-on that does not work."""

from typing import Any
from uuid import UUID

from cli_program import Program

from aisle.bootstrap.server import DatabaseUrls
from aisle.core.db import ContextSigner, Database, Scope
from aisle.core.ids import new_id
from aisle.core.secrets import Secrets, load_secrets
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.names import connection_name, domain_name
from aisle.identity.federation.sign_on.types import ConnectionSettings


async def connect(database: Database, secrets: Secrets, organization_id: UUID, domain: str) -> UUID:
    """Make a connection that is the only way in for a domain."""
    connection_id = new_id()
    async with database.open_scope(Scope(organization_id, None)) as session:
        await repository.insert_connection(session, connection_id, "oidc", "Corp", ConnectionSettings(), None)
        await repository.insert_name(
            session, connection_name(secrets, connection_id), "connection", connection_id
        )
        await repository.insert_domain(session, connection_id, domain, "proof")
        await repository.set_verified(session, domain, domain_name(secrets, domain), connection_id)
        await repository.set_switches(session, connection_id, enabled=True, required=True)
    return connection_id


async def test_connection_is_found_by_domain_and_switched_off(
    aisle: Program, urls_at_home: DatabaseUrls, sql: Any
) -> None:
    secrets, domain = load_secrets(aisle.home), f"c{new_id().hex}.example"
    organization = aisle("organization", "create", "Corp", "--json").gives()["id"]
    database = Database(urls_at_home.app, ContextSigner(secrets.key("context")))
    await database.open()
    connection_id = await connect(database, secrets, UUID(organization), domain)
    await database.close()
    shown = {
        "id": str(connection_id), "kind": "oidc", "name": "Corp", "enabled": True, "required": True, "domains": [domain],
    }  # fmt: skip
    assert aisle("sign-on", "list", domain.upper(), "--json").gives() == [shown]
    assert aisle("sign-on", "list", organization, "--json").gives() == [shown]
    assert f"required  {domain}" in aisle("sign-on", "list", domain).says()
    done = aisle("sign-on", "disable", str(connection_id), "--json").gives()
    assert done == {**shown, "enabled": False, "required": False}
    assert "off" in aisle("sign-on", "list", domain).says()
    told = await sql.fetchval(
        "SELECT count(*) FROM aisle.audit_entry WHERE organization_id = $1 AND action = 'sign_on.switched'",
        UUID(organization),
    )
    assert told == 1


def test_what_is_not_there_is_said_to_be_absent(aisle: Program) -> None:
    for words in (("list", "nobody.example"), ("disable", str(new_id())), ("disable", "corp")):
        aisle("sign-on", *words, "--json").refuses(3, "connection_not_found")
    organization = aisle("organization", "create", "None", "--json").gives()["id"]
    assert aisle("sign-on", "list", organization).says().strip() == "There are none."
