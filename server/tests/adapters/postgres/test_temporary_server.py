"""Throw-away servers for tests: shared, copied from templates, and gone afterwards."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aisle.adapters.postgres import EmbeddedPostgres, temporary_postgres
from aisle.adapters.postgres.errors import EmbeddedPostgresError

_WORKER = """
import sys, time
from pathlib import Path
from aisle.adapters.postgres import temporary_postgres
def build(url):
    with open(Path(sys.argv[1]) / "built", "a") as file:
        file.write("once ")
with temporary_postgres(Path(sys.argv[1])) as server:
    server.template("shop", build)
    server.clone("shop", sys.argv[2])
    print(server.address.port, flush=True)
    sys.stdin.readline()
"""


def start_worker(home: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WORKER, str(home), name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wait_until_gone(home: Path) -> None:
    folder = EmbeddedPostgres(home).folder.root
    deadline = time.monotonic() + 15
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
    assert EmbeddedPostgres(home).status().running is False


def test_parallel_workers_share_one_server_and_build_the_template_once(tmp_path):
    workers = [start_worker(tmp_path, "one"), start_worker(tmp_path, "two")]
    ports = {worker.stdout.readline() for worker in workers}
    for worker in workers:
        worker.communicate("\n", timeout=30)

    assert len(ports) == 1
    assert (tmp_path / "built").read_text().split() == ["once"]
    wait_until_gone(tmp_path)


def test_nothing_stays_when_the_tests_are_killed(tmp_path):
    worker = start_worker(tmp_path, "one")
    worker.stdout.readline()
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()

    wait_until_gone(tmp_path)


def test_a_user_that_comes_while_the_home_is_cleared_gets_a_new_server(tmp_path):
    for _ in range(5):
        with temporary_postgres(tmp_path) as server:
            assert server.sql("SELECT 1") == "1"

    wait_until_gone(tmp_path)


def test_a_copy_has_what_the_template_has_and_does_not_change_it():
    with temporary_postgres() as server:
        server.template("shop", lambda _: server.sql("CREATE TABLE products AS SELECT 1 AS n", "shop"))
        server.clone("shop", "mine")
        server.sql("DELETE FROM products", "mine")

        assert server.sql("SELECT count(*) FROM products", "mine") == "0"
        assert (
            server.sql("SELECT count(*) FROM products", server.clone("shop", "other").rsplit("/", 1)[1])
            == "1"
        )
        with pytest.raises(EmbeddedPostgresError, match="does not exist"):
            server.sql("SELECT * FROM nowhere")
        with pytest.raises(EmbeddedPostgresError, match="plain"):
            server.clone("shop", 'x"; DROP DATABASE shop')
    assert not server.home.exists()
