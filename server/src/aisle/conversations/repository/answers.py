"""Storing an answer with all that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.answering.claims import Claim
from aisle.conversations.repository import citations, ledger, words
from aisle.core.db import Session


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The message that ends a turn. cited: its citations, as `citing` makes them. claims: its ledger, in order.

    trace: how it came about; request_id: under which the ledger has its calls of models; found_by: words by which staff find it.
    """

    id: UUID
    turn_id: UUID
    conversation_id: UUID
    content: dict[str, Any]
    metadata: dict[str, Any]
    cited: Sequence[dict[str, Any]] = ()
    claims: Sequence[Claim] = ()
    trace: dict[str, Any] | None = None
    request_id: str | None = None
    found_by: Sequence[str] = ()


async def insert_answer(session: Session, answer: StoredAnswer) -> None:
    """Add an answer, its citations and its ledger in one statement, and so in one round trip."""
    await session.execute(
        "WITH said AS (INSERT INTO message (organization_id, store_id, id, conversation_id, turn_id, role, content, metadata)"
        f" VALUES ($1, $2, $3, $4, $5, 'assistant', $6, $7)), cited AS ({citations.INSERT} FROM {citations.rows(8)}),"
        " traced AS (INSERT INTO answer_trace (organization_id, store_id, message_id, trace, request_id)"
        f" SELECT $1, $2, $3, $10, $11 WHERE $10::jsonb IS NOT NULL), worded AS ({words.insert('$12', '$4')})"
        f" {ledger.INSERT} FROM {ledger.rows(9)}",
        *session.tenant,
        answer.id,
        answer.conversation_id,
        answer.turn_id,
        answer.content,
        answer.metadata,
        list(answer.cited),
        ledger.rows_of(answer.claims),
        answer.trace,
        answer.request_id,
        list(answer.found_by),
    )
