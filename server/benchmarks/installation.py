"""An installation of its own for a measurement: database and processes as a user has them, gone afterwards."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import asyncpg
import psutil

from aisle.adapters.embeddings.minilm.cache import cached_model
from aisle.adapters.postgres import EmbeddedPostgres, temporary_postgres
from aisle.bootstrap.opening import open_resources
from aisle.bootstrap.provision import NewStore, open_organization, open_store
from aisle.bootstrap.resources import Resources
from aisle.bootstrap.server import DatabaseServer, attach_server
from aisle.core.db import ContextSigner, Database, Scope
from aisle.core.db.codecs import set_codecs
from aisle.core.ids import new_id
from aisle.core.limits.rules import USUAL
from aisle.core.secrets import Secrets, load_secrets
from aisle.core.settings import Settings
from aisle.identity.keys.service import create_key
from aisle.tenants.types import Store
from benchmarks.cpu import Meter
from benchmarks.places import CACHE

READY_SECONDS = 120.0
OURS = ("AISLE_", "DATABASE_", "OPENAI_")
# Each request is counted by every rule, as anywhere; none refuses, or one client could not ask as often as is measured.
ROOMY = json.dumps({rule.name: {"most": 10**9} for rule in USUAL})
END_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Installation:
    """A migrated database in a home folder, and what is needed to work with it from here."""

    settings: Settings
    secrets: Secrets
    server: DatabaseServer
    postgres_pid: int

    def parts(self, role: str = "app") -> AbstractAsyncContextManager[Resources]:
        """Open the parts of a process, in this one."""
        return open_resources(self.settings, self.secrets, self.server, role)

    @asynccontextmanager
    async def admin(self) -> AsyncIterator[Any]:
        """Lend a connection that no policy binds, set up otherwise as Aisle's own connections are."""
        connection = await asyncpg.connect(
            self.server.urls.admin, server_settings={"search_path": "aisle,public"}
        )
        try:
            await set_codecs(connection)
            for name, value in (await self._own_settings()).items():
                await connection.execute("SELECT set_config($1, $2, false)", name, value)
            # As in scopes that keep plans, so that the bare side is not slower than it need be.
            await connection.execute("SET plan_cache_mode = 'auto'")
            yield connection
        finally:
            await connection.close()

    async def _own_settings(self) -> dict[str, str]:
        """Return what the application says about planning and searching when it connects."""
        database = Database(self.server.urls.app, ContextSigner(b""), 1)
        await database.open()
        try:
            async with database.connection() as connection:
                await connection.execute(
                    "SELECT '[1]'::halfvec(1)"
                )  # loads pgvector, and with it its settings
                rows = await connection.fetch(
                    "SELECT name, setting FROM pg_settings WHERE source = 'client' AND name <> ALL($1)",
                    ["application_name", "client_encoding"],
                )
        finally:
            await database.close()
        return {row["name"]: row["setting"] for row in rows}

    @contextmanager
    def api(self, **more: str) -> Iterator[int]:
        """Run the API; its process id comes when it is ready. more: settings beside those of the installation."""
        with running_process(self.settings, "serve", more) as pid:
            wait_until_ready(int(more.get("AISLE_PORT", self.settings.port)), pid)
            yield pid

    @contextmanager
    def process(self, command: str, **more: str) -> Iterator[int]:
        """Run one of Aisle's processes for the length of the context. more: settings beside those of the installation."""
        with running_process(self.settings, command, more) as pid:
            yield pid

    def meter(self, *pids: int) -> Meter:
        """Measure some processes together with the database's."""
        return Meter((self.postgres_pid, *pids))


@contextmanager
def installation(embedder: str = "hashed", *, demo: bool = False) -> Iterator[Installation]:
    """Make an installation. The database is as durable as a user's; the local model is built once for all runs."""
    settings = settings_of(Path(tempfile.mkdtemp(prefix="aisle-bench-")), embedder, demo=demo)
    if embedder == "minilm":
        share_model(settings.home)
    try:
        with _database(settings) as (server, pid):
            yield Installation(settings, load_secrets(settings.home), server, pid)
    finally:
        shutil.rmtree(settings.home, ignore_errors=True)


