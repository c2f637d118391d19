"""`aisle models`."""

from typing import Annotated, Any

import typer

from aisle.cli.context import parts_for, run
from aisle.cli.given import operator_of
from aisle.cli.output import Json, show
from aisle.llm.registry import Package
from aisle.providers.local.types import LocalView
from aisle.providers.views import ModelView
from aisle.web.model_shapes import ModelShown, model_shape

app = typer.Typer(no_args_is_help=True, help="Models: what they are, what they cost, how they are.")
Organization = Annotated[
    str | None, typer.Option("--organization", "-o", help="Its id: with the models that it brought.")
]

Name = Annotated[str, typer.Argument(help="Of the model: its folder in AISLE_MODELS_DIR.")]
Version = Annotated[str, typer.Argument(help="The folder in that.")]


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


@app.command()
def verify(name: Name, version: Version, as_json: Json = False) -> None:
    """Compare the files of a model in AISLE_MODELS_DIR with its manifest."""
    package = run(_verify(name, version))
    told = {"name": name, "version": version, "sha256": package.sha256, "whole": True}
    show(
        told,
        f"{name}/{version} is whole: {len(package.manifest.files)} files, {package.manifest.kind}.",
        as_json,
    )


@app.command()
def load(name: Name, version: Version, as_json: Json = False) -> None:
    """Try a model of AISLE_MODELS_DIR here, and have every process load it."""
    view = run(_load(name, version))
    told = {"name": name, "version": version, "wanted": True}
    known_as = view.package.known_as if view.package else name
    show(told, f"{name}/{version} works; running processes load it within 15 seconds as {known_as}.", as_json)


@app.command()
def unload(name: Name, version: Version, as_json: Json = False) -> None:
    """Have every process unload a model, unless an index needs it."""
    run(_unload(name, version))
    told = {"name": name, "version": version, "wanted": False}
    show(told, f"{name}/{version} is unloaded by running processes within 15 seconds.", as_json)


async def _verify(name: str, version: str) -> Package:
    async with parts_for() as parts:
        return await parts.local_models.verify(name, version)


async def _load(name: str, version: str) -> LocalView:
    async with parts_for() as parts:
        return await parts.local_models.load(None, name, version)


async def _unload(name: str, version: str) -> None:
    async with parts_for() as parts:
        await parts.local_models.unload(None, name, version)


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
