"""`aisle widget`."""

import json
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.db import Session
from aisle.identity.keys import repository as keys
from aisle.tenants import service as tenants
from aisle.widget import service
from aisle.widget.snippet import snippet as written

app = typer.Typer(
    no_args_is_help=True, help="The chat window on a shop's pages: its look, in a draft and in releases."
)
T = TypeVar("T")


@app.command("show")
def show_(store: StoreOption, as_json: Json = False) -> None:
    """Show the draft, and what publishing would change."""
    draft = run(_in_store(store, service.get_draft))
    settings = draft.settings.model_dump(mode="json")
    lines = [
        f"{'*' if name in draft.differs else ' '} {name:14} {json.dumps(value, ensure_ascii=False)}"
        for name, value in settings.items()
    ]
    show(
        {"draft": settings, "differs": list(draft.differs), "live": draft.live.number},
        "\n".join(lines),
        as_json,
    )


@app.command("set")
def set_(
    setting: Annotated[list[str], typer.Argument(help="NAME=VALUE, the value as JSON or plain text.")],
    store: StoreOption,
    as_json: Json = False,
) -> None:
    """Change settings of the draft; shoppers notice nothing until it is published."""
    pairs = (one.partition("=") for one in setting)
    changes = {name: _value(text) for name, _, text in pairs}
    draft = run(_in_store(store, lambda session: service.change_draft(session, changes, None)))
    said = f"Publishing would change: {', '.join(draft.differs) or 'nothing'}."
    show({"differs": list(draft.differs)}, said, as_json)


@app.command()
def publish(
    store: StoreOption, note: Annotated[str, typer.Option(help="Why, for those who read the history.")] = ""
) -> None:
    """Make the draft what shoppers see."""

    async def work(session: Session) -> int:
        live = await service.find_live(session)
        return (await service.publish(session, live.number if live else 0, note)).number

    typer.echo(f"Release {run(_in_store(store, work))} of the window is live.")


@app.command()
def snippet(
    store: StoreOption,
    host: Annotated[str, typer.Option(help="Where shoppers reach this installation.")] = "",
) -> None:
    """Print the line that a shop puts into its pages."""

    async def work() -> str:
        async with parts_for() as parts:
            caller = await operator_in(parts, store)
            async with parts.database.open_scope(caller.scope) as session:
                found = await tenants.get_store(session, session.tenant[1])
                key = await keys.find_site_key(session, found.id)
        return written(host or parts.settings.base_url, found.slug, key or "")

    typer.echo(run(work()))


async def _in_store(store: str, work: Callable[[Session], Awaitable[T]]) -> T:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            return await work(session)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
