"""`aisle organization`."""

from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.bootstrap.provision import open_organization
from aisle.cli.context import parts_for, run
from aisle.cli.given import id_of
from aisle.cli.output import Json, show
from aisle.cli.rate_limits import app as rate_limits
from aisle.core.db import Scope
from aisle.identity.accounts.operating import OPERATOR
from aisle.identity.organizations.overseeing import Overseen, everything, look_at, set_rest

app = typer.Typer(no_args_is_help=True, help="Organizations: the customers of an installation.")
app.add_typer(rate_limits, name="rate-limits")

Which = Annotated[str, typer.Argument(help="The organization's id.")]


@app.callback()
def group() -> None:
    """Organizations."""


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="The organization's name.")], as_json: Json = False
) -> None:
    """Make an organization and print its id."""
    organization_id = run(_create(name))
    show({"id": organization_id, "name": name}, f"Organization {name}: {organization_id}", as_json)


@app.command("list")
def list_all(as_json: Json = False) -> None:
    """List every organization of this installation."""
    found = [_shown(one) for one in run(_list())]
    show(found, "\n".join(map(_line, found)) or "There is none yet.", as_json)


@app.command("show")
def show_one(organization: Which, as_json: Json = False) -> None:
    """Show one organization and whether it is suspended."""
    shown = _shown(run(_show(id_of(organization))))
    show(shown, _line(shown), as_json)


@app.command()
def suspend(
    organization: Which,
    why: Annotated[str, typer.Option(help="The reason; kept in the organization's audit log.")],
    as_json: Json = False,
) -> None:
    """Let an organization answer nobody, within 30 seconds; its jobs wait."""
    shown = _shown(run(_set_rest(id_of(organization), why)))
    show(shown, f"{shown['name']} is suspended.", as_json)


@app.command()
def resume(organization: Which, as_json: Json = False) -> None:
    """Let a suspended organization work again."""
    shown = _shown(run(_set_rest(id_of(organization), None)))
    show(shown, f"{shown['name']}: {_state(shown)}.", as_json)


async def _create(name: str) -> str:
    async with parts_for() as parts:
        return str(await open_organization(parts.database, name))


async def _list() -> list[Overseen]:
    async with parts_for() as parts:
        return [one async for one in everything(parts.database, parts.dispatcher.database, OPERATOR)]


async def _show(organization_id: UUID) -> Overseen:
    async with parts_for() as parts:
        return await look_at(parts.database, organization_id, OPERATOR)


async def _set_rest(organization_id: UUID, why: str | None) -> Overseen:
    async with parts_for() as parts:
        await set_rest(parts.database, Scope(organization_id, None, OPERATOR), why)
        return await look_at(parts.database, organization_id, OPERATOR)


def _shown(one: Overseen) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "created_at": one.created_at,
        "suspended": one.suspended_at is not None,
        "suspended_why": one.suspended_why,
        "deleted_at": one.deleted_at,
    }


def _line(shown: dict[str, Any]) -> str:
    return f"{shown['id']}  {shown['name']}  {_state(shown)}"


def _state(shown: dict[str, Any]) -> str:
    if shown["deleted_at"]:
        return "deleted, erased within seven days"
    return f"suspended: {shown['suspended_why']}" if shown["suspended"] else "active"
