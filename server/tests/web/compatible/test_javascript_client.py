"""OpenAI's own client for JavaScript, against a server that listens: the same promises as to the one for Python."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from openai_world import WORDS, answering
from web_shops import RETURNS_QUESTION, Shop, Site

from aisle.adapters.llm.scripted import breaks_off, calls_tool, says
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.ports import EmbeddingKind
from node_counterparts import installed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
INSTALL_SECONDS = 120.0


@asynccontextmanager
async def listening(site: Site) -> AsyncIterator[str]:
    """Have the process listen; yields its address."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        config = uvicorn.Config(site.frame, lifespan="off", log_level="warning")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([bound]))
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}/v1"
        finally:
            server.should_exit = True
            await serving


async def told_by(shop: Shop, env: dict[str, str]) -> Any:
    """What the client's program tells."""
    home = await asyncio.to_thread(installed, "openai", INSTALL_SECONDS)
    async with listening(shop.site) as address:
        process = await asyncio.create_subprocess_exec(
            "node",
            "client.mjs",
            cwd=home,
            env={**os.environ, "BASE_URL": address, **env},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, complained = await process.communicate()
    assert process.returncode == 0, complained.decode()[-3000:]
    return json.loads(said)


async def test_the_client_for_javascript_gets_what_it_asks_for(shop: Shop) -> None:
    embedder = next(iter(shop.site.parts.models.names))
    assistant = f"assistant:{shop.store.slug}/ask-test-shop"
    scripts = {
        "small": says(WORDS),
        "calling": calls_tool("stock", '{"size": 42}'),
        "json": says('{"size": 42}'),
        "away": [ChatModelUnavailable("It is away.")],
        "broken": breaks_off("Boots"),
    }
    with answering(shop.site, **scripts) as models:
        told = await told_by(
            shop,
            {
                "KEY": str(shop.secret.token),
                "ASSISTANT": assistant,
                "EMBEDDER": embedder,
                "QUESTION": RETURNS_QUESTION,
            },
        )
    assert told["plain"] == told["streamed"] == {"text": WORDS, "usage": 8}
    assert told["tool"]["name"] == "stock"
    assert json.loads(told["tool"]["arguments"]) == told["json"] == {"size": 42}
    assert told["response"] == {"text": WORDS, "status": "completed"}
    assert (told["events"][0], told["events"][-1]) == ("response.created", "response.completed")
    assert told["final"] == WORDS
    wanted = await shop.site.embedder.embed(["one"], EmbeddingKind.PASSAGE)
    assert told["embedded"]["first"] == pytest.approx(wanted[0][:4].tolist(), abs=1e-6)
    assert (told["embedded"]["count"], told["embedded"]["size"]) == (2, shop.site.embedder.dimensions)
    assert {*scripts, embedder, assistant} == set(told["models"])
    assert told["model"] == assistant
    assert "60 days" in told["assistant"]["text"]
    assert "60 days" in told["assistant"]["quote"]
    assert told["errors"] == {
        "key": {"name": "AuthenticationError", "status": 401, "code": "invalid_api_key"},
        "model": {"name": "NotFoundError", "status": 404, "code": "model_not_found"},
        "field": {"name": "BadRequestError", "status": 400, "code": "unsupported_parameter"},
        "away": {"name": "InternalServerError", "status": 503, "code": "chat_model_unavailable"},
        "broken": {"name": "APIError", "status": None, "code": "chat_model_unavailable"},
    }
    assert models.observer.open == 0
