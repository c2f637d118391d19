"""Calls of organizations with budgets are made under leases: without a statement, and without overdrawing anything."""

import asyncio
import random
from datetime import timedelta
from decimal import Decimal

import asyncpg
import pytest

from aisle.core.ids import new_id
from aisle.usage import ledger as ledgers
from aisle.usage.errors import BudgetExceeded
from aisle.usage.recovering import recover
from usage_world import NOON, Process, done

ROWS = (
    "SELECT purpose, duty, cost, tokens_in + tokens_out AS tokens FROM usage_hold WHERE organization_id = $1"
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "calls"


async def leased(tenant, folder, **more) -> Process:
    """Return a process that has a lease for four calls."""
    process = Process(tenant, folder, **more)
    await process.call()  # learns that there are budgets
    await process.call()  # asks for a lease
    [row] = await holds(tenant)
    assert (row["purpose"], row["duty"], row["cost"]) == ("lease", "ahead", Decimal("0.04"))
    return process


async def holds(tenant):
    return await tenant.rows(ROWS, tenant.id)


async def test_calls_under_a_lease_need_no_hold_of_their_own_and_what_they_took_goes_off_it(tenant, folder):
    budget = await tenant.budget("10")
    process = await leased(tenant, folder)
    under_way = [await process.begin() for _ in range(2)]
    assert [row["cost"] for row in await holds(tenant)] == [Decimal("0.04")]
    await under_way.pop().settle(done("0.005"))
    [row] = await holds(tenant)
    assert (row["duty"], row["cost"], row["tokens"]) == ("rest", Decimal("0.03"), 300)
    count = await tenant.count(budget)
    assert (count["spent"], count["held"]) == (Decimal("0.025"), Decimal("0.03"))
    await under_way.pop().settle(done())
    await process.ledger.drain()
    count = await tenant.count(budget)
    assert (count["spent"], count["held"], count["held_tokens"]) == (Decimal("0.035"), 0, 0)
    assert await tenant.sums() == ((4, 120, Decimal("0.035")),) * 2 + (0,)


async def test_another_one_is_asked_for_before_it_is_used_up_and_is_larger(tenant, folder):
    await tenant.budget("10")
    process = await leased(tenant, folder)
    under_way = [await process.begin() for _ in range(4)]
    await until(lambda: len(process.ledger._leases.of()) == 1 and not process.ledger._writing)
    assert {row["cost"] for row in await holds(tenant)} == {Decimal("0.04"), Decimal("0.08")}
    for one in under_way:
        await one.settle(done())
    await process.ledger.drain()
    assert await holds(tenant) == []


async def test_near_its_end_a_budget_is_held_call_by_call(tenant, folder):
    await tenant.budget("0.10")
    processes = [Process(tenant, folder) for _ in range(3)]
    for one in processes:
        await one.call()
    begun = [await processes[n % 3].begin() for n in range(7)]
    assert [row["purpose"] for row in await holds(tenant)] == ["answer"] * 7
    for one in processes:
        with pytest.raises(BudgetExceeded):
            await one.begin()
    await asyncio.gather(*(one.settle(done()) for one in begun))


async def test_processes_with_leases_together_never_overdraw_and_count_every_call(tenant, folder, urls):
    """In an order of chance: calls begin, are refused, cost less than they might, and a process dies with some under way."""
    chance = random.Random(11)
    budget = await tenant.budget("1.6")
    await tenant.budget(tokens=60_000, period="day")
    processes = [Process(tenant, folder) for _ in range(3)]
    under_way: list[list] = [[], [], []]
    seen = set()
    for turn in range(260):
        number = chance.randrange(3)
        process, mine = processes[number], under_way[number]
        process.at += 0.01
        if mine and chance.random() < 0.3:
            await mine.pop(chance.randrange(len(mine))).settle(done(chance.choice(("0.01", "0.008"))))
        else:
            try:
                mine.append(await process.begin())
            except BudgetExceeded:
                seen.add("refused")
        if turn % 6:
            continue
        count = await tenant.count(budget)
        seen |= {row["purpose"] for row in await holds(tenant)}
        assert count["spent"] + count["held"] <= Decimal("1.6")
        assert count["held"] >= Decimal("0.01") * sum(map(len, under_way))
    assert seen == {"lease", "answer", "refused"}
    died = under_way[0]
    processes[0].die()
    for process, mine in zip(processes[1:], under_way[1:], strict=True):
        await asyncio.gather(*(one.settle(done()) for one in mine))
        await process.ledger.drain()
    assert await recover(tenant.database, folder) <= len(died)  # those with holds of their own are swept up
    await expire(urls, tenant)
    await tenant.sweep()
    events, days, left = await tenant.sums()
    assert (events, left) == (days, 0)
    outcomes = await tenant.rows("SELECT outcome, count(*) AS n FROM usage_event GROUP BY 1 ORDER BY 1")
    assert dict(outcomes).get("died", 0) == len(died)
    count = await tenant.count(budget)
    assert (count["spent"], count["held"], count["held_tokens"]) == (events[2], 0, 0)


async def test_what_a_killed_process_leased_was_not_spent_and_what_it_had_under_way_was(tenant, folder):
    budget = await tenant.budget("10")
    process = await leased(tenant, folder, lease=-1.0)
    for _ in range(2):
        await process.begin(request_id="left")
    process.die()
    assert await recover(tenant.database, folder) == 2
    assert await tenant.sweep() == 1
    count = await tenant.count(budget)
    assert (count["spent"], count["held"], count["held_tokens"]) == (Decimal("0.04"), 0, 0)
    assert (await tenant.sums())[0] == (4, 260, Decimal("0.04"))


async def test_a_lease_that_nobody_uses_is_given_back(tenant, folder, monkeypatch):
    monkeypatch.setattr(ledgers, "IDLE", 0.01)
    await tenant.budget("10")
    process = await leased(tenant, folder)
    under_way = await process.begin()
    process.at += 2.0
    await until(lambda: not process.ledger._leases.of() and not process.ledger._writing)
    assert [row["cost"] for row in await holds(tenant)] == [Decimal("0.01")]  # of the call that is under way
    await under_way.settle(done())
    assert await holds(tenant) == []


async def test_budgets_that_are_changed_here_hold_at_once(tenant, folder):
    budget = await tenant.budget("10")
    process = await leased(tenant, folder)
    await tenant.rows(
        "UPDATE budget SET amount = 0.02 WHERE organization_id = $1 AND id = $2", tenant.id, budget
    )
    await process.begin()  # as another process that was told of nothing
    process.ledger.forget(tenant.id)
    with pytest.raises(BudgetExceeded):
        await process.begin()


async def test_budgets_that_are_changed_elsewhere_hold_within_two_seconds(tenant, folder):
    budget = await tenant.budget("10")
    process = await leased(tenant, folder)
    await tenant.rows(
        "UPDATE budget SET amount = 0.02 WHERE organization_id = $1 AND id = $2", tenant.id, budget
    )
    process.at += 2.0
    with pytest.raises(BudgetExceeded):
        await process.begin()


async def test_a_batch_that_finds_a_budget_overdrawn_ends_the_lease(tenant, folder):
    budget = await tenant.budget("10")
    process = await leased(tenant, folder)
    await tenant.rows(
        "UPDATE budget SET amount = 0.02 WHERE organization_id = $1 AND id = $2", tenant.id, budget
    )
    await (await process.begin()).settle(done())
    with pytest.raises(BudgetExceeded):
        await process.begin()


OTHERS = {
    "of a store": {"store_id": new_id()},
    "in another currency": {"currency": "EUR"},
    "of another day": {"at": NOON + timedelta(days=1)},
    "whose price is unknown": {"most": None},
    "that may take more than is leased": {"most": "0.05"},
}


@pytest.mark.parametrize("kind", OTHERS)
async def test_a_lease_is_for_its_own_kind_of_calls(tenant, folder, kind):
    await tenant.budget("10")
    process = await leased(tenant, folder)
    await process.begin(**OTHERS[kind])
    assert "answer" in {row["purpose"] for row in await holds(tenant)}


async def test_where_nothing_can_be_written_no_lease_is_used(tenant, folder, monkeypatch):
    await tenant.budget("10")
    process = await leased(tenant, folder)
    monkeypatch.setattr(process.journal, "hold", lambda *_: False)
    await (await process.begin()).settle(done())
    await process.ledger.drain()
    assert await tenant.sums() == ((3, 90, Decimal("0.03")),) * 2 + (0,)


async def expire(urls, tenant) -> None:
    """Let time pass until what is held is that of dead processes, as no role of the installation can."""
    connection = await asyncpg.connect(urls.admin)
    await connection.execute(
        "UPDATE aisle.usage_hold SET expires_at = now() - interval '1 hour' WHERE organization_id = $1",
        tenant.id,
    )
    await connection.close()


async def until(is_so) -> None:
    for _ in range(2_000):
        if is_so():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to be so")
