"""A worker that vanished is replaced; one that only seemed to have vanished can write nothing more."""

import asyncio
from datetime import timedelta

import pytest
from job_office import Office, act, failing, new_message, nothing, running, until

from aisle.core.jobs import JobLost

pytest_plugins = ["job_fixtures"]

SHORT = timedelta(seconds=0.6)
STOPPED = ValueError("the worker stopped here")


async def test_a_job_whose_worker_vanished_is_run_by_another(office: Office) -> None:
    job_id = await office.defer()
    [claim] = await office.claim()
    assert await office.claim() == []
    await office.lose(claim)
    assert await office.dispatcher().recover_stalled({}) >= 1
    job = await office.job(job_id)
    assert (job.state, job.attempt) == ("queued", 1)
    assert job.error == "the worker vanished while it ran this job"
    assert await office.work() == 1
    assert (await office.job(job_id)).attempt == 2


async def test_a_job_that_takes_its_worker_down_is_dead_after_its_attempts(office: Office) -> None:
    deadly = new_message(office.queue, max_attempts=3)
    job_id = await office.defer(message=deadly)
    for attempt in range(1, 4):
        [claim] = await office.claim()
        assert claim.attempts == attempt
        await office.lose(claim)
        await office.dispatcher().recover_stalled({deadly.kind: 3})
    assert (await office.job(job_id)).state == "dead"
    assert (await office.job(job_id)).finished_at is not None


async def test_a_lease_that_still_runs_is_left_alone(office: Office) -> None:
    job_id = await office.defer()
    await office.claim()
    await office.dispatcher().recover_stalled({})
    assert (await office.job(job_id)).state == "running"


async def test_a_job_longer_than_its_lease_is_kept_alive_and_acts_once(office: Office) -> None:
    async def slow(message, context) -> None:
        await asyncio.sleep(3 * SHORT.total_seconds())
        async with context.scope() as session:
            await act(session, "slow")

    job_id = await office.defer()
    async with running(office.runner(slow, lease=SHORT)):

        async def done() -> bool:
            await office.dispatcher().recover_stalled({})
            return (await office.job(job_id)).ended

        await until(done)
    job = await office.job(job_id)
    assert (job.state, job.attempt) == ("done", 1)
    assert len(await office.effects()) == 1


async def test_a_transaction_longer_than_the_lease_keeps_it_and_delays_no_recovery(
    office: Office, new_store
) -> None:
    """It locks the job's row, so that no heartbeat gets through: the lease must outlive its end all the same."""
    other = office.of(await new_store())
    seen = []

    async def slow(message, context) -> None:
        async with context.scope() as session:
            await act(session, "slow")
            await asyncio.sleep(2 * SHORT.total_seconds())
        await asyncio.sleep(0.2)
        async with context.scope() as session:
            await act(session, "after")

    job_id = await office.defer()
    async with running(office.runner(slow, lease=SHORT)):
        await until(lambda: _is(office, job_id, "running"))
        lost = await other.defer()
        [claim] = await office.claim(10)
        await other.lose(claim)

        async def done() -> bool:
            async with asyncio.timeout(0.5):
                await office.dispatcher().recover_stalled({})
            seen.append((await other.job(lost)).state)
            return (await office.job(job_id)).ended

        await until(done)
    assert len(await office.effects()) == 2
    assert (await office.job(job_id)).attempt == 1
    assert seen[0] == "queued"


async def test_a_worker_that_lost_its_lease_can_commit_nothing(office: Office) -> None:
    job_id = await office.defer()
    [first] = await office.claim()
    await office.lose(first)
    await office.dispatcher().recover_stalled({})
    with pytest.raises(JobLost):
        async with office.context(first).scope():
            raise AssertionError("the scope must not open")
    [second] = await office.claim()
    assert second.fence == first.fence + 1
    with pytest.raises(JobLost):
        async with office.context(first).scope() as session:
            await act(session, "late")
    with pytest.raises(JobLost):
        await office.context(first).progress("late", 1, 2)
    async with office.context(second).scope() as session:
        await act(session, "right")
    assert len(await office.effects()) == 1
    assert (await office.job(job_id)).progress is None


async def test_the_late_worker_cannot_end_its_successors_job(office: Office) -> None:
    job_id = await office.defer()
    [first] = await office.claim()
    await office.lose(first)
    dispatcher = office.dispatcher()
    await dispatcher.recover_stalled({})
    await office.claim()
    assert not await dispatcher.renew(first)
    await dispatcher.bury(first, "late")
    await dispatcher.retry(first, timedelta(0), "late")
    await dispatcher.give_back(first)
    job = await office.job(job_id)
    assert (job.state, job.attempt) == ("running", 2)


