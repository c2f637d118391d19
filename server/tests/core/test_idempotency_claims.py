"""Claims in the database: who may carry a request out, who takes over, and what is kept with what."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aisle.bootstrap.server import DatabaseUrls
from aisle.core.db import Database, Scope, set_holder
from aisle.core.idempotency import repository
from aisle.core.idempotency.errors import ClaimLost, InFlight
from aisle.core.idempotency.holding import RequestHolder
from aisle.core.idempotency.service import MOST_REPLY_BYTES, Once
from aisle.core.idempotency.types import Claim, Finished, Named, Reply
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.tenants.types import Store

REPLY = Reply(201, (("content-type", "application/json"), ("x-word", "caf\xe9")), b'{"id":1}\n\x00\xff')
HASH = b"h" * 32


@pytest.fixture
def once(database: Database) -> Once:
    return Once(database, Vault(SecretsRootKeys(Secrets(b"only for tests, the same in every worker"))))


@pytest.fixture
def named(store: Store) -> Named:
    return Named(Scope(store.organization_id, store.id, "secret:tests"), "POST /things", str(uuid4()))


@asynccontextmanager
async def carried_out(once: Once, claim: Claim) -> AsyncIterator[RequestHolder]:
    """A request that is being carried out in this task."""

    async def hash_of() -> bytes:
        return HASH

    holder = RequestHolder(once, claim, hash_of)
    set_holder(holder)
    try:
        yield holder
    finally:
        set_holder(None)
        await holder.drop()


async def claimed(once: Once, named: Named) -> Claim:
    found = await once.begin(named)
    assert isinstance(found, Claim)
    return found


async def work(once: Once, named: Named, name: str) -> None:
    """The effect: a synonym of the store."""
    async with once.database.open_scope(named.scope) as session:
        await session.execute(
            "INSERT INTO source (organization_id, store_id, id, kind, name) VALUES ($1, $2, $3, 'files', $4)",
            *session.tenant,
            uuid4(),
            name,
        )


async def effects(once: Once, named: Named) -> int:
    async with once.database.open_scope(named.scope) as session:
        return int(
            await session.fetchval(
                "SELECT count(*) FROM source WHERE organization_id = $1 AND store_id = $2 AND name LIKE 'effect%'",
                *session.tenant,
            )
        )


async def later(urls: DatabaseUrls, named: Named, time: timedelta) -> None:
    """Let time pass for one key: what it waits for comes nearer."""
    connection = await asyncpg.connect(urls.admin)
    await connection.execute(
        "UPDATE aisle.idempotency SET lease_until = lease_until - $2::interval, expires_at = expires_at - $2::interval WHERE key = $1",
        named.key,
        time,
    )
    await connection.close()


async def finished(once: Once, named: Named) -> Claim:
    claim = await claimed(once, named)
    async with carried_out(once, claim) as holder:
        await work(once, named, f"effect {uuid4()}")
        await holder.finish(REPLY)
    return claim


async def test_effect_and_reply_are_kept_together(once: Once, named: Named) -> None:
    await finished(once, named)
    assert await once.begin(named) == Finished(HASH, REPLY)
    assert await effects(once, named) == 1


async def test_effect_is_not_seen_before_its_reply_is_stored(once: Once, named: Named) -> None:
    claim = await claimed(once, named)
    async with carried_out(once, claim) as holder:
        await work(once, named, "effect")
        assert holder.holds
        seen = await asyncio.create_task(effects(once, named))
    assert seen == 0
    assert await effects(once, named) == 0


async def test_what_reads_only_is_not_held(once: Once, named: Named) -> None:
    claim = await claimed(once, named)
    async with carried_out(once, claim) as holder:
        await effects(once, named)
        assert not holder.holds


async def test_second_scope_of_a_request_goes_on_in_the_first(once: Once, named: Named) -> None:
    claim = await claimed(once, named)
    async with carried_out(once, claim):
        await work(once, named, "effect 1")
        assert await effects(once, named) == 1
        await work(once, named, "effect 2")
    assert await effects(once, named) == 0


async def test_error_in_a_second_scope_takes_the_first_back(once: Once, named: Named) -> None:
    claim = await claimed(once, named)
    async with carried_out(once, claim) as holder:
        await work(once, named, "effect")
        with pytest.raises(asyncpg.UniqueViolationError):
            await work(once, named, "effect")
        assert not holder.holds
    assert await effects(once, named) == 0


async def test_effect_for_another_tenant_ends_the_first_and_is_remembered(
    once: Once, named: Named, store: Store
) -> None:
    claim = await claimed(once, named)
    async with carried_out(once, claim) as holder:
        await work(once, named, "effect")
        async with once.database.open_scope(replace(named.scope, store_id=None)) as session:
            await session.fetchval("SELECT 1")
        assert holder.marked
    with pytest.raises(InFlight):
        await once.begin(named)
    assert await effects(once, named) == 1


async def test_lost_reply_is_said_and_the_effect_not_repeated(
    once: Once, named: Named, urls: DatabaseUrls
) -> None:
    claim = await claimed(once, named)
    async with carried_out(once, claim) as holder:
        await work(once, named, "effect")
        await holder.settle()
    await later(urls, named, once.lease)
    assert await once.begin(named) == Finished(HASH, None)


async def test_who_is_away_too_long_loses_the_request_and_keeps_nothing(
    once: Once, named: Named, urls: DatabaseUrls
) -> None:
    slow = await claimed(once, named)
    async with carried_out(once, slow) as holder:
        await work(once, named, "effect of the slow one")
        await later(urls, named, once.lease)
        await asyncio.create_task(_finish_elsewhere(once, named))
        with pytest.raises(ClaimLost):
            await holder.finish(Reply(200, (), b"slow"))
    assert await once.begin(named) == Finished(HASH, REPLY)
    assert await effects(once, named) == 1


async def test_released_and_claimed_anew_is_not_the_old_claim(
    once: Once, named: Named, urls: DatabaseUrls
) -> None:
    old = await claimed(once, named)
    await later(urls, named, once.lease)
    await once.release(await claimed(once, named))
    await claimed(once, named)
    async with carried_out(once, old) as holder:
        await work(once, named, "effect")
        with pytest.raises(ClaimLost):
            await holder.finish(REPLY)
    assert await effects(once, named) == 0


async def test_claim_that_is_lost_is_neither_renewed_nor_released_nor_ended(
    once: Once, named: Named, urls: DatabaseUrls
) -> None:
    lost = await claimed(once, named)
    await later(urls, named, once.lease)
    held = await claimed(once, named)
    assert not await once.renew(lost)
    await once.release(lost)
    with pytest.raises(InFlight):
        await once.begin(named)
    async with once.database.open_scope(named.scope) as session:
        await once.finish(session, held, HASH, REPLY)
    assert not await once.renew(held), "what is done is held no longer"
    await once.release(held)
    with pytest.raises(ClaimLost):
        async with once.database.open_scope(named.scope) as session:
            await once.finish(session, held, HASH, Reply(200, (), b"another"))
    assert await replace(once).begin(named) == Finished(HASH, REPLY)


async def test_request_that_runs_is_not_claimed_by_who_did_not_see_it(once: Once, named: Named) -> None:
    await claimed(once, named)
    async with once.database.open_scope(named.scope) as session:
        taken = await repository.claim(session, Claim(named, uuid4()), once.lease, once.keep)
    assert not taken


async def _finish_elsewhere(once: Once, named: Named) -> None:
    set_holder(None)
    await finished(once, named)


async def test_lease_that_is_renewed_is_not_taken_over(once: Once, named: Named, urls: DatabaseUrls) -> None:
    claim = await claimed(once, named)
    await later(urls, named, once.lease - timedelta(seconds=1))
    assert await once.renew(claim)
    await later(urls, named, once.lease - timedelta(seconds=1))
    with pytest.raises(InFlight):
        await once.begin(named)


async def test_reply_is_kept_for_a_day_and_then_forgotten(
    once: Once, named: Named, urls: DatabaseUrls
) -> None:
    await finished(once, named)
    await later(urls, named, timedelta(hours=24, minutes=59))
    assert isinstance(await once.begin(named), Finished)
    await later(urls, named, timedelta(minutes=1, seconds=1))
    assert isinstance(await replace(once).begin(named), Claim)  # a process that did not see it


async def test_expired_rows_are_deleted_in_batches(once: Once, named: Named, urls: DatabaseUrls) -> None:
    several = [replace(named, key=f"{named.key}-{number}") for number in range(5)]
    for one in several:
        await finished(once, one)
    await finished(once, named)
    for one in several:
        await later(urls, one, once.keep)
    async with once.database.open_scope(named.scope) as session:
        assert [await repository.delete_expired(session, 3) for _ in range(3)] == [3, 2, 0]
    assert isinstance(await once.begin(named), Finished)


async def test_too_large_a_reply_is_not_kept_but_the_effect_is_remembered(once: Once, named: Named) -> None:
    claim = await claimed(once, named)
    async with carried_out(once, claim) as holder:
        await work(once, named, "effect")
        await holder.finish(Reply(200, (), bytes(MOST_REPLY_BYTES + 1)))
    assert await once.begin(named) == Finished(HASH, None)


async def test_stored_reply_is_sealed_and_of_one_tenant(
    once: Once, named: Named, urls: DatabaseUrls, new_store
) -> None:
    await finished(once, named)
    connection = await asyncpg.connect(urls.admin)
    stored = await connection.fetchval("SELECT reply_sealed FROM aisle.idempotency WHERE key = $1", named.key)
    await connection.close()
    assert REPLY.body not in stored
    other = await new_store()
    foreign = replace(named, scope=replace(named.scope, organization_id=other.organization_id))
    assert isinstance(await once.begin(foreign), Claim)


STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["begin", "work", "finish", "die", "wait"])), max_size=24
)


class Sender:
    """One of several who send the same request; each step is a moment at which another may come between."""

    def __init__(self, once: Once, named: Named) -> None:
        self.once, self.named = once, named
        self.inbox: asyncio.Queue[str] = asyncio.Queue()
        self.done: asyncio.Queue[None] = asyncio.Queue()
        self.replies: list[bytes] = []

    async def live(self) -> None:
        holder: RequestHolder | None = None
        while (step := await self.inbox.get()) != "end":
            holder = await self._step(step, holder)
            await self.done.put(None)
        if holder:
            await holder.drop()

    async def _step(self, step: str, holder: RequestHolder | None) -> RequestHolder | None:
        if step == "begin" and holder is None:
            return await self._begin()
        if step == "work" and holder is not None and not holder.holds:
            await work(self.once, self.named, f"effect {uuid4()}")
        elif step == "finish" and holder is not None and holder.holds:
            await self._finish(holder)
            return None
        elif step == "die" and holder is not None:
            await holder.drop()
            set_holder(None)
            return None
        return holder

    async def _begin(self) -> RequestHolder | None:
        try:
            found = await self.once.begin(self.named)
        except InFlight:
            return None
        if isinstance(found, Finished):
            assert found.reply is not None
            self.replies.append(found.reply.body)
            return None

        async def hash_of() -> bytes:
            return HASH

        holder = RequestHolder(self.once, found, hash_of)
        set_holder(holder)
        return holder

    async def _finish(self, holder: RequestHolder) -> None:
        reply = Reply(200, (), uuid4().bytes)
        try:
            await holder.finish(reply)
            self.replies.append(reply.body)
        except ClaimLost:
            pass
        set_holder(None)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_whatever_comes_between_there_is_one_effect_and_one_reply(
    once: Once, named: Named, urls: DatabaseUrls, steps: list[tuple[int, str]]
) -> None:
    named = replace(named, key=str(uuid4()))
    before = await effects(once, named)
    senders = [Sender(once, named) for _ in range(3)]
    tasks = [asyncio.create_task(one.live()) for one in senders]
    for number, step in steps:
        if step == "wait":
            await later(urls, named, once.lease)
            continue
        await senders[number].inbox.put(step)
        await senders[number].done.get()
    for one in senders:
        await one.inbox.put("end")
    await asyncio.gather(*tasks)
    replies = {body for one in senders for body in one.replies}
    assert await effects(once, named) - before == len(replies) <= 1
