"""Failed jobs come back a little later, a few times, and then lie among the dead letters until somebody looks."""

import asyncio
from datetime import timedelta

import pytest
from job_office import Office, act, failing, new_message, nothing

from aisle.core.errors import Unavailable
from aisle.core.jobs import list_dead, retry_dead
from aisle.core.jobs.dispatch import TWIN
from aisle.core.jobs.runner import RETRY_CAP, retry_delay

pytest_plugins = ["job_fixtures"]

OOPS = failing(ValueError("oops"))


def test_the_wait_before_a_retry_grows_with_jitter_and_has_an_end() -> None:
    for attempt in range(1, 12):
        waits = [retry_delay(attempt).total_seconds() for _ in range(300)]
        bound = min(RETRY_CAP, 2 * 2**attempt)
        assert min(waits) >= 0
        assert max(waits) <= bound
        assert max(waits) > 0.9 * bound, "the whole span is used"
        assert min(waits) < 0.1 * bound


async def test_a_failed_job_waits_and_says_why(office: Office) -> None:
    job_id = await office.defer()
    await office.work(OOPS)
    job = await office.job(job_id)
    assert (job.state, job.attempt, job.error) == ("queued", 1, "ValueError: oops")
    await office.change(job_id, "due_at = now()")
    await office.work()
    job = await office.job(job_id)
    assert (job.state, job.attempt, job.error) == ("done", 2, None)


async def test_after_five_attempts_a_job_is_dead(office: Office) -> None:
    job_id = await office.defer()
    for attempt in range(1, 6):
        assert (await office.job(job_id)).state == "queued"
        await office.work(OOPS)
        assert (await office.job(job_id)).attempt == attempt
        await office.change(job_id, "due_at = now()")
    job = await office.job(job_id)
    assert job.state == "dead"
    assert job.finished_at is not None
    assert await office.work() == 0


async def test_what_is_away_costs_no_attempts_for_a_day(office: Office) -> None:
    away = failing(Unavailable("The embedder is away."))
    job_id = await office.defer()
    for _ in range(12):
        await office.work(away)
        job = await office.job(job_id)
        assert (job.state, job.attempt, job.error) == ("queued", 0, "Unavailable: The embedder is away.")
        await office.change(job_id, "due_at = now()")
    await office.change(job_id, "created_at = now() - interval '25 hours'")
    for attempt in range(1, 6):
        await office.work(away)
        assert (await office.job(job_id)).attempt == attempt
        await office.change(job_id, "due_at = now()")
    assert (await office.job(job_id)).state == "dead"


@pytest.mark.parametrize(("age", "least", "most"), [(0, 1, 300), (60, 30, 300), (7200, 150, 300)])
async def test_who_waits_for_something_away_waits_longer_each_time(office: Office, age, least, most) -> None:
    job_id = await office.defer()
    await office.change(job_id, f"created_at = now() - interval '{age} seconds'")
    await office.work(failing(Unavailable("away")))
    async with office.session() as session:
        row = await session.fetchrow(
            "SELECT due_at - created_at AS due, due_at - now() AS left FROM job WHERE id = $1", job_id
        )
    # Neither bound depends on how quick the machine is.
    assert row["due"] >= timedelta(seconds=age + least)
    assert row["left"] <= timedelta(seconds=most)


async def test_a_kind_may_have_fewer_attempts(office: Office) -> None:
    once = new_message(office.queue, max_attempts=1)
    job_id = await office.defer(message=once)
    await office.work({once: OOPS})
    assert (await office.job(job_id)).state == "dead"


async def test_an_attempt_that_takes_too_long_fails_with_a_sentence(office: Office) -> None:
    hasty = new_message(office.queue, timeout=0.05)

    async def sleep(message, context) -> None:
        await asyncio.sleep(5)

    job_id = await office.defer(message=hasty)
    await office.work({hasty: sleep})
    job = await office.job(job_id)
    assert (job.state, job.error) == ("queued", "TimeoutError: One attempt took longer than 0.05 seconds.")


async def test_what_a_failed_attempt_wrote_in_an_open_transaction_is_gone(office: Office) -> None:
    async def write_and_fail(message, context) -> None:
        async with context.scope() as session:
            await act(session, "half")
            raise ValueError("in the middle")

    await office.defer()
    await office.work(write_and_fail)
    assert await office.effects() == []


async def test_dead_letters_are_listed_and_can_be_run_again(office: Office, new_store) -> None:
    once = new_message(office.queue, max_attempts=1)
    ids = [await office.defer(message=once) for _ in range(3)]
    for _ in ids:
        await office.work({once: OOPS})
    stranger = office.of(await new_store())
    async with office.session() as session:
        dead = await list_dead(session, 10)
        assert [job.id for job in dead] == ids[::-1]
        assert await retry_dead(session, ids[0])
        assert not await retry_dead(session, ids[0]), "it is not dead any more"
    async with stranger.session() as session:
        assert await list_dead(session, 10) == []
        assert not await retry_dead(session, ids[1]), "a foreign job is as good as absent"
    assert await office.work({once: nothing}) == 1
    job = await office.job(ids[0])
    assert (job.state, job.attempt) == ("done", 1)


@pytest.mark.parametrize("ending", ["retry", "give_back", "recover"])
async def test_a_job_that_returns_gives_way_to_a_waiting_one_for_the_same_work(
    office: Office, ending: str
) -> None:
    first = await office.defer(dedup_key="k")
    [claim] = await office.claim()
    twin = await office.defer(dedup_key="k")
    dispatcher = office.dispatcher()
    if ending == "retry":
        await dispatcher.retry(claim, timedelta(0), "oops")
    elif ending == "give_back":
        await dispatcher.give_back(claim)
    else:
        await office.lose(claim)
        assert await dispatcher.recover_stalled({}) >= 1
    gone, waiting = await office.job(first), await office.job(twin)
    assert (gone.state, gone.error, gone.ended) == ("cancelled", TWIN, True)
    assert waiting.state == "queued"
    assert await office.work() == 1


async def test_a_dead_job_gives_way_to_a_waiting_one_too(office: Office) -> None:
    once = new_message(office.queue, max_attempts=1)
    dead = await office.defer(message=once, dedup_key="k")
    await office.work({once: OOPS})
    await office.defer(message=once, dedup_key="k")
    async with office.session() as session:
        assert await retry_dead(session, dead)
    assert (await office.job(dead)).state == "cancelled"
    assert await office.work({once: nothing}) == 1


async def test_one_pair_of_twins_does_not_stop_the_recovery_of_others(office: Office, new_store) -> None:
    other = office.of(await new_store())
    await office.defer(dedup_key="k")
    waiting = await other.defer()
    claims = await office.claim(10)
    await office.defer(dedup_key="k")
    for claim in claims:
        place = office if claim.organization_id == office.store.organization_id else other
        await place.lose(claim)
    await office.dispatcher().recover_stalled({})
    assert (await other.job(waiting)).state == "queued"
    assert await office.states() == {"cancelled": 1, "queued": 1}


async def test_twenty_returns_and_twenty_deferrals_at_once_leave_one_waiting(office: Office) -> None:
    for _ in range(10):
        await office.defer(dedup_key="k")
        [claim] = await office.claim()
        dispatcher = office.dispatcher()
        await asyncio.gather(
            dispatcher.retry(claim, timedelta(0), "again"), *(office.defer(dedup_key="k") for _ in range(3))
        )
        states = await office.states()
        assert states["queued"] == 1
        assert "running" not in states
        await office.work()
