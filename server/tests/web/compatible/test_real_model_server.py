"""From OpenAI's client through Aisle to a real model's server and back: words, streams, counts, and JSON that is forced."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from openai import AsyncOpenAI
from openai_world import SCHEMA, client_of, user
from toy_model_server import serving
from web_shops import Shop, open_site

from aisle.core.db import Database
from aisle.core.db.migrate import Roles

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]
SHORT = 24


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("toy")) as url:
        yield url


@pytest.fixture(scope="module")
async def toy_shop(
    address: str,
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Shop]:
    """A shop whose installation has the real server among its models; nothing of ours is replaced on the way there."""
    models = {"toy": {"model": "tiny", "base_url": address}}
    home = tmp_path_factory.mktemp("home")
    async with open_site(
        database, worker_database, dispatcher_database, roles.secrets, home, chat_models=models
    ) as site:
        yield await site.open_shop()


@pytest.fixture
def client(toy_shop: Shop) -> AsyncOpenAI:
    return client_of(toy_shop)


async def test_a_real_model_writes_and_is_counted_by_its_server(client: AsyncOpenAI) -> None:
    answer = await client.chat.completions.create(
        model="toy", messages=user("return boot?"), max_tokens=SHORT, temperature=0, seed=1
    )
    (choice,) = answer.choices
    assert choice.finish_reason in ("length", "stop")
    assert answer.usage is not None
    assert 0 < answer.usage.completion_tokens <= SHORT
    assert answer.usage.prompt_tokens > 0
    assert answer.model == "toy"


async def test_a_stream_has_the_words_of_the_plain_answer(client: AsyncOpenAI) -> None:
    asked: Any = {"model": "toy", "messages": user("return boot?"), "max_tokens": SHORT, "temperature": 0}
    whole = await client.chat.completions.create(**asked)
    chunks = [one async for one in await client.chat.completions.create(**asked, stream=True)]
    said = "".join(one.choices[0].delta.content or "" for one in chunks if one.choices)
    assert said == whole.choices[0].message.content
    assert len(chunks) > 2


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
async def test_random_weights_are_held_to_a_schema(client: AsyncOpenAI, streamed: bool) -> None:
    form: Any = {"type": "json_schema", "json_schema": {"name": "size", "schema": SCHEMA, "strict": True}}
    asked: Any = {"model": "toy", "messages": user("size?"), "max_tokens": 400, "response_format": form}
    if streamed:
        stream = await client.chat.completions.create(**asked, stream=True)
        said = "".join([one.choices[0].delta.content or "" async for one in stream if one.choices])
    else:
        said = (await client.chat.completions.create(**asked)).choices[0].message.content or ""
    found = json.loads(said)
    assert set(found) == {"size"}
    assert isinstance(found["size"], int)


async def test_a_response_is_written_too(client: AsyncOpenAI) -> None:
    answer = await client.responses.create(model="toy", input="return boot?", max_output_tokens=SHORT)
    assert answer.status in ("completed", "incomplete")
    assert answer.usage is not None
    assert answer.usage.output_tokens > 0


async def test_a_prompt_that_does_not_fit_is_told_as_such(toy_shop: Shop) -> None:
    body = {"model": "toy", "messages": list(user("boot " * 6_000)), "max_tokens": SHORT}
    answer = await toy_shop.secret.post("/v1/chat/completions", json=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["code"] == "context_length_exceeded"
