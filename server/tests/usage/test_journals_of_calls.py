"""Calls of organizations without budgets are held in a journal of their process: without a statement, and found when it is killed."""

import asyncio
import os
from decimal import Decimal

import pytest

from aisle.core.ids import new_id
from aisle.usage.errors import BudgetExceeded
from aisle.usage.journal import left_behind
from aisle.usage.recovering import recover
from usage_world import NOON, Process, done


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "calls"


@pytest.fixture
async def process(tenant, folder):
    """A process that knows that the organization has no budget."""
    made = Process(tenant, folder)
    await made.call()
    return made


async def holds(tenant):
    return (await tenant.sums())[2]


async def test_who_has_no_budget_needs_no_hold_in_the_database(tenant, process):
    under_way = [await process.begin() for _ in range(4)]
    assert await holds(tenant) == 0
    for one in under_way:
        await one.settle(done())
    assert await tenant.sums() == ((5, 150, Decimal("0.05")),) * 2 + (0,)
    process.die()
    assert await recover(tenant.database, process.journal._folder) == 0  # nothing is under way


async def test_what_was_under_way_in_a_killed_process_died_and_stands_there_once(tenant, process, folder):
    left, settled = [await process.begin(request_id=name) for name in ("left", "settled")]
    await settled.settle(done())
    assert await recover(tenant.database, folder) == 0  # it lives
    process.die()
    assert await recover(tenant.database, folder) == 1
    assert await recover(tenant.database, folder) == 0
    row = await tenant.row(
        "SELECT * FROM usage_event WHERE organization_id = $1 AND outcome = 'died'", tenant.id
    )
    assert (row["request_id"], row["tokens_in"], row["tokens_out"], row["estimated"]) == (
        "left",
        10,
        90,
        True,
    )
    events, days, _ = await tenant.sums()
    assert events == days == (3, 160, Decimal("0.03"))
    await left.settle(done())  # it lived after all: the difference alone is added
    events, days, _ = await tenant.sums()
    assert events == days == (3, 90, Decimal("0.03"))


async def test_a_recovery_that_is_killed_leaves_one_row_to_the_next(tenant, process, folder):
    await process.begin()
    process.die()
    [path] = folder.iterdir()
    left = path.read_bytes()
    assert await recover(tenant.database, folder) == 1
    path.write_bytes(left)  # killed before it could put the journal away
    await recover(tenant.database, folder)
    rows = await tenant.row("SELECT count(*) FROM usage_event WHERE organization_id = $1", tenant.id)
    assert rows["count"] == 2  # the one that the process began with, and the one that died


async def test_one_that_was_kept_and_not_noted_is_not_there_twice(tenant, process, folder, monkeypatch):
    monkeypatch.setattr(process.journal, "let_go", lambda _id: None)  # killed in between
    await process.call()
    process.die()
    assert await recover(tenant.database, folder) == 1
    assert (await tenant.sums())[0] == (2, 60, Decimal("0.02"))


async def test_one_that_another_wrote_down_meanwhile_is_left_alone(process, folder, monkeypatch):
    await process.begin()
    process.die()
    [path] = folder.iterdir()
    took = os.open

    def opened(*arguments):
        descriptor = took(*arguments)
        path.unlink()
        return descriptor

    monkeypatch.setattr(os, "open", opened)
    assert list(left_behind(folder)) == []


async def test_half_a_line_is_a_call_that_was_not_made(tenant, process, folder):
    await process.begin()
    process.die()
    [path] = folder.iterdir()
    with path.open("ab") as file:
        file.write(b'{"tenant":"0')
    assert await recover(tenant.database, folder) == 1


async def test_a_journal_stays_small_and_forgets_nothing_that_is_under_way(tenant, folder):
    process = Process(tenant, folder, most_bytes=2_000)
    await process.call()
    await process.begin(request_id="long")
    for _ in range(20):
        await process.call()
    [path] = folder.iterdir()
    assert path.stat().st_size <= 2_000
    process.die()
    assert await recover(tenant.database, folder) == 1
    row = await tenant.row(
        "SELECT request_id FROM usage_event WHERE organization_id = $1 AND outcome = 'died'", tenant.id
    )
    assert row["request_id"] == "long"


async def test_a_new_budget_holds_here_at_once_and_elsewhere_within_two_seconds(tenant, process):
    await tenant.budget("0.02")
    await process.begin()  # as another process that was told of nothing
    assert await holds(tenant) == 0
    process.at += 2.0
    await process.begin()
    assert await holds(tenant) == 1
    with pytest.raises(BudgetExceeded):
        await process.begin()


async def test_of_many_at_once_in_several_processes_exactly_those_begin_that_there_is_room_for(
    tenant, folder
):
    processes = [Process(tenant, folder) for _ in range(3)]
    for one in processes:
        await one.call()  # knows of no budget from here on
    await tenant.budget("0.13")
    for one in processes:
        one.at += 2.0
    begun = await asyncio.gather(
        *(one.begin() for one in processes for _ in range(20)), return_exceptions=True
    )
    assert sum(not isinstance(one, BudgetExceeded) for one in begun) == 10  # of 0.01 each, 0.03 are spent
    for one in begun:
        if not isinstance(one, BudgetExceeded):
            await one.settle(done())
    assert (await tenant.sums())[0][2] == Decimal("0.13")


async def test_a_process_that_sets_a_budget_does_not_believe_an_older_batch(tenant, process):
    late = await process.begin()
    settling = asyncio.create_task(late.settle(done()))
    await asyncio.sleep(0)
    await tenant.budget("0")
    process.ledger.unbudgeted.forget(tenant.id)
    await settling
    with pytest.raises(BudgetExceeded):
        await process.begin()


async def test_where_nothing_can_be_written_the_database_holds(tenant, process, folder):
    folder.write_text("no folder")
    await process.begin(store_id=new_id(), at=NOON)
    assert await holds(tenant) == 1
