"""Invitations: sent and taken back by the team, accepted by the invited person."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.invitations.types import Invitation, Offer
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_in_organization, may_own, open_to_everyone, uuid_of
from aisle.web.given import GivenBody, GivenRole, given_in, shown
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["invitations"])
Reader = Annotated[Caller, Depends(may_in_organization(Action.READ_MEMBERS))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_MEMBERS))]
Invited = Annotated[Caller, Depends(may_own(Action.WRITE_ACCOUNT))]
EXAMPLE = {"email": "sam@shop.example", "roles": [{"role": "support", "store": "my-shop"}]}
TOKEN = {"token": "aisle_iv_…"}


class InvitationBody(BaseModel):
    """Whom to invite, and with which roles."""

    model_config = ConfigDict(extra="forbid")

    email: Annotated[Storable, Field(max_length=320)]
    roles: list[GivenBody] = Field(min_length=1, max_length=100)


class TokenBody(BaseModel):
    """The token behind the # of the link in the mail."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[Storable, Field(max_length=200)]


class ShownInvitation(BaseModel):
    """An invitation; its link is in the mail alone."""

    id: UUID
    email: str
    roles: list[GivenRole]
    state: str
    invited_by: UUID | None
    created_at: datetime
    sent_at: datetime | None
    expires_at: datetime


class ShownOffer(BaseModel):
    """What a link offers."""

    organization_id: UUID
    organization: str
    inviter: str
    email: str
    expires_at: datetime


@router.get("/invitations", summary="List invitations")
async def list_invitations(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return invitations, the oldest first, with what became of them."""
    position = decode_cursor("invitations", cursor, UUID)
    found = await parts.invitations.list(caller, position[0] if position else None, limit + 1)
    listed = found[:limit]
    next_cursor = encode_cursor("invitations", listed[-1].id if len(found) > limit else None)
    return {"items": [_shape(one) for one in listed], "next_cursor": next_cursor}


@router.post(
    "/invitations",
    status_code=201,
    dependencies=[Verified],
    summary="Invite somebody",
    openapi_extra=json_body(InvitationBody, EXAMPLE),
)
async def invite(request: Request, parts: Parts, caller: Writer) -> ShownInvitation:
    """Send a link that works once, for seven days and for this address alone."""
    body = await body_of(request, InvitationBody)
    roles = await given_in(parts, caller, body.roles)
    return _shape(await parts.invitations.create(caller, body.email, roles))


@router.post("/invitations/{invitation_id}/resend", summary="Send an invitation again")
async def resend_invitation(invitation_id: str, parts: Parts, caller: Writer) -> ShownInvitation:
    """Send a new link; the one before is dead at once."""
    return _shape(await parts.invitations.resend(caller, uuid_of(invitation_id)))


@router.delete("/invitations/{invitation_id}", status_code=204, summary="Revoke an invitation")
async def revoke_invitation(invitation_id: str, parts: Parts, caller: Writer) -> None:
    """Take an open invitation back."""
    await parts.invitations.revoke(caller, uuid_of(invitation_id))


@router.post(
    "/auth/invitations/preview",
    summary="Read an invitation",
    dependencies=[Depends(open_to_everyone("whoever holds the link of the mail may read what it offers"))],
    openapi_extra=json_body(TokenBody, TOKEN),
)
async def preview_invitation(request: Request, parts: Parts) -> ShownOffer:
    """Return what the link of a mail offers, and to which address it was sent."""
    return _offer(await parts.acceptance.read((await body_of(request, TokenBody)).token))


@router.post(
    "/auth/invitations/accept",
    summary="Accept an invitation",
    openapi_extra=json_body(TokenBody, TOKEN),
)
async def accept_invitation(request: Request, parts: Parts, person: Invited) -> ShownOffer:
    """Join the organization. For the invited address alone, which counts as confirmed: its mail was read."""
    return _offer(await parts.acceptance.accept(person, (await body_of(request, TokenBody)).token))


def _shape(invitation: Invitation) -> ShownInvitation:
    return ShownInvitation(
        id=invitation.id,
        email=invitation.email,
        roles=shown(invitation.roles),
        state=invitation.state,
        invited_by=invitation.invited_by,
        created_at=invitation.created_at,
        sent_at=invitation.sent_at,
        expires_at=invitation.expires_at,
    )


def _offer(offer: Offer) -> ShownOffer:
    return ShownOffer(
        organization_id=offer.organization_id,
        organization=offer.organization,
        inviter=offer.inviter,
        email=offer.email,
        expires_at=offer.expires_at,
    )
