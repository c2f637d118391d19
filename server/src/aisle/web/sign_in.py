"""Signing up, in and out, and going on with a refresh token."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from aisle.identity.accounts import signing_in, signing_up
from aisle.identity.accounts.signing_up import SignUp
from aisle.identity.logins import ending, refreshing
from aisle.identity.logins.errors import RefreshRefused
from aisle.identity.logins.lifetimes import ACCESS
from aisle.identity.types import Action, Caller
from aisle.web.bodies import json_body
from aisle.web.deps import Parts, may_own, open_to_everyone
from aisle.web.own_pages import clear_cookie
from aisle.web.signed_in import NO_STORE, Keep, SecondStep, SignedIn, check_page, hand_out, kind_of

router = APIRouter(prefix="/auth", tags=["sign-in"])
SIGNING = Depends(open_to_everyone("somebody who is not signed in yet; limited per address and client"))
REFRESHING = Depends(open_to_everyone("the refresh token is the credential"))
Email = Annotated[str, StringConstraints(min_length=3, max_length=320)]
# Longer than any that is accepted, so that the rule can answer with its reason.
Password = Annotated[SecretStr, Field(max_length=1_000)]


class NewAccount(BaseModel):
    """Somebody new."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    email: Email
    password: Password
    organization: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        None, description="Name of an organization to found; its founder is its owner."
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    keep: Keep = "cookie"


class Credentials(BaseModel):
    """Who says to be who."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    password: Password
    keep: Keep = "cookie"


class RefreshToken(BaseModel):
    """The newest refresh token of a sign-in."""

    model_config = ConfigDict(extra="forbid")

    refresh_token: Annotated[SecretStr, Field(max_length=1_000)]


class NewTokens(BaseModel):
    """A new access token, and what to refresh with the next time."""

    access_token: str
    expires_in: int
    refresh_token: str | None = Field(
        description="Takes the place of the one sent. Null: that one was sent twice; keep the answer to the first."
    )


@router.post(
    "/sign-up",
    status_code=201,
    dependencies=[SIGNING],
    summary="Make an account",
    openapi_extra=json_body(
        NewAccount,
        {
            "name": "Ada Pike",
            "email": "ada@shop.example",
            "password": "seven otters juggle plums",
            "organization": "Pike",
        },
    ),
)
async def sign_up(body: NewAccount, request: Request, response: Response, parts: Parts) -> SignedIn:
    """Make a person, at will with an organization, and sign them in. A mail asks to confirm the address."""
    check_page(request, parts, body.keep)
    password = body.password.get_secret_value()
    wanted = SignUp(body.name, body.email, password, body.organization, body.language)
    issued = await signing_up.sign_up(parts.accounts, wanted, kind_of(body.keep))
    return await hand_out(request, parts, response, issued)  # type: ignore[return-value]


@router.post(
    "/sign-in",
    dependencies=[SIGNING],
    summary="Sign in with a password",
    openapi_extra=json_body(
        Credentials, {"email": "ada@shop.example", "password": "seven otters juggle plums", "keep": "cookie"}
    ),
)
async def sign_in(
    body: Credentials, request: Request, response: Response, parts: Parts
) -> SignedIn | SecondStep:
    """Sign in, or say which second step is needed. Unknown addresses and wrong passwords get the same answer."""
    check_page(request, parts, body.keep)
    outcome = await signing_in.sign_in(
        parts.accounts, body.email, body.password.get_secret_value(), kind_of(body.keep)
    )
    return await hand_out(request, parts, response, outcome)


@router.post(
    "/refresh",
    dependencies=[REFRESHING],
    summary="Exchange a refresh token",
    openapi_extra=json_body(RefreshToken, {"refresh_token": "aisle_lr_…"}),
)
async def refresh(body: RefreshToken, response: Response, parts: Parts) -> NewTokens:
    """Return a new access token and a new refresh token. One that was used before ends the sign-in at once."""
    response.headers.update(NO_STORE)
    token = body.refresh_token.get_secret_value()
    try:
        found = await refreshing.refresh(parts.database, parts.logins, token)
    except RefreshRefused as refused:
        parts.authenticator.forget_credentials([refused.ended] if refused.ended else [])
        raise
    seconds = int(ACCESS.total_seconds())
    return NewTokens(access_token=found.access.text, expires_in=seconds, refresh_token=found.refresh_token)


@router.post("/sign-out", status_code=204, summary="Sign out here")
async def sign_out(
    response: Response,
    parts: Parts,
    caller: Annotated[Caller, Depends(may_own(Action.WRITE_ACCOUNT, by_sign_on=True))],
) -> None:
    """End the sign-in that this request came with."""
    ended = await ending.end_own(parts.database, caller)
    parts.authenticator.forget_credentials(ended)
    clear_cookie(response)
