"""The runner's gate: suspended tenants' jobs wait without a lost attempt, and every kind declares its right."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from job_office import KEY, Office

from aisle.core.jobs import JobMessage, Permanent, Runner, Undeclared
from aisle.identity.job_gate import JobGate


@dataclass(frozen=True, slots=True)
class Declared(JobMessage):
    """A job that says what it needs."""

    kind: ClassVar[str] = "gate_declared"
    queue: ClassVar[str] = "gate"
    right: ClassVar[str] = "work"

    text: str = ""


@dataclass(frozen=True, slots=True)
class Greedy(Declared):
    """A job that wants what no job may."""

    kind: ClassVar[str] = "gate_greedy"
    right: ClassVar[str] = "platform.write"


@dataclass(frozen=True, slots=True)
class Clearing(Declared):
    """A job that runs all the same."""

    kind: ClassVar[str] = "gate_clearing"
    while_resting: ClassVar[bool] = True


pytest_plugins = ["job_fixtures"]


@pytest.fixture(autouse=True)
def _own_queue(office: Office) -> None:
    office.queue, office.message = "gate", Declared


def gated(office: Office, does: Any, lease: timedelta = timedelta(seconds=30)) -> Runner:
    handlers = dict.fromkeys((Declared, Greedy, Clearing), does)
    gate = JobGate(office.worker)
    return Runner(office.worker, office.dispatcher(lease), KEY, handlers, {"gate": 2}, gate.check)


async def set_suspended(office: Office, whose: str, value: str) -> None:
    async with office.session() as session:
        store = " AND store_id = $2" if whose == "store" else ""
        arguments = session.tenant if store else session.tenant[:1]
        await session.execute(
            f"UPDATE {whose} SET suspended_at = {value} WHERE organization_id = $1{store}", *arguments
        )
        await session.execute("UPDATE job SET due_at = now() WHERE organization_id = $1", session.tenant[0])


@pytest.mark.parametrize("whose", ["tenant", "store"])
async def test_jobs_of_a_suspended_tenant_or_store_wait_and_lose_no_attempt(
    office: Office, whose: str
) -> None:
    done: list[str] = []

    async def does(message: Declared, context: Any) -> None:
        done.append(message.text)

    runner = gated(office, does)
    job_id = await office.defer("once")
    for _ in range(7):  # more often than a job may fail
        await set_suspended(office, whose, "now()")
        await runner.run_until_idle()
    waiting = await office.job(job_id)
    assert (done, waiting.state, waiting.attempt) == ([], "queued", 0)
    await set_suspended(office, whose, "NULL")
    await runner.run_until_idle()
    assert done == ["once"]


async def test_what_clears_up_runs_all_the_same(office: Office) -> None:
    done: list[str] = []

    async def does(message: Declared, context: Any) -> None:
        done.append(message.text)

    await office.defer("cleared", Clearing)
    await set_suspended(office, "tenant", "now()")
    await gated(office, does).run_until_idle()
    assert done == ["cleared"]


async def test_a_job_that_runs_when_its_tenant_is_suspended_stops_and_waits(office: Office) -> None:
    began, stopped = asyncio.Event(), asyncio.Event()

    async def does(message: Declared, context: Any) -> None:
        began.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            stopped.set()
            raise

    job_id = await office.defer("long")
    runner = gated(office, does, lease=timedelta(seconds=0.3))
    working = asyncio.create_task(runner.run_until_idle())
    await asyncio.wait_for(began.wait(), 10)
    async with office.session() as session:
        await session.execute(
            "UPDATE tenant SET suspended_at = now() WHERE organization_id = $1", session.tenant[0]
        )
    await asyncio.wait_for(stopped.wait(), 10)
    await asyncio.wait_for(working, 10)
    waiting = await office.job(job_id)
    assert (waiting.state, waiting.attempt) == ("queued", 0)


async def test_a_job_may_not_do_what_no_job_may(office: Office) -> None:
    async def does(message: Declared, context: Any) -> None:
        raise AssertionError

    job_id = await office.defer("greedy", Greedy)
    await gated(office, does).run_until_idle()
    dead = await office.job(job_id)
    assert dead.state == "dead"
    assert "platform.write" in (dead.error or "")
    assert Permanent.__name__ in (dead.error or "")


def test_a_kind_without_a_right_stops_the_start(office: Office) -> None:
    @dataclass(frozen=True, slots=True)
    class Bare(JobMessage):
        kind: ClassVar[str] = "gate_bare"
        queue: ClassVar[str] = "gate"

    async def does(message: Any, context: Any) -> None: ...

    with pytest.raises(Undeclared, match="gate_bare"):
        Runner(office.worker, office.dispatcher(), KEY, {Bare: does}, {}, JobGate(office.worker).check)
