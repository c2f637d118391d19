"""A worker's connections over all tenants are enough for all that it does at once, and no more than that."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from aisle.bootstrap.opening import DISPATCHING
from aisle.bootstrap.server import DatabaseUrls
from aisle.core.db import ContextSigner, Database
from aisle.core.db.migrate import Roles
from aisle.core.jobs.dispatch import Dispatcher

ROUNDS = 2  # loops of rounds in worker/app.py


@pytest.fixture
async def dispatch(urls: DatabaseUrls, roles: Roles):  # type: ignore[no-untyped-def]
    database = Database(urls.dispatcher, ContextSigner(roles.secrets.key("context"), 30), DISPATCHING, "test")
    await database.open()
    yield database
    await database.close()


async def test_listening_and_rounds_leave_one_to_claim_with(dispatch: Database) -> None:
    async with AsyncExitStack() as held:
        await held.enter_async_context(dispatch.connection())  # listens
        for _ in range(ROUNDS):
            await held.enter_async_context(dispatch.connection())  # holds the lock of its rounds
            await held.enter_async_context(dispatch.connection())  # what a round reads with
        async with asyncio.timeout(5):
            assert await Dispatcher(dispatch, timedelta(seconds=30)).claim("nothing", 1, []) == []
        await held.enter_async_context(dispatch.connection())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2), dispatch.connection():
                pass
