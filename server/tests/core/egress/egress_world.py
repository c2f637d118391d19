"""A small internet for the guard: names that lead where a test says, and a canary that nobody may reach."""

import asyncio
from collections.abc import Sequence
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_address

from aisle.core.http import OutsideUnavailable
from aisle.core.http.egress import EgressRefused, GuardedFetch, Limits, Resolver, connecting, target
from aisle.core.settings.egress import EgressAllow

QUICK = Limits(total_seconds=3, read_seconds=1, connect_seconds=0.3, attempts=1)


class Names(Resolver):
    """Answers as written down; a list of answers is given one after the other, the last one for ever."""

    def __init__(self, table=None) -> None:
        self.table: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []
        for host, answers in (table or {}).items():
            self.lead(host, answers)

    def lead(self, host: str, answers) -> None:
        self.table[host] = answers if answers and isinstance(answers[0], list) else [answers]

    async def addresses_of(self, host: str) -> Sequence:
        self.asked.append(host)
        answers = self.table.get(host, [[]])
        return [ip_address(one) for one in (answers.pop(0) if len(answers) > 1 else answers[0])]


class Canary:
    """Listens on every address of this machine and counts who comes."""

    def __init__(self) -> None:
        self.connections = 0

    async def start(self) -> None:
        self._servers = [await asyncio.start_server(self._met, "0.0.0.0", 0)]
        self.port = self._servers[0].sockets[0].getsockname()[1]
        with suppress(OSError):  # a machine without IPv6
            self._servers.append(await asyncio.start_server(self._met, "::1", self.port))

    async def stop(self) -> None:
        for server in self._servers:
            server.close()

    async def _met(self, reader, writer) -> None:
        self.connections += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\ncanary")
        await writer.drain()
        writer.close()


@asynccontextmanager
async def canary_on_usual_port(monkeypatch):
    """A canary on a port that the guard takes for the usual one, or the check of ports would hide that of addresses."""
    canary = Canary()
    await canary.start()
    monkeypatch.setattr(target, "SCHEMES", {"http": canary.port, "https": canary.port})
    monkeypatch.setattr(
        target.Target, "has_usual_port", property(lambda one: one.port in (80, 443, canary.port))
    )
    try:
        yield canary
    finally:
        await canary.stop()


class Attempts:
    """Every address for which a socket was made, in place of those that a canary on this machine cannot see."""

    def __init__(self, monkeypatch) -> None:
        self.seen: list[str] = []
        real = connecting.socket.socket

        def make(*given, **named):
            self.seen.append(str(given))
            return real(*given, **named)

        class Watched:
            """The module as it is, its sockets counted."""

            socket = staticmethod(make)

            def __getattr__(self, name):
                return getattr(connecting_socket, name)

        connecting_socket = connecting.socket
        monkeypatch.setattr(connecting, "socket", Watched())


async def outcome(fetch: GuardedFetch, url: str, tenant, limits: Limits = QUICK) -> str:
    """What became of a request, in one word."""
    try:
        await fetch.get(url, tenant=tenant, limits=limits)
    except EgressRefused:
        return "refused"
    except OutsideUnavailable:
        return "failed"
    return "answered"


def allow(text: str) -> EgressAllow:
    return EgressAllow.parse(text)


class Site:
    """A server that a test calls public: answers what `script` makes of a request, and remembers the requests."""

    def __init__(self, script) -> None:
        self.script, self.asked = script, []

    async def serve(self, reader, writer) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.asked.append((head[0], headers, body))
        with suppress(ConnectionError):
            writer.write(self.script(head[0]))
            await writer.drain()
        writer.close()


def reply(status=200, body=b"{}", **headers) -> bytes:
    """The bytes of an answer. headers: names with _ for -."""
    fields = {"Content-Type": "application/json", "Content-Length": len(body), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"HTTP/1.1 {status} So\r\n{lines}\r\n".encode() + body


@asynccontextmanager
async def public_site(script):
    """Serve; gives (site, port)."""
    site = Site(script)
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    try:
        yield site, server.sockets[0].getsockname()[1]
    finally:
        server.close()
