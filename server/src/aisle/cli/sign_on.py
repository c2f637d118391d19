"""`aisle sign-on`."""

from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.cli.context import NOBODY, parts_for, run
from aisle.cli.output import Json, show
from aisle.identity.federation.errors import ConnectionNotFound
from aisle.identity.federation.sign_on import rescuing
from aisle.identity.federation.sign_on.types import Connection
from aisle.identity.types import CallerKind

app = typer.Typer(no_args_is_help=True, help="Organizations' own single sign-on.")
PRINCIPAL = f"{CallerKind.OPERATOR}:{NOBODY}"


@app.callback()
def group() -> None:
    """Single sign-on."""


@app.command("list")
def list_connections(
    organization: Annotated[str, typer.Argument(help="An organization's id, or a domain of its addresses.")],
    as_json: Json = False,
) -> None:
    """List an organization's connections."""
    found = run(_list(organization))
    show([_shown(one) for one in found], "\n".join(map(_line, found)) or "There are none.", as_json)


@app.command()
def disable(
    connection: Annotated[str, typer.Argument(help="Id of a connection.")], as_json: Json = False
) -> None:
    """Switch a connection off that no longer works: members come in by their other ways again."""
    one = run(_disable(connection))
    show(_shown(one), f"{one.name} is switched off. Its sign-ins end within 30 seconds.", as_json)


async def _list(organization: str) -> list[Connection]:
    async with parts_for() as parts:
        return await rescuing.find_connections(parts.accounts, organization, PRINCIPAL)


async def _disable(text: str) -> Connection:
    try:
        connection_id = UUID(text)
    except ValueError:
        raise ConnectionNotFound(f"“{text}” is no id; `aisle sign-on list` prints them.") from None
    async with parts_for() as parts:
        return await rescuing.disable(parts.accounts, connection_id, PRINCIPAL)


def _shown(one: Connection) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "kind": str(one.kind),
        "name": one.name,
        "enabled": one.enabled,
        "required": one.required,
        "domains": sorted(one.verified),
    }


def _line(one: Connection) -> str:
    state = ("required" if one.required else "on") if one.enabled else "off"
    return f"{one.id}  {one.kind}  {state}  {', '.join(sorted(one.verified)) or 'no domain'}  {one.name}"
