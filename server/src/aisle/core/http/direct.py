"""Connections of our own to one service, for answers that are read whole: one request after the other on each.

A general client takes as long for a request as all else that a call of the gateway does. This one knows POST over HTTP/1.1
(RFC 9112) to one origin, without proxies, redirects, cookies or compression; llhttp reads the answers (httptools).
"""

import asyncio
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

import httptools
from yarl import URL

CONNECT_SECONDS, IDLE_SECONDS = 5.0, 30.0
MOST_HEAD = 64 * 1024  # bytes of an answer's headers
ERROR_BYTES = 8 * 1024  # of what is not a good answer: its beginning is enough
Take = Callable[[int], None]


class NotConnected(OSError):
    """There is no connection; nothing was sent."""


class NotConnectedInTime(NotConnected):
    """An address does not answer. Others of the same host may: they are tried one after the other here."""


class BrokenOff(OSError):
    """The connection ended, or what came on it is no answer."""


@dataclass(frozen=True, slots=True)
class DirectAnswer:
    """An answer. headers: by names in small letters; of one that comes twice, the last."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_good(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300


class Direct:
    """The connections to one origin. Belongs to one event loop."""

    def __init__(self, origin: URL, headers: Mapping[str, str]) -> None:
        """Open nothing yet. headers: of every request. Raises ValueError for what cannot stand in a head."""
        if origin.raw_host is None or origin.port is None:
            raise ValueError("an address names a host, and a scheme that has a port")
        self._host, self._port = origin.raw_host, origin.port
        self._tls = ssl.create_default_context() if origin.scheme == "https" else None
        self._lines = _lines({"Host": _authority(origin), **headers})
        self._heads: dict[str, bytes] = {}
        self._idle: list[tuple[float, Connection]] = []
        self._sweeping: asyncio.TimerHandle | None = None

    async def post(self, target: str, body: bytes, take: Take) -> DirectAnswer:
        """Send a body and return the answer.

        Args:
            target: Path and query.
            take: Told of the bytes of a good answer's body as they come; what it raises ends the answer.

        Raises:
            NotConnected, BrokenOff: See them.
        """
        connection = self._free() or await self._connected()
        try:
            answer = await connection.ask(b"%b%d\r\n\r\n%b" % (self._head(target), len(body), body), take)
        except BaseException:
            connection.end()
            raise
        if connection.is_open:
            self._keep(connection)
        return answer

    def close(self) -> None:
        """End those that nobody uses; the others end with their requests."""
        for _, connection in self._idle:
            connection.end()
        self._idle.clear()
        if self._sweeping is not None:
            self._sweeping.cancel()

    def _head(self, target: str) -> bytes:
        found = self._heads.get(target)
        if found is None:
            head = f"POST {target} HTTP/1.1\r\n{self._lines}Content-Length: "
            found = self._heads[target] = head.encode("latin-1")
        return found

    def _free(self) -> "Connection | None":
        while self._idle:
            _, connection = self._idle.pop()
            if connection.is_open:
                return connection
        return None

    def _keep(self, connection: "Connection") -> None:
        loop = asyncio.get_running_loop()
        self._idle.append((loop.time(), connection))
        if self._sweeping is None:
            self._sweeping = loop.call_later(IDLE_SECONDS, self._sweep)

    def _sweep(self) -> None:
        """End those that nobody used for long."""
        loop = asyncio.get_running_loop()
        since, idle = loop.time() - IDLE_SECONDS, self._idle
        self._idle = [one for one in idle if one[0] > since and one[1].is_open]
        for at, connection in idle:
            if at <= since:
                connection.end()
        self._sweeping = loop.call_later(IDLE_SECONDS, self._sweep) if self._idle else None

    async def _connected(self) -> "Connection":
        loop, name = asyncio.get_running_loop(), self._host if self._tls else None
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                _, made = await loop.create_connection(
                    Connection, self._host, self._port, ssl=self._tls, server_hostname=name
                )
        except TimeoutError as error:
            raise NotConnectedInTime("TimeoutError") from error
        except OSError as error:
            raise NotConnected(type(error).__name__) from error
        return made


class Connection(asyncio.Protocol):
    """One connection, and what llhttp tells of what comes on it. is_open: whether it takes a request."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._asked: asyncio.Future[DirectAnswer] | None = None
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be ready for a request."""
        self._transport, self.is_open = cast(asyncio.Transport, transport), True

    def ask(self, request: bytes, take: Take) -> "asyncio.Future[DirectAnswer]":
        """Send a request; only one at a time. Returns what will be its answer."""
        self._take = take
        self._asked = asyncio.get_running_loop().create_future()
        self._begin()
        self._transport.write(request)
        return self._asked

    def end(self) -> None:
        """End it at once."""
        self.is_open = False
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Read on. What nobody asked for ends the connection."""
        if self._asked is None:
            self.end()
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._fail(BrokenOff("no HTTP"))

    def connection_lost(self, error: Exception | None) -> None:
        """Tell whoever waits; an answer that says no length ends with its connection."""
        self.is_open = False
        if self._asked is None:
            return
        if error is None and self._is_head_read and self._ends_with_connection:
            self._finish()
        else:
            self._fail(BrokenOff("the connection was closed"))

    def on_message_begin(self) -> None:
        """Refuse an answer to nothing: what follows it could be taken for the next one's."""
        if self._asked is None:
            self.end()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._head_bytes += len(name) + len(value)
        if self._head_bytes > MOST_HEAD:
            self._fail(BrokenOff("too many headers"))
            return
        self._headers[name.lower()] = value

    def on_headers_complete(self) -> None:
        """Look at how the body comes."""
        self._status, self._is_head_read = self._parser.get_status_code(), True
        self._goes_on = self._parser.should_keep_alive()
        self._ends_with_connection = not self._headers.keys() & {b"content-length", b"transfer-encoding"}

    def on_body(self, portion: bytes) -> None:
        """Take a part of the body."""
        if self._asked is None:
            return
        if not 200 <= self._status < 300:
            self._body += portion[: ERROR_BYTES - len(self._body)]
            if len(self._body) == ERROR_BYTES:
                self._goes_on = False
                self._finish()
            return
        try:
            self._take(len(portion))
        except Exception as refusal:
            self._fail(refusal)
            return
        self._body += portion

    def on_message_complete(self) -> None:
        """Hand on the answer; one that only says that it is coming (1xx) is none."""
        if self._status < 200:
            self._begin()
        else:
            self._finish()

    def _begin(self) -> None:
        self._headers: dict[bytes, bytes] = {}
        self._body = bytearray()
        self._head_bytes, self._status = 0, 0
        self._is_head_read = self._ends_with_connection = self._goes_on = False

    def _finish(self) -> None:
        asked, self._asked = self._asked, None
        if not self._goes_on:
            self.end()
        if asked is not None and not asked.done():
            asked.set_result(DirectAnswer(self._status, _text(self._headers), bytes(self._body)))

    def _fail(self, error: Exception) -> None:
        asked, self._asked = self._asked, None
        self.end()
        if asked is not None and not asked.done():
            asked.set_exception(error)


def _text(headers: Mapping[bytes, bytes]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers.items()}


def _authority(origin: URL) -> str:
    host = f"[{origin.raw_host}]" if ":" in (origin.raw_host or "") else origin.raw_host
    return f"{host}" if origin.is_default_port() else f"{host}:{origin.port}"


def _lines(headers: Mapping[str, str]) -> str:
    """Return headers as they stand in a head. The last of those whose names differ in letters' size alone counts."""
    known = {name.lower(): (name, value) for name, value in headers.items()}
    text = "".join(f"{name}: {value}\r\n" for name, value in known.values())
    if text.count("\n") != len(known) or text.count("\r") != len(known) or "\0" in text:
        raise ValueError("a header has a line break in it")
    return text
