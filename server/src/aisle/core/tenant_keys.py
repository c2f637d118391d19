"""Queries on the wrapped keys of tenants."""

from aisle.core.db import Record, Session

ROOT_LOCK = 0x61_69_73_6C_65_72  # shared by who wraps with the current root key; taken alone when it changes


async def share_current(session: Session) -> Record | None:
    """Return the key that seals now, and keep it the one until the transaction ends."""
    return await session.fetchrow(
        "SELECT number, root, wrapped FROM tenant_key WHERE organization_id = $1 AND current FOR SHARE",
        session.scope.organization_id,
    )


async def find_key(session: Session, number: int) -> Record | None:
    """Return one key."""
    return await session.fetchrow(
        "SELECT root, wrapped FROM tenant_key WHERE organization_id = $1 AND number = $2",
        session.scope.organization_id,
        number,
    )


async def list_keys(session: Session) -> list[Record]:
    """Return all keys and keep others from changing them."""
    return await session.fetch(
        "SELECT number, root, wrapped FROM tenant_key WHERE organization_id = $1 ORDER BY number FOR UPDATE",
        session.scope.organization_id,
    )


async def take_current(session: Session) -> int | None:
    """Let the current key seal no more, once everybody who seals with it has ended; return its number."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "UPDATE tenant_key SET current = false WHERE organization_id = $1 AND current RETURNING number",
        session.scope.organization_id,
    )


async def insert(session: Session, number: int, root: str, wrapped: bytes) -> None:
    """Add the key that seals from here on; nothing happens where there is one."""
    await session.execute(
        "INSERT INTO tenant_key (organization_id, number, root, wrapped, current) VALUES ($1, $2, $3, $4, true)"
        " ON CONFLICT DO NOTHING",
        session.scope.organization_id,
        number,
        root,
        wrapped,
    )


async def change_wrapping(session: Session, number: int, root: str, wrapped: bytes) -> None:
    """Store a key as another root key wraps it."""
    await session.execute(
        "UPDATE tenant_key SET root = $3, wrapped = $4 WHERE organization_id = $1 AND number = $2",
        session.scope.organization_id,
        number,
        root,
        wrapped,
    )


async def current_number(session: Session) -> int | None:
    """Return the number of the key that seals now; None where nothing was sealed yet."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT number FROM tenant_key WHERE organization_id = $1 AND current", session.scope.organization_id
    )


async def destroy_before(session: Session, number: int) -> int:
    """Destroy the keys before a number: whatever they sealed is unreadable for good. Returns how many went."""
    return await session.execute(
        "DELETE FROM tenant_key WHERE organization_id = $1 AND number < $2 AND NOT current",
        session.scope.organization_id,
        number,
    )


async def keep_root(session: Session) -> None:
    """Hold the current root key the current one until this transaction ends."""
    await session.execute("SELECT pg_advisory_xact_lock_shared($1)", ROOT_LOCK)


async def let_root_change(session: Session) -> None:
    """Wait for everybody who wraps with the root key that was current when they began."""
    await session.execute("SELECT pg_advisory_xact_lock($1)", ROOT_LOCK)
