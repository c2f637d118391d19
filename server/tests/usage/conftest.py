"""A tenant with a ledger of its own."""

import pytest

from aisle.bootstrap.provision import open_organization
from usage_world import Tenant


@pytest.fixture
async def tenant(database, worker_database) -> Tenant:
    return Tenant(database, worker_database, await open_organization(database, "Spending"))
