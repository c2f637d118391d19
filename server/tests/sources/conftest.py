"""Stores whose sources are read, and stores whose runs go live."""

from __future__ import annotations

import pytest
from source_world import SourceWorld, make_world
from staging import World, world_of

from aisle.core.db import Database
from aisle.core.db.migrate import Roles
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.vault import Vault


@pytest.fixture
def world(store, database, worker_database, dispatcher_database) -> World:  # type: ignore[no-untyped-def]
    return world_of(store, database, worker_database, dispatcher_database)


@pytest.fixture
def connected(store, worker_database: Database, dispatcher_database: Database, roles: Roles) -> SourceWorld:  # type: ignore[no-untyped-def]
    """A store and a fake shop."""
    vault = Vault(SecretsRootKeys(roles.secrets))
    return make_world(store, worker_database, dispatcher_database, roles.secrets.key("jobs"), vault)
