"""Asks the system's own name servers for TXT records; they are the operator's, so no guard stands between."""

import asyncio
import secrets
import struct
from collections.abc import Sequence
from contextlib import closing
from ipaddress import ip_address
from pathlib import Path

from aisle.adapters.dns.messages import Malformed, Reply, question, read_reply
from aisle.identity.federation.errors import ProviderUnavailable

RESOLV_CONF = Path("/etc/resolv.conf")
SECONDS, ROUNDS = 2.0, 2
MOST_SERVERS = 3
Server = tuple[str, int]


class _Ear(asyncio.DatagramProtocol):
    """Waits for the one datagram that answers the question; others are not heard."""

    def __init__(self, asked: bytes) -> None:
        self._asked = asked
        self.reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()

    def datagram_received(self, data: bytes, addr: tuple[object, ...]) -> None:
        try:
            read = read_reply(data, self._asked)
        except Malformed:
            return
        if not self.reply.done():
            self.reply.set_result(read)

    def error_received(self, exc: Exception) -> None:
        if not self.reply.done():
            self.reply.set_exception(exc)


class UdpResolver:
    """Asks over UDP, and over TCP where the answer is too long. servers: in place of the system's."""

    def __init__(self, servers: Sequence[Server] | None = None) -> None:
        self._servers = servers

    async def texts(self, name: str) -> tuple[str, ...]:
        """Return the TXT records of a name; none where there are none. Raises ProviderUnavailable."""
        servers = self._servers if self._servers is not None else await asyncio.to_thread(name_servers)
        for server in [*servers] * ROUNDS:
            try:
                async with asyncio.timeout(SECONDS):
                    return await _asked(server, name)
            except (TimeoutError, OSError, Malformed, asyncio.IncompleteReadError):
                continue
        raise ProviderUnavailable("No name server answered; try again.", retry_after=10)


def name_servers(path: Path = RESOLV_CONF) -> list[Server]:
    """Return the name servers that the system is set up with."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    words = [line.split() for line in lines]
    named = [one[1] for one in words if len(one) > 1 and one[0] == "nameserver"]
    return [(text, 53) for text in named if _is_address(text)][:MOST_SERVERS]


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text.partition("%")[0]))
    except ValueError:
        return False


async def _asked(server: Server, name: str) -> tuple[str, ...]:
    # The number and the port of each question are unforeseeable, so that nobody else can answer it.
    asked = question(secrets.randbelow(2**16), name)
    transport, ear = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: _Ear(asked), remote_addr=server
    )
    with closing(transport):
        transport.sendto(asked)
        reply = await ear.reply
    return reply.texts if not reply.truncated else await _asked_at_length(server, asked)


async def _asked_at_length(server: Server, asked: bytes) -> tuple[str, ...]:
    reader, writer = await asyncio.open_connection(*server)
    with closing(writer):
        writer.write(struct.pack("!H", len(asked)) + asked)
        length = struct.unpack("!H", await reader.readexactly(2))[0]
        return read_reply(await reader.readexactly(length), asked).texts
