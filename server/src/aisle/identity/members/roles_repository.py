"""Every query on an organization's own roles."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Session
from aisle.identity.members.errors import RoleTaken


async def list_roles(session: Session) -> list[Any]:
    """Return the organization's own roles by name."""
    return await session.fetch(
        "SELECT id, name, actions, created_at FROM role WHERE organization_id = $1 ORDER BY name",
        session.scope.organization_id,
    )


async def find_role(session: Session, role_id: UUID) -> Any | None:
    """Return one of the organization's own roles."""
    return await session.fetchrow(
        "SELECT id, name, actions, created_at FROM role WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        role_id,
    )


async def write_role(session: Session, role_id: UUID, name: str, actions: Collection[str]) -> None:
    """Add a role, or put another in its place. Raises RoleTaken."""
    try:
        await session.execute(
            "INSERT INTO role (organization_id, id, name, actions) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (organization_id, id) DO UPDATE SET name = $3, actions = $4",
            session.scope.organization_id,
            role_id,
            name,
            sorted(actions),
        )
    except asyncpg.UniqueViolationError:
        raise RoleTaken(f"Another role is called “{name}”; choose another name.") from None


async def delete_role(session: Session, role_id: UUID) -> None:
    """Remove a role."""
    await session.execute(
        "DELETE FROM role WHERE organization_id = $1 AND id = $2", session.scope.organization_id, role_id
    )


async def list_holders(session: Session, role_id: UUID) -> list[Any]:
    """Return who was given a role, and where."""
    return await session.fetch(
        "SELECT person_id, store_id FROM member_role WHERE organization_id = $1 AND role_id = $2 ORDER BY person_id",
        session.scope.organization_id,
        role_id,
    )


async def list_invited(session: Session, role_id: UUID) -> list[UUID]:
    """Return the open invitations that would give a role."""
    rows = await session.fetch(
        "SELECT id FROM invitation WHERE organization_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL"
        " AND expires_at > now() AND grants @> $2",
        session.scope.organization_id,
        [{"role_id": str(role_id)}],
    )
    return [row["id"] for row in rows]


async def known_stores(session: Session, stores: Collection[UUID]) -> set[UUID]:
    """Return those of these stores that the organization has."""
    rows = await session.fetch(
        "SELECT store_id FROM store WHERE organization_id = $1 AND store_id = ANY($2)",
        session.scope.organization_id,
        list(stores),
    )
    return {row["store_id"] for row in rows}
