"""Every query on members and their roles."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.members.types import Given, Newcomer
from aisle.identity.roles import OWNER

MEMBER = "SELECT person_id, name, email_sealed, joined_by, joined_at, seen_at, suspended_at, suspended_why FROM member"


async def list_grants(session: Session, person_id: UUID) -> list[Any]:
    """Return a row for each role of a member who is not suspended, in an organization that is not, in stores that are not."""
    return await session.fetch(
        "SELECT r.store_id, r.role, o.actions FROM member m"
        " JOIN tenant t ON t.organization_id = m.organization_id"
        " JOIN member_role r ON r.organization_id = m.organization_id AND r.person_id = m.person_id"
        " LEFT JOIN role o ON o.organization_id = r.organization_id AND o.id = r.role_id"
        " LEFT JOIN store s ON s.organization_id = r.organization_id AND s.store_id = r.store_id"
        " WHERE m.organization_id = $1 AND m.person_id = $2"
        " AND m.suspended_at IS NULL AND t.suspended_at IS NULL AND s.suspended_at IS NULL",
        session.scope.organization_id,
        person_id,
    )


async def touch_member(session: Session, person_id: UUID) -> None:
    """Remember that a member did something in the organization, to the minute."""
    await session.execute(
        "UPDATE member SET seen_at = now() WHERE organization_id = $1 AND person_id = $2"
        " AND (seen_at IS NULL OR seen_at < now() - interval '1 minute')",
        session.scope.organization_id,
        person_id,
    )


async def list_person_ids(session: Session) -> list[UUID]:
    """Return the organization's members who are not suspended."""
    rows = await session.fetch(
        "SELECT person_id FROM member WHERE organization_id = $1 AND suspended_at IS NULL ORDER BY person_id",
        session.scope.organization_id,
    )
    return [row["person_id"] for row in rows]


async def list_names(session: Session, people: Collection[UUID]) -> list[Any]:
    """Return the names of those people who are members of the organization, suspended or not."""
    return await session.fetch(
        "SELECT person_id, name FROM member WHERE organization_id = $1 AND person_id = ANY($2)",
        session.scope.organization_id,
        list(people),
    )


async def may_come(session: Session, person_id: UUID, connection_id: UUID | None) -> bool:
    """Whether a member may come the way they came. connection_id: of a single sign-on; None: any other way.

    A single sign-on must be this organization's and switched on. Where members have to come through theirs, other ways are
    closed, but for owners.
    """
    return bool(
        await session.fetchval(
            "SELECT CASE WHEN $3::uuid IS NOT NULL"
            " THEN EXISTS (SELECT FROM sso_connection c WHERE c.organization_id = $1 AND c.id = $3 AND c.enabled)"
            " ELSE NOT EXISTS (SELECT FROM member m JOIN sso_connection c"
            " ON c.organization_id = m.organization_id AND c.id = m.connection_id AND c.enabled AND c.required"
            " WHERE m.organization_id = $1 AND m.person_id = $2) OR EXISTS (SELECT FROM member_role r"
            " WHERE r.organization_id = $1 AND r.person_id = $2 AND r.role = $4 AND r.store_id IS NULL) END",
            session.scope.organization_id,
            person_id,
            connection_id,
            OWNER,
        )
    )


async def find_way_in(session: Session, domain: str) -> UUID | None:
    """Return the single sign-on that newcomers with addresses of a domain have to come through, if there is one."""
    found: UUID | None = await session.fetchval(
        "SELECT c.id FROM sso_domain d JOIN sso_connection c ON c.organization_id = d.organization_id AND c.id = d.connection_id"
        " WHERE d.organization_id = $1 AND d.domain = $2 AND d.verified_at IS NOT NULL AND c.enabled AND c.required",
        session.scope.organization_id,
        domain,
    )
    return found


async def lock_members(session: Session) -> None:
    """Let one change of members at a time through in an organization, so that two cannot each remove the other's last owner."""
    await session.execute(
        "SELECT FROM organization WHERE organization_id = $1 FOR NO KEY UPDATE", session.scope.organization_id
    )


async def insert_member(
    session: Session, newcomer: Newcomer, sealed: bytes, joined_by: str, connection_id: UUID | None
) -> bool:
    """Add a member; False if there is one already."""
    added = await session.execute(
        "INSERT INTO member (organization_id, person_id, name, email_sealed, joined_by, connection_id)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        session.scope.organization_id,
        newcomer.person_id,
        newcomer.name,
        sealed,
        joined_by,
        connection_id,
    )
    return added == 1


