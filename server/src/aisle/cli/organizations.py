"""`aisle organization`."""

from typing import Annotated

import typer

from aisle.bootstrap.provision import open_organization
from aisle.cli.context import parts_for, run
from aisle.cli.output import Json, show

app = typer.Typer(no_args_is_help=True, help="Organizations: the customers of an installation.")


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


async def _create(name: str) -> str:
    async with parts_for() as parts:
        return str(await open_organization(parts.database, name))
