"""`aisle analyze`: text or pictures in, JSON that validates out."""

import base64
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from aisle.analysis.images import read_image
from aisle.analysis.service import Analyzed, Wanted
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, say_aside, show
from aisle.core.errors import InvalidInput
from aisle.web.analyses import shape


def analyze(
    text: Annotated[str, typer.Argument(help="The text; - reads it from standard input.")] = "",
    store: StoreOption = "demo",
    schema: Annotated[str, typer.Option(help="Name of a shipped or stored schema; NAME@VERSION.")] = "",
    schema_file: Annotated[Path | None, typer.Option(help="File with a JSON Schema.")] = None,
    image: Annotated[list[Path] | None, typer.Option(help="PNG, JPEG or WebP file; repeat for more.")] = None,
    instructions: Annotated[str, typer.Option(help="What to look for.")] = "",
    model: Annotated[str | None, typer.Option(help="A name of the settings.")] = None,
    as_json: Json = False,
) -> None:
    """Print the JSON that a model makes of a text; with --json also what it took."""
    name, _, version = schema.partition("@")
    wanted = Wanted(
        sys.stdin.read() if text == "-" else text,
        tuple(_image(path) for path in image or ()),
        _schema(schema_file) if schema_file else None,
        name or None,
        _number(version) if version else None,
        instructions,
        model,
    )
    found = run(_analyze(store, wanted))
    shown = shape(found).model_dump(mode="json")
    show(shown if as_json else found.analysis.value, "", True)
    if not as_json:
        say_aside(f"{shown['model']}, {shown['mode']}, {shown['attempts']} tries")


async def _analyze(store: str, wanted: Wanted) -> Analyzed:
    async with parts_for() as parts:
        return await parts.analyzer.analyze(await operator_in(parts, store), wanted)


def _image(path: Path) -> Any:
    return read_image(base64.b64encode(_read(path)).decode(), str(path))


def _schema(path: Path) -> Any:
    try:
        return json.loads(_read(path))
    except ValueError as error:
        raise InvalidInput(f"{path} is no JSON: {error}.") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}.") from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidInput(f"“{text}” is no version; write NAME@2.")
    return int(text)
