"""What the API's server does when it is asked to end while something is being read from it."""

import asyncio
from typing import Any
from unittest.mock import Mock

import uvicorn

from aisle.cli.serve import Announced


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """An application that is never called."""


async def test_streams_are_told_to_end_before_the_server_waits_for_its_connections() -> None:
    ending = asyncio.Event()
    config = uvicorn.Config(_nothing, lifespan="off", log_config=None, timeout_graceful_shutdown=600)
    config.load()
    server = Announced(config, ending)
    server.servers, server.lifespan = [], config.lifespan_class(config)
    stream: Any = Mock()
    server.server_state.connections.add(stream)

    async def end_when_told() -> None:
        await ending.wait()
        server.server_state.connections.discard(stream)

    async with asyncio.timeout(30):
        await asyncio.gather(server.shutdown(), end_when_told())
