"""What lies where in `AISLE_HOME/postgres`."""

import contextlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from aisle.adapters.postgres.errors import EmbeddedPostgresError
from aisle.adapters.postgres.record import find_record
from aisle.adapters.postgres.user import ServerUser

# The kernel's limit on a socket's path is 107 bytes on Linux and 103 on macOS; the file's own name is added to it.
_LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.65535.lock")
_LOGS_KEPT = 4


@dataclass(frozen=True, slots=True)
class ServerFolder:
    """The folder of one home's server."""

    root: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.root / "data"

    @property
    def record(self) -> Path:
        """Password, port and version; mode 600."""
        return self.root / "server.json"

    @property
    def users_lock(self) -> Path:
        """Held by every process that uses the server."""
        return self.root / "users.lock"

    @property
    def change_lock(self) -> Path:
        """Held by whoever is starting or stopping the server."""
        return self.root / "change.lock"

    @property
    def server_lock(self) -> Path:
        """Held by the server's own processes for as long as any of them lives."""
        return self.root / "server.lock"

    @property
    def startup_log(self) -> Path:
        """What the server said before its own log was open."""
        return self.root / "startup.log"

    @property
    def logs(self) -> Path:
        """The server's own log files."""
        return self.data / "log"

    def new_data(self) -> Path:
        """An empty folder to make a database in; those of earlier attempts that were cut off are removed."""
        for leftover in self.root.glob("new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix="new-", dir=self.root))

    def has_data(self) -> bool:
        """Whether a finished database is here: `data` appears by a rename, after everything in it was written."""
        return (self.data / "PG_VERSION").is_file()

    def socket_folder(self, last: str, user: ServerUser) -> Path:
        """A private folder for the Unix socket: the last one if it is still good, else a new one."""
        uid = os.geteuid() if user.uid is None else user.uid
        if last and _is_private(Path(last), uid):
            return Path(last)
        inside = self.root / "socket"
        if not user.demoted and len(os.fsencode(inside)) <= _LONGEST_SOCKET_FOLDER:
            inside.mkdir(mode=0o700, exist_ok=True)
            return inside
        made = Path(tempfile.mkdtemp(prefix="aisle-pg-", dir=_short_temporary_folder()))
        user.own(made)
        return made

    def forget_socket_folder(self) -> None:
        """Remove a socket's folder that lies elsewhere, with what a killed server left in it."""
        with contextlib.suppress(OSError, EmbeddedPostgresError):
            record = find_record(self.record)
            if record and record.socket_folder and Path(record.socket_folder).parent != self.root:
                for left in Path(record.socket_folder).glob(".s.PGSQL.*"):
                    left.unlink(missing_ok=True)
                Path(record.socket_folder).rmdir()

    def prune_logs(self) -> None:
        """Keep the newest log files only; the server starts a new one every 10 MB."""
        if self.logs.is_symlink() or not self.logs.is_dir():
            return
        for old in sorted(self.logs.glob("server-*.log"))[:-_LOGS_KEPT]:
            old.unlink(missing_ok=True)


def _is_private(folder: Path, uid: int) -> bool:
    try:
        entry = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(entry.st_mode) and entry.st_uid == uid and stat.S_IMODE(entry.st_mode) == 0o700


def _short_temporary_folder() -> str:
    usual = tempfile.gettempdir()
    return usual if len(os.fsencode(usual)) <= _LONGEST_SOCKET_FOLDER - len("/aisle-pg-12345678") else "/tmp"  # noqa: S108
