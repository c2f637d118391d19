"""A run that would take too much away waits for a person, with the difference shown."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from staging import World, product

from aisle.retrieval.evaluation.questions import save_questions
from aisle.retrieval.evaluation.types import TestQuestion
from aisle.sources.going_live import deciding
from aisle.sources.going_live.errors import RunNotWaiting
from aisle.sources.records import Resource


async def difference(world: World, run_id: UUID) -> Any:
    return await world.value("SELECT difference FROM sync_run WHERE id = $1", run_id)


async def shop_of_twenty(world: World, **settings: Any) -> UUID:
    source = await world.add_source(**settings)
    await world.live(source, *(product(str(id_), f"Thing number {id_}") for id_ in range(20)))
    world.later(hours=1)
    return source


def without(*ids: int) -> list[tuple[Resource, str]]:
    return [(Resource.PRODUCTS, str(id_)) for id_ in ids]


async def test_a_big_drop_waits_and_nothing_of_it_is_live(world: World) -> None:
    source = await shop_of_twenty(world)
    run = await world.live(source, product("7", "Renamed"), removed=without(0, 1, 2, 3, 4))
    assert await world.state(run) == "waiting"
    assert len(await world.products()) == 20
    told = await difference(world, run)
    assert told["reasons"] == ["5 of 20 products would vanish, more than 20%."]
    assert told["records"] == {"products": {"change": 1, "remove": 5}}
    changed = next(one for one in told["samples"] if one["action"] == "change")
    assert {"field": "title", "before": "Thing number 7", "after": "Renamed"} in changed["fields"]


async def test_a_small_drop_goes_live_by_itself_and_so_does_any_in_a_small_shop(world: World) -> None:
    source = await shop_of_twenty(world)
    assert await world.state(await world.live(source, removed=without(0, 1, 2, 3))) == "live"
    small = await world.add_source("small")
    await world.live(small, product("a"), product("b"))
    world.later(hours=1)
    assert await world.state(await world.live(small, removed=[(Resource.PRODUCTS, "a")])) == "live"


async def test_most_prices_changed_wait_and_the_limit_is_the_sources_own(world: World) -> None:
    source = await shop_of_twenty(world)
    dearer = [product(str(id_), f"Thing number {id_}", price="11.00") for id_ in range(11)]
    run = await world.live(source, *dearer)
    assert "11 of 20 prices would change" in (await difference(world, run))["reasons"][0]
    async with world.session() as session:
        await session.execute(
            "UPDATE source_connection SET settings = $1 WHERE source_id = $2",
            {"gate": {"prices_changed": 0.6}},
            source,
        )
    world.later(hours=1)
    assert await world.state(await world.live(source, *dearer)) == "live"


async def test_an_approved_run_goes_live_and_a_refused_one_leaves_nothing(world: World) -> None:
    source = await shop_of_twenty(world)
    first = await world.live(source, removed=without(0, 1, 2, 3, 4))
    async with world.session() as session:
        await deciding.refuse(session, world.jobs, source, first)
    await world.work()
    assert await world.state(first) == "refused"
    assert await world.leftovers() == {}
    assert len(await world.products()) == 20
    second = await world.live(source, removed=without(0, 1, 2, 3, 4))
    async with world.session() as session:
        await deciding.approve(session, world.jobs, source, second)
    await world.work()
    assert await world.state(second) == "live"
    assert len(await world.products()) == 15
    assert await world.value("SELECT approved_by FROM going_live WHERE run_id = $1", second) == "system"
    async with world.session() as session:
        with pytest.raises(RunNotWaiting):
            await deciding.approve(session, world.jobs, source, second)


async def test_a_question_that_would_not_be_answered_any_more_holds_the_run_up(world: World) -> None:
    source = await shop_of_twenty(world)
    async with world.session() as session:
        await save_questions(session, [TestQuestion("Do you have thing number 3?", products=("thing-3",))])
    run = await world.live(source, removed=without(3))
    assert await world.state(run) == "waiting"
    told = await difference(world, run)
    assert told["questions_lost"] == ["Do you have thing number 3?"]
    assert len(await world.products()) == 20
    assert len(await world.indexed()) == 20
    other = await world.live(source, removed=without(4))
    assert await world.state(other) == "live"
    assert json.dumps(told)
