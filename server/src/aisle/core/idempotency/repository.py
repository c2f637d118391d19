"""Every query on requests under a key."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.idempotency.types import Claim, Named, State

WHERE = "WHERE organization_id = $1 AND principal = $2 AND route = $3 AND key = $4"


def _place(named: Named) -> tuple[UUID, str, str, str]:
    return named.scope.organization_id, named.scope.principal, named.route, named.key


async def find(session: Session, named: Named) -> Any | None:
    """Return the row that still counts: not beyond its time, and not of somebody who died before any effect."""
    return await session.fetchrow(
        f"SELECT claim_id, state, request_hash, reply_sealed, lease_until > now() AS held FROM idempotency {WHERE}"
        " AND expires_at > now() AND (state <> 'running' OR lease_until > now())",
        *_place(named),
    )


async def claim(session: Session, claim: Claim, lease: timedelta, keep: timedelta) -> bool:
    """Write the claim down, or take over one that does not count any more. False: somebody else has it."""
    # What is kept later is flushed after this, so this need not be waited for.
    await session.execute("SET LOCAL synchronous_commit = off")
    return bool(
        await session.fetchval(
            "INSERT INTO idempotency AS r (organization_id, principal, route, key, claim_id, state, lease_until, expires_at)"
            " VALUES ($1, $2, $3, $4, $5, 'running', now() + $6, now() + $7)"
            " ON CONFLICT (organization_id, principal, route, key) DO UPDATE SET claim_id = $5, state = 'running',"
            " lease_until = now() + $6, expires_at = now() + $7, request_hash = NULL, reply_sealed = NULL"
            " WHERE r.expires_at <= now() OR (r.state = 'running' AND r.lease_until <= now()) RETURNING true",
            *_place(claim.named),
            claim.id,
            lease,
            keep,
        )
    )


async def renew(session: Session, claim: Claim, lease: timedelta) -> bool:
    """Hold a claim longer; False where it is lost or done."""
    sql = f"UPDATE idempotency SET lease_until = now() + $6 {WHERE} AND claim_id = $5 AND state <> 'done'"
    return await session.execute(sql, *_place(claim.named), claim.id, lease) == 1


async def end(
    session: Session,
    claim: Claim,
    state: State,
    request_hash: bytes,
    reply: bytes | None = None,
    keep: timedelta | None = None,
) -> bool:
    """Say how far the request came; False where the claim is lost, and nothing may be kept."""
    return (
        await session.execute(
            "UPDATE idempotency SET state = $6, request_hash = $7, reply_sealed = $8, expires_at = coalesce(now() + $9, expires_at)"
            f" {WHERE} AND claim_id = $5 AND state <> 'done'",
            *_place(claim.named),
            claim.id,
            state,
            request_hash,
            reply,
            keep,
        )
        == 1
    )


async def release(session: Session, claim: Claim) -> None:
    """Forget a request that had no effect."""
    sql = f"DELETE FROM idempotency {WHERE} AND claim_id = $5 AND state = 'running'"
    await session.execute(sql, *_place(claim.named), claim.id)


async def delete_expired(session: Session, most: int) -> int:
    """Remove a batch of the tenant's rows whose time is over; return how many."""
    return await session.execute(
        "DELETE FROM idempotency WHERE organization_id = $1 AND (principal, route, key) IN"
        " (SELECT principal, route, key FROM idempotency WHERE organization_id = $1 AND expires_at <= now()"
        " ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        session.scope.organization_id,
        most,
    )
