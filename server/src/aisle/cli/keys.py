"""`aisle key`."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.db import Scope
from aisle.identity.keys.errors import KeyNotFound
from aisle.identity.keys.service import create_key
from aisle.identity.keys.types import Key
from aisle.identity.types import Caller, NewKey

app = typer.Typer(no_args_is_help=True, help="Keys for programs and pages.")
MOST = 10_000  # keys that are listed


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


@app.command("list")
def list_keys(store: StoreOption, as_json: Json = False) -> None:
    """List the keys of a store's organization; secrets are never shown again."""
    keys = run(_list(store))
    show([_shown(one) for one in keys], "\n".join(map(_line, keys)) or "There are no keys.", as_json)


@app.command()
def revoke(
    key_id: Annotated[str, typer.Argument(help="Id of a key.")], store: StoreOption, as_json: Json = False
) -> None:
    """End one key for good; it opens nothing after 30 seconds at most."""
    run(_revoke(store, _id(key_id)))
    show({"id": key_id, "revoked": True}, "Revoked.", as_json)


@app.command()
def rotate(
    key_id: Annotated[str, typer.Argument(help="Id of a key.")],
    store: StoreOption,
    hours: Annotated[float, typer.Option(min=0, max=720, help="How long the old key works on.")] = 24,
    as_json: Json = False,
) -> None:
    """Make a key in the place of another, and print it, this once."""
    key = run(_rotate(store, _id(key_id), hours))
    text = f"{key.token}\nKeep it safe: it is not shown again. The old key ends in {hours:g} hours."
    show({"id": str(key.id), "key": key.token, "kind": key.kind}, text, as_json)


async def _list(store: str) -> list[Key]:
    async with parts_for() as parts:
        caller = await _whole(parts, store)
        return await parts.keys.list(caller, None, MOST)


async def _revoke(store: str, key_id: UUID) -> None:
    async with parts_for() as parts:
        await parts.keys.revoke(await _whole(parts, store), key_id)


async def _rotate(store: str, key_id: UUID, hours: float) -> NewKey:
    async with parts_for() as parts:
        return await parts.keys.rotate(await _whole(parts, store), key_id, timedelta(hours=hours))


async def _whole(parts: Resources, store: str) -> Caller:
    """Return the operator of the machine for the whole organization of a store."""
    return replace(await operator_in(parts, store), store_id=None)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise KeyNotFound(f"“{text}” is not a key's id; `aisle key list` prints them.") from None


def _shown(key: Key) -> dict[str, Any]:
    return {
        "id": str(key.id),
        "kind": str(key.kind),
        "name": key.name,
        "prefix": key.prefix,
        "stores": [*map(str, key.stores)],
        "scopes": list(key.scopes),
        "origins": list(key.origins),
        "made_by": str(key.maker.person_id) if key.maker.person_id else None,
        "state": str(key.state),
        "expires_at": key.expires_at,
        "last_used_at": key.last_used_at,
    }


def _line(key: Key) -> str:
    used = f"used {key.last_used_at:%Y-%m-%d}" if key.last_used_at else "never used"
    return f"{key.id}  {key.prefix}  {key.kind}  {key.state}  {used}  {key.name}"
