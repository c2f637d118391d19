"""Calls to services outside: bounded in time, tries and bytes, and sparing to a service that is ill."""

import asyncio
import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.core.http import (
    Ask,
    OutsideNonsense,
    OutsideRefused,
    OutsideService,
    OutsideUnavailable,
    Patience,
    ServiceAddress,
    Timing,
    direct,
)
from aisle.core.http.breaker import FAILURES, LONGEST_REST, Breaker
from aisle.core.http.patience import RetryBudget, pause, seconds_asked
from scripted_http import Asked, Reply, scripted_server

KEY = "canary-of-a-key"
THRICE = Patience(attempts=3, attempt_seconds=5, total_seconds=30)
HASTY = Patience(attempts=2, attempt_seconds=0.1, total_seconds=0.3)


class Clock:
    """Time that passes only when somebody sleeps; remembers for how long."""

    def __init__(self) -> None:
        self.at, self.slept = 1_000.0, []

    def timing(self) -> Timing:
        return Timing(lambda: self.at, self.sleep, lambda: 0.5)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def asking(clock):
    """Ask a scripted server; gives (server, ask)."""
    opened = []

    async def make(script, **options):
        server = scripted_server(script)
        opened.append(server)
        running = await server.__aenter__()
        address = ServiceAddress(running.url, {"Authorization": f"Bearer {KEY}"})
        service = OutsideService("models", address, timing=clock.timing(), **options)
        opened.append(service)

        async def ask(patience=THRICE, body=None, most_bytes=10_000):
            return await service.post("things", body or {"a": 1}, patience, json.loads, most_bytes)

        return running, ask

    yield make
    for one in reversed(opened):
        await (one.close() if isinstance(one, OutsideService) else one.__aexit__(None, None, None))


def in_turn(*replies: Reply):
    left = list(replies)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


async def test_sends_json_with_the_key_and_reads_json(asking):
    server, ask = await asking(lambda asked: Reply(200, {"said": asked.body}))
    assert await ask(body={"words": "Größe 🏕 \ud800"}) == {"said": {"words": "Größe 🏕 ?"}}
    [asked] = server.asked
    assert (asked.path, asked.headers["authorization"]) == ("/v1/things", f"Bearer {KEY}")
    assert asked.headers["content-type"] == "application/json"


async def test_a_query_in_the_address_stays(asking):
    server, _ = await asking(lambda asked: Reply(200, {}))
    service = OutsideService("azure", ServiceAddress(f"{server.url}/?api-version=2024-10-21"))
    await service.post("embeddings", {}, THRICE, json.loads)
    await service.close()
    assert server.asked[0].path == "/v1/embeddings?api-version=2024-10-21"


@pytest.mark.parametrize(("excepted", "through"), [("", True), ("models.example", False)])
async def test_a_proxy_of_the_environment_is_used(asking, monkeypatch, excepted, through):
    proxy, _ = await asking(lambda asked: Reply(200, {"by": "proxy"}))
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
    monkeypatch.setenv("no_proxy", excepted)
    service = OutsideService("models", ServiceAddress("http://models.example/v1"))
    assert (service.address.proxy is not None) == through
    if through:
        assert await service.post("things", {}, THRICE, json.loads) == {"by": "proxy"}
        assert proxy.asked[0].path == "http://models.example/v1/things"
    await service.close()


async def test_connections_are_used_again(asking):
    server, ask = await asking(lambda asked: Reply(200, {}))
    for _ in range(10):
        await ask()
    assert (len(server.asked), server.connections) == (10, 1)


async def test_where_an_address_does_not_answer_the_client_that_tries_several_is_asked(asking, monkeypatch):
    server, ask = await asking(lambda asked: Reply(200, {}))
    monkeypatch.setattr(direct, "CONNECT_SECONDS", 0)
    for _ in range(2):
        assert await ask() == {}
    assert len(server.asked) == 2


async def test_no_more_run_at_once_than_allowed(asking):
    gate = asyncio.Event()

    async def wait(asked: Asked) -> Reply:
        await gate.wait()
        return Reply(200, {})

    server, ask = await asking(wait, at_once=3)
    calls = [asyncio.create_task(ask()) for _ in range(9)]
    await server.at_work_on(3)
    gate.set()
    await asyncio.gather(*calls)
    assert (len(server.asked), server.busiest) == (9, 3)


async def test_who_finds_no_place_in_time_is_told(asking):
    gate = asyncio.Event()

    async def wait(asked: Asked) -> Reply:
        await gate.wait()
        return Reply(200, {})

    server, ask = await asking(wait, at_once=1)
    first = asyncio.create_task(ask())
    await server.at_work_on(1)
    with pytest.raises(OutsideUnavailable, match="too much to do"):
        await ask(HASTY)
    gate.set()
    await first


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 529])
async def test_a_passing_fault_is_tried_again(asking, clock, status):
    _, ask = await asking(in_turn(Reply(status, {}), Reply(status, {}), Reply(200, {"fine": 1})))
    assert await ask() == {"fine": 1}
    assert clock.slept == [0.2, 0.4]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
