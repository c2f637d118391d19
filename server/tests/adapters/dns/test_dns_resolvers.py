"""Looking records up: the real resolver at a name server of ours, and its fake; hostile answers neither hang nor break it."""

import asyncio
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from name_servers import Script, framed, name_server, record, reply

from aisle.adapters.dns import FakeResolver, UdpResolver, resolver
from aisle.adapters.dns.messages import Malformed, question, read_reply
from aisle.adapters.dns.resolver import name_servers
from aisle.identity.federation.errors import ProviderUnavailable

NAME = "_aisle.corp.example"
LONG = "aisle-verification=" + "x" * 600
Ask = Callable[..., Awaitable[tuple[str, ...]]]


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "SECONDS", 0.15)


async def ask(udp: Script, tcp: Script = lambda asked: []) -> tuple[str, ...]:
    async with name_server(udp, tcp) as server:
        return await UdpResolver([server.address]).texts(NAME)


# what both promise ------------------------------------------------------------------------------------------------


@pytest.fixture(params=["real", "fake"])
async def with_records(request: pytest.FixtureRequest) -> AsyncIterator[Callable[[list[str] | None], Any]]:
    """Give (records or None for a server that is away) -> a resolver."""
    opened: list[Any] = []

    async def make(records: list[str] | None) -> Any:
        if request.param == "fake":
            return FakeResolver({NAME: records or []}, is_away=records is None)
        made = name_server(lambda q: [] if records is None else [reply(q, *map(record, records))])
        opened.append(made)
        return UdpResolver([(await made.__aenter__()).address])

    yield make
    for one in opened:
        await one.__aexit__(None, None, None)


@pytest.mark.parametrize(
    "records", [[], ["one"], ["v=spf1 -all", "aisle-verification=abc"], [LONG, ""], ["é ☂"]]
)
async def test_records_come_whole_and_in_order(with_records: Any, records: list[str]) -> None:
    assert await (await with_records(records)).texts(NAME) == tuple(records)


async def test_server_that_is_away_is_no_empty_answer(with_records: Any) -> None:
    with pytest.raises(ProviderUnavailable):
        await (await with_records(None)).texts(NAME)


# the wire ---------------------------------------------------------------------------------------------------------


async def test_name_that_does_not_exist_has_no_records() -> None:
    assert await ask(lambda q: [reply(q, flags=0x8183)]) == ()


async def test_long_answer_is_asked_for_again_by_tcp() -> None:
    async with name_server(
        lambda q: [reply(q, flags=0x8380)], lambda q: [framed(reply(q, record(LONG)))]
    ) as server:
        assert await UdpResolver([server.address]).texts(NAME) == (LONG,)
        assert (len(server.asked), server.streams) == (1, 1)


async def test_alias_is_followed_by_the_server_and_only_texts_are_read() -> None:
    alias = b"\xc0\x0c" + struct.pack("!2HIH", 5, 1, 60, 2) + b"\xc0\x0c"
    assert await ask(
        lambda q: [
            reply(q, alias, record("of the other name", b"\x01x\x00"), record(b"\x01\x02\x03\x04", kind=1))
        ]
    ) == ("of the other name",)


async def test_second_server_is_asked_where_the_first_says_nothing_good() -> None:
    async with (
        name_server(lambda q: [reply(q, flags=0x8182)]) as ill,
        name_server(lambda q: [reply(q, record("good"))]) as well,
    ):
        assert await UdpResolver([ill.address, well.address]).texts(NAME) == ("good",)


async def test_questions_have_unforeseeable_numbers_and_ports() -> None:
    async with name_server(lambda q: [reply(q)]) as server:
        for _ in range(20):
            await UdpResolver([server.address]).texts(NAME)
        assert len({one[:2] for one in server.asked}) > 15
        assert all(one[12:] == server.asked[0][12:] for one in server.asked)


def spoiled(change: Callable[[bytes], bytes]) -> Script:
    return lambda q: [change(reply(q, record("forged")))]


def other_question(message: bytes) -> bytes:
    return message.replace(b"\x04corp", b"\x04evil")


