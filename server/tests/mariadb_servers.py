"""A real MariaDB for tests, on a port of its own, with TLS, and without a trace on disk; skipped where there is none."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pymysql
import pytest

PASSWORD = "of-the-owner"


@dataclass
class MariaServer:
    """A server that runs. folder: where it may write files."""

    port: int
    folder: Path

    def sql(self, *statements: str) -> Any:
        """Run statements as the owner; return the rows of the last."""
        with (
            pymysql.connect(
                host="127.0.0.1",
                port=self.port,
                user="owner",
                password=PASSWORD,
                autocommit=True,
                database="shop",
                ssl_disabled=True,
            ) as connection,
            connection.cursor() as cursor,
        ):
            for one in statements:
                cursor.execute(one)
            return cursor.fetchall()


@contextmanager
def mariadb_server(certificate: Path | None = None) -> Iterator[MariaServer]:
    """Run a server. Skips where there is none on this machine. certificate: with its key, in one file."""
    program, install = shutil.which("mariadbd"), shutil.which("mariadb-install-db")
    if program is None or install is None:
        pytest.skip("there is no mariadbd on this machine (Debian: mariadb-server-core, mariadb-client-core)")
    with TemporaryDirectory() as made, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        folder = Path(made)
        who = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        subprocess.run(
            [install, "--no-defaults", f"--datadir={folder}/data", f"--user={who}", "--skip-test-db"],
            check=True,
            capture_output=True,
        )
        first = folder / "first.sql"
        first.write_text(
            f"CREATE USER owner@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';\n"
            "GRANT ALL ON *.* TO owner@'127.0.0.1' WITH GRANT OPTION;\n"
            "CREATE DATABASE shop CHARACTER SET utf8mb4;\n"
        )
        options = [f"--datadir={folder}/data", f"--port={port}", f"--init-file={first}", f"--user={who}"]
        options += ["--bind-address=127.0.0.1", f"--socket={folder}/socket", "--skip-name-resolve"]
        options += ["--innodb-buffer-pool-size=16M", "--skip-log-bin", f"--pid-file={folder}/pid"]
        if certificate:
            options += [f"--ssl-cert={certificate}", f"--ssl-key={certificate}"]
        process = subprocess.Popen(
            [program, "--no-defaults", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            server = MariaServer(port, folder)
            _wait(server)
            yield server
        finally:
            process.kill()
            process.wait()


def _wait(server: MariaServer) -> None:
    for _ in range(300):
        try:
            server.sql("SELECT 1")
            return
        except pymysql.Error:
            time.sleep(0.05)
    raise TimeoutError("MariaDB did not start")
