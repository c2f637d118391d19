"""The program as a process: its help, its terminal, its pipes, and how it ends when it is asked to."""

import os
import pty
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from cli_program import COMMAND

from aisle.adapters.postgres.embedded import EmbeddedPostgres
from aisle.cli.app import COMMANDS


def test_help_names_every_command(aisle):
    said = aisle("--help").says()
    assert all(f" {name} " in said for name in COMMANDS)
    assert "Usage: aisle " in said
    assert aisle("-h").says() == said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(aisle, command):
    said = aisle(command, "--help").says()
    assert f"Usage: aisle {command}" in said


def test_the_program_starts_without_reading_all_of_its_code(aisle):
    """Only what a command needs is read, or every `aisle settings` would wait for the web framework."""
    program = "import sys; sys.argv = ['aisle', 'settings', 'check']\ntry:\n    from aisle.cli import main; main()\nfinally:\n    print([m for m in ('fastapi', 'onnxruntime') if m in sys.modules])"
    done = subprocess.run(
        [COMMAND[0], "-c", program], env=aisle.env(), cwd=aisle.folder, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]", done


@pytest.mark.parametrize("argv", [["settings", "show"], ["settings", "show", "--json"], ["--help"]])
def test_a_reader_that_has_gone_is_no_fault(aisle, argv):
    reading, writing = os.pipe()
    os.close(reading)
    process = aisle.start(*argv, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, err = process.communicate(timeout=60)
    assert err == ""
    assert process.returncode == 1


def test_an_answer_is_seen_before_the_program_ends(aisle, shop):
    process = aisle.start("ask", "How many days to send goods back?", "-s", shop, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert "60 days" in process.stdout.readline()
    assert process.poll() is None
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(aisle, new_shop, goods):
    slug = new_shop()["slug"]
    for name in ("[one].md", "two.md"):
        (goods / name).write_text(f"# {name}\n\nSome words about {name}.\n")
    quiet = aisle("ingest", str(goods / "two.md"), "-s", slug, "--wait")
    assert quiet.says()
    assert quiet.err == ""
    terminal, end = pty.openpty()
    process = aisle.start(
        "ingest",
        str(goods / "[one].md"),
        "-s",
        slug,
        "--wait",
        env={"TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=end,
    )
    os.close(end)
    drawn = _read_all(terminal)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "1 files" in drawn
    assert out.split() == ["ready", "[one].md"]


def _read_all(terminal: int) -> str:
    read = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how a terminal says that its last program has gone
            break
        if not part:
            break
        read += part
    os.close(terminal)
    return read.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_command_that_is_asked_to_end_ends_without_a_word(aisle, sign, code):
    with socket.socket() as silent:  # a database that accepts and never answers
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"postgresql://app:x@127.0.0.1:{silent.getsockname()[1]}/shop"
        process = aisle.start(
            "search", "tent", env={"DATABASE_URL": address}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        silent.settimeout(60)
        connection, _ = silent.accept()
        process.send_signal(sign)
        out, err = process.communicate(timeout=30)
        connection.close()
    assert (process.returncode, out, err) == (code, "", "")


def test_an_api_that_is_asked_to_end_takes_the_database_along(aisle, tmp_path):
    home, port = tmp_path / "own home", _free_port()
    env = {"AISLE_HOME": str(home), "AISLE_PORT": str(port)}
    process = aisle.start("serve", env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _until(lambda: _status(port, "/ready") == 200, process)
        assert EmbeddedPostgres(home).status().running
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in err
    assert not EmbeddedPostgres(home).status().running


@pytest.mark.slow
def test_two_homes_are_served_side_by_side(aisle, shop, tmp_path):
    ports = [_free_port(), _free_port()]
    homes: list[Path] = [aisle.home, tmp_path / "second"]
    started = [
        aisle.start(
            "serve",
            env={"AISLE_HOME": str(home), "AISLE_PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for home, port in zip(homes, ports, strict=True)
    ]
    try:
        for process, port in zip(started, ports, strict=True):
            _until(lambda port=port: _status(port, "/ready") == 200, process)
        first, second = (_status(port, f"/c/{shop}") for port in ports)
        assert first in (200, 503)  # 503 where the chat window is not built
        assert second == 404
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.communicate(timeout=60)
    assert [process.returncode for process in started] == [0, 0]


def _status(port: int, path: str) -> int | None:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}{path}", timeout=5).status_code
    except httpx2.TransportError:
        return None


def _until(holds: Callable[[], bool], process: "subprocess.Popen[str]", seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
