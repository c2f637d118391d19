"""The cell in which the recognition program runs: it computes, and can do nothing else. Programs of the system stand in."""

import socket
from pathlib import Path

import pytest

from aisle.adapters.ocr.cell import CellLimits, run_in_cell
from aisle.adapters.ocr.engine import RecognitionFailed

SHELL = "/bin/sh"


async def run(script: str, data: bytes = b"", **limits: float) -> bytes:
    return await run_in_cell([SHELL, "-c", script], data, CellLimits(**limits))  # type: ignore[arg-type]


async def test_a_program_gets_its_input_and_gives_its_output() -> None:
    assert await run_in_cell(["/bin/cat"], b"page " * 100_000, CellLimits()) == b"page " * 100_000


async def test_a_program_that_fails_is_told() -> None:
    with pytest.raises(RecognitionFailed, match="status 3"):
        await run("exit 3")
    with pytest.raises(RecognitionFailed):
        await run_in_cell(["/nowhere/at/all"], b"", CellLimits())


async def test_no_file_of_a_person_can_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "secrets.json"
    secret.write_text("secret")
    for path in (str(secret), "/etc/passwd", "/proc/self/environ"):
        with pytest.raises(RecognitionFailed):
            await run_in_cell(["/bin/cat", path], b"", CellLimits())


async def test_nothing_can_be_written() -> None:
    with pytest.raises(RecognitionFailed):
        await run("echo x > /usr/share/aisle-canary || exit 1")
    with pytest.raises(RecognitionFailed):
        await run("echo x > /tmp/aisle-canary || exit 1")


async def test_no_process_can_be_started() -> None:
    with pytest.raises(RecognitionFailed):
        await run("/bin/cat /dev/null; exit $?")


async def test_the_network_is_out_of_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        script = f"exec 3<>/dev/tcp/127.0.0.1/{server.getsockname()[1]}"
        with pytest.raises(RecognitionFailed):
            await run_in_cell(["/bin/bash", "-c", script], b"", CellLimits())
        with pytest.raises(BlockingIOError):
            server.accept()


async def test_an_endless_loop_ends() -> None:
    with pytest.raises(RecognitionFailed):
        await run("while :; do :; done", cpu_seconds=1)


async def test_sleeping_ends() -> None:
    with pytest.raises(RecognitionFailed, match="longer than"):
        await run_in_cell(["/bin/sleep", "60"], b"", CellLimits(wall_seconds=1.5))


async def test_endless_output_ends() -> None:
    with pytest.raises(RecognitionFailed, match="more than"):
        await run("while :; do echo aaaaaaaaaaaaaaaa; done", output_bytes=10_000)


async def test_memory_is_bounded() -> None:
    with pytest.raises(RecognitionFailed):
        await run("x=aaaaaaaa; while :; do x=$x$x; done", memory_bytes=128 << 20)


async def test_the_environment_holds_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AISLE_KEY", "secret")
    assert b"secret" not in await run("export -p")
