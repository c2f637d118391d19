"""Signing in with Google, GitHub, an OpenID provider or Firebase."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from aisle.core.errors import AisleError
from aisle.identity.federation import linking, signing_in
from aisle.identity.federation.openid.flow import Callback
from aisle.identity.federation.pending import Pending
from aisle.identity.federation.tools import FederationTools
from aisle.identity.logins.types import LoginKind
from aisle.web.bodies import json_body
from aisle.web.coming_back import NO_STORE, refused, sent_on, sent_to
from aisle.web.deps import Parts, open_to_everyone
from aisle.web.pending_cookie import pending_of, set_pending
from aisle.web.signed_in import Keep, SecondStep, SignedIn, check_page, hand_out, kind_of

router = APIRouter(prefix="/auth", tags=["sign-in"])
OPEN = Depends(open_to_everyone("somebody who is not signed in yet; bound to the browser by a cookie"))
Provider = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,39}$", description="Its name in the settings.")]
Next = Annotated[str | None, Query(max_length=2000, description="A path of this server to go to afterwards.")]
REDIRECT = {303: {"description": "The browser is sent on."}}


class ProviderShown(BaseModel):
    """A way to sign in."""

    name: str
    title: str = Field(description="What a button says.")
    start: str = Field(description="Where the button leads.")


class Providers(BaseModel):
    """The ways to sign in beside a password."""

    providers: list[ProviderShown]
    firebase: bool = Field(description="Whether id tokens of Firebase are taken.")


class FirebaseToken(BaseModel):
    """What an app got from Firebase."""

    model_config = ConfigDict(extra="forbid")

    id_token: Annotated[SecretStr, Field(max_length=20_000)]
    keep: Keep = "tokens"


@router.get("/providers", dependencies=[OPEN], summary="Ways to sign in")
async def list_providers(parts: Parts) -> Providers:
    """List the providers of this installation."""
    tools = parts.sign_in
    shown = [
        ProviderShown(name=name, title=one.title_for(name), start=f"/api/v1/auth/oidc/{name}/start")
        for name, one in tools.providers.items()
    ]
    return Providers(providers=shown, firebase=tools.firebase is not None)


@router.get(
    "/oidc/{provider}/start",
    dependencies=[OPEN],
    status_code=303,
    response_class=RedirectResponse,
    summary="Go to a provider",
)
async def start(provider: Provider, parts: Parts, next: Next = None) -> Response:
    """Send the browser to a provider's sign-in."""
    tools = parts.sign_in
    try:
        pending = tools.pending.begin(provider, next)
        return going(tools, await signing_in.begin(tools, provider, pending), pending)
    except AisleError as error:
        return refused(error, provider)


@router.get(
    "/oidc/{provider}/callback",
    dependencies=[OPEN],
    status_code=303,
    response_class=RedirectResponse,
    summary="Come back from a provider",
)
async def come_back(provider: Provider, request: Request, parts: Parts) -> Response:
    """Take a provider's answer: sign in, or link the identity to who began it."""
    tools, callback = parts.sign_in, Callback(request.query_params.multi_items())
    try:
        pending = await tools.pending.take(pending_of(request), provider, callback.get("state"))
        identity = await signing_in.finish(tools, provider, pending, callback)
        if pending.person_id and pending.login_id:
            await linking.link(tools, identity, UUID(pending.person_id), UUID(pending.login_id))
            return sent_to(pending.next)
        login = await signing_in.sign_in(tools, identity, LoginKind.BROWSER)
        return await sent_on(request, parts, login, pending.next)
    except AisleError as error:
        return refused(error, provider)


@router.post(
    "/firebase",
    dependencies=[OPEN],
    summary="Sign in with a Firebase id token",
    openapi_extra=json_body(FirebaseToken, {"id_token": "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl"}),
)
async def firebase(
    body: FirebaseToken, request: Request, response: Response, parts: Parts
) -> SignedIn | SecondStep:
    """Exchange an app's id token for tokens of ours, once."""
    check_page(request, parts, body.keep)
    token = body.id_token.get_secret_value()
    outcome = await signing_in.sign_in_with_firebase(parts.sign_in, token, kind_of(body.keep))
    return await hand_out(request, parts, response, outcome)


def going(tools: FederationTools, address: str, pending: Pending, *, posted: bool = False) -> Response:
    """Send the browser to a provider with what it began."""
    answer = RedirectResponse(address, 303, headers=NO_STORE)
    set_pending(answer, tools, pending, posted=posted)
    return answer
