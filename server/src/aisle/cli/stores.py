"""`aisle store`."""

from typing import Annotated
from uuid import UUID

import typer

from aisle.bootstrap.provision import NewStore, open_store
from aisle.catalog.currencies import is_currency
from aisle.cli.context import parts_for, run
from aisle.cli.output import Json, show
from aisle.core.errors import InvalidInput
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
    store = run(_create(NewStore(slug, name, currency.upper(), language, site), organization))
    show(
        {"id": str(store.id), "slug": store.slug, "organization_id": str(store.organization_id)},
        f"Store {store.name}: {store.id}\nChat page: /c/{store.slug}",
        as_json,
    )


async def _create(wanted: NewStore, organization: str | None) -> Store:
    async with parts_for() as parts:
        organization_id = _id(organization) if organization else None
        return await open_store(parts.database, organization_id, wanted, parts.recipe, parts.jobs)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(
            f"“{text}” is not an organization's id; `aisle organization create` prints one."
        ) from None
