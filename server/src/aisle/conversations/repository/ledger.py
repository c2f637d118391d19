"""Queries on claims and on what shoppers thought of answers."""

from collections.abc import Sequence
from uuid import UUID

from aisle.answering.claims import Claim, Fault, Method, Verdict
from aisle.conversations.repository.conversations import WHERE
from aisle.conversations.types import Feedback
from aisle.core.db import Session


async def insert_claims(session: Session, message_id: UUID, claims: Sequence[Claim]) -> None:
    """Add the ledger of an answer."""
    await session.executemany(
        "INSERT INTO claim (organization_id, store_id, message_id, ordinal, text, verdict, shown_text, marks, faults, support, method)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            (
                *session.tenant,
                message_id,
                ordinal,
                one.text,
                one.verdict,
                one.shown_text,
                list(one.marks),
                [str(fault) for fault in one.faults],
                one.support,
                one.method,
            )
            for ordinal, one in enumerate(claims)
        ],
    )


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
