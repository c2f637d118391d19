"""The API process that the tests of this folder call, and shops in it."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import structlog
from web_shops import Shop, Site, open_site

from aisle.bootstrap.server import DatabaseUrls
from aisle.core.db import Database
from aisle.core.db.migrate import Roles
from aisle.core.telemetry.facts import merge_facts


@pytest.fixture(scope="session", autouse=True)
def _plain_logs() -> None:
    """Without local variables in tracebacks: to write those down takes half a minute where a body is large."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[merge_facts, structlog.stdlib.add_log_level, renderer])


@pytest.fixture(scope="module", autouse=True)
async def _nothing_left_to_do(urls: DatabaseUrls) -> None:
    """A worker runs whatever is due: what another module's tests left waiting is thrown away, not done among these."""
    connection = await asyncpg.connect(urls.admin)
    try:
        await connection.execute("DELETE FROM aisle.job WHERE state = 'queued'")
    finally:
        await connection.close()


@pytest.fixture(scope="session")
async def site(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Site]:
    """The process that all tests of the API share."""
    home = tmp_path_factory.mktemp("home")
    async with open_site(database, worker_database, dispatcher_database, roles.secrets, home) as opened:
        yield opened


@pytest.fixture
def open_other_site(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path: Path,
) -> Callable[..., Any]:
    """Open a second process on the same database, with other settings."""
    return lambda **settings: open_site(
        database, worker_database, dispatcher_database, roles.secrets, tmp_path, **settings
    )


@pytest.fixture(scope="session")
async def shop(site: Site) -> Shop:
    """A filled shop. Tests that change its goods or documents open one of their own."""
    return await site.open_filled_shop()


@pytest.fixture
async def own_shop(site: Site) -> Shop:
    """A filled shop that this test may change."""
    return await site.open_filled_shop()