def settings_of(home: Path, embedder: str, *, demo: bool = False) -> Settings:
    """Return settings that owe nothing to the environment."""
    values: dict[str, Any] = {
        "_env_file": None,
        "home": home,
        "embedder": embedder,
        "demo": demo,
        "demo_history": False,
        "rate_limits": "off",
    }
    return Settings(**values, port=free_port(), database_url=None, database_admin_url=None)


def share_model(home: Path) -> None:
    """Let a home use the model that was built for benchmarks before."""
    (home / "cache").mkdir()
    (home / "cache" / "models").symlink_to(cached_model(CACHE).parent)


def free_port() -> int:
    """Find a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int, pid: int) -> float:
    """Ask until the API of a process is ready, and return how long that took."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < READY_SECONDS and not _has_ended(pid):
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as reply:
            if json.load(reply)["status"] == "ready":
                return time.perf_counter() - begun
        time.sleep(0.02)
    raise RuntimeError(f"The API was not ready after {time.perf_counter() - begun:.0f} s.")


def _has_ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@contextmanager
def _database(settings: Settings) -> Iterator[tuple[DatabaseServer, int]]:
    durable = EmbeddedPostgres(settings.home)
    durable.ensure_running()
    # The throw-away kind joins the server that runs, and removes it even when this process is killed.
    with temporary_postgres(settings.home):
        durable.release()
        server = attach_server(settings, load_secrets(settings.home))
        try:
            server.migrate()
            yield server, durable.status().pid or 0
        finally:
            server.release()


@contextmanager
def running_process(settings: Settings, command: str, more: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run `aisle COMMAND` with these settings and end it with the context; its log stays in the home."""
    log = settings.home / f"{command}.log"
    with log.open("ab") as stream:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "aisle", command],
            env={**environment_of(settings), **(more or {})},
            cwd=settings.home,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
    try:
        yield child.pid
        if child.poll() is not None:
            raise RuntimeError(f"aisle {command} ended by itself: {log.read_text()[-2000:]}")
    except RuntimeError as error:
        error.add_note(log.read_text()[-2000:])
        raise
    finally:
        _end(child)


def environment_of(settings: Settings) -> dict[str, str]:
    """Return the environment of a child: ours without any setting, and these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {
        "AISLE_HOME": str(settings.home),
        "AISLE_PORT": str(settings.port),
        "AISLE_EMBEDDER": settings.embedder,
        "AISLE_DEMO": str(settings.demo).lower(),
        "AISLE_DEMO_HISTORY": "false",  # what is measured is measured alone
        "AISLE_RATE_LIMITS": ROOMY,
    }


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


# stores -------------------------------------------------------------------------------------------------------
async def new_store(parts: Resources, name: str, currency: str = "GBP") -> Store:
    """Make a store in an organization of its own."""
    organization_id = await open_organization(parts.database, name)
    slug = f"{name.lower().replace(' ', '-')}-{new_id().hex[-6:]}"
    return await open_store(
        parts.database, organization_id, NewStore(slug, name, currency), parts.recipe, parts.jobs
    )


async def secret_key(parts: Resources, store: Store) -> str:
    """Make a key that may do everything in a store."""
    async with parts.database.open_scope(scope_of(store)) as session:
        return (await create_key(session, kind="secret", store_id=store.id, name="benchmark")).token


def scope_of(store: Store) -> Scope:
    """Return the scope of a store."""
    return Scope(store.organization_id, store.id, "benchmark")


async def wait_for_jobs(connection: Any, at_least: int = 0, seconds: float = 600.0) -> None:
    """Wait until nothing that is due waits or runs, and at least so many jobs have been done."""
    deadline = time.monotonic() + seconds
    while await connection.fetchval(
        "SELECT count(*) FILTER (WHERE state = 'running' OR (state = 'queued' AND due_at <= now())) > 0"
        " OR count(*) FILTER (WHERE state = 'done') < $1 FROM job",
        at_least,
    ):
        if time.monotonic() > deadline:
            raise RuntimeError(f"Jobs did not end within {seconds:.0f} s.")
        await asyncio.sleep(0.02)
