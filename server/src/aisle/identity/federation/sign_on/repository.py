"""Every query on single sign-on. The session's tenant is the organization, unless it says the person."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Session
from aisle.identity.federation.errors import ConnectionNotFound, DomainTaken
from aisle.identity.federation.sign_on.proofs import Finding
from aisle.identity.federation.sign_on.types import Connection, ConnectionKind, ConnectionSettings, Domain

COLUMNS = "organization_id, id, kind, name, settings, enabled, required, created_at, secret_sealed IS NOT NULL AS has_secret"


async def insert_connection(
    session: Session,
    connection_id: UUID,
    kind: str,
    name: str,
    settings: ConnectionSettings,
    sealed: bytes | None,
) -> None:
    """Add a connection, switched off."""
    await session.execute(
        "INSERT INTO sso_connection (organization_id, id, kind, name, settings, secret_sealed) VALUES ($1, $2, $3, $4, $5, $6)",
        session.scope.organization_id,
        connection_id,
        kind,
        name,
        settings.stored,
        sealed,
    )


async def update_connection(
    session: Session, connection_id: UUID, name: str, settings: ConnectionSettings, sealed: bytes | None
) -> None:
    """Change a connection; without a new secret the old one stays."""
    await session.execute(
        "UPDATE sso_connection SET name = $3, settings = $4, secret_sealed = coalesce($5, secret_sealed)"
        " WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        connection_id,
        name,
        settings.stored,
        sealed,
    )


async def set_switches(session: Session, connection_id: UUID, enabled: bool, required: bool) -> None:
    """Switch a connection on or off, and its being the only way in."""
    await session.execute(
        "UPDATE sso_connection SET enabled = $3, required = $4 WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        connection_id,
        enabled,
        required,
    )


async def delete_connection(session: Session, connection_id: UUID) -> None:
    """Remove a connection with its domains and its members' belonging to it."""
    organization_id = session.scope.organization_id
    await session.execute(
        "UPDATE member SET connection_id = NULL WHERE organization_id = $1 AND connection_id = $2",
        organization_id,
        connection_id,
    )
    await session.execute(
        "DELETE FROM sso_connection WHERE organization_id = $1 AND id = $2", organization_id, connection_id
    )


async def get_connection(session: Session, connection_id: UUID, *, lock: bool = False) -> Connection:
    """Return a connection with its domains. Raises ConnectionNotFound."""
    row = await session.fetchrow(
        f"SELECT {COLUMNS} FROM sso_connection WHERE organization_id = $1 AND id = $2{' FOR UPDATE' if lock else ''}",
        session.scope.organization_id,
        connection_id,
    )
    if row is None:
        raise ConnectionNotFound()
    return _connection(row, await list_domains(session))


async def list_connections(session: Session) -> list[Connection]:
    """Return the organization's connections, the oldest first."""
    rows = await session.fetch(
        f"SELECT {COLUMNS} FROM sso_connection WHERE organization_id = $1 ORDER BY id",
        session.scope.organization_id,
    )
    domains = await list_domains(session)
    return [_connection(row, domains) for row in rows]


async def find_secret(session: Session, connection_id: UUID) -> bytes | None:
    """Return a client's sealed secret."""
    found: bytes | None = await session.fetchval(
        "SELECT secret_sealed FROM sso_connection WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        connection_id,
    )
    return found


# domains --------------------------------------------------------------------------------------------------------


async def list_domains(session: Session) -> list[Domain]:
    """Return the organization's domains."""
    rows = await session.fetch(
        "SELECT domain, connection_id, proof, verified_at FROM sso_domain WHERE organization_id = $1 ORDER BY domain",
        session.scope.organization_id,
    )
    return [Domain(row["domain"], row["connection_id"], row["proof"], row["verified_at"]) for row in rows]


async def insert_domain(session: Session, connection_id: UUID, domain: str, proof: str) -> None:
    """Add a domain that is not verified yet. Raises DomainTaken for one of another connection of the organization."""
    try:
        await session.execute(
            "INSERT INTO sso_domain (organization_id, domain, connection_id, proof) VALUES ($1, $2, $3, $4)",
            session.scope.organization_id,
            domain,
            connection_id,
            proof,
        )
    except asyncpg.UniqueViolationError:
        raise DomainTaken() from None


