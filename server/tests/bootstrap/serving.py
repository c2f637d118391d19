"""An API process on parts that are handed in, started and stopped as its server does it, called without a network."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from types import SimpleNamespace
from typing import Any

import httpx2

from aisle.adapters.ocr.engine import EngineState
from aisle.adapters.parsers.inline import InlineParser
from aisle.bootstrap.resources import Resources
from aisle.web.app import create_app


class Parser(InlineParser):
    """The parser's fake, which says what the system grants."""

    missing: tuple[str, ...] | None = None
    engine = EngineState(True, "tesseract 5.3.0: eng", ("eng",))

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def engine_state(self) -> EngineState:
        return self.engine

    def capabilities(self) -> Any:
        if self.missing is None:
            raise RuntimeError("not started")
        return SimpleNamespace(is_complete=not self.missing, missing=lambda: self.missing)


@asynccontextmanager
async def served(
    parts: Resources, client: tuple[str, int] = ("127.0.0.1", 1)
) -> AsyncIterator[httpx2.AsyncClient]:
    """Start the application for the length of the block. client: where its requests seem to come from."""
    app: Any = create_app(nullcontext(parts))  # type: ignore[arg-type]
    asked: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    said: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    running = asyncio.create_task(app(scope, asked.get, said.put))
    await asked.put({"type": "lifespan.startup"})
    answer = await said.get()
    assert answer["type"] == "lifespan.startup.complete", answer
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False, client=client)
    async with httpx2.AsyncClient(transport=transport, base_url="http://api.test") as http:
        yield http
    await asked.put({"type": "lifespan.shutdown"})
    await said.get()
    await running
