"""Whatever a shop does between reads and during them, after one reconcile that it leaves in peace the copy equals it exactly."""

import random
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from shops import product, stock
from source_world import SourceWorld

from aisle.sources.errors import BrokenData, RetryLater
from aisle.sources.fake import FakeShop, Killed
from aisle.sources.going_live import deciding
from aisle.sources.records import OrderRecord, Resource
from aisle.sources.records.coding import to_data
from aisle.sources.syncing.types import Mode, Named, RunState

PRODUCTS, STOCK, ORDERS = Resource.PRODUCTS, Resource.STOCK, Resource.ORDERS
READ = (PRODUCTS, STOCK, ORDERS)


@dataclass
class Chance:
    """Changes a shop at random, and misbehaves."""

    shop: FakeShop
    dice: random.Random
    quiet: bool = False
    kills: int = 0
    fresh: int = 100
    changed: list[tuple[Resource, str]] = field(default_factory=list)

    def change(self) -> None:
        """Change, add or remove a record, sometimes silently."""
        self.shop.now.move(timedelta(seconds=self.dice.randrange(90)))  # type: ignore[attr-defined]
        resource = self.dice.choice(READ)
        kept = sorted(self.shop.records(resource))
        what = self.dice.random()
        if what < 0.25 and kept:
            one = self.dice.choice(kept)
            self.shop.remove(resource, one)
        elif what < 0.6 and kept:
            one = self.dice.choice(kept)
            record: Any = self.shop.records(resource)[one]
            # Only of products the shop says that they change without a word.
            silent = resource is PRODUCTS and self.dice.random() < 0.3
            self.shop.put(self._other(resource, record), silent=silent)
        else:
            self.fresh += 1
            one = self._new(resource)
        self.changed.append((resource, one))

    def hook(self, _resource: Resource, _number: int) -> None:
        """Do something while a page is read."""
        if self.quiet:
            return
        while self.dice.random() < 0.4:
            self.change()
        if self.kills and self.dice.random() < 0.15:
            self.kills -= 1
            raise Killed

    def _other(self, resource: Resource, record: Any) -> Any:
        number = self.dice.randrange(1000)
        if resource is PRODUCTS:
            return replace(record, title=f"Title {number}")
        if resource is STOCK:
            return replace(record, quantity=number - 500)
        return replace(record, note=f"Note {number}")

    def _new(self, resource: Resource) -> str:
        made: Any = {PRODUCTS: product, STOCK: lambda n: stock(n, n)}.get(resource, _order)(self.fresh)
        self.shop.put(made)
        return str(made.id)


def _order(number: int) -> OrderRecord:
    return OrderRecord(f"o{number}", f"#{number}")


async def live_through(world: SourceWorld, seed: int, turns: int) -> Chance:
    """Read a shop that changes all the time, with kills, faults and lost events; then reconcile it in peace."""
    dice = random.Random(seed)
    shop = world.shop
    chance = Chance(shop, dice, kills=3)
    shop.page_size, shop.drifts = dice.randrange(1, 6), dice.random() < 0.4
    for _ in range(dice.randrange(20)):
        chance.change()
    source = await world.connect(*READ)
    shop.hook = chance.hook
    for _ in range(turns):
        chance.changed.clear()
        for _ in range(dice.randrange(6)):
            chance.change()
        # Of events one in three is lost; the others come in any order, some twice.
        events = [one for one in chance.changed * 2 if dice.random() < 0.33]
        for resource, one in dice.sample(events, len(events)):
            await pushed(world, source, resource, one)
        if dice.random() < 0.2:
            shop.fail(None, dice.choice([RetryLater("busy", retry_after=0), BrokenData("<html>")]))
        await read(
            world, source, dice.choice([Mode.INCREMENTAL, Mode.INCREMENTAL, Mode.RECONCILE, Mode.FULL])
        )
    chance.quiet = True
    shop.faults.clear()
    shop.now.move(timedelta(minutes=5))  # type: ignore[attr-defined]
    await read(world, source, Mode.RECONCILE)
    for resource in READ:
        copy = await world.copy(source, resource)
        there = {one: timeless(to_data(resource, record)) for one, record in shop.records(resource).items()}
        assert {one: timeless(data) for one, data in copy.items()} == there, (seed, resource)
    return chance


async def read(world: SourceWorld, source: Any, mode: Mode) -> None:
    """Read to the end, through kills and rests; a person lets through what takes much away, as these shops do."""
    run = await world.start(source, mode)
    for _ in range(20):
        await world.work_through_kills()
        state = (await world.run(run.id)).state
        if state is RunState.WAITING:
            async with world.database.open_scope(world.scope) as session:
                await deciding.approve(session, world.jobs, source.source_id, run.id)
        elif state.ended:
            break
        await world.hurry()
    assert (await world.run(run.id)).state in (RunState.LIVE, RunState.FAILED)


async def pushed(world: SourceWorld, source: Any, resource: Resource, one: str) -> None:
    """Tell of a change."""
    quiet, world.shop.hook = world.shop.hook, None
    await world.push(source, Named(resource, (one,)))
    world.shop.hook = quiet


def timeless(data: Any) -> dict[str, Any]:
    """Leave the time of change out: it may move alone."""
    return {name: value for name, value in data.items() if name != "updated_at"}


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_copy_equals_the_shop_after_one_quiet_reconcile(connected: SourceWorld, seed: int) -> None:
    await live_through(connected, seed, turns=3)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(100, 140))
async def test_forty_shops_that_never_rest(connected: SourceWorld, seed: int) -> None:
    await live_through(connected, seed, turns=8)
