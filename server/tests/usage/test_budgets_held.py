"""Budgets: no call begins that there is no room for, over all processes; a count that is missing is taken anew."""

import asyncio
import random
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import asyncpg
import pytest

from aisle.core.ids import new_id
from aisle.usage.errors import BudgetExceeded
from usage_world import NOON, done

D = Decimal


async def test_a_call_that_may_take_more_than_is_left_is_not_made(tenant):
    await tenant.budget("0.10")
    await tenant.call("0.06")
    with pytest.raises(BudgetExceeded) as refused:
        await tenant.call("0.05")
    assert "which ends on 1 December 2026, 00:00 UTC" in refused.value.detail
    assert refused.value.extra["ends"] == "2026-12-01T00:00:00+00:00"
    await tenant.call("0.04")
    assert (await tenant.sums())[0][2] == D("0.10")


async def test_what_is_held_counts_until_it_is_settled(tenant):
    budget = await tenant.budget("0.10")
    held = await tenant.observer.reserve(tenant.planned("0.09"))
    with pytest.raises(BudgetExceeded):
        await tenant.call("0.02")
    await held.settle(done("0.01"))
    await tenant.call("0.02")
    assert tuple(await tenant.count(budget))[:2] == (D("0.03"), 60)


async def test_what_a_dead_process_held_is_let_go_and_counted(tenant):
    budget = await tenant.budget("0.10")
    await tenant.process(lease=-1).reserve(tenant.planned("0.09"))
    await tenant.sweep()
    assert tuple(await tenant.count(budget)) == (D("0.09"), 100, 0, 0, 0)


async def test_a_budget_of_zero_lets_nothing_pass_whatever_it_costs(tenant):
    await tenant.budget("0")
    for most in ("0.01", "0", None):
        with pytest.raises(BudgetExceeded, match="budget is zero"):
            await tenant.observer.reserve(tenant.planned(most))
    assert (await tenant.sums())[2] == 0


async def test_a_budget_of_tokens_counts_what_has_no_price(tenant):
    budget = await tenant.budget(tokens=150)
    held = await tenant.observer.reserve(tenant.planned(None))
    with pytest.raises(BudgetExceeded):
        await tenant.observer.reserve(tenant.planned(None))
    await held.settle(done(None))
    assert (await tenant.count(budget))["tokens"] == 30
    await tenant.call(None)


async def test_money_cannot_be_kept_for_what_has_no_price_but_ends_it_and_says_what_was_not_counted(tenant):
    budget = await tenant.budget("0.01")
    held = await tenant.observer.reserve(tenant.planned(None))
    await held.settle(done(None))
    await tenant.call("0.01")
    with pytest.raises(BudgetExceeded):
        await tenant.observer.reserve(tenant.planned(None))
    assert tuple(await tenant.count(budget))[:3] == (D("0.01"), 60, 30)


async def test_another_currency_is_not_added_up(tenant):
    budget = await tenant.budget("1")
    held = await tenant.observer.reserve(tenant.planned("5", currency="EUR"))
    assert (await tenant.count(budget))["held"] == 0
    await held.settle(done("5"))


async def test_a_store_has_its_own_budget_beside_the_organizations(tenant, new_store):
    store = (await new_store(tenant.id)).id
    await tenant.budget("0.10")
    await tenant.budget("0.02", store_id=store)
    await tenant.call("0.02", store_id=store)
    with pytest.raises(BudgetExceeded, match="store's budget"):
        await tenant.call("0.01", store_id=store)
    await tenant.call("0.08", store_id=new_id())
    with pytest.raises(BudgetExceeded, match="organization's budget"):
        await tenant.call("0.01")


async def test_a_new_period_begins_with_nothing(tenant):
    await tenant.budget("0.01", period="day")
    await tenant.call("0.01")
    with pytest.raises(BudgetExceeded):
        await tenant.call("0.01")
    await tenant.call("0.01", at=NOON + timedelta(days=1))


async def test_a_missing_count_is_taken_anew_from_the_ledger(tenant, urls):
    budget = await tenant.budget("0.10")
    await tenant.call("0.06")
    held = await tenant.observer.reserve(tenant.planned("0.03"))
    before = tuple(await tenant.count(budget))
    await forget_counts(urls, tenant)
    with pytest.raises(BudgetExceeded):
        await tenant.call("0.02")
    assert tuple(await tenant.count(budget)) == before == (D("0.06"), 30, 0, D("0.03"), 100)
    await held.settle(done("0.03"))


async def test_a_budget_that_comes_later_counts_what_was_spent_before(tenant):
    await tenant.call("0.06")
    await tenant.budget("0.10")
    with pytest.raises(BudgetExceeded):
        await tenant.call("0.05")


