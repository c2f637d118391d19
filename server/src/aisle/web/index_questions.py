"""Test questions of a store, and two index versions compared by them."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.types import Action, Caller
from aisle.retrieval.evaluation import questions as service
from aisle.retrieval.evaluation.types import ComparedQuestion, Comparison, Judged, TestQuestion
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.once.declaring import exempt
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["index"])
Reader = Annotated[Caller, Depends(may(Action.READ_INDEX))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_INDEX))]
Names = Annotated[list[Annotated[Storable, Field(max_length=1000)]], Field(max_length=50)]
MOST_COMPARED = 300  # questions in one request: each is asked twice


class QuestionIn(BaseModel):
    """A question, and the documents (names or ids) and products (handles or ids) that a good answer rests on."""

    model_config = ConfigDict(extra="forbid")

    question: Storable = Field(max_length=4000)
    documents: Names = []
    products: Names = []


class QuestionsBody(BaseModel):
    """Questions to be added; one that is there already gets the new expectations."""

    model_config = ConfigDict(extra="forbid")

    questions: list[QuestionIn] = Field(min_length=1, max_length=500)


class CompareBody(BaseModel):
    """Two versions. `generated`: ask known-item queries made of the store's own titles and questions."""

    model_config = ConfigDict(extra="forbid")

    before: UUID
    after: UUID
    k: int = Field(10, ge=1, le=50)
    generated: bool = False


@router.get("/index/questions", summary="List test questions")
async def list_questions(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return the store's test questions, the oldest first."""
    position = decode_cursor("test questions", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        found = await service.list_questions(session, position[0] if position else None, limit + 1)
    following = found[limit - 1].id if len(found) > limit else None
    return {
        "items": [asdict(one) for one in found[:limit]],
        "next_cursor": encode_cursor("test questions", following),
    }


@router.post(
    "/index/questions",
    summary="Add test questions",
    openapi_extra=json_body(
        QuestionsBody, {"questions": [{"question": "Can I wash it?", "documents": ["care.md"]}]}
    ),
)
async def add_questions(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Add questions by which index versions are compared."""
    body = await body_of(request, QuestionsBody)
    given = [TestQuestion(one.question, tuple(one.documents), tuple(one.products)) for one in body.questions]
    async with parts.database.open_scope(caller.scope) as session:
        return {"saved": await service.save_questions(session, given)}


@router.delete("/index/questions/{question_id}", status_code=204, summary="Remove a test question")
async def remove_question(question_id: str, parts: Parts, caller: Writer) -> Response:
    """Remove a test question."""
    async with parts.database.open_scope(caller.scope) as session:
        await service.delete_question(session, uuid_of(question_id))
    return Response(status_code=204)


@router.post(
    "/index/versions/compare",
    summary="Compare two index versions",
    openapi_extra=json_body(
        CompareBody,
        {
            "before": "0198c0de-0000-7000-8000-000000000001",
            "after": "0198c0de-0000-7000-8000-000000000002",
            "generated": True,
        },
    ),
)
@exempt("It reads only.")
async def compare_versions(request: Request, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Ask both versions the store's test questions and measure what they find."""
    body = await body_of(request, CompareBody)
    return shape_comparison(
        await parts.comparer.compare(
            caller.scope, body.before, body.after, k=body.k, generated=body.generated, most=MOST_COMPARED
        )
    )


def shape_comparison(one: Comparison) -> dict[str, Any]:
    """Shape a comparison for callers."""
    return {
        "before": {"id": one.before_id, **asdict(one.before)},
        "after": {"id": one.after_id, **asdict(one.after)},
        "k": one.k,
        "questions_are": "generated known-item queries" if one.generated else "the store's own",
        "asked": len(one.questions),
        "better": one.better,
        "worse": one.worse,
        "chance": one.chance,
        "is_better": one.is_better,
        "why_not_better": one.why_not_better,
        "questions": [_question(each) for each in one.questions],
    }


def _question(one: ComparedQuestion) -> dict[str, Any]:
    return {
        "question": one.question.question,
        "unknown": one.unknown,
        "change": one.after.ndcg - one.before.ndcg,
        "before": _judged(one.before),
        "after": _judged(one.after),
    }


def _judged(one: Judged) -> dict[str, Any]:
    return {**asdict(one), "found": one.found}
