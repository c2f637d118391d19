"""The server of one home folder, shared by every process that uses that home."""

import contextlib
import errno
import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from aisle.adapters.postgres.address import ServerAddress
from aisle.adapters.postgres.binaries import Binaries, locate
from aisle.adapters.postgres.clearing import discard
from aisle.adapters.postgres.errors import DataMissing, DiskFull, StartFailed
from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.locks import LockFile
from aisle.adapters.postgres.options import ServerOptions
from aisle.adapters.postgres.record import ServerRecord, find_record
from aisle.adapters.postgres.server import Server
from aisle.adapters.postgres.starting import Start

_WAIT_FOR_OTHERS_SECONDS = 120.0
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What is known of a home's server without touching it."""

    running: bool
    pid: int | None
    port: int | None
    version: int | None
    data: Path
    logs: Path


class EmbeddedPostgres:
    """PostgreSQL below `home`. Every process may call `ensure_running`; the last one to `release` stops the server."""

    def __init__(
        self, home: Path, options: ServerOptions | None = None, binaries: Path | None = None
    ) -> None:
        self.folder = ServerFolder(home.absolute() / "postgres")
        self._options = options or ServerOptions()
        self._named_binaries = binaries
        self._server = Server(self.folder)
        self._use: LockFile | None = None

    def ensure_running(self) -> ServerAddress:
        """Attach to the running server or start it, making the database first if there is none. Raises EmbeddedPostgresError."""
        with _told_clearly(self.folder), self._alone() as change:
            # Taken before the start, so that no other process sees a server without a user and stops it.
            self._use = self._use or _shared(self.folder.users_lock)
            try:
                if not (self._use.is_current() and change.is_current()):
                    # A throw-away home was cleared while we waited for it.
                    self._drop_use()
                    return self.ensure_running()
                record = self._attach() or Start(self.folder, self._options, self._binaries).run()
            except BaseException:
                self._drop_use()
                raise
            self.folder.prune_logs()
            return ServerAddress(record.port, record.password, Path(record.socket_folder))

    def release(self, clear: bool = False) -> bool:
        """Stop using the server; the last user stops it, and with `clear` removes its data. Says whether it was the last."""
        if self._use is None:
            return False
        with self._alone():
            is_last = self._use.try_alone()
            if is_last:
                self._stop()
                if clear:
                    discard(self.folder)
            self._drop_use()
            return is_last

    def stop(self) -> bool:
        """Stop the server whoever uses it. Says whether one was running."""
        if not self.folder.root.is_dir():
            return False
        with self._alone():
            was_alive = self._server.is_alive()
            self._stop()
            self._drop_use()
            return was_alive

    def status(self) -> ServerStatus:
        """What is known of the server now."""
        postmaster = self._server.postmaster() if self._server.is_alive() else None
        record = find_record(self.folder.record)
        return ServerStatus(
            running=postmaster is not None,
            pid=postmaster.pid if postmaster else None,
            port=postmaster.port if postmaster else None,
            version=record.version if record else None,
            data=self.folder.data,
            logs=self.folder.logs,
        )

    @functools.cached_property
    def _binaries(self) -> Binaries:
        return locate(self._named_binaries)

    def _attach(self) -> ServerRecord | None:
        if not self._server.is_alive() or not self._server.wait_until_ready(self._binaries):
            return None
        record, postmaster = find_record(self.folder.record), self._server.postmaster()
        if record is None:
            raise DataMissing(
                f"{self.folder.record}, which holds the password of the running server, is gone. Restore it."
            )
        if postmaster is None or postmaster.port is None:
            return None
        return replace(record, port=postmaster.port)

    def _stop(self) -> None:
        if self._server.is_alive():
            self._server.stop()
        self.folder.forget_socket_folder()

    def _drop_use(self) -> None:
        if self._use is not None:
            self._use.close()
            self._use = None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[LockFile]:
        with _opened(self.folder.change_lock) as lock:
            if not lock.try_alone_within(_WAIT_FOR_OTHERS_SECONDS):
                raise StartFailed(
                    f"Another process has been starting or stopping the server in {self.folder.root} for two minutes. End it."
                )
            yield lock


def _opened(path: Path) -> LockFile:
    for _ in range(_ATTEMPTS):
        # A throw-away home may be cleared between making the folder and opening the file.
        with contextlib.suppress(FileNotFoundError):
            path.parent.mkdir(parents=True, exist_ok=True)
            return LockFile(path)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def _shared(path: Path) -> LockFile:
    lock = _opened(path)
    lock.share()
    return lock


@contextlib.contextmanager
def _told_clearly(folder: ServerFolder) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(f"The disk of {folder.root} is full. Free some space and start again.") from error
        raise StartFailed(
            f"The database folder {folder.root} cannot be used ({error}). Set AISLE_HOME to a folder you may write to."
        ) from error
