"""What a command works with: settings, the database server while it is needed, and the operator's own caller."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from uuid import UUID

from aisle.bootstrap.opening import open_resources
from aisle.bootstrap.resources import Resources
from aisle.bootstrap.server import attach_server
from aisle.core.secrets import load_secrets
from aisle.core.settings import load_settings
from aisle.core.telemetry import set_up_logs
from aisle.identity.roles import FIXED
from aisle.identity.types import Caller, CallerKind, Grant
from aisle.tenants import repository as tenants
from aisle.tenants.errors import StoreNotFound

T = TypeVar("T")
NOBODY = UUID(int=0)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's asynchronous part."""
    return asyncio.run(_ended_quietly(work))


async def _ended_quietly(work: Coroutine[Any, Any, T]) -> T:
    """A command that was asked to end leaves connections half made; what they complain of is nobody's fault."""
    try:
        return await work
    except (asyncio.CancelledError, KeyboardInterrupt, SystemExit):
        asyncio.get_running_loop().set_exception_handler(_note)
        raise


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    logging.getLogger("asyncio").debug(context["message"])


@asynccontextmanager
async def parts_for(role: str = "app") -> AsyncIterator[Resources]:
    """Open everything a command needs; the schema is brought up to date first when that is ours to do."""
    settings = load_settings()
    set_up_logs("debug" if settings.log_level == "debug" else "error")
    server = await asyncio.to_thread(attach_server, settings, load_secrets(settings.home))
    try:
        await asyncio.to_thread(server.migrate_if_needed)
        async with open_resources(settings, load_secrets(settings.home), server, role) as parts:
            yield parts
    finally:
        await asyncio.to_thread(server.release)


async def operator_in(parts: Resources, store: str) -> Caller:
    """Return the machine's own operator, bound to a store. Raises StoreNotFound."""
    address = await tenants.find_address(parts.database, store)
    if address is None:
        raise StoreNotFound(f"No store has the slug or id “{store}”. `aisle store create` makes one.")
    everything = Grant(None, FIXED[CallerKind.OPERATOR])
    return Caller(CallerKind.OPERATOR, address.organization_id, address.store_id, NOBODY, (everything,))
