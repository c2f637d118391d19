"""What a job tells of itself: how far it is, how quick, and how long it will take."""

import asyncio

from job_office import Office

from aisle.core.jobs.context import PROGRESS_SECONDS

pytest_plugins = ["job_fixtures"]


async def _claimed(office: Office):
    job_id = await office.defer()
    [claim] = await office.claim()
    return job_id, office.context(claim)


async def test_progress_tells_rate_and_time_left(office: Office) -> None:
    job_id, context = await _claimed(office)
    await context.progress("reading", 0, 100, "a.pdf")
    await asyncio.sleep(PROGRESS_SECONDS + 0.1)
    await context.progress("reading", 40, 100, "b.pdf")
    progress = (await office.job(job_id)).progress
    assert (progress.stage, progress.done, progress.total, progress.note) == ("reading", 40, 100, "b.pdf")
    assert 5 < progress.rate_per_s < 40 / PROGRESS_SECONDS
    assert abs(progress.seconds_left - 60 / progress.rate_per_s) < 0.01


async def test_before_anything_is_done_there_is_no_guess(office: Office) -> None:
    job_id, context = await _claimed(office)
    assert (await office.job(job_id)).progress is None
    await context.progress("reading", 0, None)
    progress = (await office.job(job_id)).progress
    assert (progress.rate_per_s, progress.seconds_left) == (None, None)


async def test_a_new_stage_has_a_rate_of_its_own(office: Office) -> None:
    job_id, context = await _claimed(office)
    await context.progress("reading", 1000, 1000)
    await context.progress("indexing", 0, 10)
    assert (await office.job(job_id)).progress.rate_per_s is None
    await asyncio.sleep(PROGRESS_SECONDS + 0.1)
    await context.progress("indexing", 5, 10)
    assert (await office.job(job_id)).progress.rate_per_s < 5 / PROGRESS_SECONDS


async def test_an_attempt_that_goes_on_where_the_last_one_ended_does_not_boast_with_its_work(
    office: Office,
) -> None:
    job_id, context = await _claimed(office)
    await context.progress("importing", 0, 10_000)
    await office.lose(context.claim)
    await office.dispatcher().recover_stalled({})
    [claim] = await office.claim()
    second = office.context(claim)
    await second.progress("importing", 9_000, 10_000)
    assert (await office.job(job_id)).progress.rate_per_s is None
    await asyncio.sleep(PROGRESS_SECONDS + 0.1)
    await second.progress("importing", 9_010, 10_000)
    progress = (await office.job(job_id)).progress
    assert progress.rate_per_s < 10 / PROGRESS_SECONDS
    assert progress.seconds_left > 40


async def test_progress_is_written_at_most_twice_a_second(office: Office) -> None:
    job_id, context = await _claimed(office)
    seen, begun = set(), asyncio.get_running_loop().time()
    for done in range(1, 100_000):
        await context.progress("reading", done, 1_000_000)
        seen.add((await office.job(job_id)).progress.done)
        if asyncio.get_running_loop().time() - begun > 1.3:
            break
    assert 2 <= len(seen) <= 4


async def test_the_end_and_a_new_stage_are_written_at_once(office: Office) -> None:
    job_id, context = await _claimed(office)
    for stage, done in (("reading", 1), ("reading", 10), ("indexing", 1), ("indexing", 10)):
        await context.progress(stage, done, 10)
        progress = (await office.job(job_id)).progress
        assert (progress.stage, progress.done) == (stage, done)


async def test_progress_is_written_while_a_transaction_of_the_job_is_open(office: Office) -> None:
    job_id, context = await _claimed(office)
    async with context.scope():
        async with asyncio.timeout(5):
            await context.progress("reading", 1, 2)
    assert (await office.job(job_id)).progress.done == 1
