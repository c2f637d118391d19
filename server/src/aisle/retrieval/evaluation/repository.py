"""Queries on test questions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.retrieval.evaluation.types import TestQuestion


async def save(session: Session, questions: Sequence[TestQuestion]) -> None:
    """Add questions; one that is there gets the new expectations."""
    await session.executemany(
        "INSERT INTO test_question (organization_id, store_id, id, question, documents, products)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organization_id, store_id, question)"
        " DO UPDATE SET documents = excluded.documents, products = excluded.products",
        [
            (*session.tenant, new_id(), one.question, list(one.documents), list(one.products))
            for one in questions
        ],
    )


async def count(session: Session, without: Sequence[str] = ()) -> int:
    """Count the store's questions, leaving some out."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT count(*) FROM test_question WHERE organization_id = $1 AND store_id = $2 AND question <> ALL($3)",
        *session.tenant,
        list(without),
    )


async def after(session: Session, place: UUID | None, most: int) -> list[TestQuestion]:
    """Return questions behind a place in the order of ids, the oldest first."""
    rows = await session.fetch(
        "SELECT id, question, documents, products FROM test_question WHERE organization_id = $1 AND store_id = $2"
        " AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4",
        *session.tenant,
        place,
        most,
    )
    return [_question(row) for row in rows]


async def delete(session: Session, question_id: UUID) -> bool:
    """Remove a question; False if it is not there."""
    gone = await session.execute(
        "DELETE FROM test_question WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        question_id,
    )
    return gone == 1


def _question(row: Any) -> TestQuestion:
    return TestQuestion(row["question"], tuple(row["documents"]), tuple(row["products"]), row["id"])
