"""A throw-away server for tests and measurements: quick, shared by parallel test processes, gone afterwards."""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from aisle.adapters.postgres.address import HOST, ServerAddress
from aisle.adapters.postgres.binaries import Binaries, locate
from aisle.adapters.postgres.embedded import EmbeddedPostgres
from aisle.adapters.postgres.errors import EmbeddedPostgresError
from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.locks import LockFile, is_held
from aisle.adapters.postgres.options import ServerOptions
from aisle.adapters.postgres.watch import watch_lock

_OPTIONS = ServerOptions(durable=False, max_connections=200)


@dataclass(frozen=True, slots=True)
class TemporaryPostgres:
    """A throw-away server with databases that are copied from a prepared one."""

    address: ServerAddress
    home: Path
    binaries: Binaries

    def template(self, name: str, build: Callable[[str], None]) -> str:
        """A database that `build` fills once, given its address, however many processes ask; to be copied, not used."""
        with LockFile(self.home / "postgres" / f"template-{_plain(name)}.lock") as lock:
            lock.wait()
            if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}' AND datistemplate"):
                self.drop(name)
                self.sql(f'CREATE DATABASE "{name}"')
                build(self.address.url(name))
                self.sql(f'ALTER DATABASE "{name}" IS_TEMPLATE true')
        return name

    def clone(self, template: str, name: str) -> str:
        """Make a database as a copy of a template; its address comes back."""
        self.drop(name)
        self.sql(f'CREATE DATABASE "{_plain(name)}" TEMPLATE "{_plain(template)}"')
        return self.address.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, also under open connections."""
        self.sql(f'DROP DATABASE IF EXISTS "{_plain(name)}" WITH (FORCE)')

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run one statement as the superuser; the rows come back as text."""
        command = [
            str(self.binaries["psql"]),
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            HOST,
            "-p",
            str(self.address.port),
        ]
        done = subprocess.run(  # noqa: S603
            [*command, "-U", self.address.superuser, "-d", database, "-c", statement],
            env={**os.environ, "PGPASSWORD": self.address.password},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise EmbeddedPostgresError(f"{statement[:200]} failed: {done.stderr.strip()}")
        return done.stdout.strip()


@contextlib.contextmanager
def temporary_postgres(home: Path | None = None, binaries: Path | None = None) -> Iterator[TemporaryPostgres]:
    """A server for the length of the context. Processes that name the same home share it; the last one out removes it."""
    place = home or Path(tempfile.mkdtemp(prefix="aisle-test-"))
    embedded = EmbeddedPostgres(place, _OPTIONS, binaries)
    try:
        address = embedded.ensure_running()
        _start_watcher(embedded.folder)
        yield TemporaryPostgres(address, place, locate(binaries))
    finally:
        embedded.release(clear=True)


def _start_watcher(folder: ServerFolder) -> None:
    if is_held(watch_lock(folder)):
        return
    # By way of a shell that ends at once, so that the watcher is nobody's child and outlives a kill of this process.
    watcher = [sys.executable, "-m", "aisle.adapters.postgres.watch", str(folder.root)]
    subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", '"$@" </dev/null >/dev/null 2>&1 &', "sh", *watcher],
        cwd="/",
        start_new_session=True,
        check=True,
    )


def _plain(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", name):
        raise EmbeddedPostgresError(f"{name!r} is not a plain database name.")
    return name
