"""Storing an answer with all that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.answering.claims import Claim
from aisle.conversations.repository import citations, ledger
from aisle.core.db import Session


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The message that ends a turn. cited: its citations, as `citing` makes them. claims: its ledger, in order."""

    id: UUID
    turn_id: UUID
    conversation_id: UUID
    content: dict[str, Any]
    metadata: dict[str, Any]
    cited: Sequence[dict[str, Any]] = ()
    claims: Sequence[Claim] = ()


async def insert_answer(session: Session, answer: StoredAnswer) -> None:
    """Add an answer, its citations and its ledger in one statement, and so in one round trip."""
    await session.execute(
        "WITH said AS (INSERT INTO message (organization_id, store_id, id, conversation_id, turn_id, role, content, metadata)"
        f" VALUES ($1, $2, $3, $4, $5, 'assistant', $6, $7)), cited AS ({citations.INSERT} FROM {citations.rows(8)})"
        f" {ledger.INSERT} FROM {ledger.rows(9)}",
        *session.tenant,
        answer.id,
        answer.conversation_id,
        answer.turn_id,
        answer.content,
        answer.metadata,
        list(answer.cited),
        ledger.rows_of(answer.claims),
    )
