"""What staff do with conversations: label, note, put away, begin to write, say that they are looking."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.conversations.errors import ConversationNotFound, NoteNotFound, ViewNotFound
from aisle.conversations.inbox.types import (
    LONGEST_LABEL,
    MOST_LABELS,
    ListedConversation,
    Note,
    Presence,
    SavedView,
)
from aisle.conversations.repository import inbox, notes
from aisle.core.db import Session
from aisle.core.errors import Forbidden, InvalidInput
from aisle.core.ids import new_id
from aisle.identity.naming import names_of

HOLDS = timedelta(seconds=30)  # that somebody is looking, unless it is said again
MOST_COUNTED = 200


async def require(session: Session, conversation_id: UUID) -> ListedConversation:
    """Return a conversation that staff may see. Raises ConversationNotFound."""
    found = (await inbox.describe(session, [conversation_id])).get(conversation_id)
    if found is None:
        raise ConversationNotFound()
    return found


async def set_labels(session: Session, conversation_id: UUID, labels: Sequence[str]) -> list[str]:
    """Put labels in the place of those before. Raises ConversationNotFound, InvalidInput."""
    before = (await require(session, conversation_id)).labels
    wanted = sorted({" ".join(one.split()) for one in labels})
    if len(wanted) > MOST_LABELS or any(not 1 <= len(one) <= LONGEST_LABEL for one in wanted):
        raise InvalidInput(f"At most {MOST_LABELS} labels of 1 to {LONGEST_LABEL} characters.")
    await notes.set_labels(session, conversation_id, wanted)
    await _changed(session, "conversation.labelled", conversation_id, {"labels": before}, {"labels": wanted})
    return await notes.labels_of(session, conversation_id)


async def count_labels(session: Session) -> list[dict[str, Any]]:
    """Return the store's labels with how many conversations have each, the most used first."""
    rows = await notes.count_labels(session, MOST_COUNTED)
    return [{"label": row["label"], "conversations": row["conversations"]} for row in rows]


async def set_archived(session: Session, conversation_id: UUID, *, archived: bool) -> None:
    """Put a conversation away, or bring it back; what a shopper says in it brings it back, too. Raises ConversationNotFound."""
    was = (await require(session, conversation_id)).archived_at is not None
    await inbox.set_archived(session, conversation_id, archived=archived)
    action = "conversation.archived" if archived else "conversation.brought_back"
    await record(
        session, Event(action, "conversation", conversation_id, {"archived": was}, {"archived": archived})
    )


async def add_note(session: Session, conversation_id: UUID, body: str) -> Note:
    """Add a note, and forget the author's draft. Raises ConversationNotFound."""
    await require(session, conversation_id)
    note_id = new_id()
    await notes.insert_note(session, note_id, conversation_id, body)
    await notes.keep_draft(session, conversation_id, "")
    await _changed(session, "conversation.noted", conversation_id, None, {"note": str(note_id)})
    return await _note(session, conversation_id, note_id)


async def edit_note(session: Session, conversation_id: UUID, note_id: UUID, body: str) -> Note:
    """Put other words into a note of the caller's own. Raises NoteNotFound, Forbidden."""
    await own_note(session, conversation_id, note_id)
    await notes.edit_note(session, note_id, body)
    await _changed(session, "conversation.note_edited", conversation_id, None, {"note": str(note_id)})
    return await _note(session, conversation_id, note_id)


async def remove_note(session: Session, conversation_id: UUID, note_id: UUID) -> None:
    """Remove a note of the caller's own. Raises NoteNotFound, Forbidden."""
    await own_note(session, conversation_id, note_id)
    await notes.edit_note(session, note_id, None)
    await _changed(session, "conversation.note_removed", conversation_id, {"note": str(note_id)}, None)


async def own_note(session: Session, conversation_id: UUID, note_id: UUID) -> Note:
    """Return a note that the caller may change. Raises NoteNotFound, Forbidden."""
    note = await _note(session, conversation_id, note_id)
    if note.author != session.scope.principal:
        raise Forbidden("A note is changed by who wrote it.")
    return note


async def _note(session: Session, conversation_id: UUID, note_id: UUID) -> Note:
    found = await notes.find_note(session, note_id)
    if found is None or found[0] != conversation_id:
        raise NoteNotFound()
    return (await signed_notes(session, [found[1]]))[0]


async def signed_notes(session: Session, found: Sequence[Note]) -> list[Note]:
    """Return notes with the names of who wrote them."""
    names = await names_of(session, {one.author for one in found})
    return [replace(one, author_name=names.get(one.author)) for one in found]


async def present(session: Session, conversation_id: UUID) -> list[Presence]:
    """Return who is looking at a conversation now, with their names."""
    found = await notes.present(session, conversation_id)
    names = await names_of(session, {one.who for one in found})
    return [replace(one, name=names.get(one.who)) for one in found]


async def keep_draft(session: Session, conversation_id: UUID, body: str) -> None:
    """Keep what the caller began to write, for them alone. Raises ConversationNotFound."""
    await require(session, conversation_id)
    await notes.keep_draft(session, conversation_id, body)


async def appear(session: Session, conversation_id: UUID, *, typing: bool) -> list[Presence]:
    """Say that the caller is looking, for half a minute, and return who is. Raises ConversationNotFound."""
    await require(session, conversation_id)
    await notes.appear(session, conversation_id, HOLDS, typing=typing)
    return await present(session, conversation_id)


async def disappear(session: Session, conversation_id: UUID) -> None:
    """Say that the caller looks no more. Raises ConversationNotFound."""
    await require(session, conversation_id)
    await notes.disappear(session, conversation_id)


async def list_views(session: Session) -> list[SavedView]:
    """Return the caller's own views and those that are shared, by name."""
    return await notes.list_views(session)


async def save_view(
    session: Session, view_id: UUID | None, name: str, filters: dict[str, Any], *, shared: bool
) -> SavedView:
    """Add a view, or change one of the caller's own. Raises ViewNotFound, Forbidden."""
    owner = session.scope.principal if view_id is None else (await own_view(session, view_id)).owner
    id_ = view_id or new_id()
    view = SavedView(id_, name, owner, shared, filters, None)
    await notes.upsert_view(session, view)
    await record(session, Event("view.saved", "saved_view", id_, None, {"name": name, "shared": shared}))
    return await _view(session, id_)


async def delete_view(session: Session, view_id: UUID) -> None:
    """Remove a view of the caller's own. Raises ViewNotFound, Forbidden."""
    view = await own_view(session, view_id)
    await notes.delete_view(session, view_id)
    await record(session, Event("view.deleted", "saved_view", view_id, {"name": view.name}))


async def own_view(session: Session, view_id: UUID) -> SavedView:
    """Return a view that the caller may change. Raises ViewNotFound, Forbidden."""
    view = await _view(session, view_id)
    if view.owner != session.scope.principal:
        raise Forbidden("A view is changed by who made it; save it under a name of your own.")
    return view


async def _view(session: Session, view_id: UUID) -> SavedView:
    for one in await notes.list_views(session):
        if one.id == view_id:
            return one
    raise ViewNotFound()


async def _changed(
    session: Session,
    action: str,
    conversation_id: UUID,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    await inbox.touch(session, conversation_id)
    await record(session, Event(action, "conversation", conversation_id, before, after))
