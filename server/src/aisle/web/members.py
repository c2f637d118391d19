"""Members of an organization: listed, changed, suspended, removed."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.members.service import Keys
from aisle.identity.members.types import Member
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_in_organization, uuid_of
from aisle.web.given import GivenBody, GivenRole, given_in, shown
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["members"])
Reader = Annotated[Caller, Depends(may_in_organization(Action.READ_MEMBERS))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_MEMBERS))]


class RolesBody(BaseModel):
    """All roles that the member has from now on."""

    model_config = ConfigDict(extra="forbid")

    roles: list[GivenBody] = Field(min_length=1, max_length=100)


class SuspensionBody(BaseModel):
    """Why, for the audit log and the other members."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[Storable, Field(min_length=1, max_length=500)]


class ShownMember(BaseModel):
    """A member."""

    id: UUID
    name: str
    email: str
    roles: list[GivenRole]
    joined_by: str
    joined_at: datetime
    seen_at: datetime | None = Field(description="When they last did anything here, to the minute.")
    suspended_at: datetime | None
    suspended_why: str | None


@router.get("/members", summary="List members")
async def list_members(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return the organization's members with addresses and roles."""
    position = decode_cursor("members", cursor, UUID)
    found = await parts.members.page(caller, position[0] if position else None, limit + 1)
    listed = found[:limit]
    next_cursor = encode_cursor("members", listed[-1].person_id if len(found) > limit else None)
    return {"items": [_shape(one) for one in listed], "next_cursor": next_cursor}


@router.get("/members/{member_id}", summary="Read a member")
async def read_member(member_id: str, parts: Parts, caller: Reader) -> ShownMember:
    """Return one member."""
    return _shape(await parts.members.get(caller, uuid_of(member_id)))


@router.put(
    "/members/{member_id}/roles",
    dependencies=[Verified],
    summary="Change a member's roles",
    openapi_extra=json_body(RolesBody, {"roles": [{"role": "editor", "store": "my-shop"}]}),
)
async def change_roles(member_id: str, request: Request, parts: Parts, caller: Writer) -> ShownMember:
    """Put other roles in the place of a member's. Nobody gives more than they have; owners are made by owners."""
    await parts.members.get(caller, uuid_of(member_id))
    body = await body_of(request, RolesBody)
    roles = await given_in(parts, caller, body.roles)
    return _shape(await parts.members.change_roles(caller, uuid_of(member_id), roles))


@router.post(
    "/members/{member_id}/suspend",
    status_code=204,
    dependencies=[Verified],
    summary="Suspend a member",
    openapi_extra=json_body(SuspensionBody, {"reason": "On leave."}),
)
async def suspend_member(member_id: str, request: Request, parts: Parts, caller: Writer) -> None:
    """Keep a member and their keys out until they are resumed; in force within 30 seconds."""
    await parts.members.get(caller, uuid_of(member_id))
    body = await body_of(request, SuspensionBody)
    await parts.members.suspend(caller, uuid_of(member_id), body.reason)


@router.post(
    "/members/{member_id}/resume", status_code=204, dependencies=[Verified], summary="Resume a member"
)
async def resume_member(member_id: str, parts: Parts, caller: Writer) -> None:
    """Let a suspended member work again."""
    await parts.members.resume(caller, uuid_of(member_id))


@router.delete("/members/{member_id}", status_code=204, dependencies=[Verified], summary="Remove a member")
async def remove_member(
    member_id: str,
    parts: Parts,
    caller: Writer,
    keys: Annotated[
        Keys, Query(description="end: their keys end. adopt: they become yours, within your rights.")
    ] = Keys.END,
) -> None:
    """Remove a member from the organization; their account stays theirs."""
    await parts.members.remove(caller, uuid_of(member_id), keys)


def _shape(member: Member) -> ShownMember:
    return ShownMember(
        id=member.person_id,
        name=member.name,
        email=member.email,
        roles=shown(member.roles),
        joined_by=member.joined_by,
        joined_at=member.joined_at,
        seen_at=member.seen_at,
        suspended_at=member.suspended_at,
        suspended_why=member.suspended_why,
    )
