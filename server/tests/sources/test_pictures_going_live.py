"""What products look like goes live with them: by photo, too, a shopper meets what was before or what comes after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from galleries import Gallery, hang_up, seen_on
from staging import World, product, world_of

from aisle.adapters.picture_embedders import GridEmbedder
from aisle.core.jobs import JobContext, JobMessage
from aisle.retrieval.jobs import ReadPictures
from aisle.retrieval.pictures import ahead, following
from aisle.retrieval.pictures.ahead import PicturesAhead
from aisle.retrieval.pictures.following import PictureFollower
from aisle.sources.records import Picture, ProductRecord
from aisle.sources.syncing.jobs import GoLive

OLD, NEW = "https://shop.example/old.png", "https://shop.example/new.png"


@pytest.fixture
async def world(new_store: Any, database: Any, worker_database: Any, dispatcher_database: Any) -> World:
    store = await new_store(pictures=GridEmbedder.name)
    return world_of(store, database, worker_database, dispatcher_database)


def lamp(*addresses: str, id_: str = "1") -> ProductRecord:
    return product(id_, pictures=tuple(Picture(one) for one in addresses))


async def id_of(world: World, handle: str = "thing-1") -> UUID:
    return (await world.products())[handle].id


async def context(world: World, message: JobMessage) -> JobContext:
    async with world.session() as session:
        job_id = await world.jobs.defer(session, message)
    claims = {one.job_id: one for one in await world.dispatcher.claim(message.queue, 100, [])}
    return JobContext(world.worker_database, claims[job_id])


async def follow(world: World, gallery: Gallery) -> int:
    """Do what the job does that looks over a store's pictures."""
    return await PictureFollower(GridEmbedder(), gallery).follow(await context(world, ReadPictures()))


async def test_a_product_is_found_by_its_new_picture_from_the_switch_on(world: World) -> None:
    hang_up(world)
    source = await world.add_source()
    await world.live(source, lamp(OLD), lamp(OLD, id_="2"))
    one, other = await id_of(world), await id_of(world, "thing-2")
    assert sorted(await seen_on(world, OLD)) == sorted([one, other])
    await world.live(source, lamp(NEW))
    assert (await seen_on(world, NEW), await seen_on(world, OLD)) == ([one], [other])
    await world.live(source, lamp())
    assert await seen_on(world, NEW) == []


async def test_what_cannot_be_read_in_time_follows_and_the_old_picture_stays_until_then(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AGAIN_SECONDS", 0.0)
    gallery = hang_up(world)
    source = await world.add_source()
    await world.live(source, lamp(OLD))
    one = await id_of(world)
    gallery.away.add(NEW)
    await world.live(source, lamp(NEW))
    assert (await seen_on(world, OLD), await seen_on(world, NEW)) == ([one], [])
    gallery.away.clear()
    assert await follow(world, gallery) == 0
    assert (await seen_on(world, OLD), await seen_on(world, NEW)) == ([], [one])


async def test_a_run_of_many_pictures_goes_live_without_waiting_for_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MOST", 2)
    gallery = hang_up(world)
    source = await world.add_source()
    await world.live(source, *(lamp(f"https://shop.example/{n}.png", id_=str(n)) for n in range(3)))
    assert (gallery.asked, await seen_on(world, "https://shop.example/2.png")) == ([], [])
    await follow(world, gallery)
    assert await seen_on(world, "https://shop.example/2.png") == [await id_of(world, "thing-2")]


async def test_an_event_of_the_shop_does_not_wait_for_pictures(world: World) -> None:
    gallery = hang_up(world)
    source = await world.add_source()
    await world.live(source, lamp(OLD), mode="push")
    assert (gallery.asked, await id_of(world) is not None) == ([], True)


async def test_pictures_that_were_read_ahead_are_kept_until_their_run_goes_live(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    gallery = hang_up(world)
    source = await world.add_source()
    await world.live(source, lamp(OLD))
    run_id = await world.stage(source, lamp(NEW))
    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(PicturesAhead, "show", _die)
        await world.going_live.run(await context(world, GoLive(run_id)), run_id)
    await follow(world, gallery)
    async with world.session() as session:
        kept = await session.fetch("SELECT address FROM picture WHERE store_id = $1", session.tenant[1])
    assert {row["address"] for row in kept} == {OLD, NEW}


async def _die(*_: Any) -> None:
    raise RuntimeError("The worker goes just before the switch is done.")
