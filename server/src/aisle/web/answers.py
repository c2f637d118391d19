"""What stands behind an answer, and what its reader thinks of it: the ledger of claims, and feedback."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from aisle.answering.claims import Claim
from aisle.conversations import service
from aisle.conversations.feedback import MOST_COMMENT, MOST_REASONS
from aisle.conversations.types import Feedback
from aisle.identity.types import Action, Caller, CallerKind
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.text import Storable, clean

router = APIRouter(tags=["conversations"])


class FeedbackBody(BaseModel):
    """What a shopper thinks of an answer."""

    rating: Literal["up", "down"]
    reasons: list[Storable] = Field(default=[], max_length=MOST_REASONS)
    comment: Storable | None = Field(None, max_length=MOST_COMMENT)


@router.get("/messages/{message_id}/claims", summary="Read what bears out an answer")
async def read_claims(
    message_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_CONVERSATION))]
) -> dict[str, Any]:
    """Return each sentence with what supports it. What was left out, and the writer's own words, are for keys alone."""
    async with parts.database.open_scope(caller.scope) as session:
        claims = await service.read_claims(session, caller, uuid_of(message_id))
    whole = caller.kind is not CallerKind.SHOPPER
    return {"items": [_shape(claim, whole) for claim in claims]}


class ConsideredModel(BaseModel):
    """A model that was thought of. reason: why it was not asked, empty where it could be."""

    model: str
    reason: str


class AskedModel(BaseModel):
    """A try. duty: answer, shadow, vote or referee. ended: done, refused, failed or left. error: a code."""

    model: str
    duty: str
    ended: str
    error: str | None
    milliseconds: float


class RoutedCall(BaseModel):
    """A call of a model. wanted: the model that was wished for. notes: what decided the order."""

    purpose: str
    wanted: str | None
    considered: list[ConsideredModel]
    notes: list[str]
    asked: list[AskedModel]


class UsedPrompt(BaseModel):
    """A prompt that was told. override: the version of the organization's own text, null where the shipped one was used."""

    name: str
    version: int
    override: int | None


class Routing(BaseModel):
    """The calls of models that were made for an answer, in their order, and the prompts that they were told."""

    items: list[RoutedCall]
    prompts: list[UsedPrompt]


@router.get("/messages/{message_id}/routing", summary="Read which models were asked for an answer")
async def read_routing(
    message_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_MODELS))]
) -> Routing:
    """Return why each model was or was not asked, and how each try ended. No words are in it."""
    async with parts.database.open_scope(caller.scope) as session:
        found = await service.read_routing(session, caller, uuid_of(message_id))
    return Routing.model_validate(found)


@router.post(
    "/messages/{message_id}/feedback",
    summary="Say what you think of an answer",
    openapi_extra=json_body(FeedbackBody, {"rating": "down", "reasons": ["outdated"]}),
)
async def give_feedback(
    message_id: str, request: Request, parts: Parts, caller: Annotated[Caller, Depends(may(Action.CHAT))]
) -> dict[str, Any]:
    """Keep it in place of what was said before."""
    answer = uuid_of(message_id)
    async with parts.database.open_scope(caller.scope) as session:
        await service.check_answer(session, caller, answer)
    body = await body_of(request, FeedbackBody)
    given = Feedback(body.rating, tuple(body.reasons), clean(body.comment or "") or None)
    async with parts.database.open_scope(caller.scope) as session:
        kept = await service.give_feedback(session, caller, answer, given)
    return {"message_id": answer, "rating": kept.rating, "reasons": kept.reasons, "comment": kept.comment}


@router.delete("/messages/{message_id}/feedback", status_code=204, summary="Take feedback back")
async def take_feedback_back(
    message_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.CHAT))]
) -> None:
    """Forget what was said of an answer; where nothing was, nothing happens."""
    async with parts.database.open_scope(caller.scope) as session:
        await service.take_feedback_back(session, caller, uuid_of(message_id))


def _shape(claim: Claim, whole: bool) -> dict[str, Any]:
    shown = {"shown_text": claim.shown_text} if whole else {}
    return {
        "text": claim.text,
        **shown,
        "verdict": claim.verdict,
        "faults": claim.faults,
        "marks": claim.marks,
        "support": claim.support,
        "method": claim.method,
    }
