"""`aisle source retry`, `dismiss` and `rules`: what keeps records out, and rules before they are relied on."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import run
from aisle.cli.output import Json, StoreOption, show
from aisle.cli.source_lines import rehearsed_text, run_line
from aisle.cli.source_scope import Name, find_source, in_store
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller
from aisle.sources.records import Resource
from aisle.sources.syncing.causes import OneCause
from aisle.web.source_shapes import rehearsed_shape, run_shape

Shape = dict[str, Any]
Kept = Annotated[Resource, typer.Argument(help="What it reads, such as products.")]
Code = Annotated[str, typer.Argument(help="The cause's code, as `aisle source problems` tells it.")]
Field = Annotated[str, typer.Argument(help="The cause's field; left out: the whole record.")]


def retry(
    source: Name, resource: Kept, code: Code, store: StoreOption, field: Field = "", as_json: Json = False
) -> None:
    """Have the records of a cause read again, up to 500, the oldest first."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        cause = OneCause(resource, code, field)
        return run_shape(await parts.sources.causes.retry(caller.scope, found.source_id, cause))

    started = run(in_store(store, work))
    show(started, run_line(started), as_json)


def dismiss(
    source: Name, resource: Kept, code: Code, store: StoreOption, field: Field = "", as_json: Json = False
) -> None:
    """Close all problems of a cause; a run that meets one opens it again."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        cause = OneCause(resource, code, field)
        return {"dismissed": await parts.sources.causes.dismiss(caller.scope, found.source_id, cause)}

    done = run(in_store(store, work))
    show(done, f"{done['dismissed']} dismissed.", as_json)


def rules(
    source: Name,
    resource: Kept,
    store: StoreOption,
    rules: Annotated[Path | None, typer.Option(help="A file of rules (JSON); default: its own.")] = None,
    records: Annotated[Path | None, typer.Option(help="Records (JSON); default: the shop's first.")] = None,
    as_json: Json = False,
) -> None:
    """Say what rules would make of records, and which rule did what; nothing is stored."""

    async def work(parts: Resources, caller: Caller) -> list[Shape]:
        found = await find_source(parts, caller, source)
        given = _list_in(rules), _list_in(records)
        tried = await parts.sources.rule_trials.run(caller.scope, found.source_id, resource, *given)
        return [rehearsed_shape(one) for one in tried]

    shown = run(in_store(store, work))
    show(shown, rehearsed_text(shown) or "There are no records.", as_json)


def _list_in(file: Path | None) -> list[Shape] | None:
    """Return the objects in a file. Raises InvalidInput."""
    if file is None:
        return None
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{file} cannot be read as JSON: {error}") from None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InvalidInput(f"{file} is not a list of objects.")
    return found