async def test_of_many_at_once_exactly_those_begin_that_there_is_room_for(tenant):
    await tenant.budget("0.10")
    processes = [tenant.process() for _ in range(4)]
    tried = [one.reserve(tenant.planned("0.01")) for one in processes for _ in range(20)]
    ended = await asyncio.gather(*tried, return_exceptions=True)
    held = [one for one in ended if not isinstance(one, BaseException)]
    assert len(held) == 10
    assert all(isinstance(one, BudgetExceeded) for one in ended if isinstance(one, BaseException))
    await asyncio.gather(*(one.settle(done("0.01")) for one in held))
    assert (await tenant.sums())[0][2] == D("0.10")


async def test_over_midnight_each_call_is_of_the_day_it_began_in_whichever_process_ends_it(tenant):
    """Calls begun in the last second of a day are held, settled and swept in that day's budget, and leave the next one whole."""
    await tenant.budget("0.10", period="day")
    before, after = NOON.replace(hour=23, minute=59, second=59), NOON.replace(hour=0) + timedelta(days=1)
    processes = [tenant.process(lease=300.0 if number else 0.0) for number in range(4)]
    first = [await processes[0].reserve(tenant.planned("0.01", at=at)) for at in (before, after)]
    tried = [
        one.reserve(tenant.planned("0.01", at=at))
        for one in processes
        for at in (before, after)
        for _ in range(8)
    ]
    ended = await asyncio.gather(*tried, return_exceptions=True)
    held = first + [one for one in ended if not isinstance(one, BaseException)]
    by_day = {at: [one for one in held if one.planned.at == at] for at in (before, after)}
    assert {at: len(found) for at, found in by_day.items()} == {before: 10, after: 10}
    swept = await tenant.sweep()
    assert swept > 0
    await asyncio.gather(*(one.settle(done("0.01")) for one in held))
    for at in (before, after):
        with pytest.raises(BudgetExceeded):
            await tenant.call("0.01", at=at)
    rows = await tenant.rows("SELECT day, cost FROM usage_day ORDER BY day")
    assert [tuple(one) for one in rows] == [(before.date(), D("0.10")), (after.date(), D("0.10"))]


async def test_a_call_that_does_not_fit_keeps_no_smaller_one_out(tenant):
    await tenant.budget("0.10")
    tried = [tenant.call(most) for most in ("0.09", "0.05", "0.01")]
    ended = await asyncio.gather(*tried, return_exceptions=True)
    assert [isinstance(one, BudgetExceeded) for one in ended] == [False, True, False]


async def test_its_share_is_told_once_it_is_reached(tenant):
    budget = await tenant.budget("0.10", share="0.5")
    await tenant.call("0.04")
    assert tenant.warned == []
    await tenant.call("0.01")
    assert set(tenant.warned) == {budget}


async def test_counts_are_the_sum_of_the_ledger_whatever_happens(tenant, urls):
    """Four processes call, are refused, leave, die, settle after they were swept up, and forget counts, in an order of chance."""
    chance = random.Random(7)
    money, tokens = await tenant.budget("1.00"), await tenant.budget(tokens=20_000, period="day")
    processes = [tenant.process(lease) for lease in (300.0, 300.0, -1.0, -1.0)]
    spent_at_most = D("1.00")

    async def one() -> None:
        await asyncio.sleep(chance.random() / 2)
        observer = chance.choice(processes)
        most = chance.choice(("0.01", "0.05", None))
        try:
            held = await observer.reserve(tenant.planned(most))
        except BudgetExceeded:
            return
        await asyncio.sleep(chance.random() / 50)
        if chance.random() < 0.8:
            await held.settle(done(most and chance.choice((most, "0"))))

    async def upkeep() -> None:
        for _ in range(6):
            await asyncio.sleep(0.02)
            await tenant.sweep(5)
            await forget_counts(urls, tenant)

    await asyncio.gather(upkeep(), *(one() for _ in range(250)))
    await tenant.sweep()
    with suppress(BudgetExceeded):  # takes counts anew that were just forgotten
        await tenant.observer.reserve(tenant.planned("0.01"))
    events, days, _ = await tenant.sums()
    assert events == days
    assert D("0.5") < events[2] <= spent_at_most
    holds = await tenant.row(
        "SELECT coalesce(sum(cost), 0) AS cost, coalesce(sum(tokens_in + tokens_out), 0) AS tokens FROM usage_hold WHERE organization_id = $1",
        tenant.id,
    )
    for budget in (money, tokens):
        count = await tenant.count(budget)
        assert (count["tokens"], count["held_tokens"]) == (events[1], holds["tokens"])
    count = await tenant.count(money)
    assert (count["spent"], count["held"]) == (events[2], holds["cost"])


async def forget_counts(urls, tenant) -> None:
    """Lose the counts, as no role of the installation can."""
    connection = await asyncpg.connect(urls.admin)
    await connection.execute("DELETE FROM aisle.budget_count WHERE organization_id = $1", tenant.id)
    await connection.close()
