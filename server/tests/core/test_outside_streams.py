"""Streams from services outside: bounded in time and bytes, tried again only while nothing was handed on, ended at once."""

import asyncio
import tracemalloc
from contextlib import aclosing

import pytest

from aisle.core.http import (
    OutsideNonsense,
    OutsideRefused,
    OutsideService,
    OutsideUnavailable,
    ServiceAddress,
    StreamPatience,
    Timing,
)
from aisle.core.http.breaker import FAILURES
from scripted_http import Asked
from streamed_http import Act, Streamed, as_json, sse, streaming_server

KEY = "canary-of-a-key"
CALM = StreamPatience(attempts=3, first_seconds=5, between_seconds=5, total_seconds=30)
HASTY = StreamPatience(attempts=3, first_seconds=0.1, between_seconds=0.1, total_seconds=30)
THREE = sse("one", "two", "three")


class Clock:
    """Time that passes only when somebody sleeps or a test says so."""

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
    """Ask a streaming server; gives (server, service, read)."""
    opened = []

    async def make(script, **options):
        server = streaming_server(script)
        opened.append(server)
        running = await server.__aenter__()
        address = ServiceAddress(running.url, {"Authorization": f"Bearer {KEY}"})
        service = OutsideService("models", address, timing=clock.timing(), **options)
        opened.append(service)

        async def read(patience=CALM, body=None):
            return [data async for data in service.stream("things", body or {"a": 1}, patience)]

        return running, service, read

    yield make
    for one in reversed(opened):
        await (one.close() if isinstance(one, OutsideService) else one.__aexit__(None, None, None))


def in_turn(*replies: Streamed):
    left = list(replies)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


async def partly(events):
    """Return what was handed on before the failure, and the failure."""
    found = []
    try:
        async for data in events:
            found.append(data)
    except OutsideUnavailable as failure:
        return found, failure
    raise AssertionError("nothing went wrong")


@pytest.mark.parametrize("chunked", [True, False])
async def test_events_are_handed_on_in_order(asking, chunked):
    server, _, read = await asking(lambda asked: Streamed([THREE[:9], THREE[9:]], chunked=chunked))
    assert await read(body={"words": "Größe \ud800"}) == [b"one", b"two", b"three"]
    [asked] = server.asked
    assert asked.body == {"words": "Größe ?"}
    assert (asked.headers["authorization"], asked.headers["accept"]) == (f"Bearer {KEY}", "text/event-stream")


async def test_a_connection_read_to_its_end_is_used_again(asking):
    server, _, read = await asking(lambda asked: Streamed([THREE]))
    for _ in range(5):
        await read()
    assert (len(server.asked), server.connections) == (5, 1)


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_passing_fault_before_the_first_event_is_tried_again(asking, clock, status):
    server, _, read = await asking(in_turn(as_json(status, {}), Streamed([Act.CUT]), Streamed([THREE])))
    assert await read() == [b"one", b"two", b"three"]
    assert (len(server.asked), clock.slept) == (3, [0.2, 0.4])


async def test_nothing_is_tried_again_once_something_was_handed_on(asking):
    server, service, _ = await asking(lambda asked: Streamed([sse("one"), Act.CUT]))
    found, failure = await partly(service.stream("things", {}, CALM))
    assert (found, len(server.asked)) == ([b"one"], 1)
    assert "broke off" in failure.detail


async def test_no_more_than_the_attempts_are_made(asking):
    server, _, read = await asking(lambda asked: as_json(503, {}))
    with pytest.raises(OutsideUnavailable, match="answered 503"):
        await read()
    assert len(server.asked) == 3


async def test_a_refusal_names_the_fields_that_it_speaks_of_and_nothing_else(asking):
    said = {"error": {"code": "bad", "message": f"stream_options is not known; {KEY}", "param": "max_tokens"}}
    server, _, read = await asking(lambda asked: as_json(400, said))
    with pytest.raises(OutsideRefused, match=r"answered 400 \(bad\)\.") as refused:
        await read(body={"stream_options": {}, "max_tokens": 1, "max": 2, "model": "x"})
    assert refused.value.blamed == {"stream_options", "max_tokens"}
    assert KEY not in str(refused.value)
    assert len(server.asked) == 1


async def test_redirects_are_not_followed(asking):
    server, _, read = await asking(lambda asked: Streamed([], 307, {"Location": "/elsewhere"}))
    with pytest.raises(OutsideNonsense, match="redirects are not followed"):
        await read()
    assert len(server.asked) == 1


@pytest.mark.parametrize("parts", [[Act.HANG], [b": working\n\n", Act.HANG], [b"data: ", Act.HANG]])
async def test_a_beginning_that_does_not_come_is_not_waited_for(asking, parts):
    server, _, read = await asking(lambda asked: Streamed(parts))
    with pytest.raises(OutsideUnavailable, match=r"did not answer within 0\.1 s"):
        await read(HASTY)
    await asyncio.wait_for(server.left.wait(), 5)


@pytest.mark.parametrize("chunked", [True, False])
async def test_silence_after_the_beginning_ends_it(asking, chunked):
    server, service, _ = await asking(lambda asked: Streamed([sse("one"), Act.HANG], chunked=chunked))
    found, failure = await partly(service.stream("things", {}, HASTY))
    assert (found, "fell silent" in failure.detail) == ([b"one"], True)
    await asyncio.wait_for(server.left.wait(), 5)


