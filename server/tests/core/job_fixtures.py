"""The fixture of the tests about jobs."""

import pytest
from job_office import Office


@pytest.fixture
def office(store, database, worker_database, dispatcher_database) -> Office:  # type: ignore[no-untyped-def]
    """A store with a queue of its own."""
    return Office(store, database, worker_database, dispatcher_database)
