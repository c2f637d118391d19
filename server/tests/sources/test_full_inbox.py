"""An inbox has an end: what does not fit is refused so that the shop sends it again, and what is old is cleared away."""

import asyncio
from datetime import timedelta

import pytest
from shops import product
from source_world import SourceWorld
from test_webhooks import Post

from aisle.core.db import Scope
from aisle.sources.hooks.clearing import Clearing
from aisle.sources.hooks.clearing_repository import Held, Kept
from aisle.sources.hooks.errors import InboxFull
from aisle.sources.hooks.jobs import ClearInbox
from aisle.sources.records import Resource

LONG, MUCH = timedelta(days=7), Held(1_000, 2**30)


@pytest.fixture
async def post(connected: SourceWorld) -> Post:
    """A shop with webhooks."""
    connected.shop.put(*(product(number) for number in range(3)))
    source = await connected.connect(Resource.PRODUCTS)
    made = Post(connected, source)
    await connected.sync(source)
    return made


async def send(post: Post, *numbers: int, secret: str | None = None) -> None:
    for number in numbers:
        await post.send(post.signed(Resource.PRODUCTS, "p1", key=f"event-{number}", secret=secret))


async def test_what_does_not_fit_is_refused_and_what_was_accepted_is_read(post: Post) -> None:
    post.receiver.most_waiting = Held(3, 2**20)
    await send(post, 1, 2, 3)
    with pytest.raises(InboxFull) as full:
        await send(post, 4)
    assert (full.value.status, full.value.extra["retry_after"]) == (503, 60)
    await send(post, 2)  # one that is there already is acknowledged
    await post.world.work()
    await send(post, 4)  # as the shop does later
    await post.world.work()
    assert await post.states() == ["read"] * 4


async def test_deliveries_that_come_at_once_do_not_pass_each_other_by(post: Post) -> None:
    post.receiver.most_waiting = Held(60, 2**20)
    sent = await asyncio.gather(*(send(post, number) for number in range(90)), return_exceptions=True)
    assert len([one for one in sent if isinstance(one, InboxFull)]) == 30
    assert len(await post.states()) == 60


async def test_few_large_deliveries_fill_an_inbox_as_many_small_ones_do(post: Post) -> None:
    size = len(post.signed(Resource.PRODUCTS, "p1", key="event-1").body)
    post.receiver.most_waiting = Held(1_000, 2 * size)
    await send(post, 1, 2)
    with pytest.raises(InboxFull):
        await send(post, 3)


async def test_one_full_inbox_fills_no_other(post: Post) -> None:
    world, secret = post.world, post.world.shop.hook_secret
    world.shops["https://other.example"] = world.shop
    other = Post(world, await world.connect(Resource.PRODUCTS))
    await world.work()  # which makes the webhooks
    for one, its_own in ((post, secret), (other, world.shop.hook_secret)):
        one.receiver.most_waiting = Held(1, 2**20)
        await send(one, 1, secret=its_own)
    with pytest.raises(InboxFull):
        await send(post, 2, secret=secret)
    assert await post.states() == ["waiting", "waiting"]


class Context:
    """A job that clears, one transaction after another."""

    def __init__(self, world: SourceWorld) -> None:
        self.world, self.scopes = world, 0

    @property
    def tenant(self) -> Scope:
        return self.world.scope

    def scope(self):  # type: ignore[no-untyped-def]
        self.scopes += 1
        return self.world.database.open_scope(self.tenant)


@pytest.mark.parametrize(
    ("kept", "left"),
    [
        (Kept(timedelta(days=3), 1_000, MUCH), 3 + 1),
        (Kept(LONG, 5, MUCH), 5 + 1),
        (Kept(LONG, 1_000, Held(2, 2**30)), 2 + 1),
        (Kept(LONG, 1_000, Held(1_000, 250)), 2 + 1),
        (Kept(LONG, 1_000, MUCH), 7 + 1),
    ],
    ids=["too old", "too many", "too many that are dead", "too many bytes that are dead", "all fit"],
)
async def test_what_need_not_be_remembered_is_cleared_in_batches(post: Post, kept: Kept, left: int) -> None:
    await send(post, *range(8))
    await post.world.sql(
        "UPDATE hook_delivery d SET state = CASE WHEN place = 8 THEN 'waiting' ELSE 'dead' END, bytes = 100,"
        " received_at = now() - make_interval(days => place::int - 1) FROM (SELECT id, row_number() OVER (ORDER BY id DESC) AS place"
        " FROM hook_delivery) AS o WHERE o.id = d.id"
    )
    context = Context(post.world)
    clearing = Clearing(kept, batch=2)
    gone = await clearing.clear(context, ClearInbox(post.source.source_id))
    states = await post.states()
    assert (gone, len(states)) == (8 - left, left)
    assert states.count("waiting") == 1  # the oldest of all, and nobody has read it
    assert context.scopes >= 3 + (8 - left) // 2


async def test_reading_has_the_inbox_cleared_later_and_once(post: Post) -> None:
    for number in range(3):
        await send(post, number)
        await post.world.work()
    rows = await post.world.sql(
        "SELECT due_at > now() + interval '5 m' AS later FROM job WHERE kind = 'clear_inbox'"
    )
    assert [row["later"] for row in rows] == [True]
