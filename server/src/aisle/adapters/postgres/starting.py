"""One start of a server that is not running: look at what is there, make what is missing, find a port."""

from dataclasses import dataclass, replace

from aisle.adapters.postgres.binaries import Binaries
from aisle.adapters.postgres.cluster import Cluster
from aisle.adapters.postgres.errors import PortTaken, StartFailed
from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.locks import LockFile
from aisle.adapters.postgres.options import ServerOptions, server_arguments
from aisle.adapters.postgres.ports import free_port
from aisle.adapters.postgres.record import ServerRecord, find_record, keep_record
from aisle.adapters.postgres.server import Server
from aisle.adapters.postgres.user import choose_user

_PORT_ATTEMPTS = 3
_WAIT_FOR_THE_DYING_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Start:
    """Starts the server of a folder; whoever calls holds the change lock."""

    folder: ServerFolder
    options: ServerOptions
    found_binaries: Binaries

    def run(self) -> ServerRecord:
        """Start, on another port when somebody was quicker to take the first."""
        last_port: int | None = None
        for _ in range(_PORT_ATTEMPTS):
            record, version = self._prepare(last_port)
            try:
                self._start(record, version)
            except PortTaken:
                # A port that was asked for is not exchanged for another.
                if self.options.port is not None:
                    raise
                last_port = 0
            else:
                return record
        raise StartFailed(
            "Three free ports in a row were taken before the database could use them. Start again."
        )

    def _prepare(self, last_port: int | None) -> tuple[ServerRecord, int]:
        kept = find_record(self.folder.record)
        version = self.found_binaries.version()
        record = self._with_data(kept, version)
        user = choose_user(self.folder.data)
        record = replace(
            record,
            version=version,
            port=free_port(self.options.port, record.port if last_port is None else last_port),
            socket_folder=str(self.folder.socket_folder(record.socket_folder, user)),
        )
        if record != kept:
            keep_record(self.folder.record, record)
        return record, version

    def _with_data(self, kept: ServerRecord | None, version: int) -> ServerRecord:
        user = choose_user(self.folder.data)
        cluster = Cluster(self.folder, self.found_binaries.usable_by(user), user)
        cluster.check(kept, version)
        record = kept or ServerRecord()
        if not self.folder.has_data():
            # The password is kept before there is anything that needs it: a crash in between loses nothing.
            keep_record(self.folder.record, record)
            cluster.create(record.password, self.options.durable)
        return record

    def _start(self, record: ServerRecord, version: int) -> None:
        user = choose_user(self.folder.data)
        arguments = server_arguments(self.options, version, record)
        with LockFile(self.folder.server_lock) as lock:
            if not lock.try_alone_within(_WAIT_FOR_THE_DYING_SECONDS):
                raise StartFailed(
                    f"Processes of an earlier server in {self.folder.root} do not end. End them, then start again."
                )
            Server(self.folder).start(self.found_binaries.usable_by(user), user, arguments, lock)
