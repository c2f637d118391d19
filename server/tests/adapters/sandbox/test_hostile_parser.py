"""A parser that was taken over can do nothing: each thing it may try is tried."""

import asyncio
import os
import socket
import time
from pathlib import Path

import psutil
import pytest

from aisle.knowledge.structure import ParseFailed


async def test_what_holds_is_told(hostile, request) -> None:
    found = hostile.capabilities()
    assert found.system_calls_filtered
    assert found.network_isolated
    assert found.read_only_root
    assert found.files_hidden
    assert found.processes_refused
    assert found.missing() in ((), ("namespaced",))


async def test_an_endless_loop_is_stopped(tell) -> None:
    started = time.monotonic()
    assert await tell("loop") == "timeout"
    assert time.monotonic() - started < 30


async def test_sleeping_is_stopped(tell) -> None:
    started = time.monotonic()
    assert await tell("sleep 60") == "timeout"
    assert time.monotonic() - started < 30


async def test_memory_is_bounded(tell) -> None:
    assert await tell("allocate 400") == "out_of_memory"
    assert await tell("allocate_natively 400") in ("out_of_memory", "parser_crashed")
    assert await tell("allocate 50") == str(50 << 20)


async def test_no_process_can_be_started(tell) -> None:
    assert (await tell("fork")).startswith("refused")
    assert (await tell("execute")).startswith("refused")


async def test_the_network_is_out_of_reach(tell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        assert (await tell(f"connect 127.0.0.1:{server.getsockname()[1]}")).startswith("refused")
        with pytest.raises(BlockingIOError):
            server.accept()
    assert (await tell("connect 192.0.2.1:80")).startswith("refused")


async def test_local_sockets_are_out_of_reach(tell, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        assert (await tell(f"connect_locally {tmp_path / 's'}")).startswith("refused")


async def test_nothing_can_be_written(tell) -> None:
    name = f"aisle-canary-{os.getpid()}"
    answer = await tell(f"write {name}")
    assert "done" not in answer
    assert not any((Path(place) / name).exists() for place in ("/tmp", "/var/tmp", "/dev/shm", "/"))


async def test_no_file_can_be_read(tell, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for path in ("/etc/passwd", "/proc/self/environ", str(secret)):
        assert (await tell(f"see {path}")).startswith("refused")


async def test_the_environment_holds_nothing_of_ours(tell, monkeypatch) -> None:
    assert "AISLE" not in await tell("environment")
    assert "HOME" not in await tell("environment")


async def test_no_descriptor_is_left_open(tell) -> None:
    assert await tell("descriptors") == "[0, 1, 2, 3]"


async def test_no_other_process_can_be_killed(tell, hostile) -> None:
    bystander = await asyncio.create_subprocess_exec("sleep", "30")
    for target in (bystander.pid, hostile.server_pid, os.getpid(), -1):
        assert (await tell(f"kill {target}")).startswith("refused")
    assert bystander.returncode is None
    bystander.kill()
    await bystander.wait()


@pytest.mark.parametrize("deed", ["crash", "leave"])
async def test_a_crash_is_a_verdict(tell, deed: str) -> None:
    assert await tell(deed) == "parser_crashed"


async def test_output_is_bounded(tell) -> None:
    assert await tell("shout 50") == "too_large"


@pytest.mark.parametrize(
    "answer",
    [
        "nonsense",
        "[]",
        '{"state":"fine","detail":""}',
        '{"text":"a","blocks":[["paragraph",0,9,0,null,null]],"tables":[],"title":null,"media_type":"a/b","page_count":null,"notes":[]}',
        '{"text":"a","blocks":[["paragraph",0,true,0,null,null]],"tables":[],"title":null,"media_type":"a/b","page_count":null,"notes":[]}',
        '{"text":"a","blocks":[],"tables":[],"title":null,"media_type":"a/b","page_count":null,"notes":[],"more":1}',
        '{"text":"\\ud800","blocks":[],"tables":[],"title":null,"media_type":"a/b","page_count":null,"notes":[]}',
        '{"text":"a","blocks":[["paragraph",0,1,0,null,4]],"tables":[],"title":null,"media_type":"a/b","page_count":null,"notes":[]}',
    ],
)
async def test_an_answer_that_no_parser_gives_is_not_believed(tell, answer: str) -> None:
    assert await tell(f"lie {answer}") == "parser_crashed"


async def test_nothing_is_left_running(tell, hostile) -> None:
    await asyncio.gather(*(tell(deed) for deed in ("loop", "crash", "sleep 30", "fork")))
    await asyncio.sleep(0.2)
    assert [
        process for process in psutil.Process(hostile.server_pid).children() if process.status() != "zombie"
    ] == []


async def test_a_file_given_up_is_stopped(hostile) -> None:
    task = asyncio.create_task(hostile.parse(b"loop", "a", None))
    await asyncio.sleep(0.5)
    assert psutil.Process(hostile.server_pid).children()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await asyncio.sleep(0.5)
    assert not psutil.Process(hostile.server_pid).children()


async def test_too_large_a_file_is_not_even_sent(hostile) -> None:
    with pytest.raises(ParseFailed) as failure:
        await hostile.parse(b"x" * (51 << 20), "a", None)
    assert failure.value.state == "too_large"
