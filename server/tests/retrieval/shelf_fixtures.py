"""Fixtures of the tests of index and search."""

import pytest
from shelf import Shelf


@pytest.fixture
def new_shelf(new_store, database, worker_database, dispatcher_database):  # type: ignore[no-untyped-def]
    """Make a store with an index, in an organization of its own unless one is given."""

    async def make(organization_id=None, **wanted) -> Shelf:  # type: ignore[no-untyped-def]
        store = await new_store(organization_id, **wanted)
        return Shelf(store, database, worker_database, dispatcher_database)

    return make


@pytest.fixture
async def shelf(new_shelf) -> Shelf:  # type: ignore[no-untyped-def]
    return await new_shelf()
