"""`aisle source hooks` and `deliveries`: what a shop tells by itself."""

from typing import Annotated, Any

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import run
from aisle.cli.output import Json, StoreOption, show
from aisle.cli.source_lines import delivery_line, hooks_text
from aisle.cli.source_scope import Name, find_source, in_store
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller
from aisle.sources.hooks.types import DeliveryState
from aisle.web.source_shapes import delivery_shape, hooks_shape

Shape = dict[str, Any]


def hooks(
    source: Name,
    store: StoreOption,
    mend: Annotated[bool, typer.Option("--mend", help="Make what is missing, mend what is broken.")] = False,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Choose another secret; the one before counts for a day.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say where a source's webhooks go and how they stand at the shop; a job mends them or changes their secret."""
    if mend and rotate:
        raise InvalidInput("--rotate mends as well; give one of them.")

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        keeper = parts.sources.hooks
        if mend or rotate:
            await keeper.ask(caller.scope, found.source_id, rotates=rotate)
        state = await keeper.state(caller.scope, found.source_id)
        shaped = hooks_shape(state, keeper.address(caller.scope, found.source_id))
        return {**shaped, "queued": mend or rotate}

    shown = run(in_store(store, work))
    show(shown, hooks_text(shown), as_json)


def deliveries(
    source: Name,
    store: StoreOption,
    state: Annotated[DeliveryState | None, typer.Option(help="Only those in this state.")] = None,
    most: Annotated[int, typer.Option(min=1, max=1000)] = 25,
    as_json: Json = False,
) -> None:
    """List what a shop sent within a week, the newest first."""

    async def work(parts: Resources, caller: Caller) -> list[Shape]:
        found = await find_source(parts, caller, source)
        kept = await parts.sources.hooks.deliveries(caller.scope, found.source_id, state, None, most)
        return [delivery_shape(one) for one in kept]

    shown = run(in_store(store, work))
    show(shown, "\n".join(map(delivery_line, shown)) or "Nothing came.", as_json)
