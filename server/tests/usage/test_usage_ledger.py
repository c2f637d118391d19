"""Every call of a tenant is in its ledger once: held before it, kept after it, swept up where its process died."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import asyncpg
import pytest

from aisle.core.db import Scope
from aisle.core.errors import Unavailable
from aisle.core.http import Timing
from aisle.core.ids import new_id
from aisle.llm.gateway import Ended
from aisle.llm.gateway.calls import NOBODY
from aisle.usage import ledger as ledgers
from aisle.usage.ledger import Ledger
from aisle.usage.observer import LedgerObserver
from usage_world import NOON, done

KILLED = "SELECT * FROM usage_event WHERE organization_id = $1 AND outcome = 'died'"


async def test_a_call_is_kept_with_all_that_is_known_of_it(tenant):
    store, key, said = new_id(), new_id(), new_id()
    await tenant.call(
        store_id=store, key_id=key, conversation_id=said, principal="secret:1", request_id="r-1"
    )
    kept = await tenant.row("SELECT * FROM usage_event WHERE organization_id = $1", tenant.id)
    assert (kept["store_id"], kept["key_id"], kept["conversation_id"]) == (store, key, said)
    assert (kept["principal"], kept["request_id"], kept["at"]) == ("secret:1", "r-1", NOON)
    assert (kept["purpose"], kept["endpoint"], kept["provider"], kept["model"]) == (
        "answer",
        "a",
        "stub",
        "a-1",
    )
    assert (kept["tokens_in"], kept["tokens_out"], kept["cost"], kept["currency"]) == (
        10,
        20,
        Decimal("0.01"),
        "USD",
    )
    assert (kept["outcome"], kept["estimated"], round(kept["first_seconds"], 3)) == ("done", False, 0.1)


async def test_while_a_call_is_under_way_its_hold_is_there_and_nothing_else(tenant):
    held = await tenant.observer.reserve(tenant.planned())
    assert (await tenant.sums())[2] == 1
    await held.settle(done())
    events, days, holds = await tenant.sums()
    assert (events, days, holds) == ((1, 30, Decimal("0.01")),) * 2 + (0,)


async def test_a_price_that_is_unknown_stays_unknown(tenant):
    held = await tenant.observer.reserve(tenant.planned(None))
    await held.settle(done(None))
    assert (await tenant.row("SELECT cost, currency FROM usage_event WHERE organization_id = $1", tenant.id))[
        "cost"
    ] is None


async def test_many_at_once_are_each_kept_once(tenant):
    await asyncio.gather(*(tenant.call() for _ in range(300)))
    events, days, holds = await tenant.sums()
    assert events == days == (300, 9_000, Decimal("3.00"))
    assert holds == 0


async def test_a_call_of_a_dead_process_is_kept_as_one_that_died_at_its_most(tenant):
    await tenant.process(lease=-1).reserve(tenant.planned("0.05"))
    await tenant.observer.reserve(tenant.planned())
    assert await tenant.sweep() == 1
    died = await tenant.row(KILLED, tenant.id)
    assert (died["estimated"], died["cost"], died["tokens_in"], died["tokens_out"]) == (
        True,
        Decimal("0.05"),
        10,
        90,
    )
    assert (await tenant.sums())[2] == 1
    assert await tenant.sweep() == 0


async def test_who_was_thought_dead_and_settles_after_all_is_corrected_and_not_counted_twice(tenant):
    late = await tenant.process(lease=-1).reserve(tenant.planned("0.05"))
    await tenant.sweep()
    await late.settle(done("0.02"))
    events, days, _ = await tenant.sums()
    assert events == days == (1, 30, Decimal("0.02"))
    assert (await tenant.row(KILLED, tenant.id))["cost"] == Decimal("0.05")


async def test_settling_again_after_an_answer_that_was_lost_counts_nothing_twice(tenant):
    ledger, hold = tenant.observer.ledger, (await tenant.observer.reserve(tenant.planned())).hold
    event = {
        **hold,
        "outcome": "done",
        "estimated": False,
        **dict.fromkeys(("cached_tokens", "stored_tokens", "reasoning_tokens"), 0),
    }
    for _ in range(3):
        await ledger.close(tenant.id, event)
    events, days, _ = await tenant.sums()
    assert events == days == (1, 100, Decimal("0.01"))


async def test_whoever_is_cancelled_before_the_call_leaves_no_hold(tenant):
    calls = [asyncio.create_task(tenant.observer.reserve(tenant.planned())) for _ in range(20)]
    await asyncio.sleep(0)
    for one in calls:
        one.cancel()
    ended = await asyncio.gather(*calls, return_exceptions=True)
    await tenant.observer.ledger.drain()
    assert all(isinstance(one, asyncio.CancelledError) for one in ended)
    assert (await tenant.sums())[2] == 0


async def test_a_month_that_nobody_prepared_is_made(tenant):
    await tenant.call(at=NOON.replace(year=2029, month=7))
    assert (await tenant.sums())[0][0] == 1


class Failing:
    """A database that is away for some calls, or loses its answers."""

    def __init__(self, database, *failures) -> None:
        self.database, self.failures = database, list(failures)

    async def call(self, *arguments):
        failure = self.failures.pop(0) if self.failures else None
        if failure == "before":
            raise Unavailable()
        said = await self.database.call(*arguments)
        if failure == "after":
            raise Unavailable()
        return said


class Silent:
    """A database that answers only while `heard` is set."""

    def __init__(self, database) -> None:
        self.database, self.heard = database, asyncio.Event()
        self.heard.set()

    async def call(self, *arguments):
        await self.heard.wait()
        return await self.database.call(*arguments)


async def _at_once(_seconds) -> None:
    await asyncio.sleep(0)


def failing(tenant, *failures) -> LedgerObserver:
    return LedgerObserver(Ledger(Failing(tenant.database, *failures), timing=Timing(sleep=_at_once)))


@pytest.mark.parametrize(
    "failures", [("before", "before"), ("after", None), (None, "before"), (None, "after")]
)
async def test_a_database_that_is_away_for_a_moment_changes_no_sum(tenant, failures):
    await tenant.call(observer=failing(tenant, *failures))
    events, days, holds = await tenant.sums()
    assert (events, days, holds) == ((1, 30, Decimal("0.01")),) * 2 + (0,)


async def test_a_call_that_cannot_be_held_is_not_made(tenant):
    with pytest.raises(Unavailable):
        await failing(tenant, *["before"] * 9).reserve(tenant.planned())


async def test_an_answer_is_not_taken_back_where_its_row_cannot_be_kept(tenant):
    held = await failing(tenant, None, *["before"] * 99).reserve(tenant.planned())
    await held.settle(done())
    assert (await tenant.sums())[2] == 1


async def test_nobody_waits_long_for_a_database_that_says_nothing_and_the_row_is_kept_all_the_same(
    tenant, monkeypatch
):
    monkeypatch.setattr(ledgers, "PATIENCE", 0.01)
    silent = Silent(tenant.database)
    observer = LedgerObserver(Ledger(silent))
    held = [await observer.reserve(tenant.planned()) for _ in range(3)]
    silent.heard.clear()
    await asyncio.gather(*(one.settle(done()) for one in held))
    assert (await tenant.sums())[0][0] == 0
    silent.heard.set()
    await observer.ledger.drain()
    assert (await tenant.sums())[0][0] == 3


async def test_whoever_is_cancelled_while_a_call_is_settled_has_spent(tenant):
    held = [await tenant.observer.reserve(tenant.planned()) for _ in range(3)]
    settling = [asyncio.create_task(one.settle(done())) for one in held]
    await asyncio.sleep(0)
    for one in settling:
        one.cancel()
    await asyncio.gather(*settling, return_exceptions=True)
    await tenant.observer.ledger.drain()
    assert await tenant.sums() == ((3, 90, Decimal("0.03")),) * 2 + (0,)


async def test_a_row_that_the_database_does_not_take_is_nobody_elses_end(tenant):
    held = [await tenant.observer.reserve(tenant.planned()) for _ in range(3)]
    held[1].hold["request_id"] = "\0"
    await asyncio.gather(*(one.settle(done()) for one in held))
    assert (await tenant.sums())[0][0] == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE usage_event SET cost = 0",
        "DELETE FROM usage_event",
        "INSERT INTO usage_event SELECT * FROM usage_event",
        "UPDATE usage_day SET cost = 0",
        "DELETE FROM usage_day",
        "DELETE FROM usage_hold",
        "UPDATE budget_count SET spent = 0",
    ],
)
async def test_nobody_changes_what_was_spent(tenant, statement):
    await tenant.call()
    for database in (tenant.database, tenant.worker):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.open_scope(Scope(tenant.id, None)) as session:
                await session.execute(statement)


async def test_a_tenant_cannot_write_into_another_ones_ledger(tenant, database):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await database.call(
            Scope(new_id(), None),
            "SELECT aisle.keep_usage($1, $2, $3, $4, $5, $6)",
            *(tenant.id, [(await tenant.observer.reserve(tenant.planned())).hold | {"id": str(new_id())}]),
            *([], [], 60.0),
        )


async def test_a_store_sees_its_own_calls_alone(tenant, database):
    mine, other = new_id(), new_id()
    for store in (mine, other, None):
        await tenant.call(store_id=store)
    async with database.open_scope(Scope(tenant.id, mine)) as session:
        for table in ("usage_event", "usage_day"):
            found = await session.fetch(f"SELECT store_id FROM {table}")
            assert [row["store_id"] for row in found] == [mine]


async def test_a_tenants_ledger_goes_with_the_tenant(tenant, database):
    await tenant.call()
    await tenant.observer.reserve(tenant.planned())
    async with database.open_scope(Scope(tenant.id, None)) as session:
        await session.execute("DELETE FROM tenant WHERE organization_id = $1", tenant.id)
    assert await tenant.sums() == ((0, 0, 0), (0, 0, 0), 0)


async def test_what_a_process_does_for_itself_is_nobodys(tenant):
    planned = tenant.planned()
    held = await tenant.observer.reserve(replace(planned, call=replace(planned.call, payer=NOBODY)))
    await held.settle(done(ended=Ended.FAILED))
    assert (await tenant.sums())[0][0] == 0
