"""`aisle user`."""

import sys
from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.cli.context import parts_for, run
from aisle.cli.output import Json, show
from aisle.core.errors import InvalidInput
from aisle.identity.accounts import operating
from aisle.identity.accounts.types import Person
from aisle.identity.factors import enrolling

app = typer.Typer(no_args_is_help=True, help="People with accounts.")
Who = Annotated[str, typer.Argument(help="E-mail address or id.")]


@app.callback()
def group() -> None:
    """People."""


@app.command()
def create(
    email: Annotated[str, typer.Argument(help="E-mail address; it counts as confirmed.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    organization: Annotated[
        str | None, typer.Option(help="Name of an organization to make, with this owner.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make an account. The password is asked for, or read from standard input."""
    person_id, organization_id = run(_create(name, email, _password(), organization))
    shown = {"id": person_id, "organization_id": organization_id}
    text = f"Person {email}: {person_id}" + (f"\nOrganization: {organization_id}" if organization_id else "")
    show(shown, text, as_json)


@app.command("list")
def list_all(as_json: Json = False) -> None:
    """List everybody."""
    people = [_shown(one) for one in run(_list())]
    show(
        people,
        "\n".join(map(_line, people)) or "There is nobody yet; `aisle user create` makes one.",
        as_json,
    )


@app.command("show")
def show_one(who: Who, as_json: Json = False) -> None:
    """Show one person and the organizations that they can enter."""
    person, organizations = run(_show(who))
    shown = {**_shown(person), "organizations": organizations}
    lines = [_line(shown), *(f"  organization {one}" for one in organizations)]
    show(shown, "\n".join(lines), as_json)


@app.command()
def suspend(
    who: Who,
    why: Annotated[str, typer.Option(help="The reason; kept in the audit log.")],
    as_json: Json = False,
) -> None:
    """End a person's sign-ins and let nothing of theirs work, within 30 seconds."""
    person_id = run(_suspend(who, why))
    show({"id": person_id, "suspended": True}, f"{who} is suspended.", as_json)


@app.command()
def resume(who: Who, as_json: Json = False) -> None:
    """Let a suspended person in again."""
    person_id = run(_resume(who))
    show({"id": person_id, "suspended": False}, f"{who} may sign in again.", as_json)


@app.command("set-password")
def set_password(who: Who, as_json: Json = False) -> None:
    """Set a password and end all sign-ins. The password is asked for, or read from standard input."""
    person_id = run(_set_password(who, _password()))
    show({"id": person_id}, f"{who} has a new password.", as_json)


@app.command("reset-factors")
def reset_factors(
    who: Who,
    why: Annotated[str, typer.Option(help="The reason; kept in the audit log.")],
    as_json: Json = False,
) -> None:
    """Take every second factor from somebody who lost theirs, and end their sign-ins. Be sure who asks."""
    person_id = run(_reset_factors(who, why))
    show({"id": person_id}, f"{who} signs in with the password alone until a factor is set up.", as_json)


def _password() -> str:
    """Ask for a password unseen; never as an option, which other users of the machine could read."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise InvalidInput("Write the password to standard input, in one line.")
    return line


async def _create(name: str, email: str, password: str, organization: str | None) -> tuple[UUID, UUID | None]:
    async with parts_for() as parts:
        return await operating.create(parts.accounts, name, email, password, organization)


async def _list() -> list[Person]:
    async with parts_for() as parts:
        return [one async for one in operating.everybody(parts.accounts, parts.dispatcher.database)]


async def _show(who: str) -> tuple[Person, list[UUID]]:
    async with parts_for() as parts:
        return await operating.look_at(parts.accounts, await operating.find(parts.accounts, who))


async def _suspend(who: str, why: str) -> UUID:
    async with parts_for() as parts:
        person_id = await operating.find(parts.accounts, who)
        await operating.suspend(parts.accounts, person_id, why)
        return person_id


async def _resume(who: str) -> UUID:
    async with parts_for() as parts:
        person_id = await operating.find(parts.accounts, who)
        await operating.resume(parts.accounts, person_id)
        return person_id


async def _set_password(who: str, password: str) -> UUID:
    async with parts_for() as parts:
        person_id = await operating.find(parts.accounts, who)
        await operating.set_password(parts.accounts, person_id, password)
        return person_id


async def _reset_factors(who: str, why: str) -> UUID:
    async with parts_for() as parts:
        person_id = await operating.find(parts.accounts, who)
        await enrolling.reset(parts.factors, person_id, why)
        return person_id


def _shown(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "email_confirmed": person.email_confirmed_at is not None,
        "suspended": person.suspended_at is not None,
        "created_at": person.created_at,
    }


def _line(shown: dict[str, Any]) -> str:
    marks = [] if shown["email_confirmed"] else ["not confirmed"]
    marks += ["suspended"] if shown["suspended"] else []
    return f"{shown['id']}  {shown['email']}  {shown['name']}" + (f"  ({', '.join(marks)})" if marks else "")
