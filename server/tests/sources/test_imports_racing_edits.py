"""Imports, runs of a source and merchants' edits at the same time: nothing accepted is lost, and nobody sees a half.

Each actor notes when it began and ended what it did. What is left at the end must be what one of the last has said: of two
that did not overlap, the later.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Generic, TypeVar
from uuid import UUID

import pytest
from merchants_words import index_of, said_of, say
from staging import World, product

from aisle.catalog import service as catalog
from aisle.catalog.edits.types import ChangeState, Edit, EditState, ProductEdit
from aisle.catalog.errors import CatalogOverridden
from aisle.catalog.overriding.laying import draft_of
from aisle.catalog.service import ImportRequest, editing
from aisle.core.db import Session
from aisle.core.errors import Conflict, Unavailable

TITLES = ("Oak lamp", "Elm lamp", "Ash lamp")  # few, so that often only a price is new
PRODUCTS = 5
TRIES = 50  # of a job that is taken up again
Value = TypeVar("Value")
Told = tuple[str, int]  # what a source says: title and price

_SEEN = """
SELECT p.title, p.overridden, p.search_hash, i.content_hash AS indexed, o.value #>> '{}' AS said FROM product p
LEFT JOIN product_override o ON o.organization_id = $1 AND o.store_id = $2 AND o.product_id = p.id AND o.field = 'title'
LEFT JOIN index_item i ON i.organization_id = $1 AND i.store_id = $2 AND i.kind = 'product' AND i.item_id = p.id
WHERE p.organization_id = $1 AND p.store_id = $2
"""


@dataclass(frozen=True)
class Deed(Generic[Value]):
    """Something that was done to one product, between two moments."""

    began: int
    ended: int
    value: Value


def last(deeds: Sequence[Deed[Value]]) -> set[Value]:
    """What may stand: whatever no other deed has come wholly after."""
    latest = max(one.began for one in deeds)
    return {one.value for one in deeds if one.ended >= latest}


@dataclass
class Race:
    """A store in which everybody is at work. told: by the file and the source; said: by merchants; None: taken back."""

    world: World
    dice: random.Random
    source: UUID
    ids: dict[str, UUID]
    told: dict[str, list[Deed[Told]]] = field(default_factory=lambda: defaultdict(list))
    said: dict[str, list[Deed[str | None]]] = field(default_factory=lambda: defaultdict(list))
    moments: Iterable[int] = field(default_factory=count)
    prices: Iterable[int] = field(default_factory=lambda: count(10))
    refused: int = 0

    def now(self) -> int:
        return next(iter(self.moments))

    def some(self) -> list[str]:
        return self.dice.sample(list(self.ids), self.dice.randint(1, 3))

    def news(self) -> dict[str, Told]:
        """What is told of some products; each price once, so that it tells who told it."""
        return {name: (self.dice.choice(TITLES), next(iter(self.prices))) for name in self.some()}

    async def pause(self, most: int = 20) -> None:
        """Let others come between."""
        for _ in range(self.dice.randrange(most)):
            await asyncio.sleep(0)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[Session]:
        """Open a transaction as a worker's job does, which waits for others longer than who is at a screen."""
        async with self.world.worker_database.open_scope(self.world.scope) as session:
            yield session

    # who is at work -----------------------------------------------------------------------------------------------
    async def sync(self) -> None:
        news, began = self.news(), self.now()
        self.world.later(minutes=1)
        records = (product(name, title, price=f"{price}.00") for name, (title, price) in news.items())
        run_id = await self.world.live(self.source, *records)
        assert await self.world.state(run_id) == "live"
        self._told(news, began)

    async def file(self) -> None:
        news, began = self.news(), self.now()
        rows = [f"thing-{name},{title},SKU-{name},{price}.00,5" for name, (title, price) in news.items()]
        request = ImportRequest("file", "\n".join(["Handle,Title,SKU,Price,Stock", *rows]).encode(), "EUR")
        async with self.world.session() as session:
            started = await catalog.start_import(session, self.world.jobs, self.world.vault, request)
        index, vault = index_of(self.world), self.world.vault
        done = await taken_up_again(
            lambda: catalog.run_import(self.at_work, vault, started.import_id, index, _nobody)
        )
        assert done is not None
        assert (done.products, done.failed) == (len(news), 0)
        self._told(news, began)

    def _told(self, news: dict[str, Told], began: int) -> None:
        ended = self.now()
        for name, one in news.items():
            self.told[name].append(Deed(began, ended, one))

    async def one_word(self) -> None:
        (name, *_), began = self.some(), self.now()
        word = None if self.dice.random() < 0.3 else f"Mine at {began}"
        try:
            if word:
                await say(self.world, self.ids[name], title=word)
            else:
                await say(self.world, self.ids[name], "title")
        except (Conflict, Unavailable):  # told to the merchant, so nothing of it may stand
            self.refused += 1
            return
        self.said[name].append(Deed(began, self.now(), word))

    async def many_words(self) -> None:
        names, began = self.some(), self.now()
        wanted = ProductEdit(set={"title": f"Edited at {began}"})
        async with self.world.session() as session:
            shown = await editing.show_edit(session, [self.ids[name] for name in names], wanted, "")
            await editing.start_edit(session, self.world.jobs, shown.id)
        await self.carry_out(shown, began)
        await self.pause(500)
        if self.dice.random() < 0.6:
            began = self.now()
            async with self.world.session() as session:
                await editing.undo_edit(session, self.world.jobs, shown.id)
            await self.carry_out(shown, began)

    async def carry_out(self, edit: Edit, began: int) -> None:
        done = await taken_up_again(
            lambda: catalog.run_edit(self.at_work, edit.id, index_of(self.world), _nobody)
        )
        assert done is not None
        ended = self.now()
        async with self.world.session() as session:
            changes = await editing.list_changes(session, edit.id, (0, ""), 100)
        after = ChangeState.DONE if done.state is EditState.APPLIED else ChangeState.UNDONE
        names = {id_: name for name, id_ in self.ids.items()}
        for one in changes:
            if one.state is after:
                before = one.stood.value if one.stood else None
                word = one.after if after is ChangeState.DONE else before
                self.said[names[one.product_id]].append(Deed(began, ended, word))

    # what must hold -----------------------------------------------------------------------------------------------
    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Have somebody look all the time, each time in one view: words, edits and index belong together."""

        async def keep_looking() -> None:
            while True:
                await self.look()
                await asyncio.sleep(0)

        task = asyncio.create_task(keep_looking())
        try:
            yield
            assert not task.done() or task.result()
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def look(self) -> None:
        async with self.world.database.open_scope(self.world.scope, one_view=True) as session:
            rows = await session.fetch(_SEEN, *session.tenant)
        assert len(rows) == PRODUCTS
        for row in rows:
            assert row["indexed"] == row["search_hash"], f"“{row['title']}” is found by other words"
            assert (row["said"] is not None) == (row["overridden"] == ["title"])
            assert row["title"] == row["said"] if row["said"] else row["title"] in TITLES

    async def settle(self) -> None:
        """Look at what is left when all have ended."""
        await self.look()
        for name, id_ in self.ids.items():
            shown = (await self.world.products())[f"thing-{name}"]
            stands = (await said_of(self.world, id_)).by_field.get("title")
            assert (stands.value if stands else None) in last(self.said[name] or [Deed(0, 0, None)])
            price = shown.variants[0].price
            assert price is not None
            own = stands.own if stands else shown.title
            assert (own, int(price.amount)) in last(self.told[name])
            assert shown.title in await self.world.find(shown.title)


async def taken_up_again(attempt: Callable[[], Awaitable[Value]]) -> Value:
    """Do a job as a worker does: what somebody came between is begun once more."""
    for _ in range(TRIES):
        with suppress(Conflict):
            return await attempt()
    raise AssertionError("The others never let it end.")


async def _nobody(done: int, total: int | None) -> None:
    pass


async def _raced(world: World, seed: int, steps: int) -> Race:
    source = await world.add_source()
    names = [str(n) for n in range(PRODUCTS)]
    await world.live(source, *(product(name, TITLES[0], price="9.00") for name in names))
    ids = {one.handle.removeprefix("thing-"): one.id for one in (await world.products()).values()}
    race = Race(world, random.Random(seed), source, ids)
    for name in names:
        race.told[name].append(Deed(-1, -1, (TITLES[0], 9)))

    async def keep_doing(deed: Callable[[], Awaitable[None]]) -> None:
        for _ in range(steps):
            await race.pause()
            await deed()

    async with race.watched(), asyncio.TaskGroup() as all_at_once:
        for deed in (race.sync, race.file, race.one_word, race.many_words):
            all_at_once.create_task(keep_doing(deed))
    await race.settle()
    return race


async def test_nothing_that_was_accepted_is_lost_while_all_are_at_work(world: World) -> None:
    race = await _raced(world, seed=3, steps=3)
    assert sum(map(len, race.said.values())) >= 4


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(20))
async def test_the_same_for_longer(world: World, seed: int) -> None:
    race = await _raced(world, seed, steps=40)
    print(f"{sum(map(len, race.said.values()))} words, {race.refused} refused")


async def test_an_import_of_prices_alone_sees_that_a_source_has_brought_other_words_meanwhile(
    world: World,
) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Oak lamp"))
    draft = draft_of((await world.products())["thing-1"])
    dearer = replace(draft, variants=tuple(replace(one, stock=77) for one in draft.variants))
    async with world.session() as session:
        planned = await catalog.plan_batch(session, [dearer])
    assert (len(planned.changed), planned.reindex) == (1, ())
    await world.live(source, product("1", "Elm lamp"))
    with pytest.raises(CatalogOverridden):
        async with world.session() as session:
            await catalog.apply_plan(session, planned, datetime.now(UTC))
    assert await world.find("elm") == ["Elm lamp"]
