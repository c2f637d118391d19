"""Every query on identities at other providers. The session's tenant is the person."""

import json
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.secrets import Secrets
from aisle.identity.federation.errors import IdentityTaken
from aisle.identity.federation.types import ExternalIdentity

DIRECTORY_KIND = "identity"


def name_of(secrets: Secrets, provider: str, issuer: str, subject: str) -> bytes:
    """Return what stands for an identity in the directory.

    The provider's own name is in it: what an organization's provider says of its people counts for its connection alone,
    whatever issuer it writes.
    """
    return secrets.name_hash(DIRECTORY_KIND, json.dumps([provider, issuer, subject]))


async def insert_identity(session: Session, name_hash: bytes, identity: ExternalIdentity) -> UUID:
    """Link an identity to the session's person and return its id. Raises IdentityTaken."""
    person_id, identity_id = session.scope.organization_id, new_id()
    try:
        await session.execute(
            "INSERT INTO directory (name_hash, kind, tenant_id, target_id) VALUES ($1, 'identity', $2, $3)",
            name_hash,
            person_id,
            identity_id,
        )
    except asyncpg.UniqueViolationError:
        raise IdentityTaken() from None
    await session.execute(
        "INSERT INTO external_identity (person_id, id, provider, issuer, subject, used_at) VALUES ($1, $2, $3, $4, $5, now())",
        person_id,
        identity_id,
        identity.provider,
        identity.issuer,
        identity.subject,
    )
    return identity_id


async def touch_identity(session: Session, identity: ExternalIdentity) -> bool:
    """Remember that an identity signed in; False if the person no longer has it."""
    changed = await session.execute(
        "UPDATE external_identity SET used_at = now() WHERE person_id = $1 AND issuer = $2 AND subject = $3 AND provider = $4",
        session.scope.organization_id,
        identity.issuer,
        identity.subject,
        identity.provider,
    )
    return changed == 1


async def list_identities(session: Session) -> list[Any]:
    """Return the person's identities, the oldest first."""
    return await session.fetch(
        "SELECT id, provider, issuer, subject, created_at, used_at FROM external_identity WHERE person_id = $1 ORDER BY id",
        session.scope.organization_id,
    )


async def find_identity(session: Session, identity_id: UUID) -> Any | None:
    """Return one of the person's identities."""
    return await session.fetchrow(
        "SELECT id, provider, issuer, subject FROM external_identity WHERE person_id = $1 AND id = $2",
        session.scope.organization_id,
        identity_id,
    )


async def delete_identity(session: Session, identity_id: UUID, name_hash: bytes) -> None:
    """Unlink an identity; it may be linked to anybody afterwards."""
    person_id = session.scope.organization_id
    await session.execute(
        "DELETE FROM external_identity WHERE person_id = $1 AND id = $2", person_id, identity_id
    )
    await session.execute(
        "DELETE FROM directory WHERE name_hash = $1 AND tenant_id = $2", name_hash, person_id
    )


async def count_ways(session: Session) -> int:
    """Count what signs the person in by itself: a password, passkeys, identities. Nobody changes them meanwhile."""
    person_id = session.scope.organization_id
    await session.execute("SELECT FROM person WHERE person_id = $1 FOR UPDATE", person_id)
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT (SELECT count(*) FROM person WHERE person_id = $1 AND password_hash IS NOT NULL)"
        " + (SELECT count(*) FROM factor WHERE person_id = $1 AND kind = 'passkey' AND confirmed_at IS NOT NULL)"
        " + (SELECT count(*) FROM external_identity WHERE person_id = $1)",
        person_id,
    )
