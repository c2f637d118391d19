"""`aisle source kinds`, `add`, `detect` and `test`: connecting shops."""

from collections.abc import Sequence
from typing import Annotated

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import parts_for, run
from aisle.cli.given_options import options_of
from aisle.cli.output import Json, StoreOption, show
from aisle.cli.source_lines import kinds_text, source_text, tried_text
from aisle.cli.source_scope import find_source, in_store
from aisle.identity.types import Caller
from aisle.sources.connections.forms import kind_of
from aisle.sources.connections.wanted import UNSET, Unset, WantedReading, WantedSource
from aisle.web.source_shapes import Json as Shape
from aisle.web.source_shapes import detected_shape, kind_shape, source_shape, tried_shape

Options = Annotated[
    list[str] | None,
    typer.Option(
        "--option", "-o", help="An option or credential as key=value; a value @file is read from it."
    ),
]
NEVER = "never"  # of a schedule


def kinds(as_json: Json = False) -> None:
    """List the kinds of sources with the options and credentials that each asks for."""

    async def work() -> list[Shape]:
        async with parts_for() as parts:
            return [kind_shape(one) for _, one in sorted(parts.sources.service.kinds.items())]

    found = run(work())
    show(found, kinds_text(found), as_json)


def add(
    kind: Annotated[str, typer.Argument(help="One of `aisle source kinds`.")],
    store: StoreOption,
    option: Options = None,
    name: Annotated[str | None, typer.Option(help="What the source is called; default: its kind.")] = None,
    resource: Annotated[list[str] | None, typer.Option(help="Only this; repeat for more.")] = None,
    schedule: Annotated[
        str | None, typer.Option(help="“every 15m”, “0 3 * * *” or “never”; default: every 15m.")
    ] = None,
    reconcile: Annotated[str | None, typer.Option(help="As --schedule; default: @daily.")] = None,
    unchecked: Annotated[bool, typer.Option("--unchecked", help="Do not ask the shop first.")] = False,
    as_json: Json = False,
) -> None:
    """Connect a source, once the shop has said who it is."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        reading = WantedReading(resource, schedule=_schedule(schedule), reconcile=_schedule(reconcile))
        wanted = _wanted(parts, kind, option, name or kind, reading)
        return source_shape(await parts.sources.service.add(caller.scope, wanted, unchecked=unchecked))

    made = run(in_store(store, work))
    show(made, source_text(made), as_json)


def detect(
    address: Annotated[str, typer.Argument(help="The shop's address.")],
    store: StoreOption,
    as_json: Json = False,
) -> None:
    """Say on which platform the shop at an address runs."""

    async def work(parts: Resources, caller: Caller) -> list[Shape]:
        return [detected_shape(one) for one in await parts.sources.service.detect(caller.scope, address)]

    found = run(in_store(store, work))
    lines = [f"{one['kind']} ({one['certainty']:.0%}): {one['evidence']}" for one in found]
    show(found, "\n".join(lines) or "No kind knows this address.", as_json)


def try_(
    source: Annotated[str, typer.Argument(help="A source's name or id; or, with --option, a kind.")],
    store: StoreOption,
    option: Options = None,
    as_json: Json = False,
) -> None:
    """Ask the shop who it is, and show the first three items of each resource; nothing is stored."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        service = parts.sources.service
        if option is not None:
            return tried_shape(await service.try_out(caller.scope, _wanted(parts, source, option, source)))
        found = await find_source(parts, caller, source)
        return tried_shape(await service.test(caller.scope, found.source_id))

    tried = run(in_store(store, work))
    show(tried, tried_text(tried), as_json)


def _wanted(
    parts: Resources,
    kind: str,
    given: Sequence[str] | None,
    name: str,
    reading: WantedReading | None = None,
) -> WantedSource:
    options, credentials = options_of(kind_of(parts.sources.service.kinds, kind), given or ())
    return WantedSource(kind, name, options, credentials, reading or WantedReading())


def _schedule(text: str | None) -> str | Unset | None:
    return UNSET if text is None else None if text == NEVER else text
