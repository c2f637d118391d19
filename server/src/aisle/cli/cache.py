"""`aisle cache`."""

from typing import Any

import typer

from aisle.answer_cache.managing import Kept, clear, get_kept
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.clock import SystemClock

app = typer.Typer(no_args_is_help=True, help="Answers that may be given again.")


@app.command("show")
def show_(store: StoreOption, as_json: Json = False) -> None:
    """Show how many answers a store keeps, and how often they served in thirty days."""

    async def work() -> Kept:
        async with parts_for() as parts:
            caller = await operator_in(parts, store)
            async with parts.database.open_scope(caller.scope) as session:
                return await get_kept(session, SystemClock().now())

    kept = run(work())
    show(_shape(kept), _text(kept), as_json)


@app.command("clear")
def clear_(store: StoreOption, as_json: Json = False) -> None:
    """Forget all kept answers of a store."""

    async def work() -> int:
        async with parts_for() as parts:
            caller = await operator_in(parts, store)
            async with parts.database.open_scope(caller.scope) as session:
                return await clear(session)

    gone = run(work())
    show({"deleted": gone}, f"{gone} kept answers are gone.", as_json)


def _shape(kept: Kept) -> dict[str, Any]:
    days = [
        {
            "day": str(one.day),
            "exact": one.exact,
            "semantic": one.semantic,
            "missed": one.missed,
            "kept": one.kept,
        }
        for one in kept.days
    ]
    return {"entries": kept.entries, "bytes": kept.size, "oldest": kept.oldest, "days": days}


def _text(kept: Kept) -> str:
    lines = [f"{kept.entries} answers, {kept.size} bytes"]
    lines += [
        f"{one.day}  {one.exact + one.semantic} given again ({one.semantic} to other words), {one.missed} not, {one.kept} kept"
        for one in kept.days
    ]
    return "\n".join(lines)
