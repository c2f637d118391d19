"""What a crash, a full disk or a lost folder does to the embedded server."""

import errno
import shutil
import subprocess
from collections import namedtuple
from pathlib import Path

import pytest

from aisle.adapters.postgres import EmbeddedPostgres
from aisle.adapters.postgres.binaries import locate
from aisle.adapters.postgres.errors import (
    BinariesMissing,
    DataMissing,
    DiskFull,
    ServedElsewhere,
    StartFailed,
    VersionMismatch,
)
from aisle.adapters.postgres.record import ServerRecord, keep_record
from aisle.adapters.postgres.user import choose_user


def test_committed_rows_survive_a_kill_of_every_process(home, psql, kill_server):
    embedded = EmbeddedPostgres(home)
    address = embedded.ensure_running()
    psql(address, "CREATE TABLE kept AS SELECT generate_series(1, 1000)")
    kill_server(embedded)

    again = embedded.ensure_running()
    assert psql(again, "SELECT count(*) FROM kept").stdout.strip() == "1000"


def test_starts_although_another_program_now_has_the_dead_servers_pid(embedded, psql):
    embedded.ensure_running()
    pid_file = embedded.folder.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    embedded.release()
    user = choose_user(embedded.folder.data)
    # Run by the server's own user: PostgreSQL would take it for its predecessor and refuse to start.
    stranger = subprocess.Popen(["sleep", "60"], user=user.uid, group=user.gid)
    try:
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]))
        assert psql(embedded.ensure_running(), "SELECT 1").stdout.strip() == "1"
    finally:
        stranger.kill()
        stranger.wait()


def test_a_first_start_that_was_cut_off_is_done_again(new_home, psql):
    embedded = EmbeddedPostgres(new_home)
    half = embedded.folder.root / "new-halfdone"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    keep_record(embedded.folder.record, ServerRecord())

    assert psql(embedded.ensure_running(), "SELECT 1").stdout.strip() == "1"
    assert not half.exists()


def test_a_crash_between_making_the_data_and_noting_it_loses_nothing(embedded, psql):
    address = embedded.ensure_running()
    embedded.release()
    keep_record(embedded.folder.record, ServerRecord(password=address.password))

    assert psql(embedded.ensure_running(), "SELECT 1").stdout.strip() == "1"


def test_refuses_to_start_empty_where_a_database_was_before(embedded):
    embedded.ensure_running()
    embedded.release()
    shutil.rmtree(embedded.folder.data)

    with pytest.raises(DataMissing, match="restore a backup"):
        embedded.ensure_running()
    embedded.folder.data.mkdir()
    with pytest.raises(DataMissing):
        embedded.ensure_running()


@pytest.mark.parametrize("damage", [lambda record: record.unlink(), lambda record: record.write_text("{")])
def test_says_what_is_lost_when_the_password_is_gone(embedded, damage):
    embedded.ensure_running()
    embedded.release()
    damage(embedded.folder.record)

    with pytest.raises(DataMissing, match="password"):
        embedded.ensure_running()


def test_refuses_data_of_another_version(embedded):
    embedded.ensure_running()
    embedded.release()
    (embedded.folder.data / "PG_VERSION").write_text("15\n")

    with pytest.raises(VersionMismatch, match="PostgreSQL 15"):
        embedded.ensure_running()


def test_leaves_a_server_alone_that_was_started_by_hand(embedded):
    port = embedded.ensure_running().port
    embedded.release()
    data, user = embedded.folder.data, choose_user(embedded.folder.data)
    by_hand = f"-c port={port} -c unix_socket_directories=''"
    pg_ctl = [locate(None).usable_by(user)["pg_ctl"], "-D", user.data_argument(data), "-w", "-s"]
    with embedded.folder.startup_log.open("wb") as log:
        user.run([*pg_ctl, "-o", by_hand, "start"], data, output=log)
    try:
        with pytest.raises(ServedElsewhere):
            embedded.ensure_running()
    finally:
        user.run([*pg_ctl, "-m", "immediate", "stop"], data)


def test_says_so_before_it_starts_on_a_disk_that_is_nearly_full(new_home, monkeypatch):
    embedded = EmbeddedPostgres(new_home)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(2**30, 2**30 - 2**20, 2**20))

    with pytest.raises(DiskFull, match="1 MB left"):
        embedded.ensure_running()
    assert embedded.status().running is False


def test_tells_a_disk_that_fills_up_from_other_failures(new_home, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    said = {
        "initdb": "echo could not write: No space left on device; exit 1",
        "postgres": "echo 'postgres (PostgreSQL) 18.6'",
    }
    for name in ("initdb", "pg_ctl", "pg_isready", "postgres"):
        (programs / name).write_text(f"#!/bin/sh\n{said.get(name, 'exit 1')}\n")
        (programs / name).chmod(0o755)
    _open_to_others(programs)

    with pytest.raises(DiskFull, match="Free some space"):
        EmbeddedPostgres(new_home, binaries=programs).ensure_running()


def test_says_so_when_the_home_cannot_be_written_to(new_home):
    new_home.write_text("a file, not a folder")

    with pytest.raises(StartFailed, match="Set AISLE_HOME"):
        EmbeddedPostgres(new_home).ensure_running()
    new_home.unlink()


def test_a_disk_that_is_full_while_we_write_is_told_as_such(embedded, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("aisle.adapters.postgres.starting.keep_record", full)
    with pytest.raises(DiskFull, match="Free some space"):
        embedded.ensure_running()
    assert embedded.release() is False


def test_names_the_programs_that_a_folder_lacks(home, tmp_path):
    with pytest.raises(BinariesMissing, match=r"initdb.*AISLE_PG_BIN"):
        EmbeddedPostgres(home, binaries=tmp_path).ensure_running()


def _open_to_others(folder: Path) -> None:
    for path in (folder, *folder.parents):
        if path.stat().st_mode & 0o001 == 0:
            path.chmod(path.stat().st_mode | 0o011)
