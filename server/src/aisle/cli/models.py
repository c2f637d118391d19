"""`aisle models`."""

from typing import Annotated, Any

import typer

from aisle.cli.context import parts_for, run
from aisle.cli.given import operator_of
from aisle.cli.output import Json, show
from aisle.providers.views import ModelView
from aisle.web.model_shapes import ModelShown, model_shape

app = typer.Typer(no_args_is_help=True, help="Models: what they are, what they cost, how they are.")
Organization = Annotated[
    str | None, typer.Option("--organization", "-o", help="Its id: with the models that it brought.")
]


@app.callback()
def group() -> None:
    """Models."""


@app.command("list")
def list_all(organization: Organization = None, as_json: Json = False) -> None:
    """List the models of the installation, and those of an organization."""
    shown = [model_shape(one) for one in run(_list(organization))]
    show([_plain(one) for one in shown], "\n".join(_line(one) for one in shown), as_json)


@app.command("show")
def show_one(
    model: Annotated[str, typer.Argument(help="As the list calls it.")],
    organization: Organization = None,
    as_json: Json = False,
) -> None:
    """Show what is known of one model."""
    shown = model_shape(run(_get(organization, model)))
    show(_plain(shown), "\n".join(_lines(shown)), as_json)


async def _list(organization: str | None) -> list[ModelView]:
    async with parts_for() as parts:
        caller = await operator_of(parts, organization) if organization else None
        return await parts.models.list(caller.organization_id if caller else None)


async def _get(organization: str | None, model: str) -> ModelView:
    async with parts_for() as parts:
        caller = await operator_of(parts, organization) if organization else None
        return await parts.models.get(caller.organization_id if caller else None, model)


def _plain(shown: ModelShown) -> dict[str, Any]:
    return shown.model_dump(mode="json")


def _line(shown: ModelShown) -> str:
    usual = "  (usual)" if shown.usual else ""
    return f"{shown.id:<32}  {shown.kind:<9} {shown.provider:<10} {_cost(shown)}{usual}"


def _cost(shown: ModelShown) -> str:
    if shown.price is None:
        return "" if shown.provider == "local" else "price not known"
    return f"{shown.price.input} / {shown.price.output} {shown.price.currency} per million tokens"


def _lines(shown: ModelShown) -> list[str]:
    """Return what a person wants to read, line by line."""
    tokens = f"{shown.context_tokens:,}" if shown.context_tokens else "not known"
    told = [
        f"{shown.id}: {shown.kind} at {shown.provider}, called {shown.called} there",
        f"price: {_cost(shown) or 'none, it runs here'}",
    ]
    if shown.price and shown.price.source:
        told.append(f"  since {shown.price.since}, says {shown.price.source}")
    if shown.kind == "chat":
        told += [
            f"reads and writes: {tokens} tokens",
            f"can: {', '.join(shown.abilities.can) or 'not known'}",
        ]
        told.append(f"cannot: {', '.join(shown.abilities.cannot) or 'not known'}")
    if shown.dimensions:
        told.append(f"dimensions: {shown.dimensions}")
    if shown.weights:
        told.append(
            f"version {shown.weights.version}, SHA-256 {shown.weights.sha256}, {shown.weights.licence}"
        )
    return told
