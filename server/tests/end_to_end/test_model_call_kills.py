"""The API is killed while programs have models write through it: what the provider was asked is in the ledger, once each."""

import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import httpx2 as httpx
import pytest
from benchmarks.programs import program
from installation import Installation, until

CALLS, AT_ONCE, KILLS = 10_000, 16, 4  # the supervisor gives up after more kills in a row
BODY = {"model": "stub", "messages": [{"role": "user", "content": "Are your boots waterproof?"}]}


def call_all(place: Installation, left: list[int], answered: list[str]) -> None:
    """Call until enough was answered. Each request has an id of its own, also where it is sent again after a kill."""
    headers = {"authorization": f"Bearer {place.key}"}
    with httpx.Client(base_url=place.address, headers=headers, timeout=20) as client:
        while left:
            request_id, stream = str(uuid4()), len(left) % 3 == 0
            try:
                answer = client.post(
                    "/v1/chat/completions",
                    json={**BODY, "stream": stream},
                    headers={"x-request-id": request_id},
                )
            except httpx.HTTPError:
                time.sleep(0.2)
                continue
            assert answer.status_code in (200, 503), answer.text
            if answer.status_code == 200 and left:
                left.pop()
                answered.append(request_id)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_what_the_provider_was_asked_is_in_the_ledger_once_each(tmp_path: Path) -> None:
    with program("gateway_stub") as (port, _):
        model = {"kind": "openai", "base_url": f"http://127.0.0.1:{port}/v1"}
        place = Installation(
            tmp_path / "home",
            more={"AISLE_CHAT_MODELS": json.dumps({"stub": model}), "AISLE_LOG_LEVEL": "error"},
        )
        try:
            place.start()
            place.wait_until_ready()
            place.open_store()
            answered = _with_kills(place)
            asked = int(httpx.get(f"http://127.0.0.1:{port}/count").text)
            _check(place, answered, asked)
        finally:
            place.end()


def _with_kills(place: Installation) -> list[str]:
    left, answered = [1] * CALLS, []
    done = threading.Event()

    def kill() -> None:
        for number in range(1, KILLS + 1):
            while len(left) > CALLS * (1 - number / (KILLS + 1)) and not done.is_set():
                time.sleep(0.01)
            place.kill("serve")

    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        killing = pool.submit(kill)
        calling = [pool.submit(call_all, place, left, answered) for _ in range(AT_ONCE)]
        for one in calling:
            one.result()
        done.set()
        killing.result()
    return answered


def _check(place: Installation, answered: list[str], asked: int) -> None:
    place.sql("UPDATE aisle.usage_hold SET expires_at = now() - interval '1 hour'")
    until(lambda: place.sql("SELECT count(*) FROM aisle.usage_hold") == [["0"]], 180)  # the worker's round
    # What killed processes had under way stands in their journals until then; that of the one that lives stays.
    until(lambda: len(list((place.home / "calls").iterdir())) <= 1, 180)
    rows = place.sql("SELECT request_id, outcome, tokens_in, tokens_out FROM aisle.usage_event")
    outcomes = Counter(row[1] for row in rows)
    print(
        f"{len(answered)} answered, {asked} asked of the provider, {len(rows)} in the ledger: {dict(outcomes)}"
    )
    ids = Counter(row[0] for row in rows)
    assert max(ids.values()) == 1
    assert set(answered) <= set(ids)
    # A hold of a call that was not yet made when its process died stays in the ledger as one that may have been.
    assert asked <= len(rows) <= asked + KILLS * AT_ONCE
    assert {(row[2], row[3]) for row in rows if row[1] == "done"} == {("20", "8")}
    ((held, days),) = place.sql(
        "SELECT (SELECT count(*) FROM aisle.usage_hold), (SELECT sum(calls) FROM aisle.usage_day)"
    )
    assert (int(held), int(days)) == (0, len(rows))
