"""Queries on what staff put to conversations: labels, notes, drafts, who is looking, saved views."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.conversations.inbox.types import Note, Presence, SavedView
from aisle.conversations.repository.conversations import WHERE
from aisle.core.db import Session

OF = f"{WHERE} AND conversation_id = $3"


async def labels_of(session: Session, conversation_id: UUID) -> list[str]:
    """Return a conversation's labels."""
    rows = await session.fetch(
        f"SELECT label FROM conversation_label WHERE {OF} ORDER BY label", *session.tenant, conversation_id
    )
    return [row["label"] for row in rows]


async def set_labels(session: Session, conversation_id: UUID, labels: Sequence[str]) -> None:
    """Put labels in the place of those before."""
    await session.execute(
        f"DELETE FROM conversation_label WHERE {OF} AND label <> ALL($4)",
        *session.tenant,
        conversation_id,
        list(labels),
    )
    await session.execute(
        "INSERT INTO conversation_label (organization_id, store_id, conversation_id, label)"
        " SELECT $1, $2, $3, unnest($4::text[]) ON CONFLICT DO NOTHING",
        *session.tenant,
        conversation_id,
        list(labels),
    )


async def count_labels(session: Session, limit: int) -> list[Any]:
    """Return the store's labels with how many conversations have each, the most used first."""
    return await session.fetch(
        f"SELECT label, count(*) AS conversations FROM conversation_label WHERE {WHERE} GROUP BY label ORDER BY 2 DESC, 1 LIMIT $3",
        *session.tenant,
        limit,
    )


async def list_notes(session: Session, conversation_id: UUID) -> list[Note]:
    """Return a conversation's notes, the oldest first."""
    rows = await session.fetch(
        f"SELECT id, body, author, created_at, edited_at FROM conversation_note WHERE {OF} ORDER BY created_at, id",
        *session.tenant,
        conversation_id,
    )
    return [Note(*row) for row in rows]


async def insert_note(session: Session, note_id: UUID, conversation_id: UUID, body: str) -> None:
    """Add a note of the session's principal."""
    await session.execute(
        "INSERT INTO conversation_note (organization_id, store_id, id, conversation_id, body, author)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        *session.tenant,
        note_id,
        conversation_id,
        body,
        session.scope.principal,
    )


async def find_note(session: Session, note_id: UUID) -> tuple[UUID, Note] | None:
    """Return a note with its conversation."""
    row = await session.fetchrow(
        f"SELECT conversation_id, id, body, author, created_at, edited_at FROM conversation_note WHERE {WHERE} AND id = $3",
        *session.tenant,
        note_id,
    )
    return (row[0], Note(*row[1:])) if row else None


async def edit_note(session: Session, note_id: UUID, body: str | None) -> None:
    """Put other words into a note; None removes it."""
    if body is None:
        await session.execute(
            f"DELETE FROM conversation_note WHERE {WHERE} AND id = $3", *session.tenant, note_id
        )
        return
    await session.execute(
        f"UPDATE conversation_note SET body = $4, edited_at = now() WHERE {WHERE} AND id = $3",
        *session.tenant,
        note_id,
        body,
    )


async def find_draft(session: Session, conversation_id: UUID) -> str | None:
    """Return what the session's principal began to write."""
    found: str | None = await session.fetchval(
        f"SELECT body FROM conversation_draft WHERE {OF} AND author = $4",
        *session.tenant,
        conversation_id,
        session.scope.principal,
    )
    return found


async def keep_draft(session: Session, conversation_id: UUID, body: str) -> None:
    """Keep what the session's principal began to write; nothing forgets it."""
    author = session.scope.principal
    if not body:
        await session.execute(
            f"DELETE FROM conversation_draft WHERE {OF} AND author = $4",
            *session.tenant,
            conversation_id,
            author,
        )
        return
    await session.execute(
        "INSERT INTO conversation_draft (organization_id, store_id, conversation_id, author, body) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (organization_id, store_id, conversation_id, author) DO UPDATE SET body = excluded.body, updated_at = now()",
        *session.tenant,
        conversation_id,
        author,
        body,
    )


async def appear(session: Session, conversation_id: UUID, holds: timedelta, *, typing: bool) -> None:
    """Say that the session's principal is looking, and forget those who no longer say so."""
    await session.execute(
        f"DELETE FROM conversation_presence WHERE {OF} AND ends_at < now()", *session.tenant, conversation_id
    )
    await session.execute(
        "INSERT INTO conversation_presence (organization_id, store_id, conversation_id, who, typing, ends_at)"
        " VALUES ($1, $2, $3, $4, $5, now() + $6::interval) ON CONFLICT (organization_id, store_id, conversation_id, who)"
        " DO UPDATE SET typing = excluded.typing, ends_at = excluded.ends_at",
        *session.tenant,
        conversation_id,
        session.scope.principal,
        typing,
        holds,
    )


async def disappear(session: Session, conversation_id: UUID) -> None:
    """Say that the session's principal looks no more."""
    await session.execute(
        f"DELETE FROM conversation_presence WHERE {OF} AND who = $4",
        *session.tenant,
        conversation_id,
        session.scope.principal,
    )


async def present(session: Session, conversation_id: UUID) -> list[Presence]:
    """Return who is looking now."""
    rows = await session.fetch(
        f"SELECT who, typing, ends_at FROM conversation_presence WHERE {OF} AND ends_at > now() ORDER BY who",
        *session.tenant,
        conversation_id,
    )
    return [Presence(*row) for row in rows]


async def list_views(session: Session) -> list[SavedView]:
    """Return the principal's own views and those that are shared, by name."""
    rows = await session.fetch(
        f"SELECT id, name, owner, shared, filters, created_at FROM saved_view WHERE {WHERE} AND (shared OR owner = $3) ORDER BY name, id",
        *session.tenant,
        session.scope.principal,
    )
    return [SavedView(*row) for row in rows]


async def upsert_view(session: Session, view: SavedView) -> None:
    """Add a view, or put other filters and another name into it."""
    await session.execute(
        "INSERT INTO saved_view (organization_id, store_id, id, name, owner, shared, filters) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (organization_id, store_id, id) DO UPDATE SET name = excluded.name, shared = excluded.shared, filters = excluded.filters",
        *session.tenant,
        view.id,
        view.name,
        view.owner,
        view.shared,
        view.filters,
    )


async def delete_view(session: Session, view_id: UUID) -> None:
    """Remove a view."""
    await session.execute(f"DELETE FROM saved_view WHERE {WHERE} AND id = $3", *session.tenant, view_id)
