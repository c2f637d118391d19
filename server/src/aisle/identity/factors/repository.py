"""Every query on factors. The session's tenant is the person whose they are, unless it says otherwise."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Database, Session
from aisle.identity.factors.errors import PasskeyRefused
from aisle.identity.factors.types import Factor, FactorKind, NewPasskey

KIND = "passkey"  # in the directory


async def list_factors(session: Session) -> list[Factor]:
    """Return the confirmed factors, oldest first."""
    rows = await session.fetch(
        "SELECT id, kind, name, created_at, used_at FROM factor WHERE person_id = $1 AND confirmed_at IS NOT NULL ORDER BY id",
        session.scope.organization_id,
    )
    return [Factor(**{**row, "kind": FactorKind(row["kind"])}) for row in rows]


async def codes_left(session: Session) -> int:
    """Return how many recovery codes were not used."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT count(*) FROM recovery_code WHERE person_id = $1 AND used_at IS NULL",
        session.scope.organization_id,
    )


async def put_authenticator(session: Session, factor_id: UUID, name: str, sealed: bytes) -> None:
    """Add an authenticator app that is not confirmed yet, in place of an earlier one that never was."""
    person_id = session.scope.organization_id
    await session.execute("DELETE FROM factor WHERE person_id = $1 AND confirmed_at IS NULL", person_id)
    await session.execute(
        "INSERT INTO factor (person_id, id, kind, name, secret_sealed) VALUES ($1, $2, 'totp', $3, $4)",
        person_id,
        factor_id,
        name,
        sealed,
    )


async def list_authenticators(session: Session, unconfirmed: UUID | None = None) -> list[Any]:
    """Return the confirmed apps, or one that is not, held until the transaction ends: a code works once."""
    return await session.fetch(
        "SELECT id, secret_sealed, last_step FROM factor WHERE person_id = $1 AND kind = 'totp'"
        " AND CASE WHEN $2::uuid IS NULL THEN confirmed_at IS NOT NULL ELSE confirmed_at IS NULL AND id = $2 END"
        " ORDER BY id FOR UPDATE",
        session.scope.organization_id,
        unconfirmed,
    )


async def use_step(session: Session, factor_id: UUID, step: int) -> None:
    """Remember the newest step, so that its code and older ones work no more; a first use confirms the app."""
    await session.execute(
        "UPDATE factor SET last_step = $3, used_at = now(), confirmed_at = coalesce(confirmed_at, now())"
        " WHERE person_id = $1 AND id = $2",
        session.scope.organization_id,
        factor_id,
        step,
    )


async def insert_passkey(
    session: Session, factor_id: UUID, name: str, made: NewPasskey, name_hash: bytes
) -> None:
    """Add a passkey and where it is found before it is known whose it is. Raises PasskeyRefused for one that is known."""
    person_id = session.scope.organization_id
    await session.execute(
        "INSERT INTO factor (person_id, id, kind, name, credential_id, public_key, sign_count, transports, confirmed_at)"
        " VALUES ($1, $2, 'passkey', $3, $4, $5, $6, $7, now())",
        person_id,
        factor_id,
        name,
        made.credential_id,
        made.public_key,
        made.sign_count,
        list(made.transports),
    )
    try:
        await session.execute(
            "INSERT INTO directory (name_hash, kind, tenant_id, target_id) VALUES ($1, $2, $3, $4)",
            name_hash,
            KIND,
            person_id,
            factor_id,
        )
    except asyncpg.UniqueViolationError:
        raise PasskeyRefused("This passkey was set up before.") from None


async def find_owner(database: Database, name_hash: bytes) -> UUID | None:
    """Return whose passkey this is, before there is a context."""
    async with database.connection() as connection:
        found: UUID | None = await connection.fetchval(
            "SELECT tenant_id FROM aisle.directory WHERE name_hash = $1 AND kind = $2", name_hash, KIND
        )
    return found


