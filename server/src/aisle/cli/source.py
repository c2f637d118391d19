"""`aisle source`."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli import source_consent, source_hooks, source_mending
from aisle.cli.context import parts_for, run
from aisle.cli.given_options import options_of
from aisle.cli.output import NOT_DONE, Json, StoreOption, show
from aisle.cli.source_lines import (
    kinds_text,
    problem_lines,
    run_line,
    run_lines,
    source_line,
    source_text,
    tried_text,
)
from aisle.cli.source_scope import find_source, in_store
from aisle.cli.watching_runs import finish_run
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.core.jobs import JobQueue
from aisle.identity.types import Caller
from aisle.sources.connections.errors import SourceBusy
from aisle.sources.connections.forms import kind_of
from aisle.sources.connections.types import Connection
from aisle.sources.connections.wanted import UNSET, Unset, WantedReading, WantedSource
from aisle.sources.going_live import deciding
from aisle.sources.records import Resource
from aisle.sources.syncing.controlling import RunNotFound
from aisle.sources.syncing.types import Mode, Run
from aisle.web.source_shapes import (
    Json as Shape,
)
from aisle.web.source_shapes import (
    cause_shape,
    detected_shape,
    followed_shape,
    kind_shape,
    problem_shape,
    run_shape,
    source_shape,
    tried_shape,
)

app = typer.Typer(no_args_is_help=True, help="Sources: connections to what a shop keeps.")
app.command()(source_mending.retry)
app.command()(source_mending.dismiss)
app.command()(source_mending.rules)
app.command()(source_hooks.hooks)
app.command()(source_hooks.deliveries)
app.command()(source_consent.connect)
Name = Annotated[str, typer.Argument(help="The source's name or id.")]
Options = Annotated[
    list[str] | None,
    typer.Option(
        "--option", "-o", help="An option or credential as key=value; a value @file is read from it."
    ),
]
Wait = Annotated[bool, typer.Option("--wait", help="Stay until the run has ended.")]
RunName = Annotated[str, typer.Argument(help="The run's id, as `aisle source show` tells it.")]
Deed = Callable[[Session, JobQueue, UUID, UUID], Awaitable[UUID]]
MOST = 100
NEVER = "never"  # of a schedule


@app.command()
def kinds(as_json: Json = False) -> None:
    """List the kinds of sources with the options and credentials that each asks for."""

    async def work() -> list[Shape]:
        async with parts_for() as parts:
            return [kind_shape(one) for _, one in sorted(parts.sources.service.kinds.items())]

    found = run(work())
    show(found, kinds_text(found), as_json)


@app.command()
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


@app.command()
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


@app.command("test")
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


@app.command()
def sync(
    source: Name,
    store: StoreOption,
    mode: Annotated[
        str, typer.Option(help="incremental (what changed), reconcile (and what is gone) or full.")
    ] = "incremental",
    resource: Annotated[list[str] | None, typer.Option(help="Only this; repeat for more.")] = None,
    wait: Wait = False,
    as_json: Json = False,
) -> None:
    """Read a source now. Exit code 1 when it failed."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        started = await _started(parts, caller, found, _mode(mode), _resources(resource), wait)
        return await _finished(parts, caller, found, started, wait, as_json)

    _show_run(run(in_store(store, work, wait)), as_json)


@app.command("list")
def list_(store: StoreOption, as_json: Json = False) -> None:
    """List a store's sources and how they are."""

    async def work(parts: Resources, caller: Caller) -> list[Shape]:
        return [source_shape(one) for one in await parts.sources.service.list(caller.scope)]

    found = run(in_store(store, work))
    show(found, "\n".join(map(source_line, found)) or "There are no sources.", as_json)


@app.command("show")
def show_(source: Name, store: StoreOption, as_json: Json = False) -> None:
    """Show a source, its last runs, and what keeps records out of it."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        runs = await parts.sources.runs.list(caller.scope, found.source_id, None, 5)
        causes, _ = await parts.sources.quarantine.list(caller.scope, found.source_id, None, 1)
        return {
            **source_shape(found),
            "runs": [run_shape(one) for one in runs],
            "problems": [cause_shape(one) for one in causes],
        }

    shown = run(in_store(store, work))
    said = source_text(shown)
    lines = [said, *run_lines(shown["runs"], said), problem_lines(shown["problems"])]
    show(shown, "\n".join(line for line in lines if line), as_json)


@app.command()
def problems(source: Name, store: StoreOption, as_json: Json = False) -> None:
    """List the records that could not be kept, by cause."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        causes, records = await parts.sources.quarantine.list(caller.scope, found.source_id, None, MOST)
        return {
            "causes": [cause_shape(one) for one in causes],
            "items": [problem_shape(one, raw=True) for one in records],
        }

    found = run(in_store(store, work))
    show(found, problem_lines(found["causes"]) or "Every record could be kept.", as_json)


