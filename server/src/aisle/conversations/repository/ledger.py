"""Queries on claims and on what shoppers thought of answers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.answering.claims import Claim, Fault, Method, Verdict
from aisle.conversations.repository.conversations import WHERE
from aisle.conversations.types import Feedback
from aisle.core.db import Session

# Sent as JSON, so that any number of rows is one argument. Behind the message's organization, store and id.
INSERT = (
    "INSERT INTO claim (organization_id, store_id, message_id, ordinal, text, verdict, shown_text, marks, faults, support,"
    " method) SELECT $1, $2, $3, c.*"
)
_ROWS = (
    "ordinal integer, text text, verdict text, shown_text text, marks integer[], faults text[],"
    " support double precision, method text"
)


def rows(place: int) -> str:
    """SQL for the rows to insert, which argument number `place` holds as `rows_of` makes them."""
    return f"jsonb_to_recordset(${place}) AS c ({_ROWS})"


def rows_of(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """Return the ledger of an answer as JSON."""
    return [
        {
            "ordinal": ordinal,
            "text": one.text,
            "verdict": one.verdict,
            "shown_text": one.shown_text,
            "marks": list(one.marks),
            "faults": [str(fault) for fault in one.faults],
            "support": one.support,
            "method": one.method,
        }
        for ordinal, one in enumerate(claims)
    ]


async def claims_of(session: Session, message_id: UUID) -> list[Claim]:
    """Return the ledger of an answer in its order."""
    rows = await session.fetch(
        f"SELECT text, verdict, shown_text, marks, faults, support, method FROM claim WHERE {WHERE} AND message_id = $3 ORDER BY ordinal",
        *session.tenant,
        message_id,
    )
    return [
        Claim(
            row["text"],
            Verdict(row["verdict"]),
            row["shown_text"],
            tuple(row["marks"]),
            tuple(Fault(one) for one in row["faults"]),
            row["support"],
            Method(row["method"]),
        )
        for row in rows
    ]


async def upsert_feedback(session: Session, message_id: UUID, release_id: UUID, given: Feedback) -> None:
    """Keep what a shopper thinks of an answer, in place of what they thought before."""
    await session.execute(
        "INSERT INTO feedback (organization_id, store_id, message_id, release_id, rating, reasons, comment) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (organization_id, store_id, message_id) DO UPDATE SET rating = excluded.rating, reasons = excluded.reasons,"
        " comment = excluded.comment, updated_at = now()",
        *session.tenant,
        message_id,
        release_id,
        given.rating,
        list(given.reasons),
        given.comment,
    )


async def delete_feedback(session: Session, message_id: UUID) -> None:
    """Forget what a shopper thought of an answer."""
    await session.execute(
        f"DELETE FROM feedback WHERE {WHERE} AND message_id = $3", *session.tenant, message_id
    )
