"""A shopper says who they are, by the shop's own word or by a code to their address, and leaves again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from aisle.identity.shoppers.types import Identified, Proof
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Bearer, Parts, may
from aisle.web.text import Storable

router = APIRouter(tags=["sessions"])
Shopper = Annotated[Caller, Depends(may(Action.IDENTIFY))]


class IdentifyBody(BaseModel):
    """What the shop's server signed for its page."""

    token: Storable = Field(min_length=1, max_length=4000)


class CodeBody(BaseModel):
    """Where the code goes."""

    email: Storable = Field(min_length=3, max_length=254)


class VerifyBody(BaseModel):
    """The code from the mail."""

    code: Storable = Field(min_length=1, max_length=20)


class Sent(BaseModel):
    """The same answer, whatever became of it."""

    detail: str = "If this address takes mail, a code of six digits is on its way. It holds for ten minutes."


class ShopperShown(BaseModel):
    """Who the session belongs to. customer_id: the shop's own; none where only an address was proven."""

    proof: Proof
    customer_id: str | None
    email: str | None
    name: str | None


@router.post(
    "/sessions/identify",
    summary="Say who the shopper is, by the shop's signature",
    openapi_extra=json_body(
        IdentifyBody, {"token": "eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLiJ9.eyJzdWIiOiIuLi4ifQ.c2ln"}
    ),
)
async def identify(request: Request, parts: Parts, caller: Shopper, credentials: Bearer) -> ShopperShown:
    """Join the session to the customer that the token names. What was said before becomes the customer's."""
    body = await body_of(request, IdentifyBody)
    found = await parts.shoppers.identifying.identify(caller, body.token)
    _forget(parts, credentials)
    return shown(found)


@router.post(
    "/sessions/code",
    status_code=202,
    summary="Have a code mailed to the shopper",
    openapi_extra=json_body(CodeBody, {"email": "name@shop.example"}),
)
async def send_code(request: Request, parts: Parts, caller: Shopper) -> Sent:
    """Mail six digits; the answer is the same for every address."""
    body = await body_of(request, CodeBody)
    await parts.shoppers.codes.send(caller, body.email)
    return Sent()


@router.post(
    "/sessions/code/verify",
    summary="Say who the shopper is, by the code from the mail",
    openapi_extra=json_body(VerifyBody, {"code": "123456"}),
)
async def verify_code(request: Request, parts: Parts, caller: Shopper, credentials: Bearer) -> ShopperShown:
    """Join the session to the reader of the address: it proves an address, never a customer of the shop."""
    body = await body_of(request, VerifyBody)
    found = await parts.shoppers.codes.verify(caller, body.code)
    _forget(parts, credentials)
    return shown(found)


@router.delete("/sessions/current", status_code=204, summary="End the shopper's session")
async def end_session(parts: Parts, caller: Shopper, credentials: Bearer) -> None:
    """Let the token open nothing any more: for when the shopper signs out of the shop."""
    await parts.shopper_sessions.end(caller)
    _forget(parts, credentials)


def shown(found: Identified) -> ShopperShown:
    """Shape a proven shopper."""
    return ShopperShown(proof=found.proof, customer_id=found.customer_id, email=found.email, name=found.name)


def _forget(parts: Parts, credentials: Bearer) -> None:
    """What this process remembers of the token is no longer true."""
    if credentials is not None:
        parts.authenticator.forget_token(credentials.credentials)
