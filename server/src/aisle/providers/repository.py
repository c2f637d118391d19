"""Every query on providers. The session's tenant is the organization."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Record, Session
from aisle.providers.described import model_of, stored
from aisle.providers.errors import ModelNameTaken, ProviderNameTaken, ProviderNotFound
from aisle.providers.types import OwnModel, Provider, ProviderKind, Wanted

COLUMNS = "id, name, kind, base_url, key_header, key_tail, key_set_at, suspended_at, created_at"


async def insert_provider(session: Session, provider_id: UUID, wanted: Wanted) -> None:
    """Add a provider without key and models. Raises ProviderNameTaken."""
    try:
        await session.execute(
            "INSERT INTO provider (organization_id, id, name, kind, base_url, key_header) VALUES ($1, $2, $3, $4, $5, $6)",
            session.scope.organization_id,
            provider_id,
            wanted.name,
            str(wanted.kind),
            wanted.base_url,
            wanted.key_header,
        )
    except asyncpg.UniqueViolationError:
        raise ProviderNameTaken(f"You have a provider “{wanted.name}” already.") from None


async def update_provider(session: Session, provider_id: UUID, wanted: Wanted) -> None:
    """Change a provider; with another kind or address its key goes. Raises ProviderNameTaken."""
    stays = "kind = $4 AND base_url IS NOT DISTINCT FROM $5"
    kept = ", ".join(
        f"{name} = CASE WHEN {stays} THEN {name} END" for name in ("key_sealed", "key_tail", "key_set_at")
    )
    try:
        await session.execute(
            f"UPDATE provider SET name = $3, kind = $4, base_url = $5, key_header = $6, {kept}"
            " WHERE organization_id = $1 AND id = $2",
            session.scope.organization_id,
            provider_id,
            wanted.name,
            str(wanted.kind),
            wanted.base_url,
            wanted.key_header,
        )
    except asyncpg.UniqueViolationError:
        raise ProviderNameTaken(f"You have a provider “{wanted.name}” already.") from None


async def set_key(session: Session, provider_id: UUID, sealed: bytes | None, tail: str | None) -> None:
    """Put a key in the place of the one before; None: none."""
    await session.execute(
        "UPDATE provider SET key_sealed = $3, key_tail = $4, key_set_at = CASE WHEN $3::bytea IS NOT NULL THEN clock_timestamp() END"
        " WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        provider_id,
        sealed,
        tail,
    )


async def set_suspended(session: Session, provider_id: UUID, suspended: bool) -> None:
    """Suspend a provider or let it go on; one that is suspended stays so since when it was."""
    await session.execute(
        "UPDATE provider SET suspended_at = CASE WHEN $3 THEN coalesce(suspended_at, now()) END"
        " WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        provider_id,
        suspended,
    )


async def replace_models(session: Session, provider_id: UUID, models: Iterable[OwnModel]) -> None:
    """Put models in the place of a provider's. Raises ModelNameTaken where another provider has a name."""
    organization_id = session.scope.organization_id
    await session.execute(
        "DELETE FROM provider_model WHERE organization_id = $1 AND provider_id = $2",
        organization_id,
        provider_id,
    )
    try:
        await session.executemany(
            "INSERT INTO provider_model (organization_id, provider_id, name, described) VALUES ($1, $2, $3, $4)",
            [(organization_id, provider_id, one.name, stored(one)) for one in models],
        )
    except asyncpg.UniqueViolationError:
        raise ModelNameTaken("Another of your providers has a model of one of these names.") from None


async def delete_provider(session: Session, provider_id: UUID) -> None:
    """Remove a provider with its models and its key."""
    await session.execute(
        "DELETE FROM provider WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        provider_id,
    )


async def count_providers(session: Session) -> int:
    """Count the organization's providers."""
    count: int = await session.fetchval(
        "SELECT count(*) FROM provider WHERE organization_id = $1", session.scope.organization_id
    )
    return count


async def get_provider(session: Session, provider_id: UUID, *, lock: bool = False) -> Provider:
    """Return a provider with its models. Raises ProviderNotFound."""
    row = await session.fetchrow(
        f"SELECT {COLUMNS} FROM provider WHERE organization_id = $1 AND id = $2{' FOR UPDATE' if lock else ''}",
        session.scope.organization_id,
        provider_id,
    )
    if row is None:
        raise ProviderNotFound()
    return _provider(row, await _list_models(session))


async def list_providers(session: Session) -> list[Provider]:
    """Return the organization's providers, the oldest first."""
    rows = await session.fetch(
        f"SELECT {COLUMNS} FROM provider WHERE organization_id = $1 ORDER BY id",
        session.scope.organization_id,
    )
    models = await _list_models(session) if rows else []
    return [_provider(row, models) for row in rows]


async def find_key(session: Session, provider_id: UUID) -> bytes | None:
    """Return a provider's sealed key."""
    found: bytes | None = await session.fetchval(
        "SELECT key_sealed FROM provider WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        provider_id,
    )
    return found


async def _list_models(session: Session) -> list[Record]:
    return await session.fetch(
        "SELECT provider_id, name, described FROM provider_model WHERE organization_id = $1 ORDER BY name",
        session.scope.organization_id,
    )


def _provider(row: Record, models: Sequence[Record]) -> Provider:
    fields: dict[str, Any] = {**dict(row), "kind": ProviderKind(row["kind"])}
    own = (model_of(one["name"], one["described"]) for one in models if one["provider_id"] == row["id"])
    return Provider(**fields, models=tuple(own))
