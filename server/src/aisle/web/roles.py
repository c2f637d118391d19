"""Roles: the usual ones, the organization's own, and what each permission means."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.core.errors import InvalidInput
from aisle.identity.members.custom_roles import Role
from aisle.identity.members.types import Given
from aisle.identity.permissions import SENTENCES
from aisle.identity.roles import CUSTOM, ROLES
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_in_organization, uuid_of
from aisle.web.text import Storable

router = APIRouter(tags=["roles"])
Reader = Annotated[Caller, Depends(may_in_organization(Action.READ_MEMBERS))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_ROLES))]
Name = Annotated[Storable, Field(max_length=100)]
Permissions = Annotated[list[Annotated[Storable, Field(max_length=60)]], Field(max_length=100)]
EXAMPLE = {"name": "Merchandiser", "permissions": ["products.read", "catalog.write"]}


class RoleBody(BaseModel):
    """A role of the organization's own. GET /permissions lists what it may hold."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    permissions: Permissions


class RoleChange(BaseModel):
    """What is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    permissions: Permissions | None = None


class ShownRole(BaseModel):
    """A role. The usual ones have a name and no id."""

    id: UUID | None
    name: str
    usual: bool
    permissions: list[str]


@router.get("/permissions", summary="List permissions")
async def list_permissions(caller: Reader) -> dict[str, Any]:
    """Return what roles and keys can hold, with a sentence for each."""
    items = [
        {"name": str(action), "description": text, "custom_roles": action in CUSTOM}
        for action, text in SENTENCES.items()
    ]
    return {"items": items}


@router.get("/roles", summary="List roles")
async def list_roles(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the usual roles and the organization's own."""
    usual = [
        ShownRole(id=None, name=name, usual=True, permissions=sorted(map(str, actions)))
        for name, actions in ROLES.items()
    ]
    return {"items": [*usual, *(_shape(one) for one in await parts.roles.list(caller))]}


@router.post(
    "/roles",
    status_code=201,
    dependencies=[Verified],
    summary="Make a role",
    openapi_extra=json_body(RoleBody, EXAMPLE),
)
async def create_role(request: Request, parts: Parts, caller: Writer) -> ShownRole:
    """Make a role that holds nothing you lack."""
    body = await body_of(request, RoleBody)
    return _shape(await parts.roles.create(caller, body.name, body.permissions))


@router.patch(
    "/roles/{role_id}",
    dependencies=[Verified],
    summary="Change a role",
    openapi_extra=json_body(RoleChange, {"name": "Buyer"}),
)
async def change_role(role_id: str, request: Request, parts: Parts, caller: Writer) -> ShownRole:
    """Change a role for everybody who has it, within 30 seconds."""
    await parts.roles.get(caller, uuid_of(role_id))
    body = await body_of(request, RoleChange)
    return _shape(await parts.roles.change(caller, uuid_of(role_id), body.name, body.permissions))


@router.delete("/roles/{role_id}", status_code=204, dependencies=[Verified], summary="Delete a role")
async def delete_role(
    role_id: str,
    parts: Parts,
    caller: Writer,
    replace_with: Annotated[
        str | None,
        Query(max_length=60, description="Name of a usual role, or id of another, for who has it."),
    ] = None,
) -> None:
    """Delete a role that nobody has, or put another in its place."""
    await parts.roles.delete(caller, uuid_of(role_id), _instead(replace_with))


def _instead(name: str | None) -> Given | None:
    if name is None or name in ROLES:
        return Given(name) if name else None
    try:
        return Given(role_id=UUID(name))
    except ValueError:
        raise InvalidInput(f"“{name}” is neither a usual role nor the id of one.") from None


def _shape(role: Role) -> ShownRole:
    return ShownRole(id=role.id, name=role.name, usual=False, permissions=list(role.actions))
