"""A store answers under one live release of its assistant."""

import asyncpg
import pytest

from aisle.assistants import service
from aisle.core.db import Scope
from aisle.core.errors import NotFound
from aisle.core.ids import new_id

ADD = (
    "INSERT INTO assistant_release (organization_id, store_id, id, assistant_id, number, live, settings)"
    " VALUES ($1, $2, $3, $4, $5, $6, '{}')"
)


@pytest.fixture
async def release(store, session_for):
    async with session_for(store) as session:
        return await service.get_live_release(session)


async def test_every_store_starts_with_one_assistant_and_one_live_release(store, session_for, release):
    assert (release.number, release.name) == (1, f"Ask {store.name}")
    async with session_for(store) as session:
        assert await session.fetchval("SELECT count(*) FROM assistant") == 1
        assert await session.fetchval("SELECT count(*) FROM assistant_release WHERE live") == 1


async def test_a_second_live_release_of_an_assistant_is_impossible(store, session_for, release):
    with pytest.raises(asyncpg.UniqueViolationError, match="assistant_release_live"):
        async with session_for(store) as session:
            await session.execute(ADD, *session.tenant, new_id(), release.assistant_id, 2, True)


async def test_earlier_releases_may_be_kept(store, session_for, release):
    async with session_for(store) as session:
        await session.execute(ADD, *session.tenant, new_id(), release.assistant_id, 2, False)
        assert (await service.get_live_release(session)).id == release.id


async def test_a_number_is_given_once(store, session_for, release):
    with pytest.raises(asyncpg.UniqueViolationError):
        async with session_for(store) as session:
            await session.execute(ADD, *session.tenant, new_id(), release.assistant_id, 1, False)


async def test_the_live_release_is_switched_in_one_transaction(store, session_for, release):
    newer = new_id()
    async with session_for(store) as session:
        await session.execute(ADD, *session.tenant, newer, release.assistant_id, 2, False)
        await session.execute("UPDATE assistant_release SET live = false WHERE id = $1", release.id)
        await session.execute("UPDATE assistant_release SET live = true WHERE id = $1", newer)
        assert (await service.get_live_release(session)).id == newer


async def test_a_release_belongs_to_an_assistant_of_its_own_store(store, new_store, session_for, release):
    sister = await new_store(organization_id=store.organization_id)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with session_for(sister) as session:
            await session.execute(ADD, *session.tenant, new_id(), release.assistant_id, 1, True)


async def test_without_a_live_release_nobody_answers(store, session_for, release):
    async with session_for(store) as session:
        await session.execute("UPDATE assistant_release SET live = false WHERE id = $1", release.id)
        with pytest.raises(NotFound, match="no live assistant"):
            await service.get_live_release(session)


async def test_a_foreign_tenant_sees_no_release(store, database, release):
    async with database.open_scope(Scope(new_id(), store.id)) as session:
        with pytest.raises(NotFound):
            await service.get_live_release(session)
