"""`aisle lint`."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import NOT_DONE, Json, StoreOption, progress_bar, show
from aisle.identity.types import Caller
from aisle.linting.types import FindingState, RunState, RunView, Severity
from aisle.web.linting import finding_shape
from aisle.worker.app import make_runner

app = typer.Typer(no_args_is_help=True, help="The linter: what to mend before shoppers meet it.")
POLL_SECONDS = 0.2
MOST = 200
Shape = dict[str, Any]


@app.command("run")
def run_(
    store: StoreOption,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 for warnings, too.")] = False,
    as_json: Json = False,
) -> None:
    """Look a store over, wait for the end, and show what is open. Exit code 1 when there are errors."""

    async def work() -> list[Shape]:
        async with parts_for() as parts:
            caller = await operator_in(parts, store)
            started = await parts.linting.start(caller.scope)
            ended = await _finish(parts, caller, started.id, as_json)
            if ended.state is RunState.FAILED:
                raise typer.Exit(NOT_DONE)
            return await _open(parts, caller, None)

    found = run(work())
    show(found, _lines(found), as_json)
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(one["severity"] in bad for one in found):
        raise typer.Exit(NOT_DONE)


@app.command("list")
def list_(
    store: StoreOption,
    severity: Annotated[Severity | None, typer.Option(help="Only these.")] = None,
    as_json: Json = False,
) -> None:
    """Show open findings of the last run."""

    async def work() -> list[Shape]:
        async with parts_for() as parts:
            return await _open(parts, await operator_in(parts, store), severity)

    found = run(work())
    show(found, _lines(found), as_json)


@app.command()
def ignore(
    finding: Annotated[UUID, typer.Argument(help="The finding's id.")],
    store: StoreOption,
    reason: Annotated[str, typer.Option(help="Why.")],
    as_json: Json = False,
) -> None:
    """Set a finding aside for a reason."""

    async def work() -> Shape:
        async with parts_for() as parts:
            caller = await operator_in(parts, store)
            return finding_shape(await parts.linting.ignore(caller.scope, finding, reason))

    shown = run(work())
    show(shown, _lines([shown]), as_json)


async def _open(parts: Resources, caller: Caller, severity: Severity | None) -> list[Shape]:
    found = await parts.linting.list_findings(caller.scope, FindingState.OPEN, severity, None, None, MOST)
    return [finding_shape(one) for one in found]


async def _finish(parts: Resources, caller: Caller, run_id: UUID, quiet: bool) -> RunView:
    """Wait until a run has ended. This process works along, so that no worker needs to run."""
    runner = make_runner(parts, parts.parser)
    working = asyncio.create_task(runner.run())
    try:
        with progress_bar(quiet) as bar:
            bar.add_task("looking", total=None)
            while True:
                seen = await parts.linting.get_run(caller.scope, run_id)
                if seen.state in (RunState.DONE, RunState.FAILED):
                    return seen
                await asyncio.sleep(POLL_SECONDS)
    finally:
        await runner.stop(grace=5)
        working.cancel()


def _lines(found: list[Shape]) -> str:
    order = {str(one): place for place, one in enumerate(Severity)}
    lines = [_text(one) for one in sorted(found, key=lambda one: (order[one["severity"]], one["kind"]))]
    return "\n".join(lines) or "Nothing is to be mended."


def _text(one: Shape) -> str:
    quotes = [f"    {place['name']}: “{place['quote']}”" for place in one["places"]]
    head = f"{one['severity']}  {one['kind']}  {one['id']}\n  {one['message']} {one['suggestion']}"
    return "\n".join([head, *quotes])
