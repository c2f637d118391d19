"""Starting, sharing and stopping the embedded server."""

import shutil
import socket
import stat
import time

import pytest

from aisle.adapters.postgres import EmbeddedPostgres, ServerOptions
from aisle.adapters.postgres.errors import PortTaken


def test_first_start_makes_a_database_that_speaks_unicode_and_has_the_extensions(new_home, psql):
    address = EmbeddedPostgres(new_home).ensure_running()

    for extension in ("vector", "pg_trgm", "unaccent", "pg_stat_statements"):
        assert psql(address, f"CREATE EXTENSION {extension}").returncode == 0
    assert psql(address, "SELECT upper('é'), current_setting('data_checksums')").stdout.strip() == "É|on"


def test_answers_on_tcp_and_on_the_socket_and_refuses_a_wrong_password(embedded, psql):
    address = embedded.ensure_running()

    for host in (address.host, str(address.socket_folder)):
        assert psql(address, "SELECT 1", host=host).stdout.strip() == "1"
        refused = psql(address, "SELECT 1", host=host, password="wrong")
        assert "password authentication failed" in refused.stderr


def test_password_is_readable_by_its_owner_alone_and_is_not_shown(embedded):
    address = embedded.ensure_running()

    assert stat.S_IMODE(embedded.folder.record.stat().st_mode) == 0o600
    assert address.password not in repr(address)


def test_second_process_attaches_and_the_server_survives_the_first_leaving(embedded, other_process, psql):
    first = other_process()
    port = first.port()

    address = embedded.ensure_running()
    assert address.port == port
    assert first.leave() is False
    assert psql(address, "SELECT 1").stdout.strip() == "1"


def test_last_user_to_leave_stops_the_server(embedded, other_process):
    other = other_process()
    other.port()
    embedded.ensure_running()

    assert embedded.release() is False
    assert embedded.status().running is True
    assert other.leave() is True
    assert embedded.status().running is False


def test_a_killed_user_no_longer_counts(embedded, other_process):
    other = other_process()
    other.port()
    embedded.ensure_running()
    other.kill()

    assert embedded.release() is True


def test_two_processes_that_start_at_once_share_one_server(other_process, embedded):
    shutil.rmtree(embedded.folder.root)
    both = [other_process(), other_process()]

    assert both[0].port() == both[1].port()
    assert embedded.status().port == embedded.ensure_running().port


def test_keeps_its_port_and_its_data_between_starts(embedded, psql):
    first = embedded.ensure_running()
    psql(first, "CREATE TABLE kept (n int)")
    embedded.release()

    again = embedded.ensure_running()
    assert again.port == first.port
    assert psql(again, "SELECT count(*) FROM kept").stdout.strip() == "0"


def test_takes_another_port_when_its_own_was_taken_meanwhile(embedded):
    first = embedded.ensure_running()
    embedded.release()

    with socket.socket() as intruder:
        intruder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        intruder.bind((first.host, first.port))
        intruder.listen()
        assert embedded.ensure_running().port != first.port


def test_says_so_when_the_port_that_was_asked_for_is_taken(home):
    with socket.socket() as intruder:
        intruder.bind(("127.0.0.1", 0))
        intruder.listen()
        taken = intruder.getsockname()[1]

        with pytest.raises(PortTaken, match=str(taken)):
            EmbeddedPostgres(home, ServerOptions(port=taken)).ensure_running()


def test_stop_ends_the_server_whoever_uses_it(embedded, other_process):
    other_process().port()

    assert embedded.stop() is True
    assert embedded.status().running is False
    assert embedded.stop() is False


def test_status_of_a_home_that_was_never_used_touches_nothing(new_home):
    assert EmbeddedPostgres(new_home).status().running is False
    assert not new_home.exists()


def test_log_holds_no_statement_and_only_the_newest_files_are_kept(embedded, psql):
    address = embedded.ensure_running()
    psql(address, "CREATE TABLE one (n int PRIMARY KEY); INSERT INTO one VALUES (1)")
    psql(address, "INSERT INTO one VALUES (1) /* Mrs Shopper's address */")
    for day in range(10, 20):
        (embedded.folder.logs / f"server-200001{day}T000000.log").touch()

    embedded.ensure_running()
    logs = list(embedded.folder.logs.glob("*.log"))
    assert len(logs) == 4
    written = _written(logs, "duplicate key")
    assert "Shopper" not in written
    assert "(n)=(1)" not in written


def _written(logs, expected):
    """The server's log is written by a process of its own, a moment later."""
    for _ in range(200):
        written = "".join(log.read_text() for log in logs)
        if expected in written:
            return written
        time.sleep(0.05)
    raise AssertionError(written)