async def test_a_refusal_is_not_repeated(asking, status):
    server, ask = await asking(
        lambda asked: Reply(status, {"error": {"message": asked.headers["authorization"]}})
    )
    with pytest.raises(OutsideRefused, match=f"answered {status}") as refused:
        await ask()
    assert refused.value.answered == status
    assert KEY not in refused.value.detail
    assert len(server.asked) == 1


async def test_tries_are_bounded(asking):
    server, ask = await asking(lambda asked: Reply(500, {"error": {"code": "overloaded", "message": KEY}}))
    with pytest.raises(OutsideUnavailable) as failed:
        await ask()
    assert failed.value.detail == "models answered 500 (overloaded)."
    assert len(server.asked) == 3


async def test_what_the_service_asks_for_is_waited(asking, clock):
    _, ask = await asking(in_turn(Reply(429, {}, {"Retry-After": "7"}), Reply(200, {})))
    await ask()
    assert clock.slept == [pytest.approx(7.35)]


async def test_a_wait_beyond_the_patience_is_not_begun(asking, clock):
    server, ask = await asking(lambda asked: Reply(429, {}, {"Retry-After": "3000"}))
    with pytest.raises(OutsideUnavailable) as failed:
        await ask()
    assert failed.value.retry_after == 3000
    assert (len(server.asked), clock.slept) == (1, [])


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<!doctype html><title>Welcome</title>"),
        Reply(200, b'{"cut": [1, 2'),
        Reply(200, b'{"cut": [1, 2', declared=500),
        Reply(200, b""),
        Reply(200, b"\xff\xfe\x00"),
        Reply(200, gzip.compress(b"{}"), {"Content-Encoding": "gzip"}),
        Reply(200, b"[" * 9_000),
    ],
    ids=["html", "cut", "cut off", "empty", "no text", "packed", "deep"],
)
async def test_nonsense_is_tried_again_and_then_said(asking, reply):
    server, ask = await asking(lambda asked: reply)
    with pytest.raises(OutsideUnavailable):
        await ask()
    assert len(server.asked) == 3


@pytest.mark.parametrize("declared", [None, 10**12])
async def test_a_huge_answer_is_broken_off(asking, declared):
    server, ask = await asking(lambda asked: Reply(200, b" " * 200_000, declared=declared))
    with pytest.raises(OutsideNonsense, match="more than 10,000 bytes"):
        await ask()
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(asking, status):
    async with scripted_server(lambda asked: Reply(200, {"stolen": asked.headers})) as elsewhere:
        server, ask = await asking(lambda asked: Reply(status, {}, {"Location": elsewhere.url}))
        with pytest.raises(OutsideNonsense, match="redirects are not followed"):
            await ask()
        assert (len(server.asked), elsewhere.asked) == (1, [])


@pytest.mark.parametrize(
    "reply", [Reply(hang=True), Reply(200, b" " * 5_000, drip=True)], ids=["hangs", "drips"]
)
async def test_a_slow_answer_ends_at_the_limit(asking, reply):
    _, ask = await asking(lambda asked: reply)
    with pytest.raises(OutsideUnavailable, match=r"did not answer within 0\.1 s"):
        await ask(HASTY)


async def test_a_service_that_is_not_there(clock):
    service = OutsideService("models", ServiceAddress("http://127.0.0.1:1/v1"), timing=clock.timing())
    with pytest.raises(OutsideUnavailable, match=r"models at 127\.0\.0\.1:1 cannot be reached"):
        await service.post("things", {}, THRICE, json.loads)
    await service.close()


async def test_a_cancelled_call_frees_its_place(asking):
    replies = in_turn(Reply(hang=True), Reply(200, {}))
    server, ask = await asking(replies, at_once=1)
    first = asyncio.create_task(ask())
    await server.at_work_on(1)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    assert await ask() == {}


async def test_an_ill_service_is_left_alone_and_then_tried_by_one(asking, clock):
    replies = [Reply(500, {})] * FAILURES
    server, ask = await asking(lambda asked: replies.pop() if replies else Reply(200, {}))
    once = Patience(1, 5, 30)
    for _ in range(FAILURES):
        with pytest.raises(OutsideUnavailable, match="answered 500"):
            await ask(once)
    with pytest.raises(OutsideUnavailable, match="left alone for 2 s"):
        await ask(once)
    assert len(server.asked) == FAILURES
    clock.at += 2
    answers = await asyncio.gather(*(ask(once) for _ in range(5)), return_exceptions=True)
    assert sorted(map(str, answers))[-1] == "{}"
    assert len(server.asked) == FAILURES + 1
    assert await ask(once) == {}


