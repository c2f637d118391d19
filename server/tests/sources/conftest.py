from __future__ import annotations

import pytest
from staging import World, world_of


@pytest.fixture
def world(store, database, worker_database, dispatcher_database) -> World:  # type: ignore[no-untyped-def]
    return world_of(store, database, worker_database, dispatcher_database)
