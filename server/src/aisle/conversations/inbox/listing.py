"""Lists of conversations for staff."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from aisle.conversations.errors import ConversationNotFound
from aisle.conversations.inbox import reviewing
from aisle.conversations.inbox.types import (
    Change,
    FeedbackFilters,
    InboxFilters,
    ListedConversation,
    Match,
    Side,
)
from aisle.conversations.inbox.working import present, signed_notes
from aisle.conversations.repository import inbox, notes, words
from aisle.conversations.words import Wanted, places_of, wanted_of
from aisle.core.db import Session
from aisle.core.errors import InvalidInput

MOST_MATCHES, AROUND = 3, 60  # matches shown of a conversation; characters on each side
MOST_EARLIER, MOST_FEEDBACK, MOST_CHANGES = 10, 50, 100
OVERLAP = timedelta(minutes=15)  # no answer takes longer


async def list_conversations(
    session: Session, wanted: InboxFilters, after: tuple[datetime, UUID] | None, limit: int
) -> list[ListedConversation]:
    """Return conversations, the last spoken in first, with what fitted the words that were looked for.

    Raises InvalidInput for moments without a time zone.
    """
    if any(one is not None and one.tzinfo is None for one in (wanted.since, wanted.until)):
        raise InvalidInput("Write `since` and `until` with their time zone, as 2026-11-01T00:00:00Z.")
    ids = await inbox.list_ids(session, wanted, after, limit)
    found = await inbox.describe(session, ids) if ids else {}
    listed = [found[id_] for id_ in ids if id_ in found]
    return await _with_matches(session, listed, wanted_of(wanted.text)) if wanted.text else listed


async def _with_matches(
    session: Session, listed: list[ListedConversation], wanted: Sequence[Wanted]
) -> list[ListedConversation]:
    matches: dict[UUID, list[Match]] = {}
    for row in await words.spoken_in(session, [one.id for one in listed]):
        kept = matches.setdefault(row["conversation_id"], [])
        if len(kept) < MOST_MATCHES and (places := places_of(row["words"], wanted)):
            kept.append(Match(row["id"], row["role"], *around(row["words"], places)))
    return [replace(one, matches=tuple(matches.get(one.id, ()))) for one in listed]


def around(text: str, places: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the words about the first of the places, and where in them places are."""
    start = max(0, places[0][0] - AROUND)
    end = min(len(text), places[0][1] + AROUND)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    marks = tuple((low + shift, high + shift) for low, high in places if high <= end)
    return f"{before}{text[start:end]}{after}", marks


async def get_side(session: Session, conversation_id: UUID) -> Side:
    """Return what stands beside a thread. Raises ConversationNotFound."""
    found = (await inbox.describe(session, [conversation_id])).get(conversation_id)
    if found is None:
        raise ConversationNotFound()
    agreed = await inbox.consent_of(session, conversation_id)
    earlier = await inbox.earlier_of(session, conversation_id, MOST_EARLIER)
    return Side(
        found,
        await signed_notes(session, await notes.list_notes(session, conversation_id)),
        await notes.find_draft(session, conversation_id),
        await present(session, conversation_id),
        await reviewing.list_feedback(
            session, FeedbackFilters(conversation_id=conversation_id), None, MOST_FEEDBACK
        ),
        [{"id": row["id"], "last_at": row["last_at"]} for row in earlier],
        agreed["consent"],
        agreed["disclosed_at"],
    )


async def changes_since(session: Session, since: datetime, conversation_id: UUID | None) -> list[Change]:
    """Return conversations in which something happened after a moment, the oldest change first."""
    return await inbox.changes_since(session, since, conversation_id, OVERLAP, MOST_CHANGES)
