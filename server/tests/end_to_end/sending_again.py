"""Many who send one request under one key to an installation that is killed meanwhile, until each is answered."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import uuid4

import httpx2 as httpx
from installation import Installation, until

PATIENCE = 180.0  # seconds until a request must have been answered
API = "/api/v1"


def sent(place: Installation, path: str, key: str, accept: str, **body: Any) -> bytes:
    """Send a request until it is answered; what broke, and what is told to wait, is sent again."""
    headers = {"authorization": f"Bearer {place.key}", "idempotency-key": key, "accept": accept}
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            answer = httpx.post(f"{place.address}{path}", headers=headers, timeout=20, **body)
        except httpx.HTTPError:
            time.sleep(0.2)
            continue
        if answer.status_code < 300:
            return answer.content
        assert answer.status_code in (409, 503), answer.text
        time.sleep(float(answer.headers.get("retry-after", "1")))
    raise AssertionError("it was not answered in time")


def send_all(
    place: Installation,
    parallel: int,
    later: int,
    kills: int,
    may_kill: Callable[[int], bool] = lambda _number: True,
    **request: Any,
) -> set[bytes]:
    """Send to a process that is killed again and again; return the different replies.

    may_kill: whether the moment has come for the first kill, the second, and so on.
    """
    request["key"] = str(uuid4())
    began = threading.Barrier(parallel + 1)

    def send(_: int) -> bytes:
        began.wait()
        return sent(place, **request)

    with ThreadPoolExecutor(parallel) as pool:
        waiting = pool.map(send, range(parallel))
        began.wait()
        for number in range(1, kills + 1):
            until(partial(may_kill, number))
            place.kill("serve")
            time.sleep(0.2)
            place.wait_until_ready()
            time.sleep(0.3)
        first = set(waiting)
    with ThreadPoolExecutor(10) as pool:
        return first | set(pool.map(lambda _: sent(place, **request), range(later)))
