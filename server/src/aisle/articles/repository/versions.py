"""Queries on versions. What a version shows never changes; what became of it does."""

from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.articles.types import Version, VersionState
from aisle.core.db import Session

WHERE = "organization_id = $1 AND store_id = $2 AND article_id = $3"


async def add_version(
    session: Session, article_id: UUID, save_number: int, at: datetime, restores: int | None = None
) -> Version:
    """Add a version that is handed in. The caller holds the article."""
    number: int = await session.fetchval(
        "UPDATE article SET newest_version = newest_version + 1, updated_at = $4"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 RETURNING newest_version",
        *session.tenant,
        article_id,
        at,
    )
    by = session.scope.principal
    await session.execute(
        "INSERT INTO article_version (organization_id, store_id, article_id, number, save_number, restores, state, made_at,"
        " made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        *session.tenant,
        article_id,
        number,
        save_number,
        restores,
        VersionState.IN_REVIEW,
        at,
        by,
    )
    return Version(number, save_number, restores, VersionState.IN_REVIEW, None, None, at, by)


async def find_version(session: Session, article_id: UUID, number: int) -> Version | None:
    """Return one version."""
    row = await session.fetchrow(
        f"SELECT * FROM article_version WHERE {WHERE} AND number = $4", *session.tenant, article_id, number
    )
    return _version(row) if row else None


async def list_versions(session: Session, article_id: UUID, below: int | None, most: int) -> list[Version]:
    """Return versions, the newest first."""
    rows = await session.fetch(
        f"SELECT * FROM article_version WHERE {WHERE} AND ($4::int IS NULL OR number < $4) ORDER BY number DESC LIMIT $5",
        *session.tenant,
        article_id,
        below,
        most,
    )
    return [_version(row) for row in rows]


async def set_state(
    session: Session, article_id: UUID, number: int, state: VersionState, publish_at: datetime | None = None
) -> None:
    """Say what became of a version. publish_at: when a scheduled one goes live."""
    await session.execute(
        f"UPDATE article_version SET state = $5, publish_at = coalesce($6, publish_at) WHERE {WHERE} AND number = $4",
        *session.tenant,
        article_id,
        number,
        state,
        publish_at,
    )


async def set_sent(session: Session, article_id: UUID, number: int, document_version_id: UUID) -> None:
    """Note as which version of the document a version was sent to answer."""
    await session.execute(
        f"UPDATE article_version SET state = $5, document_version_id = $6 WHERE {WHERE} AND number = $4",
        *session.tenant,
        article_id,
        number,
        VersionState.PUBLISHED,
        document_version_id,
    )


async def take_back_open(session: Session, article_id: UUID, states: tuple[VersionState, ...]) -> list[int]:
    """Withdraw the versions in these states and return their numbers."""
    rows = await session.fetch(
        f"UPDATE article_version SET state = $5 WHERE {WHERE} AND state = ANY($4) RETURNING number",
        *session.tenant,
        article_id,
        list(states),
        VersionState.WITHDRAWN,
    )
    return sorted(row["number"] for row in rows)


def _version(row: Any) -> Version:
    return Version(
        row["number"],
        row["save_number"],
        row["restores"],
        VersionState(row["state"]),
        row["publish_at"],
        row["document_version_id"],
        row["made_at"],
        row["made_by"],
    )
