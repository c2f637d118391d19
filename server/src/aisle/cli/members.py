"""`aisle member`: what the operator of the machine does for an organization that cannot help itself."""

from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import parts_for, run
from aisle.cli.given import OrganizationOption, RoleOption, given_of, operator_of
from aisle.cli.output import Json, show
from aisle.identity.accounts import operating
from aisle.identity.members.adding import add as add_member
from aisle.identity.members.service import Keys
from aisle.identity.members.types import Given, Member, Newcomer
from aisle.identity.types import Caller

app = typer.Typer(no_args_is_help=True, help="Members of organizations.")
Who = Annotated[str, typer.Argument(help="E-mail address or id of the person.")]
MOST = 10_000  # members that are listed


@app.callback()
def group() -> None:
    """Members."""


@app.command("list")
def list_all(organization: OrganizationOption, as_json: Json = False) -> None:
    """List the members of an organization with their roles."""
    members = [_shown(one) for one in run(_list(organization))]
    show(members, "\n".join(map(_line, members)) or "It has no members.", as_json)


@app.command()
def add(who: Who, organization: OrganizationOption, role: RoleOption, as_json: Json = False) -> None:
    """Make a person with an account a member, without an invitation."""
    _tell(run(_add(organization, who, role)), "is a member now", as_json)


@app.command("role")
def change_roles(who: Who, organization: OrganizationOption, role: RoleOption, as_json: Json = False) -> None:
    """Put other roles in the place of a member's."""
    _tell(run(_change(organization, who, role)), "has these roles now", as_json)


@app.command()
def suspend(
    who: Who,
    organization: OrganizationOption,
    why: Annotated[str, typer.Option(help="The reason; members and the audit log see it.")],
    as_json: Json = False,
) -> None:
    """Keep a member and their keys out of one organization, within 30 seconds."""
    _tell(run(_suspend(organization, who, why)), "is kept out", as_json)


@app.command()
def resume(who: Who, organization: OrganizationOption, as_json: Json = False) -> None:
    """Let a suspended member work again."""
    _tell(run(_resume(organization, who)), "may work again", as_json)


@app.command()
def remove(who: Who, organization: OrganizationOption, as_json: Json = False) -> None:
    """Remove a member; their keys end, their account stays theirs."""
    person_id = run(_remove(organization, who))
    show({"id": person_id, "removed": True}, f"{who} is no member any more.", as_json)


async def _list(organization: str) -> list[Member]:
    async with parts_for() as parts:
        return await parts.members.page(await operator_of(parts, organization), None, MOST)


async def _add(organization: str, who: str, roles: list[str]) -> Member:
    async with parts_for() as parts:
        caller, person_id = await _both(parts, organization, who)
        person, _ = await operating.look_at(parts.accounts, person_id)
        given = await given_of(parts, caller, roles)
        return await add_member(parts.members, caller, Newcomer(person.id, person.name, person.email), given)


async def _change(organization: str, who: str, roles: list[str]) -> Member:
    async with parts_for() as parts:
        caller, person_id = await _both(parts, organization, who)
        return await parts.members.change_roles(caller, person_id, await given_of(parts, caller, roles))


async def _suspend(organization: str, who: str, why: str) -> Member:
    async with parts_for() as parts:
        caller, person_id = await _both(parts, organization, who)
        await parts.members.suspend(caller, person_id, operating.checked_reason(why))
        return await parts.members.get(caller, person_id)


async def _resume(organization: str, who: str) -> Member:
    async with parts_for() as parts:
        caller, person_id = await _both(parts, organization, who)
        await parts.members.resume(caller, person_id)
        return await parts.members.get(caller, person_id)


async def _remove(organization: str, who: str) -> UUID:
    async with parts_for() as parts:
        caller, person_id = await _both(parts, organization, who)
        await parts.members.remove(caller, person_id, Keys.END)
        return person_id


async def _both(parts: Resources, organization: str, who: str) -> tuple[Caller, UUID]:
    return await operator_of(parts, organization), await operating.find(parts.accounts, who)


def _tell(member: Member, what: str, as_json: bool) -> None:
    shown = _shown(member)
    show(shown, f"{member.email} {what}: {', '.join(shown['roles'])}", as_json)


def _shown(member: Member) -> dict[str, Any]:
    return {
        "id": member.person_id,
        "email": member.email,
        "name": member.name,
        "roles": [_word(one) for one in member.roles],
        "joined_by": member.joined_by,
        "suspended": member.suspended_at is not None,
        "suspended_why": member.suspended_why,
    }


def _word(given: Given) -> str:
    role = given.role or str(given.role_id)
    return f"{role}@{given.store_id}" if given.store_id else role


def _line(shown: dict[str, Any]) -> str:
    mark = f"  (suspended: {shown['suspended_why']})" if shown["suspended"] else ""
    return f"{shown['id']}  {shown['email']}  {shown['name']}  {', '.join(shown['roles'])}{mark}"
