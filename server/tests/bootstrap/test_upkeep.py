"""What workers do now and then: everything once, by one of them, whatever fails."""

import asyncio
from types import SimpleNamespace
from typing import Any

from aisle.core.db import Database
from aisle.worker.upkeep import ROUNDS, keep_house, make_rounds


def parts_on(database: Database) -> Any:
    return SimpleNamespace(dispatcher=SimpleNamespace(database=database))


async def test_failing_round_keeps_no_other(dispatcher_database: Database) -> None:
    made: list[str] = []

    async def fail(_: Any) -> None:
        made.append("failed")
        raise RuntimeError("no")

    async def work(_: Any) -> int:
        made.append("worked")
        return 1

    assert await make_rounds(parts_on(dispatcher_database), {"one": fail, "two": work})
    assert made == ["failed", "worked"]


async def test_two_workers_do_not_make_rounds_at_once(dispatcher_database: Database) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_: Any) -> None:
        begun.set()
        await go_on.wait()

    parts = parts_on(dispatcher_database)
    first = asyncio.create_task(make_rounds(parts, {"slow": slow}))
    await begun.wait()
    assert not await make_rounds(parts, {"slow": slow})
    go_on.set()
    assert await first
    assert await make_rounds(parts, {"slow": slow})


async def test_database_that_is_away_ends_nothing() -> None:
    away = Database("postgresql://nobody@127.0.0.1:9/none", None)  # type: ignore[arg-type]
    assert await make_rounds(parts_on(away), {})


async def test_rounds_are_made_again(dispatcher_database: Database) -> None:
    times, thrice = 0, asyncio.Event()

    async def count(_: Any) -> None:
        nonlocal times
        times += 1
        if times == 3:
            thrice.set()

    task = asyncio.create_task(keep_house(parts_on(dispatcher_database), 0.001, {"count": count}))
    async with asyncio.timeout(10):
        await thrice.wait()
    task.cancel()


def test_heads_are_kept_and_old_entries_go() -> None:
    assert {"audit heads", "old audit entries"} <= ROUNDS.keys()
