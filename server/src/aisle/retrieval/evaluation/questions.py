"""A store's test questions: checked, stored, listed."""

from collections.abc import Sequence
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.retrieval.evaluation import repository
from aisle.retrieval.evaluation.errors import QuestionNotFound, QuestionsInvalid
from aisle.retrieval.evaluation.types import TestQuestion

MOST_QUESTIONS = 2_000
LONGEST_QUESTION = 1_000
MOST_EXPECTED = 50
LONGEST_NAME = 1_000
FAULTS = 5  # more than these are not read out


async def save_questions(session: Session, questions: Sequence[TestQuestion]) -> int:
    """Add questions or change what they expect; returns how many. Raises QuestionsInvalid."""
    cleaned = [checked(one, number) for number, one in enumerate(questions, 1)]
    faults = [fault for _, fault in cleaned if fault]
    if faults:
        raise QuestionsInvalid("; ".join(faults[:FAULTS]))
    latest = {one.question: one for one, _ in cleaned}
    if await repository.count(session, list(latest)) + len(latest) > MOST_QUESTIONS:
        raise QuestionsInvalid(f"A store has at most {MOST_QUESTIONS:,} test questions.")
    await repository.save(session, list(latest.values()))
    await record(
        session, Event("test_questions.saved", "store", session.tenant[1], after={"count": len(latest)})
    )
    return len(latest)


def checked(one: TestQuestion, number: int) -> tuple[TestQuestion, str | None]:
    """Return a question without needless spaces, and what is wrong with it. number: said in the fault."""
    question = " ".join(one.question.split())
    documents, products = (_names(names) for names in (one.documents, one.products))
    cleaned = TestQuestion(question, documents, products, one.id)
    if not 0 < len(question) <= LONGEST_QUESTION:
        return cleaned, f"question {number}: write 1 to {LONGEST_QUESTION:,} characters"
    if not 0 < len(documents) + len(products) <= MOST_EXPECTED:
        return cleaned, f"question {number}: name 1 to {MOST_EXPECTED} documents or products that answer it"
    if any(len(name) > LONGEST_NAME or "\x00" in name for name in (question, *documents, *products)):
        return cleaned, f"question {number}: a name cannot be one of this store's"
    return cleaned, None


async def list_questions(session: Session, after: UUID | None, limit: int) -> list[TestQuestion]:
    """Return some questions, the oldest first."""
    return await repository.after(session, after, limit)


async def delete_question(session: Session, question_id: UUID) -> None:
    """Remove a question. Raises QuestionNotFound."""
    if not await repository.delete(session, question_id):
        raise QuestionNotFound()
    await record(session, Event("test_question.removed", "test_question", question_id))


def _names(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in given if name.strip()))
