"""The server of one home folder, shared by every process that uses that home."""

import contextlib
import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from aisle.adapters.postgres.address import ServerAddress
from aisle.adapters.postgres.binaries import Binaries, locate
from aisle.adapters.postgres.cluster import Cluster
from aisle.adapters.postgres.errors import DataMissing, EmbeddedPostgresError, PortTaken, StartFailed
from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.locks import LockFile
from aisle.adapters.postgres.options import ServerOptions, server_arguments
from aisle.adapters.postgres.ports import free_port
from aisle.adapters.postgres.record import ServerRecord, find_record, keep_record
from aisle.adapters.postgres.server import Server
from aisle.adapters.postgres.user import choose_user

_WAIT_FOR_OTHERS_SECONDS = 120.0
_PORT_ATTEMPTS = 3


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
        self.folder.prepare()
        with self._alone():
            # Taken before the start, so that no other process sees a server without a user and stops it.
            self._use = self._use or self._take_use()
            try:
                address = self._attach() or self._start()
            except BaseException:
                self._drop_use()
                raise
            self.folder.prune_logs()
            return address

    def release(self) -> bool:
        """Stop using the server; the last user stops it. Says whether it was stopped."""
        if self._use is None:
            return False
        with self._alone():
            is_last = self._use.try_alone()
            if is_last:
                self._stop()
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

    def _attach(self) -> ServerAddress | None:
        if not self._server.is_alive() or not self._server.wait_until_ready(self._binaries):
            return None
        record, postmaster = find_record(self.folder.record), self._server.postmaster()
        if record is None:
            raise DataMissing(
                f"{self.folder.record}, which holds the password of the running server, is gone. Restore it."
            )
        if postmaster is None or postmaster.port is None:
            return None
        return _address(replace(record, port=postmaster.port))

    def _start(self) -> ServerAddress:
        for attempt in range(_PORT_ATTEMPTS):
            try:
                return self._start_once(change_port=attempt > 0)
            except PortTaken:
                # Somebody was quicker between the look and the start; a port that was asked for is not exchanged.
                if self._options.port is not None:
                    raise
        raise StartFailed(
            "Three free ports in a row were taken before the database could use them. Start again."
        )

    def _start_once(self, change_port: bool) -> ServerAddress:
        record, version = self._prepared()
        user = choose_user(self.folder.data)
        record = replace(
            record,
            version=version,
            port=free_port(self._options.port, 0 if change_port else record.port),
            socket_folder=str(self.folder.socket_folder(record.socket_folder, user)),
        )
        keep_record(self.folder.record, record)
        address = _address(record)
        arguments = server_arguments(self._options, version, address.port, address.socket_folder)
        with LockFile(self.folder.server_lock) as lock:
            if not lock.try_alone_within(_WAIT_FOR_OTHERS_SECONDS):
                raise StartFailed(
                    f"Processes of an earlier server in {self.folder.root} do not end. End them, then start again."
                )
            self._server.start(self._binaries.usable_by(user), user, arguments, lock)
        return address

    def _prepared(self) -> tuple[ServerRecord, int]:
        user = choose_user(self.folder.data)
        binaries = self._binaries.usable_by(user)
        version = binaries.version()
        record = find_record(self.folder.record)
        cluster = Cluster(self.folder, binaries, user)
        cluster.check(record, version)
        record = record or ServerRecord()
        if not self.folder.has_data():
            # The password is kept before there is anything that needs it: a crash in between loses nothing.
            keep_record(self.folder.record, record)
            cluster.create(record.password, self._options.durable)
        return record, version

    def _stop(self) -> None:
        if self._server.is_alive():
            self._server.stop()
        with contextlib.suppress(EmbeddedPostgresError):
            record = find_record(self.folder.record)
            self.folder.forget_socket_folder(record.socket_folder if record else "")

    def _take_use(self) -> LockFile:
        lock = LockFile(self.folder.users_lock)
        lock.share()
        return lock

    def _drop_use(self) -> None:
        if self._use is not None:
            self._use.close()
            self._use = None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with LockFile(self.folder.change_lock) as lock:
            if not lock.try_alone_within(_WAIT_FOR_OTHERS_SECONDS):
                raise StartFailed(
                    f"Another process has been starting or stopping the server in {self.folder.root} for two minutes. End it."
                )
            yield


def _address(record: ServerRecord) -> ServerAddress:
    return ServerAddress(port=record.port, password=record.password, socket_folder=Path(record.socket_folder))
