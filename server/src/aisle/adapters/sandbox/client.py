"""The sandbox as the rest of Aisle sees it: a `DocumentParser`."""

import asyncio
import json
import os
import socket
from collections.abc import Sequence

from aisle.adapters.sandbox import wire
from aisle.adapters.sandbox.capabilities import SandboxCapabilities, capabilities_from
from aisle.adapters.sandbox.limits import SandboxLimits
from aisle.adapters.sandbox.process import ServerDied, ServerProcess
from aisle.adapters.sandbox.protocol import Job, Outcome
from aisle.knowledge.ports import PageReport
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

DEFAULT_READER = "aisle.adapters.parsers.inline:read_safely"
_MAX_CONCURRENCY = 8
# The supervisor keeps the time; this only ends waiting for one that was itself stopped.
_GRACE_SECONDS = 10.0
_PIECE = 1 << 18
_ATTEMPTS = 2

_FAILURES = {
    Outcome.TIMEOUT: (FailureReason.TIMEOUT, "reading the file took too long; split it or save it anew"),
    Outcome.OUT_OF_MEMORY: (
        FailureReason.OUT_OF_MEMORY,
        "the file needs more memory than it may have; split it",
    ),
    Outcome.CRASHED: (
        FailureReason.PARSER_CRASHED,
        "the parser broke on this file; save it anew or convert it",
    ),
    Outcome.TOO_MUCH_OUTPUT: (
        FailureReason.TOO_LARGE,
        "the file holds more text than can be indexed; split it",
    ),
}


class ParserSandbox:
    """Reads files in processes that can reach nothing. Start it before use and close it after.

    Args:
        limits: what one file may take.
        concurrency: how many files are read at once; the number of processors (at most 8) when not given.
        reader: the function that reads a file in the child, as "module:function".
        python_path: folders besides Aisle's own in which the server finds modules.
    """

    def __init__(
        self,
        limits: SandboxLimits | None = None,
        concurrency: int | None = None,
        reader: str = DEFAULT_READER,
        python_path: Sequence[str] = (),
    ) -> None:
        self._limits = limits or SandboxLimits()
        self._places = asyncio.Semaphore(concurrency or min(os.cpu_count() or 1, _MAX_CONCURRENCY))
        self._reader = reader
        self._python_path = tuple(python_path)
        self._server: ServerProcess | None = None
        self._starting = asyncio.Lock()
        self._capabilities: SandboxCapabilities | None = None

    async def start(self) -> None:
        """Start the warm server and try what it keeps a parser from.

        Raises ServerDied when it does not start.
        """
        answer = await self._read(Job("probe", None, self._limits, is_probe=True), b"")
        self._capabilities = capabilities_from(json.loads(answer))

    def capabilities(self) -> SandboxCapabilities:
        """Return what was found at start. Raises RuntimeError before."""
        if self._capabilities is None:
            raise RuntimeError("start the sandbox first")
        return self._capabilities

    @property
    def server_pid(self) -> int | None:
        """The process id of the warm server while there is one."""
        return self._server.pid if self._server else None

    async def parse(
        self,
        data: bytes,
        name: str,
        declared_type: str | None,
        languages: Sequence[str] = (),
        report: PageReport | None = None,
    ) -> ParsedDocument:
        """Read one file; see `DocumentParser.parse`. Pages that are pictures stay unread.

        A file whose server dies is read once more by a new one, and then given up as `parser_crashed`.
        """
        _require_size(data, self._limits.input_bytes)
        async with self._places:
            answer = await self._read_again(Job(name, declared_type, self._limits), data)
        try:
            return await asyncio.to_thread(wire.decode, answer)
        except wire.BadAnswer as error:
            raise _untrusted(error) from None

    async def convert(
        self,
        converter: str,
        data: bytes,
        name: str,
        limits: SandboxLimits | None = None,
        **arguments: int,
    ) -> bytes:
        """Make something else than a document of a file, by one of the converters in `adapters/parsers/converting.py`.

        Args:
            converter: its name there.
            data: the file's bytes.
            name: its file name.
            limits: what it may take; those of documents when not given.
            arguments: what the converter asks for.

        Raises:
            ParseFailed: as `parse`.
        """
        limits = limits or self._limits
        _require_size(data, limits.input_bytes)
        async with self._places:
            answer = await self._read_again(
                Job(name, None, limits, converter=converter, arguments=arguments), data
            )
        try:
            return wire.decode_bytes(answer)
        except wire.BadAnswer as error:
            raise _untrusted(error) from None

    async def close(self) -> None:
        """End the warm server; files being read are given up."""
        server, self._server = self._server, None
        if server is not None:
            await server.stop()

    async def _read_again(self, job: Job, data: bytes) -> bytes:
        for _ in range(_ATTEMPTS):
            try:
                return await self._read(job, data)
            except ServerDied:
                continue
        raise _failed(Outcome.CRASHED)

    async def _read(self, job: Job, data: bytes) -> bytes:
        server = await self._running_server()
        try:
            answer_socket = await server.submit(job, data)
            async with asyncio.timeout(job.limits.wall_seconds + _GRACE_SECONDS):
                return await _answer(answer_socket)
        except TimeoutError:
            raise _failed(Outcome.TIMEOUT) from None
        except ServerDied:
            await self._forget(server)
            raise

    async def _running_server(self) -> ServerProcess:
        async with self._starting:
            if self._server is None:
                self._server = await ServerProcess.start(self._reader, self._python_path)
            return self._server

    async def _forget(self, server: ServerProcess) -> None:
        """End a server that failed, so that the next file starts another; one file does this for all."""
        async with self._starting:
            if self._server is server:
                self._server = None
                await server.stop()


async def _answer(answer_socket: socket.socket) -> bytes:
    """Return the child's answer. Raises ParseFailed when it gave none, ServerDied when nobody tells why."""
    loop = asyncio.get_running_loop()
    pieces = []
    with answer_socket:
        try:
            while piece := await loop.sock_recv(answer_socket, _PIECE):
                pieces.append(piece)
        except ConnectionError as error:
            raise ServerDied("the answer broke off") from error
    outcome, line_end, payload = b"".join(pieces).partition(b"\n")
    if not line_end:
        raise ServerDied("no answer came")
    if outcome != Outcome.ANSWERED.value.encode():
        raise _failed(Outcome(outcome.decode("ascii")))
    return payload


def _failed(outcome: Outcome) -> ParseFailed:
    return ParseFailed(*_FAILURES[outcome])


def _untrusted(error: wire.BadAnswer) -> ParseFailed:
    return ParseFailed(FailureReason.PARSER_CRASHED, f"the parser's answer cannot be trusted: {error}")


def _require_size(data: bytes, most: int) -> None:
    if len(data) > most:
        megabytes = most // (1024 * 1024)
        raise ParseFailed(FailureReason.TOO_LARGE, f"the file is larger than {megabytes} MB; split it")
