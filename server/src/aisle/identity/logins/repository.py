"""Every query on sign-ins. The session's tenant is the person whose they are."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Database, Session
from aisle.identity.logins.lifetimes import IDLE
from aisle.identity.logins.types import LoginKind

# Not ended, not too old, not unseen for too long, and of a person who is not suspended. $2 and $3: the idle times.
HOLDS = (
    "l.person_id = $1 AND l.ended_at IS NULL AND l.expires_at > now()"
    " AND l.seen_at > now() - CASE l.kind WHEN 'browser' THEN $2::interval ELSE $3::interval END"
)
IDLE_TIMES = (IDLE[LoginKind.BROWSER], IDLE[LoginKind.TOKEN])
SHOWN = "l.id, l.kind, l.device, l.address, l.methods, l.organization_id, l.created_at, l.seen_at, l.verified_at, l.expires_at"


async def insert_login(
    session: Session,
    login_id: UUID,
    kind: LoginKind,
    secret_hash: bytes,
    device: str,
    address: str | None,
    methods: list[str],
    organization_id: UUID | None,
    lifetime: timedelta,
) -> Any:
    """Add a sign-in of the session's person, who is not suspended; return when it ends, or None."""
    return await session.fetchval(
        "INSERT INTO login (person_id, id, kind, secret_hash, device, address, methods, organization_id, expires_at)"
        " SELECT $1, $2, $3, $4, $5, $6, $7, $8, now() + $9::interval FROM tenant"
        " WHERE organization_id = $1 AND suspended_at IS NULL RETURNING expires_at",
        session.scope.organization_id,
        login_id,
        kind,
        secret_hash,
        device,
        address,
        methods,
        organization_id,
        lifetime,
    )


async def find_login(session: Session, login_id: UUID, *, lock: bool = False) -> Any | None:
    """Return a sign-in that holds. lock: nobody else changes it until the transaction ends."""
    return await session.fetchrow(
        f"SELECT l.* FROM login l JOIN tenant t ON t.organization_id = l.person_id WHERE {HOLDS} AND l.id = $4"
        f" AND t.suspended_at IS NULL{' FOR UPDATE OF l' if lock else ''}",
        session.scope.organization_id,
        *IDLE_TIMES,
        login_id,
    )


async def find_any(session: Session, login_id: UUID) -> Any | None:
    """Return what is shown of a sign-in, whether or not it holds."""
    return await session.fetchrow(
        f"SELECT {SHOWN} FROM login l WHERE l.person_id = $1 AND l.id = $2",
        session.scope.organization_id,
        login_id,
    )


async def list_logins(session: Session) -> list[Any]:
    """Return the sign-ins that hold, the latest seen first."""
    return await session.fetch(
        f"SELECT {SHOWN} FROM login l WHERE {HOLDS} ORDER BY l.seen_at DESC, l.id LIMIT 200",
        session.scope.organization_id,
        *IDLE_TIMES,
    )


async def list_acting_in(session: Session, organization_id: UUID) -> list[Any]:
    """Return the sign-ins that hold and act in an organization, the latest seen first."""
    return await session.fetch(
        f"SELECT {SHOWN} FROM login l WHERE {HOLDS} AND l.organization_id = $4 ORDER BY l.seen_at DESC, l.id LIMIT 200",
        session.scope.organization_id,
        *IDLE_TIMES,
        organization_id,
    )


async def end_acting_in(
    session: Session, organization_id: UUID, login_id: UUID | None, why: str
) -> list[Any]:
    """End one sign-in that acts in an organization, or with None all that do; return the ids and devices of those that did."""
    return await session.fetch(
        f"UPDATE login l SET ended_at = now(), ended_why = $6 WHERE {HOLDS} AND l.organization_id = $4"
        " AND ($5::uuid IS NULL OR l.id = $5) RETURNING l.id, l.device",
        session.scope.organization_id,
        *IDLE_TIMES,
        organization_id,
        login_id,
        why,
    )


async def touch_login(session: Session, login_id: UUID) -> None:
    """Remember that a sign-in was used, to the minute."""
    await session.execute(
        "UPDATE login SET seen_at = now() WHERE person_id = $1 AND id = $2 AND seen_at < now() - interval '1 minute'",
        session.scope.organization_id,
        login_id,
    )


async def verify_login(session: Session, login_id: UUID) -> None:
    """Remember that the person proved to be there."""
    await session.execute(
        "UPDATE login SET verified_at = now() WHERE person_id = $1 AND id = $2",
        session.scope.organization_id,
        login_id,
    )


