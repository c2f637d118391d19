"""A new installation has no account, no key and no tenant that somebody could know."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import asyncpg
import pytest

from aisle.adapters.postgres import TemporaryPostgres
from aisle.bootstrap.server import urls_of
from aisle.core.db.migrate import Roles, run_migrate

# What migrating itself writes down: which steps ran, and the keys that check contexts.
WRITTEN = {"schema_version", "context_key"}


@pytest.fixture
def migrated(postgres: TemporaryPostgres, roles: Roles, worker_id: str) -> Iterator[str]:
    """The address of a database that was migrated and nothing else."""
    template = postgres.template("aisle_template", lambda url: run_migrate(url, roles))
    name = f"aisle_new_{worker_id}"
    postgres.clone(template, name)
    yield urls_of(postgres.address, roles, name).admin
    postgres.drop(name)


@pytest.fixture
async def new(migrated: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(migrated)
    yield connection
    await connection.close()


async def test_no_table_holds_anything(new: Any) -> None:
    tables = await new.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'aisle'::regnamespace AND relkind IN ('r', 'p')"
    )
    assert {"person", "api_key", "member", "tenant"} <= {row["relname"] for row in tables}
    filled = {
        row["relname"]
        for row in tables
        if await new.fetchval(f"SELECT EXISTS (SELECT FROM aisle.{row['relname']})")
    }
    assert filled == WRITTEN
