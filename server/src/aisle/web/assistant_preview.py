"""The test chat: staff try the draft, the live release or an earlier one, and no shopper notices."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.conversations.situation import MOST_IN_BASKET, InBasket, Situation, basket_of
from aisle.conversations.types import NewMessage
from aisle.identity.types import Action, Caller
from aisle.knowledge.validity import LONGEST_MARKET, market_of
from aisle.web.bodies import body_of, json_body
from aisle.web.chat import ChatReply, answer, checks
from aisle.web.chat_bodies import page_of
from aisle.web.deps import Bearer, Parts, may
from aisle.web.once.declaring import repeats
from aisle.web.text import Storable, clean

router = APIRouter(tags=["assistant"])


class PreviewBody(BaseModel):
    """A message to try the assistant with."""

    model_config = ConfigDict(extra="forbid")

    message: Storable
    release: Storable = Field(
        "draft",
        pattern="^(draft|live|[1-9][0-9]{0,8})$",
        description="`draft`, `live`, or a release's number.",
    )
    conversation_id: UUID | None = Field(
        None, description="Of an earlier try; without one a new chat begins."
    )
    client_message_id: Storable | None = Field(None, min_length=1, max_length=100)
    market: Storable | None = Field(None, max_length=LONGEST_MARKET)
    page: Storable | None = Field(
        None, max_length=2_000, description="Path or address of the shop's page where it would be asked."
    )
    language: str | None = Field(
        None,
        pattern="^[a-z]{2}$",
        description="Of the made-up shopper's browser: where their words tell none.",
    )
    signed_in: bool = Field(
        False, strict=True, description="Whether the shop knows the made-up shopper. They are nobody real."
    )
    basket: list[Annotated[Storable, Field(min_length=1, max_length=200)]] = Field(
        [], max_length=MOST_IN_BASKET, description="Handles, ids, SKUs or bar codes of products."
    )

    def to_message(self, basket: Sequence[InBasket]) -> NewMessage:
        """Return what the turn is begun with."""
        return NewMessage(
            clean(self.message),
            self.conversation_id,
            self.client_message_id,
            market=market_of(self.market),
            preview=self.release,
            page=page_of(self.page),
            situation=Situation(self.language, self.signed_in, tuple(basket)),
        )


@router.post(
    "/assistant/preview",
    response_model=ChatReply,
    summary="Try the assistant",
    openapi_extra=json_body(PreviewBody, {"message": "How long can I return goods?", "release": "draft"}),
)
@repeats("the client_message_id, which is made of the key where none is sent")
async def try_assistant(
    request: Request,
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.WRITE_ASSISTANT))],
    credentials: Bearer,
) -> Any:
    """Answer as the draft, the live release or an earlier one would: as JSON, or as a stream as POST /chat sends it.

    The chat is no shopper's, is in no list and no number, and is not searched for suggestions. Both sides by side are two chats.
    Page, language, being signed in and basket are those of a shopper who is made up for the message.
    """
    body = await body_of(request, PreviewBody)
    basket: Sequence[InBasket] = ()
    if body.basket:
        async with parts.database.open_scope(caller.scope) as session:
            basket = await basket_of(session, body.basket)
    check = checks(request, parts, credentials, Action.WRITE_ASSISTANT)
    return await answer(request, parts, caller, body.to_message(basket), check)
