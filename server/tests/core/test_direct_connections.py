"""Connections of our own: answers in every form that HTTP/1.1 has, and nothing of what is none."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from yarl import URL

from aisle.core.http.direct import ERROR_BYTES, MOST_HEAD, BrokenOff, Direct, NotConnected

OK = b"HTTP/1.1 200 OK\r\n"
SIX = OK + b"Content-Length: 6\r\n\r\nanswer"
GOOD = {
    "with a length": SIX,
    "in chunks": OK
    + b"Transfer-Encoding: chunked\r\n\r\n3\r\nans\r\n3;x=1\r\nwer\r\n0\r\nTrailer: 1\r\n\r\n",
    "up to the end of the connection": OK + b"\r\nanswer",
    "after word that it comes": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    + SIX,
    "of an old server": b"HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nanswer",
    "without a reason": b"HTTP/1.1 200\r\nContent-Length: 6\r\n\r\nanswer",
}
BROKEN = {
    "nothing": b"",
    "cut in its head": OK,
    "cut in its body": OK + b"Content-Length: 60\r\n\r\nanswer",
    "cut in a chunk": OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\nans",
    "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "two lengths": OK + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nanswer",
    "a length and chunks": OK
    + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nanswer\r\n0\r\n\r\n",
    "another protocol": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "a head without end": OK + b"X: " + b"x" * MOST_HEAD + b"\r\n\r\n",
    "many headers": OK + b"".join(b"X-%d: %b\r\n" % (n, b"x" * 100) for n in range(900)) + b"\r\n",
}


class Raw:
    """Says the next of these bytes to each request, a few at a time, and then closes, if it shall."""

    def __init__(self, said, *, closes: bool, portion: int = 7) -> None:
        self.left, self.closes, self.portion = list(said), closes, portion
        self.asked, self.connections = [], 0

    async def serve(self, reader, writer):
        self.connections += 1
        try:
            while self.left:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
                self.asked.append(head + await reader.readexactly(length))
                said = self.left.pop(0)
                for at in range(0, len(said), self.portion):
                    writer.write(said[at : at + self.portion])
                    await asyncio.sleep(0)
                if self.closes:
                    break
            else:
                await reader.read()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def raw(*said, closes=True, headers=None, portion=7):
    made = Raw(said, closes=closes, portion=portion)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    direct = Direct(URL(f"http://127.0.0.1:{port}"), headers or {})
    try:
        yield made, direct
    finally:
        direct.close()
        server.close()


def nothing(_size: int) -> None: ...


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("portion", [1, 10_000])
async def test_an_answer_is_read_in_every_form(kind, portion):
    sizes = []
    async with raw(GOOD[kind], portion=portion) as (_, direct):
        answer = await direct.post("/v1", b"{}", sizes.append)
    assert (answer.status, answer.body, sum(sizes)) == (200, b"answer", 6)


@pytest.mark.parametrize("kind", BROKEN)
async def test_what_is_no_answer_is_none(kind):
    async with raw(BROKEN[kind], portion=10_000) as (_, direct):
        async with asyncio.timeout(20):
            with pytest.raises(BrokenOff):
                await direct.post("/v1", b"{}", nothing)


async def test_requests_are_as_they_should_be_and_go_one_after_the_other_over_one_connection():
    async with raw(*[SIX] * 3, closes=False, headers={"authorization": "Bearer k"}) as (server, direct):
        for body in (b"{}", b"", "ü".encode()):
            await direct.post("/v1/a?b=c", body, nothing)
        port = direct._port
    assert server.connections == 1
    assert server.asked[0] == (
        f"POST /v1/a?b=c HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nauthorization: Bearer k\r\nContent-Length: 2\r\n\r\n{{}}".encode()
    )
    assert [asked.rpartition(b"\r\n\r\n")[2] for asked in server.asked] == [b"{}", b"", "ü".encode()]


@pytest.mark.parametrize("more", [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother", b"x", SIX[:20]])
async def test_what_comes_after_an_answer_is_never_taken_for_the_next(more):
    async with raw(SIX + more, SIX, closes=False, portion=10_000) as (server, direct):
        for _ in range(2):
            assert (await direct.post("/", b"", nothing)).body == b"answer"
            await asyncio.sleep(0.02)
    assert server.connections == 2


async def test_a_connection_that_was_closed_is_not_used_again():
    async with raw(SIX, SIX) as (server, direct):
        for _ in range(2):
            assert (await direct.post("/", b"", nothing)).body == b"answer"
            await asyncio.sleep(0.02)
    assert server.connections == 2


async def test_who_is_cancelled_leaves_no_half_read_connection():
    async with raw(OK + b"Content-Length: 60\r\n\r\nanswer", SIX, closes=False) as (server, direct):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await direct.post("/", b"", nothing)
        assert (await direct.post("/", b"", nothing)).body == b"answer"
    assert server.connections == 2


async def test_whoever_has_taken_enough_ends_the_answer():
    class Enough(Exception): ...

    def take(_size: int) -> None:
        raise Enough

    async with raw(SIX, SIX, closes=False) as (server, direct):
        with pytest.raises(Enough):
            await direct.post("/", b"", take)
        assert (await direct.post("/", b"", nothing)).body == b"answer"
    assert server.connections == 2


async def test_of_an_error_the_beginning_is_enough():
    long = b"HTTP/1.1 500 Oh\r\nContent-Length: 10000000\r\nRetry-After: 7\r\n\r\n" + b"e" * 4 * ERROR_BYTES
    async with raw(long, portion=10_000) as (_, direct):
        answer = await direct.post("/", b"", nothing)
    assert (answer.status, answer.is_good, answer.headers["retry-after"]) == (500, False, "7")
    assert answer.body == b"e" * ERROR_BYTES


async def test_connections_that_nobody_uses_are_ended(monkeypatch):
    monkeypatch.setattr("aisle.core.http.direct.IDLE_SECONDS", 0.02)
    async with raw(SIX, SIX, closes=False) as (server, direct):
        for _ in range(2):
            await direct.post("/", b"", nothing)
            await asyncio.sleep(0.1)
            assert direct._idle == []
    assert server.connections == 2


async def test_where_nobody_listens_nothing_was_sent():
    async with raw() as (_, direct):
        pass
    with pytest.raises(NotConnected):
        await direct.post("/", b"", nothing)


@pytest.mark.parametrize("value", ["a\r\nX: 1", "a\nX: 1", "a\0"])
def test_a_header_is_one_line(value):
    with pytest.raises(ValueError, match="line break"):
        Direct(URL("http://127.0.0.1"), {"Authorization": value})


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://[::1]:81", "[::1]:81"),
        ("https://models.example", "models.example"),
        ("https://models.example:443", "models.example"),
        ("http://models.example:443", "models.example:443"),
        ("http://bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_request_names_its_host(address, host):
    assert f"Host: {host}\r\n" in Direct(URL(address), {})._lines