@app.command()
def pause(source: Name, store: StoreOption, as_json: Json = False) -> None:
    """Read a source no more until it is resumed."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        return source_shape(await parts.sources.service.pause(caller.scope, found.source_id))

    shown = run(in_store(store, work))
    show(shown, source_line(shown), as_json)


@app.command()
def resume(source: Name, store: StoreOption, as_json: Json = False) -> None:
    """Read a source again."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        return source_shape(await parts.sources.service.resume(caller.scope, found.source_id))

    shown = run(in_store(store, work))
    show(shown, source_line(shown), as_json)


@app.command()
def stop(source: Name, store: StoreOption, as_json: Json = False) -> None:
    """Stop what is read of a source now; nothing of it goes live."""

    async def work(parts: Resources, caller: Caller) -> list[Shape]:
        found = await find_source(parts, caller, source)
        runs = await parts.sources.runs.list(caller.scope, found.source_id, None, MOST)
        service = parts.sources.runs
        open_ = [one for one in runs if not one.state.ended]
        return [run_shape(await service.stop(caller.scope, found.source_id, one.id)) for one in open_]

    stopped = run(in_store(store, work))
    show(stopped, "\n".join(map(run_line, stopped)) or "Nothing is read now.", as_json)


@app.command()
def approve(
    source: Name, run_id: RunName, store: StoreOption, wait: Wait = False, as_json: Json = False
) -> None:
    """Let a run that waits for a person go live."""
    _decide(source, run_id, store, wait, as_json, deciding.approve)


@app.command()
def refuse(
    source: Name, run_id: RunName, store: StoreOption, wait: Wait = False, as_json: Json = False
) -> None:
    """Let nothing of a run that waits for a person go live."""
    _decide(source, run_id, store, wait, as_json, deciding.refuse)


@app.command()
def rollback(
    source: Name, run_id: RunName, store: StoreOption, wait: Wait = False, as_json: Json = False
) -> None:
    """Take a live run back in one step, but for what newer runs changed, and pause the source."""
    _decide(source, run_id, store, wait, as_json, deciding.roll_back)


def _decide(source: str, run_id: str, store: str, wait: bool, as_json: bool, deed: Deed) -> None:
    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        async with parts.database.open_scope(caller.scope) as session:
            done = await deed(session, parts.jobs, found.source_id, _run_id(run_id))
        # A run is taken back by another one; the others go on themselves.
        shown = done if deed is deciding.roll_back else _run_id(run_id)
        view = await parts.sources.runs.view(caller.scope, found.source_id, shown)
        return await _finished(parts, caller, found, view.run, wait, as_json)

    done = run(in_store(store, work))
    show(done, run_line(done), as_json)


def _run_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise RunNotFound(f"No run is called “{text}”.") from None


@app.command()
def remove(source: Name, store: StoreOption, wait: Wait = False, as_json: Json = False) -> None:
    """Remove a source with all that it brought."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        started = await parts.sources.service.remove(caller.scope, found.source_id)
        return await _finished(parts, caller, found, started, wait, as_json)

    _show_run(run(in_store(store, work, wait)), as_json)


def _wanted(
    parts: Resources,
    kind: str,
    given: Sequence[str] | None,
    name: str,
    reading: WantedReading | None = None,
) -> WantedSource:
    options, credentials = options_of(kind_of(parts.sources.service.kinds, kind), given or ())
    return WantedSource(kind, name, options, credentials, reading or WantedReading())


async def _started(
    parts: Resources,
    caller: Caller,
    found: Connection,
    mode: Mode,
    resources: list[Resource] | None,
    wait: bool,
) -> Run:
    """Start a run; one that is on its way already is waited for in its place."""
    try:
        started = await parts.sources.runs.start(caller.scope, found.source_id, mode, resources)
        if started.early is not None:
            typer.echo(f"{started.early} It is read now all the same.", err=True)
        return started.run
    except SourceBusy as busy:
        if not wait or "run_id" not in busy.extra:
            raise
        seen = await parts.sources.runs.view(caller.scope, found.source_id, UUID(busy.extra["run_id"]))
        return seen.run


async def _finished(
    parts: Resources, caller: Caller, found: Connection, started: Run, wait: bool, quiet: bool
) -> Shape:
    if not wait:
        return run_shape(started)
    seen = await finish_run(parts, caller, found.source_id, started.id, found.name, quiet)
    return followed_shape(seen)


def _show_run(shown: Shape, as_json: bool) -> None:
    show(shown, run_line(shown), as_json)
    if shown["state"] in ("failed", "refused", "stopped"):
        raise typer.Exit(NOT_DONE)


def _schedule(text: str | None) -> str | Unset | None:
    return UNSET if text is None else None if text == NEVER else text


def _mode(text: str) -> Mode:
    wanted = {str(one): one for one in (Mode.INCREMENTAL, Mode.RECONCILE, Mode.FULL)}
    if text not in wanted:
        raise InvalidInput(f"--mode is one of {', '.join(wanted)}.")
    return wanted[text]


def _resources(names: list[str] | None) -> list[Resource] | None:
    known = {str(one): one for one in Resource}
    strange = [name for name in names or () if name not in known]
    if strange:
        raise InvalidInput(f"--resource is one of {', '.join(known)}.")
    return None if names is None else [known[name] for name in names]
