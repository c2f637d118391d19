"""The database itself keeps tenants apart: a missing, forged, stale, borrowed or foreign context sees nothing."""

import asyncio
import time

import asyncpg
import pytest

from aisle.bootstrap.provision import open_organization
from aisle.core.db import ContextSigner, Database, Scope
from aisle.core.ids import new_id

COUNT = "SELECT count(*) FROM store"


@pytest.fixture
async def bare(urls):
    """A connection of the application role without any context."""
    connection = await asyncpg.connect(urls.app)
    yield connection
    await connection.close()


async def _count_with(connection, token: str) -> int:
    async with connection.transaction():
        await connection.execute("SELECT set_config('aisle.context', $1, true)", token)
        return await connection.fetchval("SELECT count(*) FROM aisle.store")


async def test_without_a_context_nothing_is_seen(bare, store):
    assert await bare.fetchval("SELECT count(*) FROM aisle.store") == 0


async def test_the_own_tenant_is_seen_and_no_other(store, new_store, session_for):
    other = await new_store()
    async with session_for(store) as session:
        assert [row["store_id"] for row in await session.fetch("SELECT store_id FROM store")] == [store.id]
        assert await session.fetchval("SELECT count(*) FROM source WHERE store_id = $1", other.id) == 0


async def test_another_store_of_the_same_organization_is_not_seen(store, new_store, session_for):
    sister = await new_store(organization_id=store.organization_id)
    async with session_for(store) as session:
        assert await session.fetchval("SELECT count(*) FROM store") == 1
        assert await session.fetchval("SELECT count(*) FROM source WHERE store_id = $1", sister.id) == 0


async def test_an_organization_wide_scope_sees_all_its_stores(database, store, new_store):
    await new_store(organization_id=store.organization_id)
    async with database.open_scope(Scope(store.organization_id, None)) as session:
        assert await session.fetchval("SELECT count(*) FROM store") == 2


def _tokens(signer: ContextSigner, store, pid: int) -> dict[str, str]:
    good = signer.sign(Scope(store.organization_id, store.id), pid)
    parts = good.split("|")
    stale = ContextSigner(signer.key, -5).sign(Scope(store.organization_id, store.id), pid)
    return {
        "unsigned": "|".join([*parts[:5], ""]),
        "other key": ContextSigner(b"another key").sign(Scope(store.organization_id, store.id), pid),
        "other organization": "|".join([str(new_id()), *parts[1:]]),
        "store widened": "|".join([parts[0], "-", *parts[2:]]),
        "longer life": "|".join([*parts[:3], str(int(time.time()) + 10_000), *parts[4:]]),
        "other connection": signer.sign(Scope(store.organization_id, store.id), pid + 1),
        "stale": stale,
        "too few parts": "|".join(parts[:5]),
        "too many parts": good + "|x",
        "not a number": "|".join([*parts[:3], "soon", *parts[4:]]),
        "huge number": "|".join([*parts[:3], "9" * 40, *parts[4:]]),
        "empty": "",
        "text": "nonsense",
    }


NAMES = (
    "unsigned",
    "other key",
    "other organization",
    "store widened",
    "longer life",
    "other connection",
    "stale",
    "too few parts",
    "too many parts",
    "not a number",
    "huge number",
    "empty",
    "text",
)


@pytest.mark.parametrize("name", NAMES)
async def test_a_context_that_was_not_signed_for_this_transaction_sees_nothing(bare, database, store, name):
    token = _tokens(database._signer, store, bare.get_server_pid())[name]
    assert await _count_with(bare, token) == 0


async def test_the_same_connection_with_a_good_context_sees_the_store(bare, database, store):
    token = database._signer.sign(Scope(store.organization_id, store.id), bare.get_server_pid())
    assert await _count_with(bare, token) == 1


async def test_injected_sql_cannot_switch_the_tenant(store, new_store, session_for):
    other = await new_store()
    async with session_for(store) as session:
        await session.execute(
            "SELECT set_config('aisle.context', replace(current_setting('aisle.context'), $1, $2), true)",
            str(store.organization_id),
            str(other.organization_id),
        )
        assert await session.fetchval(COUNT) == 0


async def test_the_signing_key_cannot_be_read(bare):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await bare.fetch("SELECT * FROM aisle.context_key")


async def test_a_row_for_another_tenant_is_refused(store, new_store, session_for):
    other = await new_store()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with session_for(store) as session:
            await session.execute(
                "INSERT INTO source (organization_id, store_id, id, kind, name) VALUES ($1, $2, $3, 'x', 'x')",
                other.organization_id,
                other.id,
                new_id(),
            )


async def test_a_row_cannot_be_moved_to_another_store(database, store, new_store):
    sister = await new_store(organization_id=store.organization_id)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="cannot move"):
        async with database.open_scope(Scope(store.organization_id, None)) as session:
            await session.execute("UPDATE source SET store_id = $1 WHERE store_id = $2", sister.id, store.id)


async def test_the_context_ends_with_its_transaction(database, store, session_for):
    async with session_for(store) as session:
        assert await session.fetchval(COUNT) == 1
    async with database.connection() as connection:
        assert await connection.fetchval("SELECT count(*) FROM aisle.store") == 0


async def test_an_error_rolls_back_everything(store, session_for):
    with pytest.raises(ZeroDivisionError):
        async with session_for(store) as session:
            await session.execute(
                "UPDATE store SET name = 'changed' WHERE organization_id = $1", store.organization_id
            )
            _ = 1 // 0
    async with session_for(store) as session:
        assert await session.fetchval("SELECT name FROM store") == store.name


async def test_cancelled_requests_never_leave_a_tenant_behind(urls, roles, store, new_store):
    """Random cancellations at every point; afterwards every connection of the pool is free of any tenant."""
    other = await new_store()
    database = Database(urls.app, ContextSigner(roles.secrets.key("context")), pool_size=5)
    await database.open()
    seen: set[object] = set()

    async def ask(which) -> None:
        async with database.open_scope(Scope(which.organization_id, which.id)) as session:
            await session.execute("SELECT pg_sleep(0.002)")
            for row in await session.fetch("SELECT store_id FROM store"):
                seen.add((which.id, row["store_id"]))

    for turn in range(120):
        task = asyncio.create_task(ask(store if turn % 2 else other))
        await asyncio.sleep(0.0005 * (turn % 12))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    for which in (store, other):
        await ask(which)
    assert seen == {(store.id, store.id), (other.id, other.id)}
    async with database.connection() as connection:
        assert await connection.fetchval("SELECT count(*) FROM aisle.store") == 0
    await database.close()


async def test_organizations_are_made_only_in_their_own_scope(database):
    organization_id = await open_organization(database, "One")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.open_scope(Scope(organization_id, None)) as session:
            await session.execute(
                "INSERT INTO organization (organization_id, name) VALUES ($1, 'Two')", new_id()
            )
