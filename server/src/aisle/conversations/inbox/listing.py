"""Lists of conversations for staff."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from aisle.conversations.errors import ConversationNotFound
from aisle.conversations.inbox.types import Change, InboxFilters, ListedConversation, Side
from aisle.conversations.repository import inbox, notes, reviewing
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
    patterns = inbox.patterns_of(wanted.text)
    listed = [found[id_] for id_ in ids if id_ in found]
    return await _with_matches(session, listed, wanted.text or "", patterns) if patterns else listed


async def _with_matches(
    session: Session, listed: list[ListedConversation], text: str, patterns: Sequence[str]
) -> list[ListedConversation]:
    matches: dict[UUID, list[dict[str, str]]] = {}
    for row in await inbox.matching_words(session, [one.id for one in listed], patterns):
        kept = matches.setdefault(row["conversation_id"], [])
        if len(kept) < MOST_MATCHES:
            kept.append({"role": row["role"], "text": around(row["words"], text)})
    return [replace(one, matches=tuple(matches.get(one.id, ()))) for one in listed]


def around(words: str, text: str) -> str:
    """Return the words about the first place where one of the words that were looked for stands."""
    lowered = words.lower()
    places = [place for one in text.lower().split() if (place := lowered.find(one)) >= 0]
    first = min(places, default=0)
    start, end = max(0, first - AROUND), min(len(words), first + AROUND + len(text))
    return f"{'…' if start else ''}{words[start:end]}{'…' if end < len(words) else ''}"


async def get_side(session: Session, conversation_id: UUID) -> Side:
    """Return what stands beside a thread. Raises ConversationNotFound."""
    found = (await inbox.describe(session, [conversation_id])).get(conversation_id)
    if found is None:
        raise ConversationNotFound()
    agreed = await inbox.consent_of(session, conversation_id)
    earlier = await inbox.earlier_of(session, conversation_id, MOST_EARLIER)
    return Side(
        found,
        await notes.list_notes(session, conversation_id),
        await notes.find_draft(session, conversation_id),
        await notes.present(session, conversation_id),
        await reviewing.list_feedback(session, None, None, conversation_id, None, MOST_FEEDBACK),
        [{"id": row["id"], "last_at": row["last_at"]} for row in earlier],
        agreed["consent"],
        agreed["disclosed_at"],
    )


async def changes_since(session: Session, since: datetime, conversation_id: UUID | None) -> list[Change]:
    """Return conversations in which something happened after a moment, the oldest change first."""
    return await inbox.changes_since(session, since, conversation_id, OVERLAP, MOST_CHANGES)
