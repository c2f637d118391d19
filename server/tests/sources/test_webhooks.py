"""Webhooks: stored before they are acknowledged, read once however often they come, and nothing forged is let in."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from shops import product, stock
from source_world import SourceWorld

from aisle.core.db import Scope
from aisle.sources.connections.types import Connection
from aisle.sources.fake.hooks import SENT, SIGNATURE, FakeHooks, delivery_of, signature
from aisle.sources.hooks.addresses import Addresses
from aisle.sources.hooks.checking import HookKeeper, ask_for_checks
from aisle.sources.hooks.errors import DeliveryNotFound, HookNotFound, HookRefused, NoHooks
from aisle.sources.hooks.jobs import CheckHooks, ReadDeliveries
from aisle.sources.hooks.reading import Inbox, gathered
from aisle.sources.hooks.receiving import Receiver
from aisle.sources.hooks.secrets import SecretBox
from aisle.sources.hooks.types import DeliveryState
from aisle.sources.ports import Broken, Delivery, Event
from aisle.sources.records import Resource

ADDRESSES = Addresses(b"k" * 32)
PUBLIC = "https://aisle.example"


class Post:
    """The way from a connected shop to its store."""

    def __init__(self, world: SourceWorld, source: Connection, public_url: str | None = PUBLIC) -> None:
        self.world, self.source = world, source
        opening = world.service.opening
        self.now = opening.now
        self.receiver = Receiver(opening, world.jobs, ADDRESSES)
        self.keeper = HookKeeper(opening, world.jobs, ADDRESSES, public_url)
        inbox = Inbox(opening, world.jobs)
        world.more_handlers = {
            ReadDeliveries: lambda message, context: inbox.read(context, message),
            CheckHooks: lambda message, context: self.keeper.check(context, message),
        }

    @property
    def name(self) -> str:
        return ADDRESSES.name_of(self.world.scope, self.source.source_id)

    def signed(self, resource: Resource, *ids: str, secret: str | None = None, **said: Any) -> Delivery:
        return delivery_of(secret or self.world.shop.hook_secret, resource, ids, self.now(), **said)

    async def send(self, delivery: Delivery, name: str | None = None) -> None:
        await self.receiver.receive(name or self.name, delivery)

    async def states(self) -> list[str]:
        rows = await self.world.sql("SELECT state FROM hook_delivery ORDER BY id")
        return [row["state"] for row in rows]


@pytest.fixture
async def post(connected: SourceWorld) -> Post:
    """A shop that was read, with webhooks that are registered."""
    connected.shop.put(*(product(number) for number in range(3)), *(stock(number, 5) for number in range(3)))
    source = await connected.connect(Resource.PRODUCTS, Resource.STOCK)
    made = Post(connected, source)
    await connected.sync(source)
    return made


async def test_change_is_seen_without_a_schedule(post: Post) -> None:
    post.world.shop.put(replace(product(1), title="Changed"))
    await post.send(post.signed(Resource.PRODUCTS, "p1"))
    await post.world.work()
    copy = await post.world.copy(post.source, Resource.PRODUCTS)
    assert copy["p1"]["title"] == "Changed"
    assert await post.states() == ["read"]


async def test_what_is_gone_goes(post: Post) -> None:
    post.world.shop.remove(Resource.PRODUCTS, "p2")
    await post.send(post.signed(Resource.PRODUCTS, "p2", removed=True))
    await post.world.work()
    assert set(await post.world.copy(post.source, Resource.PRODUCTS)) == {"p0", "p1"}


async def test_repeated_delivery_is_one(post: Post) -> None:
    delivery = post.signed(Resource.PRODUCTS, "p1", key="event-1")
    for _ in range(10):
        await post.send(delivery)
    await post.send(post.signed(Resource.PRODUCTS, "p1", key="event-1"))  # signed anew, as shops do
    await post.world.work()
    assert await post.states() == ["read"]
    runs = await post.world.sql("SELECT id FROM sync_run WHERE mode = 'push'")
    assert len(runs) == 1


async def test_burst_reads_each_record_once(post: Post) -> None:
    before = dict(post.world.shop.asked)
    for number in range(40):
        await post.send(post.signed(Resource.PRODUCTS, f"p{number % 3}", key=f"event-{number}"))
    await post.world.work()
    runs = await post.world.sql("SELECT named FROM sync_run WHERE mode = 'push'")
    assert sorted(one["ids"][0] for run in runs for one in run["named"]) == ["p0", "p1", "p2"]
    assert post.world.shop.asked == before  # no pages: records alone


async def test_event_that_comes_late_does_not_take_stock_back(post: Post) -> None:
    shop = post.world.shop
    shop.put(stock(1, 3))
    newer = shop.records(Resource.STOCK)["v1"]
    older = replace(newer, quantity=9, updated_at=newer.updated_at - timedelta(minutes=5))
    for number, one in enumerate((newer, older)):
        at = one.updated_at.isoformat()
        await post.send(post.signed(Resource.STOCK, "v1", key=f"s{number}", records=[one], at=at))
        await post.world.work()
    assert (await post.world.copy(post.source, Resource.STOCK))["v1"]["quantity"] == 3


@pytest.mark.parametrize("fault", ["secret", "body", "time", "no signature", "other source"])
async def test_what_is_not_signed_as_agreed_is_refused(post: Post, fault: str) -> None:
    good = post.signed(Resource.PRODUCTS, "p1")
    old = delivery_of(
        post.world.shop.hook_secret, Resource.PRODUCTS, ["p1"], post.now() - timedelta(minutes=6)
    )
    forged = {
        "secret": post.signed(Resource.PRODUCTS, "p1", secret="guessed"),
        "body": Delivery(good.headers, good.body.replace(b"p1", b"p2")),
        "time": old,
        "no signature": Delivery({SENT: good.headers[SENT]}, good.body),
        "other source": good,
    }[fault]
    name = None
    if fault == "other source":
        post.world.shops["https://other.example"] = (
            post.world.shop
        )  # which gives the next source another name
        other = await post.world.connect(Resource.PRODUCTS)
        await post.world.work()
        name = ADDRESSES.name_of(post.world.scope, other.source_id)
        forged = delivery_of("of another", Resource.PRODUCTS, ["p1"], post.now())
    with pytest.raises(HookRefused):
        await post.send(forged, name)
    assert await post.states() == []


async def test_address_cannot_be_made_up(post: Post) -> None:
    scope = post.world.scope
    stranger = Scope(uuid4(), uuid4(), "test")
    names = [
        "x",
        "A" * 86,
        post.name[:-1] + ("A" if post.name[-1] != "A" else "B"),
        Addresses(b"o" * 32).name_of(scope, post.source.source_id),
        ADDRESSES.name_of(scope, uuid4()),
        ADDRESSES.name_of(stranger, post.source.source_id),
    ]
    for name in names:
        with pytest.raises(HookNotFound):
            await post.send(post.signed(Resource.PRODUCTS, "p1"), name)
    assert await post.states() == []


async def test_removed_source_takes_nothing_in(post: Post) -> None:
    await post.world.service.remove(post.world.scope, post.source.source_id)
    post.receiver._known.clear()  # what is remembered holds for seconds
    with pytest.raises(HookNotFound):
        await post.send(post.signed(Resource.PRODUCTS, "p1"))


async def test_delivery_that_cannot_be_read_stays_until_somebody_has_it_read_again(post: Post) -> None:
    broken = post.signed(Resource.PRODUCTS, "p1", key="odd")
    body = json.dumps({"resource": "unheard of", "ids": []}).encode()
    secret = post.world.shop.hook_secret
    sent = broken.headers[SENT]
    await post.send(Delivery({**broken.headers, SIGNATURE: signature(secret, sent, body)}, body))
    await post.send(post.signed(Resource.PRODUCTS, "p1", key="good"))
    await post.world.work()
    assert await post.states() == ["dead", "read"]
    scope, source = post.world.scope, post.source.source_id
    (dead,) = await post.keeper.deliveries(scope, source, DeliveryState.DEAD, None, 10)
    assert dead.reason
    await post.keeper.replay(scope, source, dead.id)
    await post.world.work()
    assert await post.states() == ["dead", "read"]  # it is as odd as before, and was read again
    (good,) = await post.keeper.deliveries(scope, source, DeliveryState.READ, None, 10)
    with pytest.raises(DeliveryNotFound):
        await post.keeper.replay(scope, source, good.id)


async def test_bodies_go_once_they_were_read(post: Post) -> None:
    await post.send(post.signed(Resource.PRODUCTS, "p1"))
    await post.world.work()
    rows = await post.world.sql("SELECT body, bytes FROM hook_delivery")
    assert [(row["body"], row["bytes"] > 0) for row in rows] == [(b"", True)]


async def test_nothing_accepted_is_lost_when_the_worker_dies(post: Post) -> None:
    post.world.shop.put(replace(product(1), title="Changed"))
    await post.send(post.signed(Resource.PRODUCTS, "p1"))
    await post.world.sql(
        "UPDATE job SET state = 'running', lease_until = now() - interval '1 s' WHERE kind = 'read_deliveries' AND state = 'queued'"
    )
    await post.world.come_back()
    await post.world.hurry()
    await post.world.work()
    assert (await post.world.copy(post.source, Resource.PRODUCTS))["p1"]["title"] == "Changed"


# at the shop ------------------------------------------------------------------------------------------------------


async def test_webhooks_are_made_when_a_source_is_connected(post: Post) -> None:
    state = await post.keeper.state(post.world.scope, post.source.source_id)
    assert [one.address for one in state.subscriptions] == [f"{PUBLIC}/api/v1/hooks/{post.name}"]
    assert (state.code, len(post.world.shop.hook_secret) >= 32) == (None, True)


async def test_webhook_that_the_shop_switched_off_is_mended_by_the_rounds(post: Post) -> None:
    shop = post.world.shop
    shop.subscriptions["records"] = replace(shop.subscriptions["records"], broken="switched off")
    await post.world.sql("UPDATE source_hook SET next_check_at = now()")
    assert await ask_for_checks(post.world.database, post.world.dispatch, post.world.jobs) == 1
    await post.world.work()
    assert shop.subscriptions["records"].broken is None


async def test_a_check_that_cannot_be_made_does_not_keep_others_from_theirs(post: Post) -> None:
    """It was asked for; the next round asks for those behind it."""
    await post.world.sql("UPDATE source_hook SET next_check_at = now()")
    asked = [
        await ask_for_checks(post.world.database, post.world.dispatch, post.world.jobs) for _ in range(2)
    ]
    assert asked[0] >= 1
    rows = await post.world.sql("SELECT next_check_at > now() AS later FROM source_hook")
    assert [row["later"] for row in rows] == [True]


async def test_new_secret_is_used_and_the_one_before_believed_for_a_day(post: Post) -> None:
    old = post.world.shop.hook_secret
    await post.keeper.ask(post.world.scope, post.source.source_id, rotates=True)
    await post.world.work()
    assert post.world.shop.hook_secret != old
    post.receiver._known.clear()
    await post.send(post.signed(Resource.PRODUCTS, "p1", secret=old, key="a"))
    await post.send(post.signed(Resource.PRODUCTS, "p1", key="b"))
    later = post.now() + timedelta(hours=25)
    post.receiver.opening = replace(post.receiver.opening, now=lambda: later)
    post.receiver._known.clear()
    with pytest.raises(HookRefused):
        await post.send(delivery_of(old, Resource.PRODUCTS, ["p1"], later))


async def test_without_a_public_address_it_says_what_to_do(connected: SourceWorld) -> None:
    source = await connected.connect(Resource.PRODUCTS)
    post = Post(connected, source, public_url=None)
    await connected.work()
    state = await post.keeper.state(connected.scope, source.source_id)
    assert state.code == "source_not_allowed"
    assert "AISLE_PUBLIC_URL" in (state.detail or "")
    assert connected.shop.subscriptions == {}


async def test_secrets_are_sealed(post: Post) -> None:
    rows = await post.world.sql("SELECT secrets_sealed FROM source_hook")
    assert post.world.shop.hook_secret.encode() not in bytes(rows[0]["secrets_sealed"])


async def test_kind_without_webhooks_says_so(post: Post) -> None:
    kind = post.world.service.kinds["fake"]
    kind.hooks = None  # type: ignore[misc]
    with pytest.raises(NoHooks):
        await post.keeper.ask(post.world.scope, post.source.source_id)
    post.receiver._known.clear()
    with pytest.raises(HookNotFound):
        await post.send(post.signed(Resource.PRODUCTS, "p1"))


def test_of_several_events_the_newest_stands_whatever_their_order() -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    newer = Event(Resource.STOCK, ["v1"], happened_at=at, records=[stock(1, 3)])
    older = Event(Resource.STOCK, ["v1"], happened_at=at - timedelta(minutes=1), records=[stock(1, 9)])
    for events in ([newer, older], [older, newer]):
        (named,) = gathered(events)
        assert (named.happened_at, named.records[0]["quantity"]) == (at, 3)
    (named,) = gathered(
        [newer, Event(Resource.STOCK, ["v1"])]
    )  # only a hint, and nobody knows when: read again
    assert named.records == ()


async def test_record_that_cannot_be_read_again_is_not_taken_for_gone(post: Post) -> None:
    post.world.shop.broken[Resource.PRODUCTS, "p1"] = Broken("p1", "title", "It is a number.", {"title": 7})
    await post.send(post.signed(Resource.PRODUCTS, "p1"))
    await post.world.work()
    assert "p1" in await post.world.copy(post.source, Resource.PRODUCTS)
    problems = await post.world.sql("SELECT external_id, code FROM source_problem")
    assert [tuple(row) for row in problems] == [("p1", "unreadable")]


class PublishingHooks(FakeHooks):
    """Of a shop that publishes its keys."""

    def __init__(self) -> None:
        self.keys = "jwks:one"

    def own_secret(self, credentials: Any) -> str:  # type: ignore[override]
        return ""

    async def published(self, connector: Any) -> str:
        return self.keys


async def test_published_keys_are_kept_and_old_ones_believed_for_a_day(post: Post, monkeypatch) -> None:
    hooks = PublishingHooks()
    opening = post.world.service.opening
    monkeypatch.setattr(opening.kinds["fake"], "hooks", hooks)
    for hooks.keys in ("jwks:one", "jwks:two"):
        await post.keeper.ask(post.world.scope, post.source.source_id)
        await post.world.work()
    async with opening.database.open_scope(post.world.scope) as session:
        kept = await SecretBox(opening.vault).get(session, post.source.source_id)
    assert (kept[0].value, kept[0].until) == ("jwks:two", None)
    assert next(one.until for one in kept if one.value == "jwks:one") is not None
    with pytest.raises(NoHooks):
        await post.keeper.ask(post.world.scope, post.source.source_id, rotates=True)
