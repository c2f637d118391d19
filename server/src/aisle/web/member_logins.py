"""Where members are signed in, seen and ended by who manages them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.types import Action, Caller
from aisle.web.deps import Parts, Verified, may_in_organization, uuid_of
from aisle.web.signed_in import NO_STORE

router = APIRouter(prefix="/members/{member_id}/logins", tags=["members"])
Manager = Annotated[Caller, Depends(may_in_organization(Action.WRITE_MEMBERS))]


class ShownMemberLogin(BaseModel):
    """A sign-in of a member on one device, without what opens it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    device: str = Field(description="As the program calls itself, in words.")
    kind: str = Field(description="browser or token")
    methods: list[str]
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


class MemberLoginList(BaseModel):
    """The latest seen first."""

    items: list[ShownMemberLogin]


@router.get("", summary="List a member's sign-ins")
async def list_member_logins(
    member_id: str, response: Response, parts: Parts, caller: Manager
) -> MemberLoginList:
    """Return the sign-ins of a member that act in your organization now; what they do elsewhere is theirs."""
    response.headers.update(NO_STORE)
    found = await parts.member_logins.of(caller, uuid_of(member_id))
    return MemberLoginList(items=[ShownMemberLogin.model_validate(one) for one in found])


@router.delete(
    "/{member_login_id}", status_code=204, dependencies=[Verified], summary="End one of a member's sign-ins"
)
async def end_member_login(member_id: str, member_login_id: str, parts: Parts, caller: Manager) -> None:
    """End one sign-in of a member that acts here, in force within 30 seconds; the member is told by mail."""
    ended = await parts.member_logins.end(caller, uuid_of(member_id), uuid_of(member_login_id))
    parts.authenticator.forget_credentials(ended)


@router.delete("", status_code=204, dependencies=[Verified], summary="End a member's sign-ins")
async def end_member_logins(member_id: str, parts: Parts, caller: Manager) -> None:
    """End all sign-ins of a member that act here, in force within 30 seconds; the member is told by mail."""
    parts.authenticator.forget_credentials(await parts.member_logins.end(caller, uuid_of(member_id)))
