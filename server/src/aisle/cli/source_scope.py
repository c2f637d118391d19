"""A store and its source, as commands name them."""

from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import operator_in, parts_for
from aisle.identity.types import Caller
from aisle.knowledge.errors import SourceNotFound
from aisle.sources.connections.types import Connection

Name = Annotated[str, typer.Argument(help="The source's name or id.")]


async def in_store(store: str, work: Any, waits: bool = False) -> Any:
    """Do something in a store, as its operator. waits: by the worker's role, which may read shops here."""
    async with parts_for("worker" if waits else "app") as parts:
        return await work(parts, await operator_in(parts, store))


async def find_source(parts: Resources, caller: Caller, name: str) -> Connection:
    """Return the source of that name or id. Raises SourceNotFound."""
    found = await parts.sources.service.find_by_name(caller.scope, name)
    if found is not None:
        return found
    try:
        return await parts.sources.service.get(caller.scope, UUID(name))
    except ValueError:
        raise SourceNotFound(f"No source is called “{name}”.") from None
