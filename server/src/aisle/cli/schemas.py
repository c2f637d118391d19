"""`aisle schemas`: what analyses can be asked for by name."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from aisle.analysis.asking.types import Example
from aisle.analysis.stored.types import NamedSchema, SchemaText
from aisle.bootstrap.resources import Resources
from aisle.cli.context import parts_for, run
from aisle.cli.given import OrganizationOption, operator_of
from aisle.cli.output import Json, show
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller

app = typer.Typer(no_args_is_help=True, help="Schemas of structured output.")
Name = Annotated[str, typer.Argument(help="Name of the schema.")]
MOST = 1_000
FIELDS = {"title", "description", "instructions", "schema", "examples"}


@app.callback()
def group() -> None:
    """Schemas."""


@app.command("list")
def list_all(organization: OrganizationOption, as_json: Json = False) -> None:
    """List shipped schemas and the organization's own."""
    found = run(_list(organization))
    lines = [f"{one['name']}@{one['version']}  {one['title']}" for one in found]
    show(found, "\n".join(lines), as_json)


@app.command("show")
def show_one(
    name: Name,
    organization: OrganizationOption,
    version: Annotated[int | None, typer.Option(help="The newest where none is said.")] = None,
) -> None:
    """Print a version as JSON, in the form that `put` reads."""
    found = run(_get(organization, name, version))
    show({"name": found.name, "version": found.version, **found.text.plain()}, "", True)


@app.command()
def put(
    name: Name,
    file: Annotated[
        Path, typer.Argument(help="JSON with `schema`, and `title`, `instructions`, `examples` …")
    ],
    organization: OrganizationOption,
    as_json: Json = False,
) -> None:
    """Make a schema, or put a new version of it."""
    made = run(_put(organization, name, _read(file)))
    show({"name": made.name, "version": made.version}, f"{made.name}@{made.version}", as_json)


@app.command()
def delete(name: Name, organization: OrganizationOption, as_json: Json = False) -> None:
    """Delete one of the organization's own schemas with all its versions."""
    run(_delete(organization, name))
    show({"name": name, "deleted": True}, f"The schema {name} is deleted.", as_json)


async def _list(organization: str) -> list[dict[str, Any]]:
    async with parts_for() as parts:
        found = await parts.schemas.list(await operator_of(parts, organization), None, MOST)
    return [
        {"name": one.name, "version": one.version, "shipped": one.is_shipped, "title": one.text.title}
        for one in found
    ]


async def _get(organization: str, name: str, version: int | None) -> NamedSchema:
    async with parts_for() as parts:
        return await parts.schemas.get(await operator_of(parts, organization), name, version)


async def _put(organization: str, name: str, text: SchemaText) -> NamedSchema:
    async with parts_for() as parts:
        caller = await operator_of(parts, organization)
        if await _is_there(parts, caller, name):
            return await parts.schemas.put(caller, name, text)
        return await parts.schemas.create(caller, name, text)


async def _is_there(parts: Resources, caller: Caller, name: str) -> bool:
    return any(one.name == name for one in await parts.schemas.list(caller, None, MOST))


async def _delete(organization: str, name: str) -> None:
    async with parts_for() as parts:
        await parts.schemas.delete(await operator_of(parts, organization), name)


def _read(path: Path) -> SchemaText:
    try:
        said = json.loads(path.read_bytes())
        found = {name: said[name] for name in FIELDS & said.keys()}
        examples = tuple(Example(str(one["text"]), one["value"]) for one in found.pop("examples", ()))
        return SchemaText(
            **{name: value if name == "schema" else str(value) for name, value in found.items()},
            examples=examples,
        )
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise InvalidInput(
            f"{path} is no JSON object with “schema”, and perhaps title, description, instructions and examples ({type(error).__name__})."
        ) from None
