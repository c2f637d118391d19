"""Edits of many products: a worker may die at any statement, an import may come between, and ten thousand are one edit."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from merchants_words import edit, index_of, said_of, say, undo
from staging import World, product

from aisle.catalog import service as catalog
from aisle.catalog.edits.types import EditState, Listed, ProductEdit
from aisle.catalog.errors import CatalogOverridden
from aisle.catalog.overriding.laying import draft_of
from aisle.catalog.service import edit_running, editing
from aisle.core.db import Session
from mortal import Killed, MortalDatabase

MANY = 10_000
STAGED = 1_000


async def shop_of(world: World, count: int) -> None:
    source = await world.add_source()
    for start in range(0, count, STAGED):  # each staged within the life of one signed context
        some = range(start, min(start + STAGED, count))
        await world.live(source, *(product(str(n), f"Thing number {n}") for n in some))


async def test_an_edit_is_whole_however_often_its_worker_dies(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (edit_running, editing):
        monkeypatch.setattr(place, "PORTION", 3)
    await shop_of(world, 8)
    mortal, dice = MortalDatabase(world.worker_database), random.Random(5)

    @asynccontextmanager
    async def mortal_scope() -> AsyncIterator[Session]:
        async with mortal.open_scope(world.scope) as session:
            yield session

    async def report(done: int, total: int | None) -> None:
        pass

    async with world.session() as session:
        shown = await editing.show_edit(session, Listed(), ProductEdit(set={"title": "Edited"}), "")
    deaths = 0
    for start, title in ((editing.start_edit, "Edited"), (editing.undo_edit, "Thing number 0")):
        async with world.session() as session:
            await start(session, world.jobs, shown.id)
        for life in range(1000):
            mortal.live(dice.randrange(10 + 3 * life))
            try:
                done = await catalog.run_edit(mortal_scope, shown.id, index_of(world), report)
            except Killed:
                deaths += 1
                continue
            break
        assert done is not None
        assert (done.products, done.left) == (8, 0)
        assert (await world.products())["thing-0"].title == title
        assert len(await world.find(title)) == 8
    assert done.state is EditState.UNDONE
    assert deaths > 4


async def test_what_is_said_between_an_imports_plan_and_its_writing_is_not_written_over(world: World) -> None:
    await shop_of(world, 1)
    one = (await world.products())["thing-0"]
    draft = replace(draft_of(one), title="From the file")
    async with world.session() as session:
        planned = await catalog.plan_batch(session, [draft])
    await say(world, one.id, title="Mine")
    with pytest.raises(CatalogOverridden):
        async with world.session() as session:
            await catalog.apply_plan(session, planned, datetime.now(UTC))
    async with world.session() as session:
        await catalog.apply_plan(session, await catalog.plan_batch(session, [draft]), datetime.now(UTC))
    assert (await world.products())["thing-0"].title == "Mine"
    assert (await said_of(world, one.id)).own == {"title": "From the file"}


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_ten_thousand_products_are_edited_and_undone(world: World) -> None:
    await shop_of(world, MANY)
    ids = [one.id for one in (await world.products()).values()]
    began = time.monotonic()
    done = await edit(world, ids, ProductEdit(set={"brand": "Lux"}, add_tags=("new",)))
    edited = time.monotonic()
    assert (done.products, done.changes, done.left) == (MANY, 2 * MANY, 0)
    assert {(one.brand, one.tags) for one in (await world.products()).values()} == {("Lux", ("new",))}
    undone = await undo(world, done.id)
    print(f"{MANY} products edited in {edited - began:.1f} s, undone in {time.monotonic() - edited:.1f} s")
    assert (undone.state, undone.left) == (EditState.UNDONE, 0)
    assert {(one.brand, one.overridden) for one in (await world.products()).values()} == {(None, ())}
