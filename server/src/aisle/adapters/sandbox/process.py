"""Starting the warm server, giving it jobs, and ending it."""

import asyncio
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import aisle
from aisle.adapters.sandbox.protocol import MESSAGE_BYTES, READY, Job

_START_SECONDS = 60.0
_END_SECONDS = 5.0
# The parsers use one thread, and each arena of the allocator would take address space from the limit.
_ENVIRONMENT = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class ServerDied(Exception):
    """The warm server, or the supervisor of a file, ended without an answer."""


class ServerProcess:
    """A running warm server."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process = process
        self._control = control

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._process.pid

    @classmethod
    async def start(cls, reader: str, python_path: Sequence[str]) -> "ServerProcess":
        """Start a server with an empty environment and wait until its parsers are loaded.

        Args:
            reader: the function that reads a file, as "module:function".
            python_path: folders besides Aisle's own in which the server finds modules.

        Raises:
            ServerDied: it did not get ready within a minute.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        folders = [str(Path(aisle.__file__).parents[1]), *python_path]
        arguments = ("-P", "-s", "-m", "aisle.adapters.sandbox.server", str(theirs.fileno()), reader)
        with theirs:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                cwd="/",
                env={**_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(folders)},
                start_new_session=True,
            )
        server = cls(process, ours)
        await server._wait_until_ready()
        return server

    async def submit(self, job: Job, data: bytes) -> socket.socket:
        """Give the server a file to read and return the socket that the answer comes from.

        Raises ServerDied when there is no server any more.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        source = _in_memory(data)
        try:
            socket.send_fds(self._control, [job.to_bytes()], [source, theirs.fileno()])
        except OSError as error:
            ours.close()
            raise ServerDied(str(error)) from error
        finally:
            os.close(source)
            theirs.close()
        ours.setblocking(False)
        return ours

    async def stop(self) -> None:
        """End the server: closing its control socket is the signal, and a kill what follows if it does not heed it."""
        self._control.close()
        try:
            await asyncio.wait_for(self._process.wait(), _END_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def _wait_until_ready(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            message = await asyncio.wait_for(loop.sock_recv(self._control, MESSAGE_BYTES), _START_SECONDS)
        except (OSError, TimeoutError):
            message = b""
        if message != READY:
            self._control.close()
            if self._process.returncode is None:
                self._process.kill()
            await self._process.wait()
            raise ServerDied("the parser server did not start; its error is on this process's standard error")


def _in_memory(data: bytes) -> int:
    """Return a descriptor of an anonymous file with the data."""
    descriptor = os.memfd_create("document", os.MFD_CLOEXEC)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    return descriptor
