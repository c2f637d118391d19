"""`aisle store`."""

import json
from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.bootstrap.provision import NewStore, open_store
from aisle.catalog.currencies import is_currency
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.errors import InvalidInput
from aisle.tenants import service as tenants
from aisle.tenants.types import Store

app = typer.Typer(no_args_is_help=True, help="Stores: the shops of an organization.")


@app.callback()
def group() -> None:
    """Stores."""


@app.command()
def create(
    slug: Annotated[str, typer.Option(help="Short name in addresses: /c/SLUG.")],
    name: Annotated[str, typer.Option(help="Name as shoppers read it.")],
    organization: Annotated[
        str | None,
        typer.Option(help="Id of the organization; without it a new one of the store's name is made."),
    ] = None,
    currency: Annotated[str, typer.Option(help="ISO 4217 code.")] = "GBP",
    language: Annotated[str, typer.Option(help="Two-letter code of the store's language.")] = "en",
    site: Annotated[str | None, typer.Option(help="Address of the shop, for links.")] = None,
    as_json: Json = False,
) -> None:
    """Make a store with its assistant, index and chat page."""
    if not is_currency(currency.upper()):
        raise InvalidInput(f"“{currency}” is not an ISO 4217 currency code such as GBP or EUR.")
    store, page = run(_create(NewStore(slug, name, currency.upper(), language, site), organization))
    shaped = {"id": str(store.id), "slug": store.slug, "organization_id": str(store.organization_id)}
    show({**shaped, "chat_page": page}, f"Store {store.name}: {store.id}\nChat page: {page}", as_json)


async def _create(wanted: NewStore, organization: str | None) -> tuple[Store, str]:
    async with parts_for() as parts:
        organization_id = _id(organization) if organization else None
        store = await open_store(parts.database, organization_id, wanted, parts.recipe, parts.jobs)
        return store, f"{parts.settings.base_url}/c/{store.slug}"


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(
            f"“{text}” is not an organization's id; `aisle organization create` prints one."
        ) from None


@app.command("show")
def show_store(store: StoreOption, as_json: Json = False) -> None:
    """Print a store with its settings."""
    _print(run(_change(store, {})), as_json)


@app.command("set")
def set_store(
    changes: Annotated[list[str], typer.Argument(help="NAME=VALUE, such as contact.email=help@shop.example")],
    store: StoreOption,
    as_json: Json = False,
) -> None:
    """Change a store's settings: look, greeting, contact. `aisle store show` prints their names."""
    _print(run(_change(store, dict(map(_change_of, changes)))), as_json)


async def _change(store: str, changes: dict[str, Any]) -> Store:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            if not changes:
                return await tenants.get_store(session, session.tenant[1])
            return await tenants.change_settings(session, session.tenant[1], changes, parts.reranking.names)


def _change_of(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise InvalidInput(f"“{text}” is not NAME=VALUE, such as greeting=Hello.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value  # plain words need no quotation marks


def _print(store: Store, as_json: bool) -> None:
    settings = store.settings.model_dump(mode="json")
    facts = store.model_dump(mode="json", exclude={"settings"})
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in _flat(settings)]
    show(
        {**facts, "settings": settings},
        "\n".join([f"{store.name} ({store.slug}, {store.id})", *lines]),
        as_json,
    )


def _flat(settings: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value
