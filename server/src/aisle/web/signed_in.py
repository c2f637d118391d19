"""How a sign-in is handed out: a cookie to browsers, tokens to programs. Every way of signing in ends here."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Request, Response
from pydantic import BaseModel, Field

from aisle.bootstrap.resources import Resources
from aisle.identity.logins.lifetimes import ACCESS
from aisle.identity.logins.types import IssuedLogin, LoginKind, StepNeeded
from aisle.web.deps import own_origin
from aisle.web.own_pages import check_own_page, set_cookie
from aisle.web.renewing import end_before

Keep = Annotated[
    Literal["cookie", "tokens"],
    Field(
        description="cookie: for pages of this server. tokens: for programs and phones, which keep them safe."
    ),
]
NO_STORE = {"Cache-Control": "no-store"}


class SignedIn(BaseModel):
    """Somebody who is signed in now. Browsers got a cookie beside this; programs keep the tokens."""

    state: Literal["signed_in"] = "signed_in"
    person_id: UUID
    organization_id: UUID | None = Field(description="Where the sign-in acts at first.")
    expires_at: datetime
    csrf_token: str | None = Field(None, description="Send it as X-CSRF-Token with each change.")
    access_token: str | None = None
    refresh_token: str | None = None
    expires_in: int | None = Field(None, description="Seconds that the access token holds.")


class SecondStep(BaseModel):
    """The first proof held; a second is needed within ten minutes."""

    state: Literal["second_step_required"] = "second_step_required"
    challenge: str = Field(description="Send it with the second proof to POST /auth/second-step.")
    methods: list[str]
    expires_at: datetime


def kind_of(keep: Literal["cookie", "tokens"]) -> LoginKind:
    """Return how a sign-in is kept."""
    return LoginKind.BROWSER if keep == "cookie" else LoginKind.TOKEN


def check_page(request: Request, parts: Resources, keep: Literal["cookie", "tokens"]) -> None:
    """Raise ForeignPage when a foreign page would set the cookie: nobody is signed in as somebody else unawares."""
    if keep == "cookie":
        check_own_page(request, own_origin(request, parts))


async def hand_out(
    request: Request, parts: Resources, response: Response, outcome: IssuedLogin | StepNeeded
) -> SignedIn | SecondStep:
    """Shape what signing in came to, and set the cookie for browsers; a sign-in that the browser had before ends."""
    response.headers.update(NO_STORE)
    if isinstance(outcome, StepNeeded):
        return SecondStep(
            challenge=outcome.challenge, methods=list(outcome.methods), expires_at=outcome.expires_at
        )
    shown = SignedIn(
        person_id=outcome.person_id, organization_id=outcome.organization_id, expires_at=outcome.expires_at
    )
    if outcome.kind is LoginKind.BROWSER:
        await end_before(request, parts)
        set_cookie(response, outcome.secret, int((outcome.expires_at - datetime.now(UTC)).total_seconds()))
        return shown.model_copy(update={"csrf_token": parts.logins.csrf_token(outcome.login_id)})
    access = parts.logins.access_for(outcome)
    tokens = {"access_token": access.text, "refresh_token": outcome.secret}
    return shown.model_copy(update={**tokens, "expires_in": int(ACCESS.total_seconds())})