async def is_verified(session: Session, login_id: UUID, within: timedelta) -> bool:
    """Whether the person proved to be there within this time."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM login WHERE person_id = $1 AND id = $2 AND ended_at IS NULL AND verified_at > now() - $3::interval",
            session.scope.organization_id,
            login_id,
            within,
        )
    )


async def replace_secret(session: Session, login_id: UUID, secret_hash: bytes) -> int | None:
    """Let another cookie open a browser's sign-in; return the seconds it still holds, or None where there is none."""
    found: int | None = await session.fetchval(
        "UPDATE login SET secret_hash = $3 WHERE person_id = $1 AND id = $2 AND kind = 'browser' AND ended_at IS NULL"
        " RETURNING extract(epoch FROM expires_at - now())::int",
        session.scope.organization_id,
        login_id,
        secret_hash,
    )
    return found


async def rotate_secret(session: Session, login_id: UUID, secret_hash: bytes) -> None:
    """Put a new refresh token in the newest one's place."""
    await session.execute(
        "UPDATE login SET previous_hash = secret_hash, secret_hash = $3, rotated_at = now(), seen_at = now()"
        " WHERE person_id = $1 AND id = $2",
        session.scope.organization_id,
        login_id,
        secret_hash,
    )


async def was_rotated_within(session: Session, login_id: UUID, span: timedelta) -> bool:
    """Whether the newest refresh token was made within this time."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM login WHERE person_id = $1 AND id = $2 AND rotated_at > now() - $3::interval",
            session.scope.organization_id,
            login_id,
            span,
        )
    )


async def end_login(session: Session, login_id: UUID, why: str) -> bool:
    """End one sign-in; False if it has ended or is not there."""
    ended = await session.execute(
        "UPDATE login SET ended_at = now(), ended_why = $3 WHERE person_id = $1 AND id = $2 AND ended_at IS NULL",
        session.scope.organization_id,
        login_id,
        why,
    )
    return ended == 1


async def end_logins(session: Session, why: str, besides: UUID | None) -> list[UUID]:
    """End all sign-ins but one and return which they were."""
    rows = await session.fetch(
        "UPDATE login SET ended_at = now(), ended_why = $2 WHERE person_id = $1 AND ended_at IS NULL"
        " AND ($3::uuid IS NULL OR id <> $3) RETURNING id",
        session.scope.organization_id,
        why,
        besides,
    )
    return [row["id"] for row in rows]


async def list_second_steps(session: Session) -> list[str]:
    """Return the kinds of confirmed factors, and "recovery" where a code is left."""
    rows = await session.fetch(
        "SELECT DISTINCT kind FROM factor WHERE person_id = $1 AND confirmed_at IS NOT NULL"
        " UNION ALL SELECT 'recovery' WHERE EXISTS (SELECT FROM recovery_code WHERE person_id = $1 AND used_at IS NULL)",
        session.scope.organization_id,
    )
    return [row["kind"] for row in rows]


async def find_entrance(session: Session) -> UUID | None:
    """Return the organization that a new sign-in acts in: the last one's, or else the first that the person joined."""
    found: UUID | None = await session.fetchval(
        "SELECT o.organization_id FROM person_organization o LEFT JOIN LATERAL (SELECT max(l.created_at) AS at FROM login l"
        " WHERE l.person_id = o.person_id AND l.organization_id = o.organization_id) AS last ON true"
        " WHERE o.person_id = $1 ORDER BY last.at DESC NULLS LAST, o.joined_at LIMIT 1",
        session.scope.organization_id,
    )
    return found


async def is_new_device(session: Session, device: str) -> bool:
    """Whether the person has signed in before, and never with this program."""
    return bool(
        await session.fetchval(
            "SELECT count(*) > 0 AND bool_and(device <> $2) FROM login WHERE person_id = $1",
            session.scope.organization_id,
            device,
        )
    )


async def forget_ended(session: Session, most: int) -> int:
    """Remove a batch of sign-ins that ended a month ago, and of tokens that work no more; return how many went."""
    logins = await session.execute(
        "DELETE FROM login WHERE person_id = $1 AND id IN (SELECT l.id FROM login l WHERE l.person_id = $1"
        " AND (l.expires_at < now() - interval '30 days' OR l.ended_at < now() - interval '30 days') LIMIT $2)",
        session.scope.organization_id,
        most,
    )
    tokens = await session.execute(
        "DELETE FROM once_token WHERE person_id = $1 AND id IN (SELECT o.id FROM once_token o WHERE o.person_id = $1"
        " AND (o.expires_at < now() - interval '1 day' OR o.used_at < now() - interval '1 day') LIMIT $2)",
        session.scope.organization_id,
        most,
    )
    return logins + tokens


async def forget_counted(database: Database, most: int) -> int:
    """Remove a batch of counted tries and used tokens, which belong to no tenant; return how many went."""
    async with database.connection() as connection:
        gone: int = await connection.fetchval("SELECT aisle.forget_expired($1)", most)
    return gone
