"""All that is kept of one shopper: handed out, or erased for good."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from aisle.conversations import privacy
from aisle.conversations.privacy import Named
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may
from aisle.web.once.declaring import exempt
from aisle.web.text import Storable

router = APIRouter(tags=["privacy"])
Keeper = Annotated[Caller, Depends(may(Action.ERASE_SHOPPERS))]
EXAMPLE = {"email": "ann@example.com"}


class ShopperBody(BaseModel):
    """Who is meant: by one of these."""

    model_config = ConfigDict(extra="forbid")

    customer_id: Storable | None = Field(None, min_length=1, max_length=200, description="The shop's own id.")
    email: Storable | None = Field(None, min_length=3, max_length=320)
    conversation_id: UUID | None = Field(None, description="One of their chats.")

    @model_validator(mode="after")
    def _one(self) -> "ShopperBody":
        if sum(one is not None for one in (self.customer_id, self.email, self.conversation_id)) != 1:
            raise ValueError(
                "name the shopper by `customer_id`, `email` or `conversation_id`, by one of them"
            )
        return self

    def named(self) -> Named:
        """Return it as the service takes it."""
        return Named(self.customer_id, self.email, self.conversation_id)


class ProvenShopper(BaseModel):
    """Who it was proven to be."""

    customer_id: str | None
    email: str | None
    name: str | None


class KeptSession(BaseModel):
    """A session, with what was agreed to before it."""

    created_at: datetime
    expires_at: datetime
    consent: dict[str, Any] | None


class ShopperExport(BaseModel):
    """All that is kept of a shopper."""

    shoppers: list[ProvenShopper]
    sessions: list[KeptSession]
    conversations: list[dict[str, Any]]


class ErasedShopper(BaseModel):
    """How much was erased."""

    shoppers: int
    sessions: int
    conversations: int


@router.post(
    "/shoppers/export",
    response_model=ShopperExport,
    dependencies=[Verified],
    summary="Hand out what is kept of a shopper",
    openapi_extra=json_body(ShopperBody, EXAMPLE),
)
@exempt("It hands out personal data, which no reply that is kept may hold.")
async def export_shopper(request: Request, parts: Parts, caller: Keeper) -> ShopperExport:
    """Return who the shopper was proven to be, sessions with consent, and all that was said."""
    body = await body_of(request, ShopperBody)
    async with parts.database.open_scope(caller.scope) as session:
        kept = await privacy.export(session, parts.shoppers.joiner, body.named())
    return ShopperExport(
        shoppers=[
            ProvenShopper(customer_id=one.customer_id, email=one.email, name=one.name)
            for one in kept.shoppers
        ],
        sessions=[KeptSession(**one) for one in kept.sessions],
        conversations=kept.conversations,
    )


@router.post(
    "/shoppers/erase",
    response_model=ErasedShopper,
    dependencies=[Verified],
    summary="Erase a shopper",
    openapi_extra=json_body(ShopperBody, EXAMPLE),
)
async def erase_shopper(request: Request, parts: Parts, caller: Keeper) -> ErasedShopper:
    """Erase all that is kept of a shopper, for good: conversations with all that hangs on them, sessions, names."""
    body = await body_of(request, ShopperBody)
    async with parts.database.open_scope(caller.scope) as session:
        erased = await privacy.erase(session, parts.shoppers.joiner, body.named())
    parts.authenticator.forget_credentials(erased.session_ids)
    return ErasedShopper(
        shoppers=erased.shoppers, sessions=erased.sessions, conversations=erased.conversations
    )
