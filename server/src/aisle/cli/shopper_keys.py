"""`aisle shopper-key`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.identity.shoppers.keys.service import ShopperKeys
from aisle.identity.shoppers.keys.types import Algorithm, NewShopperKey, ShopperKey

app = typer.Typer(no_args_is_help=True, help="Keys with which a shop's server signs who its customer is.")
KeyId = Annotated[str, typer.Argument(help="Id of the key, the `kid` of its tokens.")]
PublicKey = Annotated[
    Path | None, typer.Option("--public-key", help="File with the public key in PEM; not for HS256.")
]


@app.callback()
def group() -> None:
    """Shopper keys."""


@app.command()
def create(
    store: StoreOption,
    algorithm: Annotated[Algorithm, typer.Option(help="How the shop's server signs.")] = Algorithm.HS256,
    public_key: PublicKey = None,
    as_json: Json = False,
) -> None:
    """Make a key; a shared secret is printed, this once."""
    _show_made(run(_create(store, algorithm, _read(public_key))), as_json)


@app.command("list")
def list_keys(store: StoreOption, as_json: Json = False) -> None:
    """List the keys of a store."""
    found = run(_list(store))
    lines = [f"{one.id}  {one.algorithm}  {_state(one)}" for one in found]
    show([asdict(one) for one in found], "\n".join(lines) or "This store has no such keys.", as_json)


@app.command()
def rotate(
    key: KeyId,
    store: StoreOption,
    overlap: Annotated[float, typer.Option(help="Hours for which both keys hold.")] = 24,
    public_key: PublicKey = None,
    as_json: Json = False,
) -> None:
    """Put a new key in a key's place."""
    _show_made(run(_rotate(store, _id(key), timedelta(hours=overlap), _read(public_key))), as_json)


@app.command()
def revoke(key: KeyId, store: StoreOption, as_json: Json = False) -> None:
    """End a key at once."""
    run(_revoke(store, _id(key)))
    show({"id": key, "revoked": True}, "The key signs nothing any more.", as_json)


@asynccontextmanager
async def _keys_of(store: str) -> AsyncIterator[tuple[ShopperKeys, Session]]:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            yield parts.shoppers.keys, session


async def _create(store: str, algorithm: Algorithm, public_key: str | None) -> NewShopperKey:
    async with _keys_of(store) as (keys, session):
        return await keys.create(session, algorithm, public_key)


async def _list(store: str) -> list[ShopperKey]:
    async with _keys_of(store) as (keys, session):
        return await keys.list(session)


async def _rotate(store: str, key_id: UUID, overlap: timedelta, public_key: str | None) -> NewShopperKey:
    async with _keys_of(store) as (keys, session):
        return await keys.rotate(session, key_id, overlap, public_key)


async def _revoke(store: str, key_id: UUID) -> None:
    async with _keys_of(store) as (keys, session):
        await keys.revoke(session, key_id)


def _show_made(key: NewShopperKey, as_json: bool) -> None:
    told = f"Secret: {key.secret}\nKeep it on your server: it is not shown again." if key.secret else ""
    show(asdict(key), f"Key: {key.id} ({key.algorithm})\n{told}".strip(), as_json)


def _state(key: ShopperKey) -> str:
    if key.revoked_at:
        return f"revoked {key.revoked_at:%Y-%m-%d %H:%M}"
    return f"ends {key.expires_at:%Y-%m-%d %H:%M}" if key.expires_at else "holds"


def _read(path: Path | None) -> str | None:
    try:
        return path.read_text("ascii") if path else None
    except (OSError, UnicodeDecodeError):
        raise InvalidInput(f"{path} cannot be read as a key in PEM.") from None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(f"“{text}” is no id of a key; `aisle shopper-key list` names them.") from None
