"""`aisle session`: the sign-ins of people."""

from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.cli.context import parts_for, run
from aisle.cli.output import Json, show
from aisle.core.db import Scope
from aisle.core.errors import InvalidInput
from aisle.identity.accounts import operating
from aisle.identity.logins import repository
from aisle.identity.logins.devices import describe

app = typer.Typer(no_args_is_help=True, help="Sign-ins of people.")
Who = Annotated[str, typer.Argument(help="E-mail address or id of the person.")]
SHOWN = ("id", "kind", "address", "methods", "created_at", "seen_at", "expires_at")


@app.callback()
def group() -> None:
    """Sign-ins."""


@app.command("list")
def list_all(who: Who, as_json: Json = False) -> None:
    """List a person's sign-ins that hold."""
    rows = run(_list(who))
    lines = [
        f"{one['id']}  {one['device']}  {one['address'] or '-'}  seen {one['seen_at']:%Y-%m-%d %H:%M}"
        for one in rows
    ]
    show(rows, "\n".join(lines) or "Not signed in anywhere.", as_json)


@app.command()
def end(
    who: Who,
    login: Annotated[str | None, typer.Option(help="Id of one sign-in; without it, all end.")] = None,
    as_json: Json = False,
) -> None:
    """End a person's sign-ins; within 30 seconds they open nothing."""
    ended = run(_end(who, _id(login)))
    show({"ended": ended}, f"{ended} sign-ins ended.", as_json)


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput(f"“{text}” is not the id of a sign-in; `aisle session list` shows them.") from None


async def _list(who: str) -> list[dict[str, Any]]:
    async with parts_for() as parts:
        person_id = await operating.find(parts.accounts, who)
        async with parts.database.open_scope(Scope(person_id, None, operating.OPERATOR)) as session:
            rows = await repository.list_logins(session)
    return [{**{name: row[name] for name in SHOWN}, "device": describe(row["device"])} for row in rows]


async def _end(who: str, login_id: UUID | None) -> int:
    async with parts_for() as parts:
        person_id = await operating.find(parts.accounts, who)
        return await operating.end_logins(parts.accounts, person_id, login_id)