async def set_verified(session: Session, domain: str, name_hash: bytes, connection_id: UUID) -> None:
    """Remember that the proof was found; from here on addresses of the domain lead here. Raises DomainTaken."""
    organization_id = session.scope.organization_id
    try:
        await insert_name(session, name_hash, "domain", connection_id)
    except asyncpg.UniqueViolationError:
        raise DomainTaken() from None
    await session.execute(
        "UPDATE sso_domain SET verified_at = now(), checked_at = now(), failures = 0"
        " WHERE organization_id = $1 AND domain = $2",
        organization_id,
        domain,
    )


async def list_due_domains(session: Session, pause: timedelta, most: int) -> list[Domain]:
    """Return proven domains that were not looked at for a time, the longest forgotten first."""
    rows = await session.fetch(
        "SELECT domain, connection_id, proof, verified_at FROM sso_domain WHERE organization_id = $1"
        " AND verified_at IS NOT NULL AND checked_at <= now() - $2::interval ORDER BY checked_at LIMIT $3",
        session.scope.organization_id,
        pause,
        most,
    )
    return [Domain(row["domain"], row["connection_id"], row["proof"], row["verified_at"]) for row in rows]


async def set_checked(session: Session, domain: Domain, finding: Finding) -> int | None:
    """Note what was found, and return the days without proof; None for a domain that was changed meanwhile."""
    failures: int | None = await session.fetchval(
        "UPDATE sso_domain SET checked_at = now(),"
        " failures = CASE $4 WHEN 'found' THEN 0 WHEN 'absent' THEN failures + 1 ELSE failures END"
        " WHERE organization_id = $1 AND domain = $2 AND verified_at = $3 RETURNING failures",
        session.scope.organization_id,
        domain.domain,
        domain.verified_at,
        str(finding),
    )
    return failures


async def set_unproven(session: Session, domain: str, name_hash: bytes) -> None:
    """Let addresses of a domain lead here no longer; the domain and its proof stay to be verified again."""
    await delete_names(session, [name_hash])
    await session.execute(
        "UPDATE sso_domain SET verified_at = NULL, failures = 0 WHERE organization_id = $1 AND domain = $2",
        session.scope.organization_id,
        domain,
    )


async def delete_domain(session: Session, domain: str) -> None:
    """Remove a domain."""
    await session.execute(
        "DELETE FROM sso_domain WHERE organization_id = $1 AND domain = $2",
        session.scope.organization_id,
        domain,
    )


async def insert_name(session: Session, name_hash: bytes, kind: str, target_id: UUID) -> None:
    """Let a name lead to the organization."""
    await session.execute(
        "INSERT INTO directory (name_hash, kind, tenant_id, target_id) VALUES ($1, $2, $3, $4)",
        name_hash,
        kind,
        session.scope.organization_id,
        target_id,
    )


async def delete_names(session: Session, names: Sequence[bytes]) -> None:
    """Let names lead nowhere."""
    await session.execute(
        "DELETE FROM directory WHERE name_hash = ANY($1) AND tenant_id = $2",
        list(names),
        session.scope.organization_id,
    )


# members --------------------------------------------------------------------------------------------------------


