"""No tenant, kind or poison job keeps others from their turn."""

import asyncio
from collections import Counter

import pytest
from job_office import Office, failing, new_message, nothing, running, until

from aisle.core.jobs import Permanent

pytest_plugins = ["job_fixtures"]


@pytest.fixture
async def other(office: Office, new_store) -> Office:
    return office.of(await new_store())


async def test_five_hundred_waiting_jobs_do_not_keep_another_tenant_from_the_next_claim(
    office: Office, other: Office
) -> None:
    await office.defer_many(500)
    dispatcher = office.dispatcher()
    held = await dispatcher.claim(office.queue, 3, [])
    wanted = await other.defer()
    assert [claim.job_id for claim in await dispatcher.claim(office.queue, 1, [])] == [wanted]
    assert len(held) == 3


async def test_the_older_jobs_of_one_tenant_do_not_win_every_time_one_of_them_ends(
    office: Office, other: Office
) -> None:
    """One place in the queue: without a memory of whom it served, a worker would take all the older jobs first."""
    await office.defer_many(20)
    await other.defer_many(5)
    order = []

    async def note(message, context) -> None:
        order.append(context.claim.organization_id)

    await office.runner(note, limit=1).run_until_idle()
    assert len(order) == 25
    assert Counter(order[:10]) == {office.store.organization_id: 5, other.store.organization_id: 5}


async def test_many_claimers_share_the_jobs_and_take_none_twice(office: Office, other: Office) -> None:
    await office.defer_many(150)
    await other.defer_many(150)
    claimed: list = []

    async def take() -> None:
        dispatcher = office.dispatcher()
        misses = 0
        while misses < 5:
            found = await dispatcher.claim(office.queue, 7, [])
            claimed.extend(claim.job_id for claim in found)
            misses += not found

    await asyncio.gather(*(take() for _ in range(6)))
    assert len(claimed) == len(set(claimed)) == 300


async def test_a_kind_never_runs_more_often_at_once_than_it_may(office: Office) -> None:
    single, free = new_message(office.queue, concurrency=2), office.message
    now, most = Counter(), Counter()

    async def count(message, context) -> None:
        now[context.claim.kind] += 1
        most[context.claim.kind] = max(most[context.claim.kind], now[context.claim.kind])
        await asyncio.sleep(0.05)
        now[context.claim.kind] -= 1

    for _ in range(8):
        await office.defer(message=single)
        await office.defer()
    async with running(office.runner({single: count, free: count}, limit=5)):
        await until(lambda: _all_done(office))
    assert most[single.kind] == 2
    assert 1 < most[free.kind] <= 5


async def test_a_queue_never_runs_more_jobs_than_its_limit(office: Office) -> None:
    now, most = 0, 0

    async def count(message, context) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.03)
        now -= 1

    await office.defer_many(12)
    async with running(office.runner(count, limit=3)):
        await until(lambda: _all_done(office))
    assert most == 3


async def test_a_full_kind_does_not_stop_the_others(office: Office) -> None:
    stuck = new_message(office.queue, concurrency=1)
    release = asyncio.Event()

    async def wait(message, context) -> None:
        await release.wait()

    for _ in range(3):
        await office.defer(message=stuck, priority=1)
    last = await office.defer()
    async with running(office.runner({stuck: wait, office.message: nothing}, limit=3)):
        await until(lambda: _is(office, last, "done"))
        release.set()
        await until(lambda: _all_done(office))


async def test_a_poison_job_never_blocks_its_queue(office: Office) -> None:
    poison = new_message(office.queue)
    bad = [await office.defer(message=poison, priority=1) for _ in range(3)]
    good = await office.defer_many(10)
    async with running(
        office.runner({poison: failing(ValueError("poison")), office.message: nothing}, limit=1)
    ):
        for job_id in good:
            await until(lambda job_id=job_id: _is(office, job_id, "done"))
    assert not {(await office.job(job_id)).state for job_id in bad} - {"queued", "running"}


async def test_an_unknown_kind_is_dead_with_a_sentence(office: Office) -> None:
    job_id = await office.defer()
    good = new_message(office.queue)
    other = await office.defer(message=good)
    await office.work({good: nothing})
    job = await office.job(job_id)
    assert job.state == "dead"
    assert job.error == f"Permanent: No handler for jobs of kind {office.message.kind}."
    assert (await office.job(other)).state == "done"


async def test_a_permanent_error_goes_to_the_dead_letters_at_once(office: Office) -> None:
    job_id = await office.defer()
    await office.work(failing(Permanent("The file is gone.")))
    job = await office.job(job_id)
    assert (job.state, job.attempt, job.error) == ("dead", 1, "Permanent: The file is gone.")


async def _all_done(office: Office) -> bool:
    return set(await office.states()) == {"done"}


async def _is(office: Office, job_id, state: str) -> bool:
    return (await office.job(job_id)).state == state