async def test_signs_of_life_do_not_outlast_the_total(asking, clock):
    def alive():
        yield sse("one")
        while True:
            clock.at += 10
            yield b": still here\n\n"

    server, service, _ = await asking(lambda asked: Streamed(alive()))
    found, failure = await partly(service.stream("things", {}, CALM))
    assert (found, "did not end within 30 s" in failure.detail) == ([b"one"], True)
    await asyncio.wait_for(server.left.wait(), 5)


async def test_time_that_the_reader_takes_is_no_silence(asking):
    _, service, _ = await asking(
        lambda asked: Streamed([0.05, sse("one"), 0.01, sse("two"), 0.3, sse("three")])
    )
    patience = StreamPatience(attempts=1, first_seconds=5, between_seconds=0.4, total_seconds=30)
    found = []
    async for data in service.stream("things", {}, patience):
        found.append(data)
        await asyncio.sleep(0.5 if data == b"one" else 0)
    assert found == [b"one", b"two", b"three"]


@pytest.mark.parametrize("chunked", [True, False])
async def test_a_total_that_passes_while_the_reader_is_busy_counts(asking, clock, chunked):
    server, service, _ = await asking(lambda asked: Streamed([sse("one"), Act.HANG], chunked=chunked))
    events = service.stream("things", {}, HASTY)
    assert await anext(events) == b"one"
    clock.at += 100
    await asyncio.sleep(0.2)
    with pytest.raises(OutsideUnavailable, match="did not end within 30 s"):
        await asyncio.wait_for(anext(events), 5)
    await asyncio.wait_for(server.left.wait(), 5)


async def test_a_line_of_ten_megabytes_is_left_after_a_quarter(asking):
    portion = b"x" * 65_536
    server, service, _ = await asking(
        lambda asked: Streamed([sse("one"), b"data: ", *(portion for _ in range(160)), b"\n\n"])
    )
    tracemalloc.start()
    found, failure = await partly(service.stream("things", {}, CALM))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found, type(failure)) == ([b"one"], OutsideNonsense)
    assert "262,144 bytes" in failure.detail
    await asyncio.wait_for(server.left.wait(), 5)
    assert peak < 4 * 2**20


async def test_more_bytes_than_allowed_end_it(asking):
    patience = StreamPatience(3, 5, 5, 30, most_bytes=100_000)
    server, service, _ = await asking(lambda asked: Streamed(sse("x" * 1000) for _ in range(10_000)))
    found, failure = await partly(service.stream("things", {}, patience))
    assert (type(failure), len(found) < 101) == (OutsideNonsense, True)
    await asyncio.wait_for(server.left.wait(), 5)


@pytest.mark.parametrize(
    ("parts", "failure"), [([b"<html>a page</html>"], OutsideNonsense), ([b""], OutsideUnavailable)]
)
async def test_what_is_no_stream_is_told(asking, parts, failure):
    _, _, read = await asking(lambda asked: Streamed(parts))
    with pytest.raises(failure):
        await read()


async def test_closing_ends_the_connection_while_the_service_writes_on(asking):
    def endless():
        while True:
            yield sse("more")

    server, service, _ = await asking(lambda asked: Streamed(endless()))
    async with aclosing(service.stream("things", {}, CALM)) as events:
        await anext(events)
    await asyncio.wait_for(server.left.wait(), 5)


async def test_closing_makes_room_for_the_next(asking):
    _, service, _ = await asking(lambda asked: Streamed([THREE, Act.HANG]), at_once=1)
    for _ in range(3):
        async with aclosing(service.stream("things", {}, CALM)) as events:
            assert await anext(events) == b"one"


async def test_who_finds_no_place_in_time_is_told(asking):
    _, service, read = await asking(lambda asked: Streamed([THREE, Act.HANG]), at_once=1)
    async with aclosing(service.stream("things", {}, CALM)) as events:
        await anext(events)
        with pytest.raises(OutsideUnavailable, match="too much to do"):
            await read(HASTY)


@pytest.mark.parametrize("parts", [[Act.CUT], [sse("one"), Act.CUT]])
async def test_a_service_that_always_breaks_off_is_left_alone(asking, parts):
    server, service, _ = await asking(lambda asked: Streamed(parts))
    once = StreamPatience(1, 5, 5, 30)
    for _ in range(FAILURES):
        await partly(service.stream("things", {}, once))
    _, failure = await partly(service.stream("things", {}, once))
    assert "is left alone" in failure.detail
    assert len(server.asked) == FAILURES


async def test_a_reader_who_has_enough_is_no_failure(asking, clock):
    _, service, read = await asking(
        in_turn(
            *[Streamed([Act.CUT])] * (FAILURES - 1), Streamed([THREE]), Streamed([Act.CUT]), Streamed([THREE])
        )
    )
    once = StreamPatience(1, 5, 5, 30)
    for _ in range(FAILURES - 1):
        await partly(service.stream("things", {}, once))
    async with aclosing(service.stream("things", {}, once)) as events:
        await anext(events)
    await partly(service.stream("things", {}, once))
    assert await read(once) == [b"one", b"two", b"three"]


async def test_nobody_learns_the_key_or_the_words(asking, caplog, capsys):
    def serve(asked: Asked) -> Streamed:
        return as_json(503, {"error": {"message": f"{asked.headers['authorization']} {asked.body}"}})

    _, _, read = await asking(serve)
    with pytest.raises(OutsideUnavailable) as failure:
        await read(body={"words": "canary of a shopper"})
    seen = str(failure.value) + caplog.text + "".join(capsys.readouterr())
    assert "canary" not in seen
