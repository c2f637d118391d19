"""Starting, watching and stopping the server's processes."""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from aisle.adapters.postgres.address import HOST
from aisle.adapters.postgres.binaries import Binaries
from aisle.adapters.postgres.cluster import failure
from aisle.adapters.postgres.errors import PortTaken, ServedElsewhere, StartFailed, StopFailed
from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.locks import LockFile, is_held
from aisle.adapters.postgres.process import Postmaster, find_postmaster
from aisle.adapters.postgres.user import ServerUser

_POLL_SECONDS = 0.03
_SILENT_SECONDS = 30.0
_RECOVERY_SECONDS = 600.0
_STOP_SECONDS = 30.0


class Answer(IntEnum):
    """What pg_isready reports."""

    ACCEPTING = 0
    REJECTING = 1
    SILENT = 2
    NOT_ASKED = 3


@dataclass(frozen=True, slots=True)
class Server:
    """The processes that serve one folder. They are alive exactly as long as the server lock is held."""

    folder: ServerFolder

    def is_alive(self) -> bool:
        """Whether any process of the server lives, ready or not. Asks the kernel, not the pid file."""
        return is_held(self.folder.server_lock)

    def postmaster(self) -> Postmaster | None:
        """The server's first process, if it is up."""
        found = find_postmaster(self.folder.data)
        return found if found and found.serves(self.folder.data) else None

    def start(
        self, binaries: Binaries, user: ServerUser, arguments: Mapping[str, str], lock: LockFile
    ) -> None:
        """Start the server, which inherits the lock, and wait until it takes connections."""
        self._clear_stale_files(Path(arguments["unix_socket_directories"]))
        options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in arguments.items())
        data = user.data_argument(self.folder.data)
        command: list[str | Path] = [binaries["pg_ctl"], "-D", data, "-W", "-s", "-o", options, "start"]
        with self.folder.startup_log.open("wb") as log:
            done = user.run(command, self.folder.data, output=log, keep_open=[lock.fileno()])
        # From here on only the server holds the lock, so that its end can be seen.
        lock.close()
        if done.returncode != 0 or not self.wait_until_ready(binaries):
            raise self._start_failure(arguments["port"])

    def wait_until_ready(self, binaries: Binaries) -> bool:
        """Wait for a live server to take connections; False when it ended instead."""
        begun = time.monotonic()
        while self.is_alive():
            answer = self._ask(binaries)
            if answer is Answer.ACCEPTING:
                return True
            if time.monotonic() - begun > (
                _RECOVERY_SECONDS if answer is Answer.REJECTING else _SILENT_SECONDS
            ):
                raise StartFailed(
                    f"The database server in {self.folder.root} is alive but does not answer. "
                    f"Look at {self.folder.logs} and end its processes, then start again."
                )
            time.sleep(_POLL_SECONDS)
        return False

    def stop(self) -> None:
        """End the server: sessions are cut off, nothing committed is lost."""
        for sign in (signal.SIGINT, signal.SIGQUIT):
            deadline = time.monotonic() + _STOP_SECONDS
            if postmaster := self.postmaster():
                os.kill(postmaster.pid, sign)
            while self.is_alive() and time.monotonic() < deadline:
                time.sleep(_POLL_SECONDS / 3)
            if not self.is_alive():
                return
        raise StopFailed(
            f"The database server in {self.folder.root} does not end. Look at {self.folder.logs}."
        )

    def _ask(self, binaries: Binaries) -> Answer:
        postmaster = self.postmaster()
        if postmaster is None or postmaster.port is None:
            return Answer.SILENT
        command = [str(binaries["pg_isready"]), "-q", "-h", HOST, "-p", str(postmaster.port), "-t", "5"]
        return Answer(subprocess.run(command, check=False).returncode)  # noqa: S603

    def _clear_stale_files(self, socket_folder: Path) -> None:
        found = find_postmaster(self.folder.data)
        if found and found.serves(self.folder.data):
            raise ServedElsewhere(
                f"Process {found.pid} already serves {self.folder.data}, and Aisle did not start it. "
                "Stop it (pg_ctl stop), then start again."
            )
        # No process of ours is left, since the lock was free. PostgreSQL itself would go by the number alone and
        # refuse to start when another program has it now, or when nobody has reaped the dead process yet.
        for stale in (self.folder.data / "postmaster.pid", *socket_folder.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def _start_failure(self, port: str) -> Exception:
        said = self._last_words()
        if "could not bind" in said or "Address already in use" in said:
            return PortTaken(
                f"Port {port} on {HOST} belongs to another program. Choose another one, or end that program."
            )
        return failure(f"The database server in {self.folder.root} did not start", said)

    def _last_words(self) -> str:
        logs = sorted(self.folder.logs.glob("server-*.log"))[-1:] if not self.folder.logs.is_symlink() else []
        texts = [
            path.read_text(encoding="utf-8", errors="replace")[-4000:]
            for path in (*logs, self.folder.startup_log)
        ]
        return "\n".join(texts)
