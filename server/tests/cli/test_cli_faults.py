"""What goes wrong is said in a sentence with a code, never as a traceback."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aisle import cli
from aisle.cli import search as search_command

NOWHERE = "postgresql://app:canary@127.0.0.1:1/shop"


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("command", ["serve", "run"])
def test_a_taken_port_is_said_before_anything_is_started(aisle, taken_port, command):
    done = aisle(command, AISLE_PORT=str(taken_port))
    assert done.says(4) == ""
    assert f"Port {taken_port} cannot be used" in done.err
    assert "AISLE_PORT" in done.err


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.7", "not an address"])
def test_a_host_that_is_not_ours_is_said(aisle, host):
    done = aisle("serve", AISLE_HOST=host)
    assert done.says(4) == ""
    assert "AISLE_HOST" in done.err


@pytest.mark.parametrize(
    "command",
    [
        ["search", "tent"],
        ["ask", "tent"],
        ["organization", "create", "X"],
        ["store", "create", "--slug", "x", "--name", "X"],
        ["key", "create", "-s", "x"],
        ["ingest", __file__, "-s", "x", "--wait"],
        ["catalog", "import", __file__, "-s", "x", "--wait"],
        ["job", "dead", "-s", "x"],
        ["demo", "load"],
        ["migrate"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_database_that_is_not_there_is_said(aisle, command):
    done = aisle(*command, "--json", DATABASE_URL=NOWHERE, DATABASE_ADMIN_URL=NOWHERE)
    assert "canary" not in done.refuses(4, "database_unavailable")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_process_without_its_database_ends_with_a_sentence(aisle, command):
    done = aisle(command, DATABASE_URL=NOWHERE, AISLE_PORT=str(_free_port()))
    assert done.says(4) == ""
    assert "(database_unavailable)" in done.err
    assert "canary" not in done.err


def test_migrating_without_the_administrators_address_is_a_fault_of_the_settings(aisle):
    assert "DATABASE_ADMIN_URL" in aisle("migrate", "--json", DATABASE_URL=NOWHERE).refuses(
        5, "settings_refused"
    )


@pytest.mark.parametrize("place", ["a file", "a file/below", "/proc/aisle"])
def test_a_home_that_cannot_be_used_is_said(aisle, tmp_path, place):
    (tmp_path / "a file").write_text("")
    home = str(tmp_path / place)
    assert "AISLE_HOME" in aisle("search", "tent", "--json", AISLE_HOME=home).refuses(4, "home_unusable")


def test_a_damaged_key_is_said_and_not_replaced(aisle, tmp_path):
    secrets = tmp_path / "secrets.json"
    for text in ("", "{}", '{"root_key": "zz"}', "[]"):
        secrets.write_text(text)
        aisle("search", "tent", "--json", AISLE_HOME=str(tmp_path)).refuses(4, "secrets_damaged")
        assert secrets.read_text() == text


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """`aisle search` fails as it must not."""

    def crash(work: object) -> None:
        work.close()  # type: ignore[attr-defined]
        canary_in_a_local = "canary of a local"
        raise RuntimeError(f"first line\ncanary of the data {len(canary_in_a_local)}")

    monkeypatch.setattr(search_command, "run", crash)
    monkeypatch.setattr(cli, "_end_in_order", lambda: None)
    monkeypatch.delenv("AISLE_LOG_LEVEL", raising=False)
    monkeypatch.setenv("AISLE_HOME", str(tmp_path))
    return monkeypatch


def call(monkeypatch: pytest.MonkeyPatch, *argv: str) -> int:
    monkeypatch.setattr(sys, "argv", ["aisle", *argv])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code)


def test_a_fault_of_ours_is_one_sentence_that_says_how_to_learn_more(crashing, capfd):
    assert call(crashing, "search", "tent") == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "RuntimeError" in err
    assert "AISLE_LOG_LEVEL=debug" in err
    assert "(internal)" in err
    assert "Traceback" not in err
    assert "canary" not in err


def test_a_fault_of_ours_is_json_for_programs(crashing, capfd):
    assert call(crashing, "search", "tent", "--json") == 1
    out, err = capfd.readouterr()
    assert '"code": "internal"' in out
    assert err == ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
