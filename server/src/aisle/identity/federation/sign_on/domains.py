"""Proving that a domain is an organization's own, before any address of it is believed."""

import secrets
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.errors import InvalidInput
from aisle.identity.emails import read_email
from aisle.identity.federation.errors import DomainNotFound, DomainNotProven
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.names import domain_name
from aisle.identity.federation.sign_on.proofs import PATH, RECORD, Finding, look_for
from aisle.identity.federation.sign_on.types import Domain
from aisle.identity.federation.tools import FederationTools
from aisle.identity.types import Caller

PROOF = "aisle-verification="
MOST_DOMAINS = 100


async def add(tools: FederationTools, caller: Caller, connection_id: UUID, text: str) -> Domain:
    """Add a domain to a connection and say what proves it. Raises ConnectionNotFound, InvalidInput, DomainTaken."""
    domain, proof = read_domain(text), PROOF + secrets.token_urlsafe(32)
    async with tools.accounts.database.open_scope(caller.scope) as session:
        connection = await repository.get_connection(session, connection_id)
        if len(connection.domains) >= MOST_DOMAINS:
            raise InvalidInput(f"A connection has at most {MOST_DOMAINS} domains.")
        await repository.insert_domain(session, connection_id, domain, proof)
        await record(
            session, Event("sign_on.domain_added", "sign_on", connection_id, after={"domain": domain})
        )
    return Domain(domain, connection_id, proof, None)


async def verify(tools: FederationTools, caller: Caller, connection_id: UUID, text: str) -> Domain:
    """Look for the proof. Raises DomainNotFound, DomainNotProven, DomainTaken."""
    found = await _get(tools, caller, connection_id, text)
    if found.verified_at is not None:
        return found
    endpoints = tools.endpoints_for(caller.organization_id)
    if await look_for(tools.resolver, endpoints, found) is not Finding.FOUND:
        raise DomainNotProven(
            f"Neither a TXT record at {RECORD}.{found.domain} nor https://{found.domain}{PATH} has it."
        )
    async with tools.accounts.database.open_scope(caller.scope) as session:
        name = domain_name(tools.accounts.secrets, found.domain)
        await repository.set_verified(session, found.domain, name, connection_id)
        after = {"domain": found.domain}
        await record(session, Event("sign_on.domain_verified", "sign_on", connection_id, after=after))
    return await _get(tools, caller, connection_id, text)


async def remove(tools: FederationTools, caller: Caller, connection_id: UUID, text: str) -> None:
    """Remove a domain. Raises DomainNotFound."""
    found = await _get(tools, caller, connection_id, text)
    async with tools.accounts.database.open_scope(caller.scope) as session:
        if found.verified_at is not None:
            await repository.delete_names(session, [domain_name(tools.accounts.secrets, found.domain)])
        await repository.delete_domain(session, found.domain)
        before = {"domain": found.domain}
        await record(session, Event("sign_on.domain_removed", "sign_on", connection_id, before=before))


def read_domain(text: str) -> str:
    """Return a domain as addresses are compared with it. Raises InvalidInput."""
    try:
        return read_email(f"name@{text.strip()}").rpartition("@")[2]
    except InvalidInput:
        raise InvalidInput("This is not a domain such as shop.example.") from None


async def _get(tools: FederationTools, caller: Caller, connection_id: UUID, text: str) -> Domain:
    async with tools.accounts.database.open_scope(caller.scope) as session:
        connection = await repository.get_connection(session, connection_id)
    for one in connection.domains:
        if one.domain == text.strip().lower():
            return one
    raise DomainNotFound()
