"""Measures how soon a user can start, and how much memory the whole stack takes: `aisle run` with the demo shop."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import psutil

from aisle.adapters.postgres import EmbeddedPostgres
from aisle.core.settings import Settings
from benchmarks.chat import ask_all, shopper_token
from benchmarks.cpu import family
from benchmarks.figures import progress, report
from benchmarks.installation import running_process, settings_of, wait_for_jobs, wait_until_ready
from benchmarks.scale import Scale

CHATS = {Scale.TOY: 5, Scale.QUICK: 20, Scale.FULL: 1_000}
WARM_UP_CHATS = 50
REST_SECONDS = {Scale.TOY: 0.2, Scale.QUICK: 2.0, Scale.FULL: 10.0}
MEBIBYTE = 2**20
WORKER_LISTENS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'aisle dispatcher' AND query LIKE 'LISTEN%'"


@dataclass(frozen=True, slots=True)
class Memory:
    """Proportional and resident set sizes in MiB. Proportional ones may be added up: shared pages count once."""

    proportional: float
    resident: float

    def __add__(self, other: "Memory") -> "Memory":
        return Memory(self.proportional + other.proportional, self.resident + other.resident)


def main(scale: Scale) -> None:
    """Measure everything."""
    with tempfile.TemporaryDirectory(prefix="aisle-bench-") as folder:
        settings = settings_of(Path(folder), "minilm", demo=True)
        subprocess.run([sys.executable, "-c", "import aisle.cli.serve, aisle.cli.worker"], check=True)
        with _clearing(settings):
            progress("first start: database, model and demo shop are made")
            _first(settings, scale)
            _second(settings, scale)


@contextmanager
def _clearing(settings: Settings) -> Iterator[None]:
    """Leave no server behind, whatever happens."""
    try:
        yield
    finally:
        EmbeddedPostgres(settings.home).stop()
        shutil.rmtree(settings.home, ignore_errors=True)


def _first(settings: Settings, scale: Scale) -> None:
    begun = time.perf_counter()
    with running_process(settings, "run") as pid:
        wait_until_ready(settings.port, pid)
        report("first start with an empty home, to /ready", time.perf_counter() - begun, "s")
        asyncio.run(_loaded(settings))
        report("first start, to the demo shop read", time.perf_counter() - begun, "s")
        time.sleep(REST_SECONDS[scale])
        _report_rest("after the demo shop was read", _sizes(settings, pid))


def _second(settings: Settings, scale: Scale) -> None:
    begun = time.perf_counter()
    with running_process(settings, "run") as pid:
        wait_until_ready(settings.port, pid)
        report("second start, to /ready", time.perf_counter() - begun, "s")
        asyncio.run(_loaded(settings))
        time.sleep(REST_SECONDS[scale])
        _report_rest("at rest", _sizes(settings, pid))
        _report_growth(settings, pid, CHATS[scale])


async def _loaded(settings: Settings) -> None:
    async with _admin(settings) as admin:
        while not await admin.fetchval(WORKER_LISTENS):  # noqa: ASYNC110  another process's doing
            await asyncio.sleep(0.05)
        await wait_for_jobs(admin, at_least=2)


@asynccontextmanager
async def _admin(settings: Settings) -> AsyncIterator[Any]:
    server = EmbeddedPostgres(settings.home)
    connection = await asyncpg.connect(
        server.ensure_running().url("postgres"), server_settings={"search_path": "aisle,public"}
    )
    try:
        yield connection
    finally:
        await connection.close()
        # Else the server would go on between two starts, and the second would be too quick.
        server.release()


def _report_rest(when: str, sizes: dict[str, Memory]) -> None:
    for name, memory in sizes.items():
        note = f"resident {memory.resident:.0f} MiB"
        report(
            f"{name} {when}",
            memory.proportional,
            "MiB",
            note=note if name == "PostgreSQL" else f"{note}; goal: at most 200",
        )
    whole = sum(sizes.values(), Memory(0, 0))
    report(f"everything {when}", whole.proportional, "MiB", note="goal: at most 500")


def _report_growth(settings: Settings, pid: int, chats: int) -> None:
    before = after = _sizes(settings, pid)
    token = asyncio.run(_token(settings))
    for already, more in ((0, min(WARM_UP_CHATS, chats)), (WARM_UP_CHATS, chats)):
        progress(f"{more} chats")
        before = after if already else before
        asyncio.run(_chats(settings.port, token, more))
        after = _sizes(settings, pid)
    for name in ("API", "PostgreSQL"):
        grown, start = after[name].proportional - before[name].proportional, before[name].proportional
        report(
            f"{name} grows over {chats} chats",
            grown,
            "MiB",
            peer=f"after the first chats: {start:.0f}",
            ratio=after[name].proportional / start,
            size=f"{chats} chats",
        )


async def _chats(port: int, token: str, chats: int) -> None:
    await ask_all(port, token, chats)


async def _token(settings: Settings) -> str:
    async with _admin(settings) as admin:
        key = await admin.fetchval("SELECT public_token FROM api_key LIMIT 1")
        return await shopper_token(settings.port, key)


def _sizes(settings: Settings, pid: int) -> dict[str, Memory]:
    """Return memory by part of the stack."""
    sizes: dict[str, Memory] = {}
    for process in [*family([pid]), *family([EmbeddedPostgres(settings.home).status().pid or 0])]:
        name = _part(process)
        sizes[name] = sizes.get(name, Memory(0, 0)) + _memory(process)
    return sizes


def _part(process: psutil.Process) -> str:
    command = process.cmdline()
    if "postgres" in process.name():
        return "PostgreSQL"
    for word, part in (("serve", "API"), ("worker", "worker"), ("run", "supervisor")):
        if command[-1:] == [word]:
            return part
    return "parsers"


def _memory(process: psutil.Process) -> Memory:
    try:
        told = process.memory_full_info()
        return Memory(told.pss / MEBIBYTE, told.rss / MEBIBYTE)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return Memory(0, 0)
