"""`aisle role`."""

from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.cli.context import parts_for, run
from aisle.cli.given import OrganizationOption, given_of, operator_of
from aisle.cli.output import Json, show
from aisle.identity.members.custom_roles import Role
from aisle.identity.members.errors import RoleNotFound
from aisle.identity.roles import ROLES

app = typer.Typer(no_args_is_help=True, help="Roles of organizations.")


@app.callback()
def group() -> None:
    """Roles."""


@app.command("list")
def list_all(organization: OrganizationOption, as_json: Json = False) -> None:
    """List the usual roles and the organization's own."""
    roles = [_usual(name) for name in ROLES] + [_shown(one) for one in run(_list(organization))]
    show(roles, "\n".join(map(_line, roles)), as_json)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="What the role is called.")],
    organization: OrganizationOption,
    permission: Annotated[list[str], typer.Option(help="Such as documents.write; repeat for more.")],
    as_json: Json = False,
) -> None:
    """Make a role of permissions."""
    role = run(_create(organization, name, permission))
    show(_shown(role), f"Role {role.name}: {role.id}", as_json)


@app.command()
def delete(
    role: Annotated[str, typer.Argument(help="Name or id.")],
    organization: OrganizationOption,
    replace_with: Annotated[str | None, typer.Option(help="Role for those who have it: name or id.")] = None,
    as_json: Json = False,
) -> None:
    """Delete one of the organization's own roles."""
    role_id = run(_delete(organization, role, replace_with))
    show({"id": role_id, "deleted": True}, f"The role {role} is deleted.", as_json)


async def _list(organization: str) -> list[Role]:
    async with parts_for() as parts:
        return await parts.roles.list(await operator_of(parts, organization))


async def _create(organization: str, name: str, permissions: list[str]) -> Role:
    async with parts_for() as parts:
        return await parts.roles.create(await operator_of(parts, organization), name, permissions)


async def _delete(organization: str, role: str, replace_with: str | None) -> UUID:
    async with parts_for() as parts:
        caller = await operator_of(parts, organization)
        (found,) = await given_of(parts, caller, [role])
        if found.role_id is None:
            raise RoleNotFound(f"The organization has no role of its own called “{role}”.")
        instead = (await given_of(parts, caller, [replace_with]))[0] if replace_with else None
        await parts.roles.delete(caller, found.role_id, instead)
        return found.role_id


def _usual(name: str) -> dict[str, Any]:
    return {"id": None, "name": name, "usual": True, "permissions": sorted(map(str, ROLES[name]))}


def _shown(role: Role) -> dict[str, Any]:
    return {"id": role.id, "name": role.name, "usual": False, "permissions": list(role.actions)}


def _line(shown: dict[str, Any]) -> str:
    return f"{shown['id'] or 'usual'!s:<36}  {shown['name']}  {', '.join(shown['permissions'])}"
