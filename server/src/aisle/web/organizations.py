"""Organizations: those of a person, and the one that a caller acts in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.organizations.entering import enter
from aisle.identity.organizations.founding import found_another
from aisle.identity.organizations.types import Organization
from aisle.identity.types import Action, Caller
from aisle.tenants.errors import OrganizationNotFound
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_in_organization, may_own
from aisle.web.own_pages import set_cookie
from aisle.web.signed_in import NO_STORE
from aisle.web.text import Storable

router = APIRouter(tags=["organizations"])
Reader = Annotated[Caller, Depends(may_in_organization(Action.READ_ORGANIZATION))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_ORGANIZATION))]
Owner = Annotated[Caller, Depends(may_in_organization(Action.DELETE_ORGANIZATION))]
Oneself = Annotated[Caller, Depends(may_own(Action.READ_ACCOUNT))]
OneselfWriting = Annotated[Caller, Depends(may_own(Action.WRITE_ACCOUNT))]
Name = Annotated[Storable, Field(min_length=1, max_length=200)]


class NewOrganization(BaseModel):
    """An organization to found."""

    model_config = ConfigDict(extra="forbid")

    name: Name


class NewOrganizationId(BaseModel):
    """The organization that was founded."""

    id: UUID


class SecurityChange(BaseModel):
    """What is left out stays. mfa_roles: names of usual roles, ids of own ones."""

    model_config = ConfigDict(extra="forbid")

    mfa_roles: list[Annotated[Storable, Field(max_length=60)]] | None = Field(None, max_length=100)


class OrganizationChange(BaseModel):
    """What is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    security: SecurityChange = SecurityChange()


class ShownSecurity(BaseModel):
    """What sign-ins have to meet."""

    mfa_roles: list[str]


class ShownOrganization(BaseModel):
    """An organization as its members see it."""

    id: UUID
    name: str
    security: ShownSecurity
    created_at: datetime


class Belonging(BaseModel):
    """An organization that you belong to. state: active, suspended, deleted, or left_out where you are suspended."""

    id: UUID
    name: str
    roles: list[str]
    state: str
    deleted_at: datetime | None


class Belongings(BaseModel):
    """Where you belong."""

    items: list[Belonging]


class EnteredOrganization(BaseModel):
    """Where the sign-in acts now. Programs go on with this access token; browsers got a new cookie."""

    organization_id: UUID
    access_token: str | None


@router.get("/auth/organizations", summary="List your organizations")
async def list_mine(parts: Parts, person: Oneself) -> Belongings:
    """Return the organizations that you belong to, with your roles."""
    found = await parts.organizations.mine(person)
    items = [
        Belonging(id=one.id, name=one.name, roles=list(one.roles), state=one.state, deleted_at=one.deleted_at)
        for one in found
    ]
    return Belongings(items=items)


@router.post(
    "/auth/organizations",
    status_code=201,
    summary="Found an organization",
    openapi_extra=json_body(NewOrganization, {"name": "Pike & Tarn"}),
)
async def found(request: Request, parts: Parts, person: OneselfWriting) -> NewOrganizationId:
    """Make an organization with you as its owner; enter it to work there."""
    body = await body_of(request, NewOrganization)
    return NewOrganizationId(id=await found_another(parts.accounts, person, body.name))


@router.post("/auth/organizations/{organization_id}/enter", summary="Enter an organization")
async def enter_organization(
    organization_id: str, response: Response, parts: Parts, person: OneselfWriting
) -> EnteredOrganization:
    """Act in another organization that you are a member of. Others' ids answer like absent ones."""
    wanted = _organization_id(organization_id)
    entered = await enter(parts.database, parts.logins, person, wanted)
    parts.authenticator.forget_credentials([person.credential_id])
    response.headers.update(NO_STORE)
    if entered.cookie is not None:
        set_cookie(response, entered.cookie, entered.seconds)
    token = entered.access.text if entered.access else None
    return EnteredOrganization(organization_id=wanted, access_token=token)


@router.post("/auth/organizations/{organization_id}/leave", status_code=204, summary="Leave an organization")
async def leave_organization(organization_id: str, parts: Parts, person: OneselfWriting) -> None:
    """Stop being a member; your keys there end. The last owner cannot leave."""
    await parts.members.leave(person, _organization_id(organization_id))
    parts.authenticator.forget_credentials([person.credential_id])


@router.post(
    "/auth/organizations/{organization_id}/restore",
    status_code=204,
    dependencies=[Verified],
    summary="Bring an organization back",
)
async def restore_organization(organization_id: str, parts: Parts, person: OneselfWriting) -> None:
    """Undo the deletion of an organization that you own, within seven days."""
    await parts.organizations.restore(person, _organization_id(organization_id))
    parts.authenticator.forget_credentials([person.credential_id])


@router.get("/organization", summary="Read the organization")
async def read_organization(parts: Parts, caller: Reader) -> ShownOrganization:
    """Return the organization that you act in."""
    return _shape(await parts.organizations.read(caller))


@router.patch(
    "/organization",
    dependencies=[Verified],
    summary="Change the organization",
    openapi_extra=json_body(OrganizationChange, {"security": {"mfa_roles": ["owner", "admin"]}}),
)
async def change_organization(request: Request, parts: Parts, caller: Writer) -> ShownOrganization:
    """Rename the organization, or change what sign-ins have to meet."""
    body = await body_of(request, OrganizationChange)
    security = body.security.model_dump(exclude_none=True)
    if "mfa_roles" in security:
        security["mfa_roles"] = tuple(security["mfa_roles"])
    return _shape(await parts.organizations.change(caller, body.name, security))


@router.delete("/organization", status_code=204, dependencies=[Verified], summary="Delete the organization")
async def delete_organization(
    parts: Parts, caller: Owner, name: Annotated[str, Query(max_length=200, description="Its name, typed.")]
) -> None:
    """Suspend the organization at once, and erase it with all its stores after seven days. For owners alone."""
    await parts.organizations.delete(caller, name)
    parts.authenticator.forget_credentials([caller.credential_id])


def _organization_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise OrganizationNotFound() from None


def _shape(one: Organization) -> ShownOrganization:
    security = ShownSecurity(mfa_roles=list(one.security.mfa_roles))
    return ShownOrganization(id=one.id, name=one.name, security=security, created_at=one.created_at)
