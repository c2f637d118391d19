"""A job exists exactly if the transaction that asked for it was committed, and waits its turn."""

from datetime import timedelta

import pytest
from job_office import Office, new_message

from aisle.core.jobs import find_job

pytest_plugins = ["job_fixtures"]


async def test_a_job_of_a_rolled_back_transaction_does_not_exist(office: Office) -> None:
    kept = []
    with pytest.raises(ZeroDivisionError):
        async with office.session() as session:
            kept.append(await office.jobs.defer(session, office.message("never")))
            raise ZeroDivisionError
    async with office.session() as session:
        assert await find_job(session, kept[0]) is None
    assert await office.work() == 0


async def test_a_committed_job_runs_once_with_what_it_was_told(office: Office) -> None:
    told = []

    async def hear(message, context) -> None:
        told.append((message.text, context.tenant.store_id))

    job_id = await office.defer("good morning")
    assert await office.work({office.message: hear}) == 1
    assert await office.work({office.message: hear}) == 0
    assert told == [("good morning", office.store.id)]
    job = await office.job(job_id)
    assert (job.state, job.attempt, job.error, job.ended) == ("done", 1, None, True)


async def test_of_two_waiting_jobs_with_one_key_only_one_exists(office: Office) -> None:
    first = await office.defer(dedup_key="k", delay=timedelta(hours=1))
    assert await office.defer(dedup_key="k") == first
    assert await office.defer(dedup_key="other") != first
    assert len(await office.claim(10)) == 2, "the earlier time of the two stands"
    # The one that runs may have read what changed since; so a new one waits.
    assert await office.defer(dedup_key="k") != first


async def test_a_key_belongs_to_one_store_and_one_kind(office: Office, new_store) -> None:
    sister = office.of(await new_store(office.store.organization_id))
    first = await office.defer(dedup_key="k")
    assert await sister.defer(dedup_key="k") != first
    assert await office.defer(message=new_message(office.queue), dedup_key="k") != first
    assert len(await office.claim(10)) == 3


async def test_jobs_without_a_key_are_never_joined(office: Office) -> None:
    assert await office.defer() != await office.defer()


async def test_a_delayed_job_waits(office: Office) -> None:
    job_id = await office.defer(delay=timedelta(minutes=1))
    assert await office.claim() == []
    await office.change(job_id, "due_at = now()")
    assert [claim.job_id for claim in await office.claim()] == [job_id]


async def test_lower_priorities_run_first_within_a_tenant(office: Office) -> None:
    late = await office.defer(priority=200)
    usual = [await office.defer(), await office.defer()]
    first = await office.defer(priority=1)
    order = [(await office.claim())[0].job_id for _ in range(4)]
    assert order == [first, *usual, late]


async def test_an_unfinished_transaction_shows_no_job(office: Office) -> None:
    async with office.session() as session:
        await office.jobs.defer(session, office.message("soon"))
        assert await office.claim() == []
    assert len(await office.claim()) == 1
