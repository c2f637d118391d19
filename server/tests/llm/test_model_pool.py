"""The pool: queries never behind passages, back-pressure, cancellation, clean closing."""

import asyncio
import os
import threading

import pytest

from aisle.llm.errors import EmbedderBusy, EmbedderUnavailable
from aisle.llm.pool import PASSAGE_NICENESS, ModelPool
from aisle.llm.ports import EmbeddingKind

QUERY, PASSAGE = EmbeddingKind.QUERY, EmbeddingKind.PASSAGE


@pytest.fixture
async def pool():
    pool = ModelPool(1, waiting_passages=1, waiting_queries=1)
    yield pool
    await pool.close()


async def begun(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, 5)


class Gate:
    """A call that begins and then stays until it is let go."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.let_go.wait(5)
        return "done"


async def test_runs_calls_outside_the_event_loop(pool):
    assert await pool.run(PASSAGE, threading.get_ident) != threading.get_ident()


async def test_a_query_does_not_wait_behind_passages(pool):
    gate = Gate()
    passage = asyncio.create_task(pool.run(PASSAGE, gate))
    await begun(gate.begun)
    assert await pool.run(QUERY, lambda: "answer") == "answer"
    gate.let_go.set()
    assert await passage == "done"


async def test_passage_threads_give_way(pool):
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    assert await pool.run(PASSAGE, niceness) == PASSAGE_NICENESS
    assert await pool.run(QUERY, niceness) < PASSAGE_NICENESS


async def test_callers_with_passages_wait_for_a_place(pool):
    gate = Gate()
    calls = [asyncio.create_task(pool.run(PASSAGE, gate)) for _ in range(6)]
    await begun(gate.begun)
    assert pool._passages._work_queue.qsize() <= 1
    gate.let_go.set()
    assert await asyncio.gather(*calls) == ["done"] * 6


async def test_refuses_queries_when_too_many_wait(pool):
    gate = Gate()
    accepted = [asyncio.create_task(pool.run(QUERY, gate)) for _ in range(2)]
    await begun(gate.begun)
    with pytest.raises(EmbedderBusy):
        await pool.run(QUERY, gate)
    gate.let_go.set()
    assert await asyncio.gather(*accepted) == ["done"] * 2


async def test_a_cancelled_call_that_waits_never_begins(pool):
    gate, began = Gate(), threading.Event()
    first = asyncio.create_task(pool.run(PASSAGE, gate))
    await begun(gate.begun)
    waiting = asyncio.create_task(pool.run(PASSAGE, began.set))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    gate.let_go.set()
    await first
    await pool.run(PASSAGE, lambda: None)
    assert not began.is_set()


async def test_places_of_cancelled_calls_are_free_again(pool):
    for _ in range(10):
        call = asyncio.create_task(pool.run(PASSAGE, lambda: None))
        await asyncio.sleep(0)
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
    assert await asyncio.wait_for(pool.run(PASSAGE, lambda: "free"), 5) == "free"


async def test_an_error_of_the_call_reaches_the_caller(pool):
    with pytest.raises(ZeroDivisionError):
        await pool.run(QUERY, lambda: 1 / 0)


async def test_closing_finishes_what_runs_and_refuses_what_waits():
    pool, gate = ModelPool(1), Gate()
    running = asyncio.create_task(pool.run(PASSAGE, gate))
    await begun(gate.begun)
    waiting = asyncio.create_task(pool.run(PASSAGE, lambda: "never"))
    await asyncio.sleep(0)
    closing = asyncio.create_task(pool.close())
    with pytest.raises(EmbedderUnavailable):
        await waiting
    gate.let_go.set()
    await closing
    assert await running == "done"
    with pytest.raises(EmbedderUnavailable):
        await pool.run(QUERY, lambda: "never")
