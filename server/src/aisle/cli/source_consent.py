"""`aisle source connect`: letting Aisle into a shop with a browser."""

from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import run
from aisle.cli.output import Json, StoreOption, show
from aisle.cli.source_lines import source_line
from aisle.cli.source_scope import find_source, in_store
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller
from aisle.web.source_shapes import source_shape
from aisle.web.sources_oauth import consent_shape

Shape = dict[str, Any]


def connect(
    source: Annotated[str, typer.Argument(help="The source's name or id.")],
    store: StoreOption,
    answer: Annotated[
        str | None, typer.Option(help="The whole address that the browser came back to; “-” reads it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the address at which a person lets Aisle in; with --answer, finish what was begun."""
    brought = _brought(answer) if answer is not None else None

    async def work(parts: Resources, caller: Caller) -> Shape:
        found = await find_source(parts, caller, source)
        consents = parts.sources.consents
        if brought is not None:
            return source_shape(await consents.finish(caller.scope, found.source_id, *brought))
        going = consent_shape(await consents.begin(caller.scope, found.source_id))
        return going.model_dump(mode="json")

    done = run(in_store(store, work))
    show(done, _text(done) if brought is None else source_line(done), as_json)


def _brought(answer: str) -> tuple[str, str]:
    """Return state and code of an address. Raises InvalidInput."""
    text = typer.get_text_stream("stdin").readline() if answer == "-" else answer
    said = parse_qs(urlsplit(text.strip()).query)
    if said.get("error"):
        raise InvalidInput("Nobody was let in: it was refused on the other side. Begin again.")
    if len(said.get("state", ())) != 1 or len(said.get("code", ())) != 1:
        raise InvalidInput(
            "--answer takes the whole address that the browser came back to, with state and code."
        )
    return said["state"][0], said["code"][0]


def _text(going: Shape) -> str:
    return (
        f"Open this within ten minutes, and say yes:\n\n{going['location']}\n\n"
        f"The browser comes back to {going['redirect']}, which the OAuth client has to allow.\n"
        "Then give the whole address that it came to:  aisle source connect … --answer ADDRESS"
    )
