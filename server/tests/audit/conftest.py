"""Chains for the tests of the audit log."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from audit_chains import Chain, connect_as_admin

from aisle.bootstrap.server import DatabaseUrls
from aisle.core.db import Database


@pytest.fixture
async def admin(urls: DatabaseUrls) -> AsyncIterator[Any]:
    connection = await connect_as_admin(str(urls.admin))
    yield connection
    await connection.close()


@pytest.fixture
async def chain(database: Database, admin: Any) -> Chain:
    return await Chain(database, admin).begin()
