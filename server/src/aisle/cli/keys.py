"""`aisle key`."""

from enum import StrEnum
from typing import Annotated

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.db import Scope
from aisle.identity.keys.service import create_key
from aisle.identity.types import NewKey

app = typer.Typer(no_args_is_help=True, help="Keys for programs and pages.")


class Kind(StrEnum):
    """Secret keys are for servers, publishable ones for pages."""

    SECRET = "secret"  # noqa: S105
    PUBLISHABLE = "publishable"


@app.callback()
def group() -> None:
    """Keys."""


@app.command()
def create(
    store: StoreOption,
    kind: Annotated[
        Kind, typer.Option(help="secret: for your servers. publishable: for your pages.")
    ] = Kind.SECRET,
    name: Annotated[str, typer.Option(help="What the key is for.")] = "",
    origin: Annotated[
        list[str] | None, typer.Option(help="Origin that may use a publishable key; repeat for more.")
    ] = None,
    scope: Annotated[
        list[str] | None, typer.Option(help="read, write or chat; repeat for more. Default: all.")
    ] = None,
    whole_organization: Annotated[
        bool, typer.Option("--whole-organization", help="For every store of this store's organization.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make a key and print it, this once."""
    key = run(_create(store, kind, name, origin, scope, whole_organization))
    show(
        {"id": str(key.id), "key": key.token, "kind": key.kind},
        f"{key.token}\nKeep it safe: it is not shown again.",
        as_json,
    )


async def _create(
    store: str,
    kind: str,
    name: str,
    origins: list[str] | None,
    scopes: list[str] | None,
    whole_organization: bool,
) -> NewKey:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        store_id = None if whole_organization else caller.store_id
        async with parts.database.open_scope(Scope(caller.organization_id, store_id)) as session:
            return await create_key(
                session, kind=str(kind), store_id=store_id, name=name, origins=origins, scopes=scopes
            )