def test_a_breaker_rests_longer_each_time_but_not_for_ever():
    now = 0.0
    breaker = Breaker("x", lambda: now)
    rests = []
    for _ in range(FAILURES - 1):
        breaker.failed()
    for _ in range(8):
        breaker.failed()
        begun = now
        while True:
            try:
                breaker.check()
                break
            except OutsideUnavailable as refused:
                now += refused.retry_after
        rests.append(now - begun)
    assert rests == [2, 4, 8, 16, 32, LONGEST_REST, LONGEST_REST, LONGEST_REST]
    breaker.succeeded()
    breaker.check()
    breaker.check()


def test_retries_are_a_tenth_of_the_calls_on_the_long_run():
    budget, retries = RetryBudget(), 0
    for _ in range(10_000):
        budget.earn()
        retries += budget.take()
    assert 1_000 <= retries <= 1_000 + RetryBudget.MOST


@given(st.integers(1, 50), st.floats(0, 1), st.one_of(st.none(), st.floats(0, 3600)))
def test_pauses_are_bounded_and_never_shorter_than_asked(attempt, chance, asked):
    found = pause(attempt, chance, asked)
    assert (0 <= found <= 8) if asked is None else (asked <= found <= 1.1 * asked)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3),
        (" 12 ", 12),
        ("Fri, 13 Feb 2009 23:31:40 GMT", 10),
        ("Fri, 13 Feb 2009 23:31:20 GMT", 0),
        ("99999999999999999999", 3600),
        ("-5", None),
        ("1e400", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_or_ignored(header, seconds):
    assert seconds_asked(header, lambda: 1_234_567_890.0) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_is_read_without_a_fault(header):
    found = seconds_asked(header)
    assert found is None or 0 <= found <= 3600


def test_a_fifth_failure_in_a_row_opens_the_breaker() -> None:
    """The number itself: a breaker that opens after thousands is none."""
    breaker = Breaker("models", lambda: 1_000.0)
    for _ in range(4):
        breaker.failed()
    breaker.check()
    breaker.failed()
    with pytest.raises(OutsideUnavailable, match="failed 5 times in a row"):
        breaker.check()


# requests that are no JSON posted --------------------------------------------------------------------------------


@pytest.fixture
async def service_at(clock):
    """Give the service at a scripted server's address."""
    opened = []

    def make(server):
        opened.append(OutsideService("provider", ServiceAddress(server.url), timing=clock.timing()))
        return opened[-1]

    yield make
    for one in opened:
        await one.close()


async def test_form_is_sent_as_one_with_its_headers(service_at):
    async with scripted_server(lambda asked: Reply(200, {})) as server:
        form = {"code": "a b&c=d", "words": "é"}
        await service_at(server).ask(Ask("/token", "POST", form, {"Authorization": f"Basic {KEY}"}), THRICE)
    [asked] = server.asked
    assert (asked.method, asked.path, asked.body) == ("POST", "/v1/token", "code=a+b%26c%3Dd&words=%C3%A9")
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert asked.headers["authorization"] == f"Basic {KEY}"


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("max-age=600", 600.0),
        ("public, MAX-AGE=5, must-revalidate", 5.0),
        ("", None),
        ("no-cache", None),
        ("no-store, max-age=600", None),
        ("max-age=-1", None),
        ("max-age=1e9", None),
        ("s-maxage=7", None),
        ("max-age=" + "9" * 40, None),
    ],
)
async def test_answer_tells_how_long_it_holds(service_at, said, holds):
    async with scripted_server(lambda asked: Reply(200, {"a": 1}, {"Cache-Control": said})) as server:
        answer = await service_at(server).ask(Ask("/keys"), THRICE)
    assert (json.loads(answer.body), answer.max_age) == ({"a": 1}, holds)
    assert server.asked[0].method == "GET"


async def test_document_is_asked_for_again_and_a_form_as_often_as_its_patience_says(service_at):
    async with scripted_server(lambda asked: Reply(503, {})) as server:
        service = service_at(server)
        with pytest.raises(OutsideUnavailable):
            await service.ask(Ask("/keys"), THRICE)
        assert len(server.asked) == 3
        with pytest.raises(OutsideUnavailable):
            await service.ask(Ask("/token", "POST", {"code": "x"}), Patience(1, 5, 30))
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(302, {}, {"Location": "http://127.0.0.1:1/"}), OutsideNonsense),
        (Reply(400, {"error": KEY}), OutsideRefused),
        (Reply(200, b"x" * 2_000), OutsideNonsense),
        (Reply(200, b"x", declared=100), OutsideUnavailable),
        (Reply(hang=True), OutsideUnavailable),
        (Reply(200, b"x" * 100, drip=True), OutsideUnavailable),
    ],
)
async def test_answers_that_are_none_are_told_apart_without_their_words(service_at, reply, kind):
    async with scripted_server(lambda asked: reply) as server:
        with pytest.raises(kind) as told:
            await service_at(server).ask(Ask("/keys"), HASTY, most_bytes=1_000)
    assert KEY not in f"{told.value}{told.value.detail}"


def test_nothing_that_is_sent_can_be_seen_where_a_request_is_printed():
    assert KEY not in repr(Ask("/token", "POST", {"secret": KEY}, {"Authorization": KEY}))