async def test_a_take_over_waits_for_a_transaction_that_is_under_way(office: Office) -> None:
    """Between the check of the fence and the commit nobody can take the job: it would be done twice."""
    await office.defer()
    [claim] = await office.claim()
    async with office.context(claim).scope() as session:
        await act(session, "last moment")
        # The same session, as the row is locked for others.
        await session.execute(
            "UPDATE job SET lease_until = now() - interval '1 s' WHERE id = $1", claim.job_id
        )
        assert await office.dispatcher().recover_stalled({}) == 0
    await office.dispatcher().recover_stalled({})
    assert await office.states() == {"queued": 1}


async def test_when_the_lease_is_lost_in_the_middle_the_successors_effect_stands_once(office: Office) -> None:
    taken = asyncio.Event()
    runs = []

    async def twice(message, context) -> None:
        runs.append(context.claim.fence)
        if len(runs) == 1:
            await office.lose(context.claim)
            await office.dispatcher().recover_stalled({})
            taken.set()
            await asyncio.sleep(0.1)
        async with context.scope() as session:
            await act(session, str(context.claim.fence))

    job_id = await office.defer()
    async with running(office.runner(twice)):
        await taken.wait()
        await until(lambda: _is(office, job_id, "done"))
        await asyncio.sleep(0.3)
    assert len(runs) == 2
    assert [name.split()[0] for name in await office.effects()] == [str(runs[1])]


async def test_a_worker_that_is_told_of_its_loss_stops_the_job(office: Office) -> None:
    stopped = asyncio.Event()

    async def endless(message, context) -> None:
        try:
            await asyncio.sleep(30)
        finally:
            stopped.set()

    job_id = await office.defer()
    async with running(office.runner(endless, lease=SHORT), grace=0.1):
        await until(lambda: _is(office, job_id, "running"))
        await office.change(job_id, "fence = fence + 1")
        async with asyncio.timeout(5):
            await stopped.wait()


async def test_an_effect_happens_once_in_twenty_attempts_at_once(office: Office) -> None:
    await office.defer_many(20)
    claims = await office.claim(20)
    assert len(claims) == 20

    async def attempt(claim) -> bool:
        context = office.context(claim)
        async with context.scope() as session:
            if first := await context.once(session, "mail:order-1"):
                await act(session, "mail")
            return first

    firsts = [sum(await asyncio.gather(*map(attempt, claims[n : n + 5]))) for n in range(0, 20, 5)]
    assert sum(firsts) == 1
    assert len(await office.effects()) == 1


async def test_an_effect_that_was_rolled_back_may_happen_again(office: Office) -> None:
    await office.defer()
    [claim] = await office.claim()
    context = office.context(claim)
    with pytest.raises(ValueError):
        async with context.scope() as session:
            assert await context.once(session, "k")
            raise STOPPED
    async with context.scope() as session:
        assert await context.once(session, "k")


async def test_effect_keys_belong_to_their_tenant(office: Office, new_store) -> None:
    other = office.of(await new_store())
    await office.defer()
    await other.defer()
    firsts = []
    for claim in await office.claim(2):
        context = office.context(claim)
        async with context.scope() as session:
            firsts.append(await context.once(session, "same words"))
    assert firsts == [True, True]


async def test_a_graceful_stop_lets_short_jobs_end_and_hands_back_long_ones(office: Office) -> None:
    short, long = office.message, new_message(office.queue)
    begun = asyncio.Event()

    async def sleep(message, context) -> None:
        begun.set()
        await asyncio.sleep(0.2 if isinstance(message, short) else 60)

    short_id, long_id = await office.defer(), await office.defer(message=long)
    async with running(office.runner({short: sleep, long: sleep}), grace=1):
        await begun.wait()
        await until(lambda: _is(office, long_id, "running"))
    assert (await office.job(short_id)).state == "done"
    handed_back = await office.job(long_id)
    assert (handed_back.state, handed_back.attempt) == ("queued", 0), "a stop is no failed attempt"
    assert await office.work({long: nothing, short: nothing}) == 1


async def test_a_job_claimed_while_the_worker_was_told_to_stop_is_handed_back(office: Office) -> None:
    job_id = await office.defer()
    runner = office.runner(failing(AssertionError("must not run")))
    claim = runner._dispatcher.claim

    async def slow_claim(*arguments):
        found = await claim(*arguments)
        await asyncio.sleep(0.3)
        return found

    object.__setattr__(runner, "_dispatcher", _with_claim(runner._dispatcher, slow_claim))
    task = asyncio.create_task(runner.run())
    await until(lambda: _is(office, job_id, "running"))
    await runner.stop()
    await task
    job = await office.job(job_id)
    assert (job.state, job.attempt) == ("queued", 0)


def _with_claim(dispatcher, claim):
    class Slow:
        def __getattr__(self, name):
            return claim if name == "claim" else getattr(dispatcher, name)

    return Slow()


async def _is(office: Office, job_id, state: str) -> bool:
    return (await office.job(job_id)).state == state
