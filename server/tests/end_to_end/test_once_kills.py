"""The API is killed while fifty send the same request under one key, and fifty more come later: one effect, equal replies."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest
from installation import Installation

PATIENCE = 180.0  # seconds until a request must have been answered
PRODUCTS = b'[{"handle": "a", "title": "A", "price": "1.00"}]'


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "home")
    made.start()
    made.wait_until_ready()
    made.open_store()
    yield made
    made.end()


def sent(place: Installation, path: str, key: str, accept: str, **body: Any) -> bytes:
    """Send a request until it is answered; what broke, and what is told to wait, is sent again."""
    headers = {"authorization": f"Bearer {place.key}", "idempotency-key": key, "accept": accept}
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            answer = httpx.post(f"{place.address}/api/v1{path}", headers=headers, timeout=20, **body)
        except httpx.HTTPError:
            time.sleep(0.2)
            continue
        if answer.status_code < 300:
            return answer.content
        assert answer.status_code in (409, 503), answer.text
        time.sleep(float(answer.headers.get("retry-after", "1")))
    raise AssertionError("it was not answered in time")


def send_all(place: Installation, parallel: int, later: int, kills: int, **request: Any) -> set[bytes]:
    """Send to a process that is killed again and again; return the different replies."""
    request["key"] = str(uuid4())
    began = threading.Barrier(parallel + 1)

    def send(_: int) -> bytes:
        began.wait()
        return sent(place, **request)

    with ThreadPoolExecutor(parallel) as pool:
        waiting = pool.map(send, range(parallel))
        began.wait()
        for _ in range(kills):
            place.kill("serve")
            time.sleep(0.2)
            place.wait_until_ready()
            time.sleep(0.3)
        first = set(waiting)
    with ThreadPoolExecutor(10) as pool:
        return first | set(pool.map(lambda _: sent(place, **request), range(later)))


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("parallel", "later", "kills"), [(8, 8, 1), pytest.param(50, 50, 2, marks=pytest.mark.slow)]
)
def test_one_import_however_often_it_is_sent(
    place: Installation, parallel: int, later: int, kills: int
) -> None:
    files = {"file": ("products.json", PRODUCTS, "application/json")}
    replies = send_all(
        place, parallel, later, kills, path="/catalog/imports", accept="application/json", files=files
    )
    assert len(replies) == 1
    assert place.sql("SELECT count(*) FROM aisle.import_run") == [["1"]]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_one_answer_however_often_it_is_asked(place: Installation, accept: str) -> None:
    body = {"message": "How many days do I have to send goods back?"}
    replies = send_all(place, 50, 50, 2, path="/chat", accept=accept, json=body)
    assert len(replies) == 1
    assert place.sql("SELECT count(*) FROM aisle.turn") == [["1"]]
