"""The API is killed while fifty send the same request under one key, and fifty more come later: one effect, equal replies."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from installation import Installation
from sending_again import API, send_all

from aisle.llm.chat import Completion, Finish, Usage
from chat_tongues import TONGUES
from streamed_http import Streamed, StreamingServer, as_json

OPENAI = next(tongue for tongue in TONGUES if tongue.kind == "openai")
PRODUCTS = b'[{"handle": "a", "title": "A", "price": "1.00"}]'


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "home")
    made.start()
    made.wait_until_ready()
    made.open_store()
    yield made
    made.end()


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("parallel", "later", "kills"), [(8, 8, 1), (50, 50, 2)])
def test_one_import_however_often_it_is_sent(
    place: Installation, parallel: int, later: int, kills: int
) -> None:
    files = {"file": ("products.json", PRODUCTS, "application/json")}
    replies = send_all(
        place, parallel, later, kills, path=f"{API}/catalog/imports", accept="application/json", files=files
    )
    assert len(replies) == 1
    assert place.sql("SELECT count(*) FROM aisle.import_run") == [["1"]]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_one_answer_however_often_it_is_asked(place: Installation, accept: str) -> None:
    body = {"message": "How many days do I have to send goods back?"}
    replies = send_all(place, 50, 50, 2, path=f"{API}/chat", accept=accept, json=body)
    assert len(replies) == 1
    assert place.sql("SELECT count(*) FROM aisle.turn") == [["1"]]


@contextmanager
def slow_model() -> Iterator[StreamingServer]:
    """A provider that takes three seconds for an answer, in a loop of its own; each answer is another one."""
    answer = Completion(f"Dry {uuid4()}.", Finish.DONE, Usage("small-1", 70, 30))
    whole = json.dumps(OPENAI.whole(answer)).encode()
    loop, server = asyncio.new_event_loop(), StreamingServer(lambda _asked: Streamed())
    kind = as_json(200, {}).headers

    def serve(_asked: object) -> Streamed:
        number = len(server.asked)
        return Streamed([3.0, whole.replace(b"Dry ", f"Dry {number} ".encode())], 200, kind)

    server.script = serve
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


@pytest.fixture
def paid_place(tmp_path: Path) -> Iterator[tuple[Installation, StreamingServer]]:
    """An installation with a model, and a key that may spend."""
    with slow_model() as server:
        models = {"small": {"base_url": server.url, "key": "k"}}
        made = Installation(tmp_path / "home", more={"AISLE_CHAT_MODELS": json.dumps(models)})
        try:
            made.start()
            made.wait_until_ready()
            made.open_store()
            made.key = made.aisle("key", "create", "--store", "kills", "--scope", "models")["key"]
            yield made, server
        finally:
            made.end()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_reply_is_paid_for_once_more_for_each_kill_and_never_again(
    paid_place: tuple[Installation, StreamingServer],
) -> None:
    """Each kill comes while the model writes: no reply is left, the call is made again, and the ledger has every one."""
    place, server = paid_place
    body = {"model": "small", "messages": [{"role": "user", "content": "Boots?"}]}
    replies = send_all(
        place,
        50,
        50,
        2,
        lambda number: len(server.asked) >= number,
        path="/v1/chat/completions",
        accept="application/json",
        json=body,
    )
    assert len(replies) == 1
    assert len(server.asked) == 3
    [[done]] = place.sql("SELECT count(*) FROM aisle.usage_event WHERE outcome = 'done'")
    [[kept]] = place.sql(
        "SELECT (SELECT count(*) FROM aisle.usage_event) + (SELECT count(*) FROM aisle.usage_hold)"
    )
    assert (int(done), int(kept)) == (1, 3)
