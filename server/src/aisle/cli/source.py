"""`aisle source`: the commands, and those that look at sources and pause them."""

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli import source_connecting, source_consent, source_hooks, source_mending, source_runs
from aisle.cli.context import run
from aisle.cli.output import Json, StoreOption, show
from aisle.cli.source_lines import problem_lines, run_lines, source_line, source_text
from aisle.cli.source_scope import Name, find_source, in_store
from aisle.identity.types import Caller
from aisle.web.source_shapes import Json as Shape
from aisle.web.source_shapes import cause_shape, problem_shape, run_shape, source_shape

app = typer.Typer(no_args_is_help=True, help="Sources: connections to what a shop keeps.")
app.command()(source_connecting.kinds)
app.command()(source_connecting.add)
app.command()(source_consent.connect)
app.command()(source_connecting.detect)
app.command("test")(source_connecting.try_)
app.command()(source_runs.sync)
app.command()(source_runs.stop)
app.command()(source_runs.approve)
app.command()(source_runs.refuse)
app.command()(source_runs.rollback)
app.command()(source_runs.remove)
app.command()(source_mending.retry)
app.command()(source_mending.dismiss)
app.command()(source_mending.rules)
app.command()(source_hooks.hooks)
app.command()(source_hooks.deliveries)
MOST = 100


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
