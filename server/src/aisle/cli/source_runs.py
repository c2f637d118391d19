"""`aisle source sync`, `stop`, `approve`, `refuse`, `rollback` and `remove`: runs of sources."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import run
from aisle.cli.output import NOT_DONE, Json, StoreOption, show
from aisle.cli.source_lines import run_line
from aisle.cli.source_scope import Name, find_source, in_store
from aisle.cli.watching_runs import finish_run
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.core.jobs import JobQueue
from aisle.identity.types import Caller
from aisle.sources.connections.errors import SourceBusy
from aisle.sources.connections.types import Connection
from aisle.sources.going_live import deciding
from aisle.sources.records import Resource
from aisle.sources.syncing.controlling import RunNotFound
from aisle.sources.syncing.types import Mode, Run
from aisle.web.source_shapes import Json as Shape
from aisle.web.source_shapes import followed_shape, run_shape

Wait = Annotated[bool, typer.Option("--wait", help="Stay until the run has ended.")]
RunName = Annotated[str, typer.Argument(help="The run's id, as `aisle source show` tells it.")]
Deed = Callable[[Session, JobQueue, UUID, UUID], Awaitable[UUID]]
MOST = 100


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


def approve(
    source: Name, run_id: RunName, store: StoreOption, wait: Wait = False, as_json: Json = False
) -> None:
    """Let a run that waits for a person go live."""
    _decide(source, run_id, store, wait, as_json, deciding.approve)


def refuse(
    source: Name, run_id: RunName, store: StoreOption, wait: Wait = False, as_json: Json = False
) -> None:
    """Let nothing of a run that waits for a person go live."""
    _decide(source, run_id, store, wait, as_json, deciding.refuse)


def rollback(
    source: Name, run_id: RunName, store: StoreOption, wait: Wait = False, as_json: Json = False
) -> None:
    """Take a live run back in one step, but for what newer runs changed, and pause the source."""
    _decide(source, run_id, store, wait, as_json, deciding.roll_back)


def remove(source: Name, store: StoreOption, wait: Wait = False, as_json: Json = False) -> None:
    """Remove a source with all that it brought."""

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        started = await parts.sources.service.remove(caller.scope, found.source_id)
        return await _finished(parts, caller, found, started, wait, as_json)

    _show_run(run(in_store(store, work, wait)), as_json)


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
