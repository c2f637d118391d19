"""`aisle operator`."""

from typing import Annotated

import typer

from aisle.cli.context import parts_for, run
from aisle.cli.output import Json, show
from aisle.core.errors import InvalidInput
from aisle.identity.accounts.errors import PersonNotFound
from aisle.identity.accounts.repository import find_tenant
from aisle.identity.emails import read_email

app = typer.Typer(
    no_args_is_help=True, help="Operators: people who may visit organizations of this installation."
)
Email = Annotated[str, typer.Argument(help="E-mail address of the person's account.")]


@app.callback()
def group() -> None:
    """Operators."""


@app.command()
def grant(email: Email, as_json: Json = False) -> None:
    """Let a person visit organizations, each time with a reason and for an hour at most."""
    run(_change(email, grants=True))
    show({"email": email, "operator": True}, f"{email} is an operator of this installation now.", as_json)


@app.command()
def revoke(email: Email, as_json: Json = False) -> None:
    """Take that back; the person's visits end within 30 seconds."""
    run(_change(email, grants=False))
    show({"email": email, "operator": False}, f"{email} is no operator any more.", as_json)


async def _change(email: str, *, grants: bool) -> None:
    async with parts_for() as parts:
        person_id = await find_tenant(parts.database, parts.accounts.name_of(read_email(email)))
        if person_id is None:
            raise PersonNotFound(f"Nobody has an account with the address {email}.")
        if grants:
            await parts.visits.operators.grant(person_id)
        elif not await parts.visits.operators.revoke(person_id):
            raise InvalidInput(f"{email} is no operator.")
