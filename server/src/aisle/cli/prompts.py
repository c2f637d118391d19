"""`aisle prompts`: what models are told, and what an organization puts in its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import parts_for, run
from aisle.cli.given import OrganizationOption, operator_of
from aisle.cli.output import Json, show
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller
from aisle.prompts.service import KnownPrompt
from aisle.prompts.types import Override

app = typer.Typer(no_args_is_help=True, help="Prompts: what models are told.")
Name = Annotated[str, typer.Argument(help="Name of the prompt.")]
Text = Annotated[str, typer.Argument(help="The text; @FILE reads it from a file.")]
MOST = 100


@app.callback()
def group() -> None:
    """Prompts."""


@app.command("list")
def list_all(organization: OrganizationOption, as_json: Json = False) -> None:
    """List prompts; a star marks those that the organization overrides."""
    found = [_shape(one) for one in run(_list(organization))]
    lines = [f"{'*' if one['override'] else ' '} {one['name']:<16} {one['purpose']}" for one in found]
    show(found, "\n".join(lines), as_json)


@app.command("show")
def show_one(name: Name, organization: OrganizationOption, as_json: Json = False) -> None:
    """Print a prompt with its guards, and what the organization's text changes."""
    known = run(_get(organization, name))
    prompt = known.prompt
    whole = {**_shape(known), "before": prompt.before, "text": prompt.text, "after": prompt.after}
    show(
        {**whole, "own": known.own, "diff": known.diff}, f"{prompt.whole(known.own)}\n\n{known.diff}", as_json
    )


@app.command()
def put(
    name: Name,
    text: Text,
    organization: OrganizationOption,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    as_json: Json = False,
) -> None:
    """Put a text in the place of a prompt's, as a new version."""
    made = _shape(run(_put(organization, name, _text(text), note)))
    show(made, f"{name}: version {made['override']} is used.", as_json)


@app.command()
def history(name: Name, organization: OrganizationOption, as_json: Json = False) -> None:
    """List the organization's versions, the newest first."""
    found = [_version(one) for one in run(_history(organization, name))]
    lines = [f"{one['version']:>4}  {one['made_at']}  {one['note']}" for one in found]
    show(found, "\n".join(lines), as_json)


@app.command()
def rollback(
    name: Name,
    version: Annotated[int, typer.Argument(help="0 is the shipped text.", min=0)],
    organization: OrganizationOption,
    as_json: Json = False,
) -> None:
    """Make a new version of an earlier one."""
    made = _shape(run(_roll_back(organization, name, version)))
    show(made, f"{name}: back to version {version}.", as_json)


@app.command()
def preview(
    name: Name,
    organization: OrganizationOption,
    text: Annotated[
        str | None, typer.Option(help="In place of the one that is used; @FILE reads it.")
    ] = None,
    value: Annotated[list[str] | None, typer.Option(help="NAME=VALUE in place of a sample; repeat.")] = None,
    as_json: Json = False,
) -> None:
    """Print a prompt as a model would be told it."""
    values = dict(one.partition("=")[::2] for one in value or ())
    found = run(_preview(organization, name, _text(text) if text is not None else None, values))
    show({"text": found.text, "tokens": found.tokens}, found.text, as_json)


async def _in(parts: Resources, organization: str) -> Caller:
    return await operator_of(parts, organization)


async def _list(organization: str) -> list[KnownPrompt]:
    async with parts_for() as parts:
        return await parts.prompts.list(await _in(parts, organization))


async def _get(organization: str, name: str) -> KnownPrompt:
    async with parts_for() as parts:
        return await parts.prompts.get(await _in(parts, organization), name)


async def _put(organization: str, name: str, text: str, note: str) -> KnownPrompt:
    async with parts_for() as parts:
        return await parts.prompts.put(await _in(parts, organization), name, text, note)


async def _history(organization: str, name: str) -> Sequence[Override]:
    async with parts_for() as parts:
        return await parts.prompts.history(await _in(parts, organization), name, None, MOST)


async def _roll_back(organization: str, name: str, version: int) -> KnownPrompt:
    async with parts_for() as parts:
        return await parts.prompts.roll_back(await _in(parts, organization), name, version)


async def _preview(organization: str, name: str, text: str | None, values: dict[str, str]) -> Any:
    async with parts_for() as parts:
        return await parts.prompts.preview(await _in(parts, organization), name, text, values)


def _text(said: str) -> str:
    if not said.startswith("@"):
        return said
    try:
        return Path(said[1:]).read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise InvalidInput(f"{said[1:]} cannot be read as text: {type(error).__name__}.") from None


def _shape(known: KnownPrompt) -> dict[str, Any]:
    own = known.override
    return {
        "name": known.prompt.name,
        "version": known.prompt.version,
        "purpose": known.prompt.purpose,
        "overridable": known.prompt.overridable,
        "override": own.version if own and own.text is not None else None,
    }


def _version(one: Override) -> dict[str, Any]:
    return {
        "version": one.version,
        "text": one.text,
        "note": one.note,
        "made_at": one.made_at,
        "made_by": one.made_by,
    }