async def list_passkeys(session: Session) -> list[Any]:
    """Return the person's passkeys."""
    return await session.fetch(
        "SELECT credential_id, transports FROM factor WHERE person_id = $1 AND kind = 'passkey' ORDER BY id",
        session.scope.organization_id,
    )


async def find_passkey(session: Session, credential_id: bytes) -> Any | None:
    """Return a passkey and hold it until the transaction ends: its counter goes on one by one."""
    return await session.fetchrow(
        "SELECT id, credential_id, public_key, sign_count FROM factor WHERE person_id = $1 AND credential_id = $2 FOR UPDATE",
        session.scope.organization_id,
        credential_id,
    )


async def use_passkey(session: Session, factor_id: UUID, sign_count: int) -> None:
    """Remember the counter."""
    await session.execute(
        "UPDATE factor SET sign_count = $3, used_at = now() WHERE person_id = $1 AND id = $2",
        session.scope.organization_id,
        factor_id,
        sign_count,
    )


async def rename(session: Session, factor_id: UUID, name: str) -> bool:
    """Name a factor; False if it is not there."""
    named = await session.execute(
        "UPDATE factor SET name = $3 WHERE person_id = $1 AND id = $2 AND confirmed_at IS NOT NULL",
        session.scope.organization_id,
        factor_id,
        name,
    )
    return named == 1


async def delete_factor(session: Session, factor_id: UUID) -> str | None:
    """Remove a factor and where it is found; return its kind, or None if it is not there."""
    person_id = session.scope.organization_id
    await session.execute(
        "DELETE FROM directory WHERE tenant_id = $1 AND kind = $2 AND target_id = $3",
        person_id,
        KIND,
        factor_id,
    )
    return await session.fetchval(  # type: ignore[no-any-return]
        "DELETE FROM factor WHERE person_id = $1 AND id = $2 AND confirmed_at IS NOT NULL RETURNING kind",
        person_id,
        factor_id,
    )


async def delete_all(session: Session) -> int:
    """Remove every factor and recovery code of the person; return how many factors went."""
    person_id = session.scope.organization_id
    await session.execute("DELETE FROM directory WHERE tenant_id = $1 AND kind = $2", person_id, KIND)
    await session.execute("DELETE FROM recovery_code WHERE person_id = $1", person_id)
    return await session.execute("DELETE FROM factor WHERE person_id = $1", person_id)


async def put_codes(session: Session, codes: Sequence[tuple[UUID, bytes]]) -> None:
    """Put new recovery codes in place of all others."""
    person_id = session.scope.organization_id
    await session.execute("DELETE FROM recovery_code WHERE person_id = $1", person_id)
    await session.executemany(
        "INSERT INTO recovery_code (person_id, id, code_hash) VALUES ($1, $2, $3)",
        [(person_id, id_, code_hash) for id_, code_hash in codes],
    )


async def use_code(session: Session, code_hash: bytes) -> bool:
    """Use a recovery code up; of several at once, for one alone is this true."""
    used = await session.execute(
        "UPDATE recovery_code SET used_at = now() WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL",
        session.scope.organization_id,
        code_hash,
    )
    return used == 1


async def add_method(session: Session, login_id: UUID, method: str) -> None:
    """Remember that a sign-in was proven by this, too."""
    await session.execute(
        "UPDATE login SET methods = array_append(methods, $3) WHERE person_id = $1 AND id = $2 AND $3 <> ALL (methods)",
        session.scope.organization_id,
        login_id,
        method,
    )


async def roles_and_security(session: Session, person_id: UUID) -> tuple[list[str], dict[str, Any]]:
    """Return a member's roles, by name or id, and what the session's organization asks of sign-ins."""
    row = await session.fetchrow(
        "SELECT array_agg(coalesce(r.role, r.role_id::text)) AS roles, o.settings -> 'security' AS security"
        " FROM organization o JOIN member_role r ON r.organization_id = o.organization_id AND r.person_id = $2"
        " WHERE o.organization_id = $1 GROUP BY o.settings",
        session.scope.organization_id,
        person_id,
    )
    return (row["roles"], row["security"] or {}) if row else ([], {})
