"""Accounts at other providers that sign a person in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.federation import linking, signing_in
from aisle.identity.federation.sign_on import signing_on
from aisle.identity.federation.sign_on.types import ConnectionKind
from aisle.identity.types import Action, Caller
from aisle.web.bodies import json_body
from aisle.web.deps import Parts, Verified, may_own, uuid_of
from aisle.web.federation import Provider
from aisle.web.pending_cookie import set_pending

router = APIRouter(prefix="/auth/identities", tags=["account"])
Reads = Annotated[Caller, Depends(may_own(Action.READ_ACCOUNT))]
Writes = Annotated[Caller, Depends(may_own(Action.WRITE_ACCOUNT))]


class IdentityShown(BaseModel):
    """One linked account."""

    id: UUID
    provider: str = Field(
        description="Its name in the settings, or the id of an organization's single sign-on."
    )
    created_at: datetime
    used_at: datetime | None


class Identities(BaseModel):
    """The linked accounts."""

    identities: list[IdentityShown]


class LinkWish(BaseModel):
    """Where to go once it is linked."""

    model_config = ConfigDict(extra="forbid")

    next: str | None = Field(None, max_length=2000)


class Going(BaseModel):
    """Where the browser has to go now."""

    location: str


@router.get("", summary="Linked accounts")
async def list_linked(parts: Parts, caller: Reads) -> Identities:
    """List the accounts at other providers that sign the person in."""
    found = await linking.list_linked(parts.sign_in, caller.account_id)
    shown = [
        IdentityShown(id=o.id, provider=o.provider, created_at=o.created_at, used_at=o.used_at) for o in found
    ]
    return Identities(identities=shown)


@router.post(
    "/{provider}/link",
    dependencies=[Verified],
    summary="Link an account at a provider",
    openapi_extra=json_body(LinkWish, {"next": "/account"}),
)
async def link(provider: Provider, body: LinkWish, response: Response, parts: Parts, caller: Writes) -> Going:
    """Begin to link an account at a provider; the browser goes to the location that is answered."""
    tools = parts.sign_in
    linking_for = str(caller.account_id), str(caller.credential_id)
    pending = tools.pending.begin(provider, body.next, linking_for)
    location = await signing_in.begin(tools, provider, pending)
    set_pending(response, tools, pending)
    return Going(location=location)


@router.post(
    "/sign-on/{connection_id}/link",
    dependencies=[Verified],
    summary="Link an organization's single sign-on",
    openapi_extra=json_body(LinkWish, {"next": "/account"}),
)
async def link_sign_on(
    connection_id: str, body: LinkWish, response: Response, parts: Parts, caller: Writes
) -> Going:
    """Begin to link what an organization's identity provider says of a member to the member's own account."""
    tools = parts.sign_in
    connection = await signing_on.get_open(tools, uuid_of(connection_id))
    linking_for = str(caller.account_id), str(caller.credential_id)
    pending = tools.pending.begin(str(connection.id), body.next, linking_for)
    location = await signing_on.begin(tools, connection, pending)
    set_pending(response, tools, pending, posted=connection.kind is ConnectionKind.SAML)
    return Going(location=location)


@router.delete("/{identity_id}", status_code=204, dependencies=[Verified], summary="Unlink an account")
async def unlink(identity_id: str, parts: Parts, caller: Writes) -> None:
    """Unlink an account at a provider; the last way of signing in stays."""
    await linking.unlink(parts.sign_in, caller.account_id, uuid_of(identity_id))
