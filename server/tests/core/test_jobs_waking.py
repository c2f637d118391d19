"""A deferred job wakes a worker at once, and without the connection that brings the news it is found all the same."""

import asyncio
import statistics
import time
from types import SimpleNamespace

import asyncpg
import pytest
from job_office import Office, failing, nothing, running, until

from aisle.core.db import Database
from aisle.worker import app
from aisle.worker.app import listen

pytest_plugins = ["job_fixtures"]


@pytest.fixture
async def listening(urls, dispatcher_database):
    """A dispatcher's connection of its own, as a worker process has."""
    database = Database(urls.dispatcher, dispatcher_database._signer, 3, "waking test")
    await database.open()
    yield database
    await database.close()


async def _backend(office: Office) -> int | None:
    async with office.dispatch.connection() as connection:
        return await connection.fetchval(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'waking test' AND query LIKE 'LISTEN%'"
        )


async def test_a_deferred_job_wakes_the_worker(office: Office, listening) -> None:
    """The figure is printed, not asserted: how long from the commit to the handler."""
    begun: dict[str, float] = {}
    waits = []

    async def note(message, context) -> None:
        waits.append(time.perf_counter() - begun[message.text])

    runner = office.runner(note)
    parts = SimpleNamespace(dispatcher=SimpleNamespace(database=listening))
    news = asyncio.create_task(listen(parts, runner))
    await until(lambda: _backend(office))
    async with running(runner):
        await asyncio.sleep(0.2)
        for number in range(20):
            begun[str(number)] = time.perf_counter()
            await office.defer(str(number))
            await until(lambda number=number: _ran(waits, number + 1), 5)
    news.cancel()
    await asyncio.gather(news, return_exceptions=True)
    print(f"\nwake-up: median {statistics.median(waits) * 1000:.1f} ms, slowest {max(waits) * 1000:.1f} ms")
    assert len(waits) == 20


async def test_a_vanished_connection_is_replaced_and_meanwhile_jobs_are_found(
    office: Office, listening, urls, monkeypatch
) -> None:
    monkeypatch.setattr(app, "RECONNECT_SECONDS", 0.1)
    runner = office.runner(nothing)
    woken = []
    wake = runner.wake
    monkeypatch.setattr(runner, "wake", lambda queue: (woken.append(queue), wake(queue)))
    news = asyncio.create_task(
        listen(SimpleNamespace(dispatcher=SimpleNamespace(database=listening)), runner)
    )
    first = await until(lambda: _backend(office))
    async with running(runner):
        admin = await asyncpg.connect(urls.admin)
        await admin.fetchval("SELECT pg_terminate_backend($1)", first)
        await admin.close()
        job_id = await office.defer()
        await until(lambda: _done(office, job_id), 10)
        second = await until(lambda: _backend(office))
        assert second != first
        woken.clear()
        await office.defer()
        await until(lambda: _ran(woken, 1), 5)
    news.cancel()
    await asyncio.gather(news, return_exceptions=True)


async def test_a_worker_that_hears_nothing_polls(office: Office) -> None:
    async with running(office.runner(nothing)):
        await asyncio.sleep(0.1)
        job_id = await office.defer()
        await until(lambda: _done(office, job_id), 5)


async def test_a_worker_outlives_a_database_that_is_away(office: Office, monkeypatch) -> None:
    runner = office.runner(nothing)
    claim = type(runner._dispatcher).claim
    failures = iter([ConnectionRefusedError("away"), TimeoutError("away")])

    async def sometimes(self, *arguments):
        if error := next(failures, None):
            raise error
        return await claim(self, *arguments)

    monkeypatch.setattr(type(runner._dispatcher), "claim", sometimes)
    job_id = await office.defer()
    async with running(runner):
        await until(lambda: _done(office, job_id), 10)


async def test_an_ending_that_could_not_be_written_is_made_up_when_the_lease_ends(
    office: Office, monkeypatch
) -> None:
    runner = office.runner(failing(ValueError("oops")))
    retry = type(runner._dispatcher).retry
    failures = iter([ConnectionResetError("away")])

    async def sometimes(self, *arguments):
        if error := next(failures, None):
            raise error
        await retry(self, *arguments)

    monkeypatch.setattr(type(runner._dispatcher), "retry", sometimes)
    job_id = await office.defer()
    async with running(runner):
        await until(lambda: _failed_to_write(office, runner, job_id))
        await office.change(job_id, "lease_until = now() - interval '1 s'")
        await office.dispatcher().recover_stalled({})
        job = await office.job(job_id)
    assert job.state in ("queued", "running")
    assert (await office.states()).keys() == {"queued"}


async def _failed_to_write(office: Office, runner, job_id) -> bool:
    return not runner._running and (await office.job(job_id)).state == "running"


async def _ran(seen: list, count: int) -> bool:
    return len(seen) >= count


async def _done(office: Office, job_id) -> bool:
    return (await office.job(job_id)).state == "done"
