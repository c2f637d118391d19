"""Signing in through an organization's own identity provider."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from aisle.core.errors import AisleError
from aisle.identity.federation.openid.flow import Callback
from aisle.identity.federation.pending import Pending
from aisle.identity.federation.sign_on import entering, signing_on
from aisle.identity.federation.sign_on.names import acs_of, audience_of
from aisle.identity.federation.sign_on.types import Connection, ConnectionKind
from aisle.identity.federation.tools import FederationTools
from aisle.identity.federation.types import ExternalIdentity
from aisle.web.bodies import json_body
from aisle.web.coming_back import refused, sent_on, sent_to
from aisle.web.deps import Parts, open_to_everyone, uuid_of
from aisle.web.federation import Next, going
from aisle.web.pending_cookie import pending_of

router = APIRouter(prefix="/auth/sign-on", tags=["sign-in"])
OPEN = Depends(open_to_everyone("somebody who is not signed in yet; bound to the browser by a cookie"))
PUBLIC = Depends(open_to_everyone("what an identity provider has to know of us; nothing of it is secret"))
LONGEST = 400_000


class Address(BaseModel):
    """Whose organization is asked for."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(min_length=3, max_length=320)


class Route(BaseModel):
    """Where somebody of this domain signs in."""

    name: str
    start: str
    required: bool = Field(description="Whether passwords open nothing there.")


@router.post(
    "",
    dependencies=[OPEN],
    summary="Find a single sign-on",
    openapi_extra=json_body(Address, {"email": "ada@corp.example"}),
)
async def find(body: Address, parts: Parts) -> Route:
    """Say which single sign-on serves the domain of an address; whether the address has an account is not looked at."""
    found = await signing_on.find_for_email(parts.sign_in, body.email)
    return Route(name=found.name, start=f"/api/v1/auth/sign-on/{found.id}/start", required=found.required)


@router.get(
    "/{connection_id}/start",
    dependencies=[OPEN],
    status_code=303,
    response_class=RedirectResponse,
    summary="Go to an identity provider",
)
async def start(connection_id: str, parts: Parts, next: Next = None) -> Response:
    """Send the browser to the organization's identity provider."""
    tools = parts.sign_in
    try:
        connection = await signing_on.get_open(tools, uuid_of(connection_id))
        pending = tools.pending.begin(str(connection.id), next)
        address = await signing_on.begin(tools, connection, pending)
        return going(tools, address, pending, posted=connection.kind is ConnectionKind.SAML)
    except AisleError as error:
        return refused(error, "sign-on")


@router.get(
    "/{connection_id}/callback",
    dependencies=[OPEN],
    status_code=303,
    response_class=RedirectResponse,
    summary="Come back from an OpenID provider",
)
async def come_back(connection_id: str, request: Request, parts: Parts) -> Response:
    """Take the answer of an organization's OpenID provider."""
    tools, callback = parts.sign_in, Callback(request.query_params.multi_items())
    try:
        connection = await signing_on.get_open(tools, uuid_of(connection_id))
        pending = await tools.pending.take(pending_of(request), str(connection.id), callback.get("state"))
        identity = await signing_on.finish_openid(tools, connection, pending, callback)
        return await _entered(request, parts, connection, identity, pending)
    except AisleError as error:
        return refused(error, "sign-on")


@router.post(
    "/{connection_id}/acs",
    dependencies=[OPEN],
    status_code=303,
    response_class=RedirectResponse,
    summary="Come back from a SAML identity provider",
    openapi_extra={
        "requestBody": {
            "content": {
                "application/x-www-form-urlencoded": {
                    "example": {"SAMLResponse": "PHNhbWxwOlJlc3BvbnNlLz4=", "RelayState": "x"}
                }
            }
        }
    },
)
async def come_back_by_saml(
    connection_id: str,
    request: Request,
    parts: Parts,
    response: Annotated[str, Form(alias="SAMLResponse", max_length=LONGEST)],
    state: Annotated[str | None, Form(alias="RelayState", max_length=2000)] = None,
) -> Response:
    """Take what an organization's SAML identity provider had the browser post."""
    tools = parts.sign_in
    try:
        connection = await signing_on.get_open(tools, uuid_of(connection_id))
        pending = await _taken(tools, connection, pending_of(request), state)
        identity = await signing_on.finish_saml(tools, connection, response, pending)
        return await _entered(request, parts, connection, identity, pending)
    except AisleError as error:
        return refused(error, "sign-on")


@router.get(
    "/{connection_id}/metadata",
    dependencies=[PUBLIC],
    summary="Our SAML metadata",
    response_class=Response,
    responses={200: {"content": {"application/samlmetadata+xml": {}}}},
)
async def metadata(connection_id: str, parts: Parts) -> Response:
    """Describe ourselves to an identity provider, for one connection, whether it is switched on or not."""
    tools = parts.sign_in
    connection = await signing_on.get_open(tools, uuid_of(connection_id), testing=True)
    where = tools.base_url, connection.id
    return Response(
        tools.saml.metadata(audience_of(*where), acs_of(*where)), media_type="application/samlmetadata+xml"
    )


async def _taken(
    tools: FederationTools, connection: Connection, cookie: str | None, state: str | None
) -> Pending | None:
    """Return what the browser began; None only where the connection takes answers that nobody asked for, and none was."""
    if cookie is None and connection.settings.takes_unasked:
        return None
    return await tools.pending.take(cookie, str(connection.id), state)


async def _entered(
    request: Request,
    parts: Parts,
    connection: Connection,
    identity: ExternalIdentity,
    pending: Pending | None,
) -> Response:
    tools = parts.sign_in
    if pending and pending.person_id and pending.login_id:
        await entering.link(tools, connection, identity, UUID(pending.person_id), UUID(pending.login_id))
        return sent_to(pending.next)
    login = await entering.enter(tools, connection, identity)
    return await sent_on(request, parts, login, pending.next if pending else "/account")