HOSTILE: dict[str, Script] = {
    "nothing": lambda q: [],
    "empty": lambda q: [b""],
    "cut in the header": lambda q: [q[:7]],
    "our own question": lambda q: [q],
    "wrong id": spoiled(lambda m: bytes([m[0] ^ 1]) + m[1:]),
    "another question": spoiled(other_question),
    "no question": spoiled(lambda m: m[:4] + b"\0\0" + m[6:]),
    "the server failed": spoiled(lambda m: m[:3] + b"\x82" + m[4:]),
    "the server refuses": spoiled(lambda m: m[:3] + b"\x85" + m[4:]),
    "cut in the record": spoiled(lambda m: m[:-3]),
    "cut before the record": spoiled(lambda m: m[: -len(record("forged"))]),
    "more records than there are": lambda q: [reply(q, record("forged"), count=65_535)],
    "name that points to itself": lambda q: [
        reply(q, struct.pack("!H", 0xC000 | (len(q))) + record("forged")[:4])
    ],
    "name without end": lambda q: [reply(q, b"\x01a" * 2_000)],
    "name beyond the message": lambda q: [reply(q, b"\x3fa")],
    "length beyond the message": lambda q: [reply(q, record("forged")[:-8] + b"\xff\xff\x06forged")],
    "text longer than its record": lambda q: [
        reply(q, b"\xc0\x0c" + struct.pack("!2HIH", 16, 1, 60, 3) + b"\x09ab")
    ],
    "noise": lambda q: [bytes(range(256)) * 3],
}


@pytest.mark.parametrize("how", HOSTILE)
async def test_hostile_answer_is_heard_by_nobody(how: str) -> None:
    async with asyncio.timeout(5):
        with pytest.raises(ProviderUnavailable):
            await ask(HOSTILE[how])


@pytest.mark.parametrize("how", sorted(set(HOSTILE) - {"nothing"}))
async def test_true_answer_is_heard_after_a_hostile_one(how: str) -> None:
    """Whoever can send a datagram sooner than the server, and guesses wrongly, keeps nobody from the answer."""
    assert await ask(lambda q: [*HOSTILE[how](q), reply(q, record("true"))]) == ("true",)


@pytest.mark.parametrize(
    "stream",
    [
        lambda q: [],
        lambda q: [b"\xff"],
        lambda q: [b"\xff\xff" + reply(q, record("forged"))],
        lambda q: [framed(b"")],
        lambda q: [framed(b"\0\0" + reply(q, record("forged"))[2:])] if q[:2] != b"\0\0" else [],
        lambda q: [framed(other_question(reply(q, record("forged"))))],
    ],
)
async def test_hostile_stream_is_read_by_nobody(stream: Script) -> None:
    async with asyncio.timeout(5):
        with pytest.raises(ProviderUnavailable):
            await ask(lambda q: [reply(q, flags=0x8380)], stream)


def test_pointers_are_never_followed_so_loops_cost_nothing() -> None:
    asked = question(7, NAME)
    loop = struct.pack("!H", 0xC000 | len(asked))
    read = read_reply(reply(asked, *[record("x", loop)] * 200), asked)
    assert read.texts == ("x",) * 200


@given(st.binary(max_size=600), st.integers(0, 600))
def test_whatever_bytes_come_they_are_read_or_refused(noise: bytes, at: int) -> None:
    asked = question(7, NAME)
    whole = reply(asked, record("one"), record(LONG))
    for message in (noise, whole[:at] + noise, asked[:2] + b"\x81\x80" + asked[4:6] + noise):
        try:
            assert len(read_reply(message, asked).texts) <= 200
        except Malformed:
            continue


@pytest.mark.parametrize("name", ["", ".", "a..b", "x" * 64 + ".example", ".".join(["abcdefg"] * 40)])
def test_what_is_no_name_is_not_asked_for(name: str) -> None:
    with pytest.raises(Malformed):
        question(1, name)


def test_systems_name_servers_are_read_and_nonsense_left_out(tmp_path: Path) -> None:
    file = tmp_path / "resolv.conf"
    lines = [
        "# nameserver 9.9.9.9",
        "nameserver 192.0.2.1",
        "nameserver",
        "search x",
        "nameserver evil.example",
    ]
    file.write_text("\n".join([*lines, "nameserver fe80::1%eth0", "nameserver ::1", "nameserver 192.0.2.4"]))
    assert name_servers(file) == [("192.0.2.1", 53), ("fe80::1%eth0", 53), ("::1", 53)]
    assert name_servers(tmp_path / "absent") == []
