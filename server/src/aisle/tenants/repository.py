"""Every query on organizations and stores."""

from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Database, Session
from aisle.core.ids import OrganizationId, StoreId
from aisle.tenants.errors import OrganizationNotFound, SlugTaken
from aisle.tenants.types import Store, StoreAddress, StoreFacts, StoreSettings, StoreState, settings_of


async def insert_organization(session: Session, name: str) -> None:
    """Add the session's own organization."""
    await session.execute(
        "INSERT INTO tenant (organization_id, kind) VALUES ($1, 'organization')",
        session.scope.organization_id,
    )
    await session.execute(
        "INSERT INTO organization (organization_id, name) VALUES ($1, $2)",
        session.scope.organization_id,
        name,
    )


async def find_organization_name(session: Session) -> str | None:
    """Return what the session's organization is called."""
    found: str | None = await session.fetchval(
        "SELECT name FROM organization WHERE organization_id = $1", session.scope.organization_id
    )
    return found


async def insert_store(session: Session, store: Store) -> None:
    """Add a store and its address. Raises SlugTaken, OrganizationNotFound."""
    key = (session.scope.organization_id, store.id)
    try:
        await session.execute(
            "INSERT INTO store (organization_id, store_id, slug, name, currency, language, site_url, time_zone, is_demo, settings)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            *key,
            store.slug,
            store.name,
            store.currency,
            store.language,
            store.site_url,
            store.time_zone,
            store.is_demo,
            store.settings.model_dump(mode="json"),
        )
    except asyncpg.ForeignKeyViolationError:
        raise OrganizationNotFound(
            f"There is no organization {session.scope.organization_id}; `aisle organization create` makes one."
        ) from None
    try:
        await session.execute(
            "INSERT INTO store_address (slug, organization_id, store_id) VALUES ($1, $2, $3)",
            store.slug,
            *key,
        )
    except asyncpg.UniqueViolationError:
        raise SlugTaken(f"“{store.slug}” is in use; choose another slug.") from None


async def find_store(session: Session, store_id: UUID) -> Store | None:
    """Return a store of the session's organization."""
    row = await session.fetchrow(
        "SELECT * FROM store WHERE organization_id = $1 AND store_id = $2",
        session.scope.organization_id,
        store_id,
    )
    return _store(row) if row else None


async def update_settings(session: Session, store_id: UUID, settings: StoreSettings) -> None:
    """Write a store's settings."""
    await session.execute(
        "UPDATE store SET settings = $3 WHERE organization_id = $1 AND store_id = $2",
        session.scope.organization_id,
        store_id,
        settings.model_dump(mode="json"),
    )


async def delete_store(session: Session, store_id: UUID) -> None:
    """Remove a store and everything in it that refers to it, once no change of its content is under way."""
    await session.for_store(store_id).lock("index versions")
    for table in ("chunk", "live_index", "index_version", "index_item", "index_posting"):
        await session.execute(
            f"DELETE FROM {table} WHERE organization_id = $1 AND store_id = $2",
            session.scope.organization_id,
            store_id,
        )
    await session.execute(
        "DELETE FROM store WHERE organization_id = $1 AND store_id = $2",
        session.scope.organization_id,
        store_id,
    )


async def find_address(database: Database, slug_or_id: str) -> StoreAddress | None:
    """Look a store up by slug or id without a tenant: addresses are public."""
    async with database.connection() as connection:
        row = await connection.fetchrow(
            "SELECT slug, organization_id, store_id FROM store_address WHERE slug = $1 OR store_id::text = $1",
            slug_or_id,
        )
    return StoreAddress(**row) if row else None


STATE = "SELECT store_id, slug, name, created_at, suspended_at, deleted_at, is_demo FROM store WHERE organization_id = $1"


async def find_state(session: Session, slug_or_id: str) -> StoreState | None:
    """Return a store that the session's tenant has, suspended or not."""
    if "\0" in slug_or_id:  # no text of the database has it
        return None
    row = await session.fetchrow(
        f"{STATE} AND (slug = $2 OR store_id::text = $2)", session.scope.organization_id, slug_or_id
    )
    return StoreState(*row) if row else None


def _store(row: Any) -> Store:
    return Store(
        organization_id=OrganizationId(row["organization_id"]),
        id=StoreId(row["store_id"]),
        slug=row["slug"],
        name=row["name"],
        currency=row["currency"],
        language=row["language"],
        site_url=row["site_url"],
        time_zone=row["time_zone"],
        is_demo=row["is_demo"],
        settings=settings_of(row["settings"]),
    )


async def is_suspended(session: Session) -> bool:
    """Whether the session's tenant rests, or the store that it is bound to."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM tenant t LEFT JOIN store s ON s.organization_id = t.organization_id AND s.store_id = $2"
            " WHERE t.organization_id = $1 AND (t.suspended_at IS NOT NULL OR s.suspended_at IS NOT NULL)",
            session.scope.organization_id,
            session.scope.store_id,
        )
    )


async def list_states(session: Session) -> list[StoreState]:
    """Return every store of the session's organization, by slug."""
    rows = await session.fetch(f"{STATE} ORDER BY slug", session.scope.organization_id)
    return [StoreState(*row) for row in rows]


async def update_facts(session: Session, store_id: UUID, facts: StoreFacts) -> None:
    """Write what a store is to the world."""
    await session.execute(
        "UPDATE store SET name = $3, currency = $4, language = $5, site_url = $6, time_zone = $7"
        " WHERE organization_id = $1 AND store_id = $2",
        session.scope.organization_id,
        store_id,
        facts.name,
        facts.currency,
        facts.language,
        facts.site_url,
        facts.time_zone,
    )


async def set_store_state(session: Session, store_id: UUID, *, suspended: bool, deleted: bool) -> None:
    """Let a store rest or work, and note whether it is on its way out."""
    await session.execute(
        "UPDATE store SET suspended_at = CASE WHEN $3 THEN coalesce(suspended_at, now()) END,"
        " deleted_at = CASE WHEN $4 THEN coalesce(deleted_at, now()) END WHERE organization_id = $1 AND store_id = $2",
        session.scope.organization_id,
        store_id,
        suspended,
        deleted,
    )
