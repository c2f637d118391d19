"""Making a database folder, once, in a way that a crash cannot leave half done."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from aisle.adapters.postgres.address import SUPERUSER
from aisle.adapters.postgres.binaries import Binaries
from aisle.adapters.postgres.errors import DataMissing, DiskFull, StartFailed, VersionMismatch
from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.record import ServerRecord
from aisle.adapters.postgres.user import ServerUser

_NO_SPACE = "No space left on device"
_NEEDED_BYTES = 150 * 2**20


@dataclass(frozen=True, slots=True)
class Cluster:
    """The database folder of one home."""

    folder: ServerFolder
    binaries: Binaries
    user: ServerUser

    def check(self, record: ServerRecord | None, version: int) -> None:
        """Refuse data that is lost, that nobody has the password of, or that another version wrote."""
        if not self.folder.has_data():
            self._refuse_if_there_was_data(record)
        elif record is None:
            raise DataMissing(
                f"There is a database in {self.folder.data} but {self.folder.record}, which holds its password, is gone. "
                "Restore that file from a backup, or move the whole folder away to start with an empty database."
            )
        else:
            self._refuse_other_version(version)

    def create(self, password: str, durable: bool) -> None:
        """Make an empty database folder beside the place, then move it there in one step."""
        refuse_when_full(self.folder.root)
        work = self.folder.new_data()
        try:
            self.user.own(work)
            self._initdb(work, password, durable)
            work.rename(self.folder.data)
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _initdb(self, work: Path, password: str, durable: bool) -> None:
        with tempfile.TemporaryFile() as file:
            file.write(password.encode())
            file.seek(0)
            # The server's user opens this file by its descriptor; it never has a name that others could open.
            self.user.own(file.fileno())
            command = [
                *(self.binaries["initdb"], "-D", self.user.data_argument(work), "-U", SUPERUSER),
                *("--encoding=UTF8", "--data-checksums", "--auth=scram-sha-256", "--no-instructions"),
                *_locale(self.binaries.version()),
                *(f"--pwfile=/dev/fd/{file.fileno()}", *(() if durable else ("--no-sync",))),
            ]
            done = self.user.run(command, work, keep_open=[file.fileno()])
        if done.returncode != 0:
            raise failure(
                f"A database could not be made in {self.folder.root}", done.stdout.decode(errors="replace")
            )

    def _refuse_if_there_was_data(self, record: ServerRecord | None) -> None:
        if record and record.version:
            raise DataMissing(
                f"{self.folder.data} is missing or empty, but a database was kept there before. Bring the folder back "
                f"(an unmounted disk?) or restore a backup; to start empty on purpose, remove {self.folder.record}."
            )
        if self.folder.data.exists():
            raise DataMissing(
                f"{self.folder.data} exists but holds no PostgreSQL database. Move it away, or restore a backup there."
            )

    def _refuse_other_version(self, version: int) -> None:
        found = int((self.folder.data / "PG_VERSION").read_text(encoding="utf-8").strip())
        if found != version:
            raise VersionMismatch(
                f"The database in {self.folder.data} was written by PostgreSQL {found}, and this is PostgreSQL {version}. "
                f"Set AISLE_PG_BIN to the bin folder of PostgreSQL {found}, or dump it there and load the dump here."
            )


def _locale(version: int) -> tuple[str, ...]:
    # The built-in one sorts the same on every machine, so that an index survives a change of the system's libraries.
    builtin = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return builtin if version >= 17 else ("--locale=C.UTF-8",)


def refuse_when_full(folder: Path) -> None:
    """Say so before a start that would fail half way."""
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_BYTES:
        raise DiskFull(
            f"The disk of {folder} has {free // 2**20} MB left; the database needs {_NEEDED_BYTES // 2**20} MB to start. "
            "Free some space, or set AISLE_HOME to a folder on another disk."
        )


def failure(what: str, said: str) -> StartFailed | DiskFull:
    """The error for what a PostgreSQL program said before it gave up."""
    last = " ".join(said.strip().splitlines()[-4:]) or "it said nothing"
    if _NO_SPACE in said:
        return DiskFull(f"{what}: the disk is full. Free some space and start again. ({last})")
    return StartFailed(f"{what}: {last}")
