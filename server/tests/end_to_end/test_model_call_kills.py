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
from benchmarks.gateway import PRICES
from benchmarks.programs import program
from installation import Installation, until

CALLS, AT_ONCE, KILLS = 10_000, 16, 4  # the supervisor gives up after more kills in a row
# Far more than is spent: calls are made under leases of it.
BUDGET = """
INSERT INTO aisle.budget (organization_id, id, period, measure, amount, currency, warn_share)
SELECT organization_id, gen_random_uuid(), 'month', 'amount', 1000, 'USD', 0.8 FROM aisle.store LIMIT 1
"""
COUNTED = """
SELECT (SELECT n_tup_del FROM pg_stat_user_tables WHERE relname = 'usage_hold'), trim_scale(spent), trim_scale(held),
 (SELECT trim_scale(sum(cost)) FROM aisle.usage_event) FROM aisle.budget_count
"""
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
@pytest.mark.parametrize("budget", [False, True], ids=["without a budget", "with a budget"])
def test_what_the_provider_was_asked_is_in_the_ledger_once_each(tmp_path: Path, budget: bool) -> None:
    with program("gateway_stub") as (port, _):
        model = {"kind": "openai", "base_url": f"http://127.0.0.1:{port}/v1"}
        prices = tmp_path / "models.toml"
        prices.write_text(PRICES.format(provider=f"127.0.0.1:{port}"))
        place = Installation(
            tmp_path / "home",
            more={
                "AISLE_CHAT_MODELS": json.dumps({"stub": model}),
                "AISLE_LOG_LEVEL": "error",
                "AISLE_MODELS_FILE": str(prices),
            },
        )
        try:
            place.start()
            place.wait_until_ready(240)
            place.open_store()
            if budget:
                place.sql(BUDGET)
            answered = _with_kills(place)
            asked = int(httpx.get(f"http://127.0.0.1:{port}/count").text)
            _check(place, answered, asked)
            if budget:
                [[leased, *counted]] = place.sql(COUNTED)
                print(f"{leased} leases were made smaller; spent, held and what the events cost: {counted}")
                assert counted == [counted[0], "0", counted[0]]
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
    # What a killed process had sent may be kept after its journal was read: then a second row has the difference.
    rows = place.sql(
        "SELECT request_id, outcome, tokens_in, tokens_out FROM aisle.usage_event WHERE NOT correction"
    )
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