async def has_owners(session: Session, connection_id: UUID) -> bool:
    """Whether an owner belongs to a connection."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM member m JOIN member_role r ON r.organization_id = m.organization_id AND r.person_id = m.person_id"
            " WHERE m.organization_id = $1 AND m.connection_id = $2 AND r.role = 'owner' AND r.store_id IS NULL LIMIT 1",
            session.scope.organization_id,
            connection_id,
        )
    )


async def list_rights(session: Session) -> list[Any]:
    """Return what members have who belong to a connection, each kind once; of owners nothing, `has_owners` tells of them."""
    return await session.fetch(
        "SELECT DISTINCT r.store_id, r.role, o.actions FROM member m"
        " JOIN member_role r ON r.organization_id = m.organization_id AND r.person_id = m.person_id"
        " LEFT JOIN role o ON o.organization_id = r.organization_id AND o.id = r.role_id"
        " WHERE m.organization_id = $1 AND m.connection_id IS NOT NULL"
        " AND NOT (r.role IS NOT DISTINCT FROM 'owner' AND r.store_id IS NULL)",
        session.scope.organization_id,
    )


async def list_owners(session: Session) -> list[UUID]:
    """Return the organization's owners who are not suspended."""
    rows = await session.fetch(
        "SELECT m.person_id FROM member m JOIN member_role r ON r.organization_id = m.organization_id"
        " AND r.person_id = m.person_id AND r.role = 'owner' AND r.store_id IS NULL"
        " WHERE m.organization_id = $1 AND m.suspended_at IS NULL ORDER BY 1 LIMIT 100",
        session.scope.organization_id,
    )
    return [row["person_id"] for row in rows]


async def find_address(session: Session, person_id: UUID) -> Any | None:
    """Return a member's sealed address and the organization's name."""
    return await session.fetchrow(
        "SELECT m.email_sealed, o.name AS organization FROM member m JOIN organization o"
        " ON o.organization_id = m.organization_id WHERE m.organization_id = $1 AND m.person_id = $2",
        session.scope.organization_id,
        person_id,
    )


async def list_unassigned(session: Session, after: UUID, most: int) -> list[Any]:
    """Return members who belong to no connection, by id."""
    return await session.fetch(
        "SELECT person_id, email_sealed FROM member WHERE organization_id = $1 AND connection_id IS NULL AND person_id > $2"
        " ORDER BY person_id LIMIT $3",
        session.scope.organization_id,
        after,
        most,
    )


async def assign(session: Session, people: Sequence[UUID], connection_id: UUID) -> None:
    """Let members belong to a connection."""
    await session.execute(
        "UPDATE member SET connection_id = $3 WHERE organization_id = $1 AND person_id = ANY($2)",
        session.scope.organization_id,
        list(people),
        connection_id,
    )


async def find_standing(session: Session, person_id: UUID) -> Any | None:
    """Return whether a member is suspended, and which connection they belong to."""
    return await session.fetchrow(
        "SELECT suspended_at, connection_id FROM member WHERE organization_id = $1 AND person_id = $2 FOR UPDATE",
        session.scope.organization_id,
        person_id,
    )


# the person's own rows ------------------------------------------------------------------------------------------


async def bind_login(session: Session, login_id: UUID, connection_id: UUID) -> None:
    """Bind a sign-in of the session's person to the connection that made it."""
    await session.execute(
        "UPDATE login SET connection_id = $3 WHERE person_id = $1 AND id = $2",
        session.scope.organization_id,
        login_id,
        connection_id,
    )


async def list_ties(session: Session) -> tuple[bool, set[UUID], set[str]]:
    """Return whether the session's person has a password or passkey, their organizations, and their providers."""
    person_id = session.scope.organization_id
    own = await session.fetchval(
        "SELECT EXISTS (SELECT FROM person WHERE person_id = $1 AND password_hash IS NOT NULL)"
        " OR EXISTS (SELECT FROM factor WHERE person_id = $1)",
        person_id,
    )
    organizations = await session.fetch(
        "SELECT organization_id FROM person_organization WHERE person_id = $1", person_id
    )
    providers = await session.fetch("SELECT provider FROM external_identity WHERE person_id = $1", person_id)
    return (
        bool(own),
        {row["organization_id"] for row in organizations},
        {row["provider"] for row in providers},
    )


def _connection(row: Any, domains: Sequence[Domain]) -> Connection:
    return Connection(
        row["id"],
        row["organization_id"],
        ConnectionKind(row["kind"]),
        row["name"],
        ConnectionSettings.read(row["settings"]),
        row["enabled"],
        row["required"],
        row["created_at"],
        row["has_secret"],
        tuple(one for one in domains if one.connection_id == row["id"]),
    )
