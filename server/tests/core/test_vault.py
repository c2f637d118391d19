"""The vault: what a tenant's key sealed opens for that tenant, in its own place, while its root key is there."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from aisle.core.db import Database, Scope, Session
from aisle.core.ids import new_id
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Secrets, Unreadable
from aisle.core.vault import LARGE, Vault, number_of

PLACE = "factor.secret_sealed:1"
Opens = Callable[[], AbstractAsyncContextManager[Session]]


def vault(root: bytes = b"r" * 32) -> Vault:
    return Vault(SecretsRootKeys(Secrets(root)))


@pytest.fixture
async def tenants(database: Database) -> tuple[Opens, Opens]:
    """Two tenants: how to open a session in each."""
    scopes = [Scope(new_id(), None), Scope(new_id(), None)]
    for scope in scopes:
        async with database.open_scope(scope) as session:
            await session.execute(
                "INSERT INTO tenant (organization_id, kind) VALUES ($1, 'organization')",
                scope.organization_id,
            )
    one, other = (lambda scope=scope: database.open_scope(scope) for scope in scopes)
    return one, other


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 100, b"large" * LARGE])
async def test_what_is_sealed_is_unsealed(tenants: Any, data: bytes) -> None:
    mine, _ = tenants
    async with mine() as session:
        sealed = await vault().seal(session, data, PLACE)
    async with mine() as session:
        assert await vault().unseal(session, sealed, PLACE) == data
        opener = await vault().opener(session, sealed)
    assert opener.unseal(sealed, PLACE) == data
    assert len(data) < 8 or data not in sealed  # a short text is found anywhere by chance


async def test_the_same_text_is_never_sealed_alike(tenants: Any) -> None:
    mine, _ = tenants
    async with mine() as session:
        sealed = {await vault().seal_text(session, "the same", PLACE) for _ in range(20)}
        assert len(sealed) == 20
        assert {await vault().unseal_text(session, one, PLACE) for one in sealed} == {"the same"}


async def test_what_was_moved_is_unreadable(tenants: Any) -> None:
    mine, other = tenants
    held = vault()
    async with mine() as session:
        sealed = await held.seal(session, b"a seed", PLACE)
        for place in ("factor.secret_sealed:2", "person.email_sealed:1", ""):
            with pytest.raises(Unreadable):
                await held.unseal(session, sealed, place)
    async with other() as session:
        await held.seal(session, b"has a key of its own", PLACE)
        with pytest.raises(Unreadable):
            await held.unseal(session, sealed, PLACE)


async def test_key_of_another_tenant_opens_nothing_when_its_row_is_copied(tenants: Any) -> None:
    """Injected SQL of a tenant may write its own key's row; the wrapping says whose key it is."""
    mine, other = tenants
    async with mine() as session:
        sealed = await vault().seal(session, b"a seed", PLACE)
        row = await session.fetchrow(
            "SELECT root, wrapped FROM tenant_key WHERE organization_id = $1", session.scope.organization_id
        )
    async with other() as session:
        await session.execute(
            "INSERT INTO tenant_key (organization_id, number, root, wrapped, current) VALUES ($1, 1, $2, $3, true)",
            session.scope.organization_id,
            *row,
        )
        with pytest.raises(Unreadable):
            await vault().unseal(session, sealed, PLACE)
        with pytest.raises(Unreadable):
            await vault().seal(session, b"under a key that somebody else knows", PLACE)


async def test_change_of_any_byte_is_noticed(tenants: Any) -> None:
    mine, _ = tenants
    async with mine() as session:
        held = vault()
        sealed = await held.seal(session, b"a seed", PLACE)
        for at in range(len(sealed)):
            with pytest.raises(Unreadable):
                await held.unseal(session, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], PLACE)
        for length in range(len(sealed)):
            with pytest.raises(Unreadable):
                await held.unseal(session, sealed[:length], PLACE)


async def test_another_installations_root_key_opens_nothing(tenants: Any) -> None:
    mine, _ = tenants
    async with mine() as session:
        sealed = await vault().seal(session, b"a seed", PLACE)
        with pytest.raises(Unreadable):
            await vault(b"s" * 32).unseal(session, sealed, PLACE)


async def test_tenant_gets_one_key_however_many_come_first(tenants: Any) -> None:
    mine, _ = tenants

    async def first(number: int) -> bytes:
        async with mine() as session:
            return await vault().seal_text(session, str(number), PLACE)

    sealed = await asyncio.gather(*map(first, range(8)))
    async with mine() as session:
        opened = {await vault().unseal_text(session, one, PLACE) for one in sealed}
        keys = await session.fetchval(
            "SELECT count(*) FROM tenant_key WHERE organization_id = $1", session.scope.organization_id
        )
    assert (opened, keys) == ({str(number) for number in range(8)}, 1)


async def test_new_key_seals_and_the_one_before_opens(tenants: Any) -> None:
    mine, _ = tenants
    held = vault()
    async with mine() as session:
        before = await held.seal_text(session, "before", PLACE)
        assert await held.rotate(session) == 2
        after = await held.seal_text(session, "after", PLACE)
    assert (number_of(before), number_of(after)) == (1, 2)
    async with mine() as session:
        assert await vault().unseal_text(session, before, PLACE) == "before"
        assert await vault().unseal_text(session, after, PLACE) == "after"


async def test_new_key_waits_for_those_who_seal(tenants: Any) -> None:
    """Otherwise something sealed with the old key could be stored after everything was sealed anew."""
    mine, _ = tenants
    held, ended = vault(), list[str]()

    async def rotate() -> None:
        async with mine() as session:
            await held.rotate(session)
        ended.append("rotated")

    async with mine() as session:
        await held.seal_text(session, "x", PLACE)
    async with mine() as session:
        await held.seal_text(session, "slow", PLACE)
        rotating = asyncio.create_task(rotate())
        async with mine() as watching:
            while not await watching.fetchval(  # noqa: ASYNC110
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid())"
            ):
                await asyncio.sleep(0)
        ended.append("sealed")
    await rotating
    assert ended == ["sealed", "rotated"]


async def test_nothing_shows_a_key(tenants: Any) -> None:
    mine, _ = tenants
    held = vault()
    async with mine() as session:
        sealed = await held.seal(session, b"x", PLACE)
        opener = await held.opener(session, sealed)
    (key,) = held._keys.values()
    assert key.hex() not in repr(held) + repr(opener)
    assert str(key) not in repr(held) + repr(opener)
