"""A name server on loopback that answers what a test says, down to the bytes."""

import asyncio
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Server = tuple[str, int]
Script = Callable[[bytes], list[bytes]]


@dataclass
class NameServer:
    """udp: the datagrams that answer a question. tcp: the bytes of the stream, or none."""

    udp: Script
    tcp: Script = lambda asked: []
    asked: list[bytes] = field(default_factory=list)
    streams: int = 0
    address: Server = ("127.0.0.1", 0)


class _Mouth(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._server.asked.append(data)
        for answer in self._server.udp(data):
            self._transport.sendto(answer, addr)


@asynccontextmanager
async def name_server(udp: Script, tcp: Script = lambda asked: []) -> AsyncIterator[NameServer]:
    """Listen by TCP and UDP at the same port."""
    server = NameServer(udp, tcp)

    async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.streams += 1
        asked = await reader.readexactly(struct.unpack("!H", await reader.readexactly(2))[0])
        for piece in server.tcp(asked):
            writer.write(piece)
        writer.close()

    listener = await asyncio.start_server(stream, "127.0.0.1", 0)
    server.address = ("127.0.0.1", listener.sockets[0].getsockname()[1])
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Mouth(server), local_addr=server.address)
    try:
        yield server
    finally:
        transport.close()
        listener.close()


def record(text: str | bytes, name: bytes = b"\xc0\x0c", kind: int = 16) -> bytes:
    """A TXT record, cut into pieces as long ones are. name: usually a pointer to the question's."""
    data = text.encode() if isinstance(text, str) else text
    pieces = [data[at : at + 255] for at in range(0, len(data), 255)] or [b""]
    packed = b"".join(bytes([len(one)]) + one for one in pieces)
    return name + struct.pack("!2HIH", kind, 1, 60, len(packed)) + packed


def reply(asked: bytes, *records: bytes, flags: int = 0x8180, count: int | None = None) -> bytes:
    """An answer to a question. flags: a good one of a server that looks things up itself."""
    number = asked[:2]
    counts = struct.pack("!5H", flags, 1, len(records) if count is None else count, 0, 0)
    return number + counts + asked[12:] + b"".join(records)


def framed(message: bytes) -> bytes:
    """A message as TCP carries it."""
    return struct.pack("!H", len(message)) + message
