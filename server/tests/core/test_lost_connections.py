"""A connection that is lost is an outage that may be tried again, not a fault in the program, and is replaced."""

import asyncio

import asyncpg
import pytest

from aisle.core.db import DatabaseSlow, DatabaseUnavailable, Scope

PID = "SELECT pg_backend_pid()"


@pytest.fixture
async def kill(urls):
    admin = await asyncpg.connect(urls.admin)

    async def end(pid: int) -> None:
        await admin.fetchval("SELECT pg_terminate_backend($1, 5000)", pid)

    yield end
    await admin.close()


async def test_a_session_that_the_server_ends_is_an_outage(database, store, kill) -> None:
    scope = Scope(store.organization_id, store.id)
    for _ in range(3):
        with pytest.raises(DatabaseUnavailable):
            async with database.open_scope(scope) as session:
                await kill(await session.fetchval(PID))
                await session.fetchval("SELECT 1")
    async with database.open_scope(scope) as session:
        assert await session.fetchval("SELECT 1") == 1


async def test_a_session_that_ends_before_the_commit_is_an_outage(database, store, kill) -> None:
    scope = Scope(store.organization_id, store.id)
    with pytest.raises(DatabaseUnavailable):
        async with database.open_scope(scope) as session:
            await kill(await session.fetchval(PID))


async def test_a_faulty_statement_stays_what_it_is(database, store) -> None:
    with pytest.raises(asyncpg.UndefinedColumnError):
        async with database.open_scope(Scope(store.organization_id, store.id)) as session:
            await session.fetchval("SELECT nonsense")


async def test_a_bare_connection_that_is_lost_goes_back_without_a_fault(dispatcher_database, kill) -> None:
    async with dispatcher_database.connection() as connection:
        await kill(await connection.fetchval(PID))
        await asyncio.sleep(0.1)
    async with dispatcher_database.connection() as connection:
        assert await connection.fetchval("SELECT 1") == 1


async def test_a_bare_statement_that_is_cut_off_is_an_outage(dispatcher_database, kill) -> None:
    with pytest.raises(DatabaseUnavailable):
        async with dispatcher_database.connection() as connection:
            await kill(await connection.fetchval(PID))
            await connection.fetchval("SELECT 1")
    with pytest.raises(asyncpg.UndefinedColumnError):
        async with dispatcher_database.connection() as connection:
            await connection.fetchval("SELECT nonsense")


@pytest.mark.parametrize(
    "error", [asyncpg.CannotConnectNowError("starting up"), asyncpg.TooManyConnectionsError("full")]
)
async def test_a_server_that_comes_up_or_is_full_is_an_outage(database, store, monkeypatch, error) -> None:
    async def refuse(**limits):
        raise error

    class Refusing:
        acquire = staticmethod(refuse)

    monkeypatch.setattr(database, "_pool", Refusing())
    with pytest.raises(DatabaseUnavailable):
        async with database.open_scope(Scope(store.organization_id, store.id)):
            raise AssertionError("the scope must not open")


async def test_one_view_reads_one_state_and_writes_nothing(database, store) -> None:
    scope = Scope(store.organization_id, store.id)
    change = "UPDATE store SET name = $3 WHERE organization_id = $1 AND store_id = $2"
    name = "SELECT name FROM store WHERE organization_id = $1 AND store_id = $2"
    async with database.open_scope(scope, one_view=True) as reader:
        before = await reader.fetchval(name, *reader.tenant)
        async with database.open_scope(scope) as writer:
            await writer.execute(change, *writer.tenant, "New name")
        assert await reader.fetchval(name, *reader.tenant) == before
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with database.open_scope(scope, one_view=True) as reader:
            await reader.execute(change, *reader.tenant, "Newer name")


async def test_a_statement_that_takes_too_long_may_be_tried_again(database, store) -> None:
    scope = Scope(store.organization_id, store.id)
    with pytest.raises(DatabaseSlow):
        async with database.open_scope(scope) as session:
            await session.execute("SET LOCAL statement_timeout = '20ms'")
            await session.execute("SELECT pg_sleep(20)")
    async with database.open_scope(scope) as session:
        assert await session.fetchval("SELECT 1") == 1
