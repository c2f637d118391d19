"""Passkeys: set up, and to sign in with nothing else."""

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict

from aisle.identity.factors import asking, enrolling, proving
from aisle.web.account import Owner
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, open_to_everyone
from aisle.web.factor_pages import Options, asks, own_page
from aisle.web.factors import Answer, FactorAdded, Name
from aisle.web.signed_in import NO_STORE, Keep, SecondStep, SignedIn, check_page, hand_out, kind_of

router = APIRouter(prefix="/auth/passkeys", tags=["factors"])
SIGNING = Depends(open_to_everyone("somebody who is not signed in yet; the passkey is the credential"))


class NewPasskeyBody(BaseModel):
    """What the authenticator made, and a name for it."""

    model_config = ConfigDict(extra="forbid")

    passkey: Answer
    name: Name = ""


class PasskeyBody(BaseModel):
    """What the authenticator answered."""

    model_config = ConfigDict(extra="forbid")

    passkey: Answer
    keep: Keep = "cookie"


@router.post("/options", dependencies=[Verified], summary="Ask for a new passkey")
async def options(request: Request, parts: Parts, caller: Owner) -> Options:
    """Return what to hand to navigator.credentials.create."""
    return asks(await asking.options_to_register(parts.factors, caller.account_id, own_page(request, parts)))


@router.post(
    "",
    status_code=201,
    dependencies=[Verified],
    summary="Keep a new passkey",
    openapi_extra=json_body(
        NewPasskeyBody,
        {"name": "My laptop", "passkey": {"id": "…", "rawId": "…", "type": "public-key", "response": {}}},
    ),
)
async def add(request: Request, response: Response, parts: Parts, caller: Owner) -> FactorAdded:
    """Keep the passkey: it signs in alone where the authenticator knows its user, and is a second step elsewhere."""
    body = await body_of(request, NewPasskeyBody)
    response.headers.update(NO_STORE)
    page = own_page(request, parts)
    added = await enrolling.add_passkey(parts.factors, caller, body.passkey, body.name, page)
    parts.authenticator.forget_credentials([caller.credential_id])
    return FactorAdded(id=added.id, recovery_codes=list(added.recovery_codes))


@router.post("/sign-in/options", dependencies=[SIGNING], summary="Ask any passkey to sign in")
async def sign_in_options(request: Request, parts: Parts) -> Options:
    """Return what to hand to navigator.credentials.get."""
    return asks(asking.options_to_sign_in(parts.factors, own_page(request, parts)))


@router.post(
    "/sign-in",
    dependencies=[SIGNING],
    summary="Sign in with a passkey",
    openapi_extra=json_body(
        PasskeyBody,
        {"keep": "cookie", "passkey": {"id": "…", "rawId": "…", "type": "public-key", "response": {}}},
    ),
)
async def sign_in(request: Request, response: Response, parts: Parts) -> SignedIn | SecondStep:
    """Sign in without a name and without a password."""
    body = await body_of(request, PasskeyBody)
    check_page(request, parts, body.keep)
    page = own_page(request, parts)
    issued = await proving.sign_in_by_passkey(parts.factors, body.passkey, page, kind_of(body.keep))
    return await hand_out(request, parts, response, issued)
