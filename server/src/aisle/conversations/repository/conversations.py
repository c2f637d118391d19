"""Queries on conversations themselves."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.conversations.types import Disclosure
from aisle.core.db import Session
from aisle.identity.types import Caller

WHERE = "organization_id = $1 AND store_id = $2"
# Whether the conversation `c` is the caller's own; $4: the caller's session, none for a key of the store, which has all.
# A session that was proven to be a customer's shares what is said with the customer's other sessions, and with nobody
# else: two sessions that were not proven have no shopper, and nothing equals nothing.
IS_OWN = (
    "($4::uuid IS NULL OR c.shopper_session_id = $4 OR EXISTS (SELECT FROM shopper_session mine JOIN shopper_session theirs"
    " ON theirs.organization_id = $1 AND theirs.store_id = $2 AND theirs.shopper_id = mine.shopper_id"
    " WHERE mine.organization_id = $1 AND mine.store_id = $2 AND mine.id = $4 AND theirs.id = c.shopper_session_id))"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a conversation stands as a turn begins. is_new: made just now, so that nothing can have been said in it."""

    is_new: bool
    market: str | None
    preview: bool
    improve: bool
    page: str | None


async def upsert_conversation(
    session: Session,
    conversation_id: UUID,
    shopper_session_id: UUID | None,
    disclosure: str,
    language: str,
    market: str | None = None,
    *,
    preview: bool = False,
    page: str | None = None,
    improve: bool | None = None,
) -> Standing:
    """Make the conversation unless it is there, note that it is alive, and hold it until the transaction ends.

    disclosure: version of the words that tell a shopper, from the first moment, that a machine answers.
    market, page, improve: the shopper's; None keeps what was said before. preview: staff try the assistant; it never changes.
    """
    # Only a row that was there carries the mark of the transaction that changed it.
    row: Any = await session.fetchrow(
        "INSERT INTO conversation (organization_id, store_id, id, shopper_session_id, disclosure, disclosure_language, market, preview, page, improve)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, true)) ON CONFLICT (organization_id, store_id, id) DO UPDATE"
        " SET last_at = now(), archived_at = NULL, market = coalesce(excluded.market, conversation.market),"
        " page = coalesce(excluded.page, conversation.page), improve = coalesce($10, conversation.improve) RETURNING xmax = 0 AS is_new, market, preview, improve, page",
        *session.tenant,
        conversation_id,
        shopper_session_id,
        disclosure,
        language,
        market,
        preview,
        page,
        improve,
    )
    return Standing(row["is_new"], row["market"], row["preview"], row["improve"], row["page"])


async def lock_conversation(session: Session, conversation_id: UUID) -> None:
    """Hold a conversation until the transaction ends: its path changes in one place at a time."""
    await session.execute(
        f"SELECT 1 FROM conversation WHERE {WHERE} AND id = $3 FOR UPDATE", *session.tenant, conversation_id
    )


async def is_own_conversation(session: Session, caller: Caller, conversation_id: UUID) -> bool:
    """Whether the conversation exists and is the shopper's own; a key of the store (no session) may see all."""
    found = await session.fetchval(
        f"SELECT 1 FROM conversation c WHERE {WHERE} AND id = $3 AND {IS_OWN}",
        *session.tenant,
        conversation_id,
        caller.session_id,
    )
    return found is not None


async def get_disclosure(session: Session, conversation_id: UUID) -> Disclosure:
    """Return what the shopper of a conversation was told of who answers."""
    row = await session.fetchrow(
        f"SELECT disclosed_at, disclosure, disclosure_language FROM conversation WHERE {WHERE} AND id = $3",
        *session.tenant,
        conversation_id,
    )
    assert row is not None
    return Disclosure(row["disclosed_at"], row["disclosure"], row["disclosure_language"])


async def choose(session: Session, conversation_id: UUID, *, improve: bool) -> None:
    """Keep whether a conversation may be used to improve answers."""
    await session.execute(
        f"UPDATE conversation SET improve = $4, touched_at = now() WHERE {WHERE} AND id = $3",
        *session.tenant,
        conversation_id,
        improve,
    )


async def delete_conversation(session: Session, conversation_id: UUID) -> None:
    """Delete a conversation with all that hangs on it."""
    await session.execute(
        f"DELETE FROM conversation WHERE {WHERE} AND id = $3", *session.tenant, conversation_id
    )


async def count_older(session: Session, older_than: timedelta) -> int:
    """Return how many conversations have a last message that is older."""
    return int(
        await session.fetchval(
            f"SELECT count(*) FROM conversation WHERE {WHERE} AND last_at < now() - $3::interval",
            *session.tenant,
            older_than,
        )
    )


async def delete_older(session: Session, older_than: timedelta) -> int:
    """Delete conversations whose last message is older, with all that hangs on them; returns how many."""
    return await session.execute(
        f"DELETE FROM conversation WHERE {WHERE} AND last_at < now() - $3::interval",
        *session.tenant,
        older_than,
    )