async def insert_roles(session: Session, person_id: UUID, roles: Iterable[Given]) -> None:
    """Give a member roles beside those they have."""
    rows = [
        (session.scope.organization_id, person_id, one.store_id, one.role, one.role_id)
        for one in dict.fromkeys(roles)
    ]
    await session.executemany(
        "INSERT INTO member_role (organization_id, person_id, store_id, role, role_id)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        rows,
    )


async def delete_roles(session: Session, person_id: UUID) -> None:
    """Take every role from a member."""
    await session.execute(
        "DELETE FROM member_role WHERE organization_id = $1 AND person_id = $2",
        session.scope.organization_id,
        person_id,
    )


async def insert_entrance(session: Session, organization_id: UUID) -> None:
    """Write among a person's own rows that they may try to enter an organization."""
    await session.execute(
        "INSERT INTO person_organization (person_id, organization_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        session.scope.organization_id,
        organization_id,
    )


async def delete_entrance(session: Session, organization_id: UUID) -> None:
    """Forget an organization among a person's own rows; their sign-ins act in it no longer."""
    await session.execute(
        "DELETE FROM person_organization WHERE person_id = $1 AND organization_id = $2",
        session.scope.organization_id,
        organization_id,
    )
    await session.execute(
        "UPDATE login SET organization_id = NULL WHERE person_id = $1 AND organization_id = $2",
        session.scope.organization_id,
        organization_id,
    )


async def find_member(session: Session, person_id: UUID) -> Any | None:
    """Return a member, suspended or not."""
    return await session.fetchrow(
        f"{MEMBER} WHERE organization_id = $1 AND person_id = $2", session.scope.organization_id, person_id
    )


async def list_members(session: Session, after: UUID | None, most: int) -> list[Any]:
    """Return members by id."""
    return await session.fetch(
        f"{MEMBER} WHERE organization_id = $1 AND ($2::uuid IS NULL OR person_id > $2) ORDER BY person_id LIMIT $3",
        session.scope.organization_id,
        after,
        most,
    )


async def list_roles(session: Session, people: list[UUID]) -> list[Any]:
    """Return what these members were given, whether or not it holds at the moment."""
    return await session.fetch(
        "SELECT r.person_id, r.store_id, r.role, r.role_id, o.actions FROM member_role r"
        " LEFT JOIN role o ON o.organization_id = r.organization_id AND o.id = r.role_id"
        " WHERE r.organization_id = $1 AND r.person_id = ANY($2) ORDER BY r.person_id, r.store_id NULLS FIRST, r.role",
        session.scope.organization_id,
        people,
    )


async def is_owner(session: Session, person_id: UUID) -> bool:
    """Whether a person is an owner who is not suspended."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM member m JOIN member_role r ON r.organization_id = m.organization_id AND r.person_id = m.person_id"
            " WHERE m.organization_id = $1 AND m.person_id = $2 AND m.suspended_at IS NULL"
            " AND r.role = $3 AND r.store_id IS NULL",
            session.scope.organization_id,
            person_id,
            OWNER,
        )
    )


async def count_owners(session: Session) -> int:
    """Count owners who are not suspended."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT count(*) FROM member m JOIN member_role r ON r.organization_id = m.organization_id AND r.person_id = m.person_id"
        " WHERE m.organization_id = $1 AND m.suspended_at IS NULL AND r.role = $2 AND r.store_id IS NULL",
        session.scope.organization_id,
        OWNER,
    )


async def set_suspension(session: Session, person_id: UUID, why: str | None) -> bool:
    """Suspend a member for a reason, or with None let them work again; False for who is no member."""
    changed = await session.execute(
        "UPDATE member SET suspended_at = CASE WHEN $3::text IS NULL THEN NULL ELSE coalesce(suspended_at, now()) END,"
        " suspended_why = $3 WHERE organization_id = $1 AND person_id = $2",
        session.scope.organization_id,
        person_id,
        why,
    )
    return changed == 1


async def delete_member(session: Session, person_id: UUID) -> None:
    """Remove a member with their roles."""
    await session.execute(
        "DELETE FROM member WHERE organization_id = $1 AND person_id = $2",
        session.scope.organization_id,
        person_id,
    )


async def copy_person(
    session: Session, person_id: UUID, name: str | None, email_sealed: bytes | None
) -> None:
    """Follow what a person changed in their own row."""
    await session.execute(
        "UPDATE member SET name = coalesce($3, name), email_sealed = coalesce($4, email_sealed)"
        " WHERE organization_id = $1 AND person_id = $2",
        session.scope.organization_id,
        person_id,
        name,
        email_sealed,
    )
