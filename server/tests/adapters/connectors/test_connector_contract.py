"""What every kind of connector promises, tried on a shop of each. A kind without a world fails here."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import BaseModel, SecretStr
from worlds import NOW, World, kinds, opened, secrets_of, world_of

from aisle.adapters.connectors import KINDS
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopError
from aisle.sources.ports import Answer, Connector, Delivery, Delta, Kind, Outside, Page, Request
from aisle.sources.records import Record, Resource, record_type
from aisle.sources.records.coding import from_data, to_data

pytestmark = pytest.mark.parametrize("name", kinds())


class Instead:
    """Stands in a shop's place and gives every request one answer."""

    def __init__(self, answer: Callable[[Request], Answer]) -> None:
        self.answer, self.asked = answer, list[Request]()

    async def send(self, request: Request) -> Answer:
        """Answer."""
        self.asked.append(request)
        return self.answer(request)

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Answer."""
        yield (await self.send(request)).body


class Listened:
    """Passes requests on and remembers them."""

    def __init__(self, outside: Outside) -> None:
        self.outside, self.asked = outside, list[Request]()

    async def send(self, request: Request) -> Answer:
        """Pass on."""
        self.asked.append(request)
        return await self.outside.send(request)

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Pass on."""
        self.asked.append(request)
        async for portion in self.outside.stream(request):
            yield portion


async def _read(
    connector: Connector, resource: Resource, mark: str | None = None, cursor: str | None = None
) -> list[Page]:
    return [page async for page in connector.pages(resource, mark, cursor)]


def _records(pages: list[Page]) -> list[Record]:
    return [record for page in pages for record in page.records]


def _data(resource: Resource, pages: list[Page]) -> list[dict[str, object]]:
    return [to_data(resource, record) for record in _records(pages)]


async def _tried(name: str) -> AsyncIterator[tuple[Kind, World, Connector, Resource]]:
    kind, world = KINDS[name], world_of(name)
    for resource in world.least:
        connector = opened(kind, world)
        yield kind, world, connector, resource
        await connector.close()


def test_a_kind_describes_itself_for_a_form(name: str) -> None:
    kind = KINDS[name]
    assert kind.name == name
    assert kind.title
    assert kind.summary.endswith(".")
    for model in (kind.options, kind.credentials):
        assert model.model_json_schema()["type"] == "object"
        for field, about in model.model_fields.items():
            assert about.description, f"{field} is shown in forms and says nothing"
    assert set(world_of(name).least) <= set(kind.rules)


async def test_every_resource_is_read_to_its_end(name: str) -> None:
    async for kind, world, connector, resource in _tried(name):
        pages = await _read(connector, resource)
        records = _records(pages)
        assert len({record.id for record in records}) >= world.least[resource], resource
        assert all(isinstance(record, record_type(resource)) and record.id for record in records), resource
        assert pages[-1].cursor is None, resource
        assert all(page.cursor for page in pages[:-1]), resource
        if kind.rules[resource].delta is not Delta.NONE:
            assert pages[-1].mark, f"{resource} gives no mark for the next sync"


async def test_records_come_back_from_the_database_as_they_were(name: str) -> None:
    async for _, _, connector, resource in _tried(name):
        for data in _data(resource, await _read(connector, resource)):
            assert to_data(resource, from_data(resource, data)) == data, resource


async def test_a_stopped_read_goes_on_where_it_stopped(name: str) -> None:
    async for kind, world, connector, resource in _tried(name):
        pages = await _read(connector, resource)
        for stopped in range(min(3, len(pages) - 1)):
            other = opened(kind, world)
            rest = await _read(other, resource, cursor=pages[stopped].cursor)
            assert _data(resource, rest) == _data(resource, pages[stopped + 1 :]), resource
            assert rest[-1].mark == pages[-1].mark, resource


async def test_a_read_from_a_mark_is_a_part_of_the_whole_read(name: str) -> None:
    async for _, _, connector, resource in _tried(name):
        whole = await _read(connector, resource)
        if whole[-1].mark is None:
            continue
        since = await _read(connector, resource, mark=whole[-1].mark)
        assert {record.id for record in _records(since)} <= {record.id for record in _records(whole)}
        assert since[-1].mark, resource


async def test_ids_are_those_of_a_whole_read(name: str) -> None:
    async for kind, _, connector, resource in _tried(name):
        if not kind.rules[resource].lists_ids:
            continue
        listed = {one async for ids in connector.ids(resource) for one in ids}
        assert listed == {record.id for record in _records(await _read(connector, resource))}, resource


async def test_records_are_read_again_by_id(name: str) -> None:
    async for _, world, connector, resource in _tried(name):
        pages = await _read(connector, resource)
        some = {record.id: record for record in _records(pages)[:3]}
        again = await connector.fetch(resource, [*some, world.absent])
        assert {record.id for record in again} == set(some), resource
        assert await connector.fetch(resource, [world.absent]) == [], resource


async def test_a_look_at_the_shop_says_which_it_is(name: str) -> None:
    connector = opened(KINDS[name], world_of(name))
    assert (await connector.check()).shop


async def test_credentials_that_the_shop_does_not_know_are_to_be_fixed(name: str) -> None:
    world = world_of(name)
    if world.wrong is None:
        pytest.skip("needs no credentials")
    with pytest.raises(FixCredentials) as refused:
        await opened(KINDS[name], world, wrong=True).check()
    assert refused.value.detail
    _tells_nothing(refused.value, world.wrong)


async def test_a_page_in_place_of_data_is_told_and_no_crash(name: str) -> None:
    world = world_of(name)
    if world.reads_pages or world.is_local:
        pytest.skip("pages are what it reads")
    page = Instead(
        lambda request: Answer(request.url, 200, {"content-type": "text/html"}, b"<html>Hello</html>")
    )
    for resource in world.least:
        with pytest.raises(BrokenData):
            await _read(opened(KINDS[name], world, page), resource)


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{}", b'"text"', b"[null]", b"[[1]]", b'{"a":'])
async def test_answers_without_sense_end_a_read_in_a_known_way(name: str, body: bytes) -> None:
    world = world_of(name)
    if world.is_local:
        pytest.skip("nobody outside is asked")
    for status in (200, 204, 404, 418):
        made = Instead(lambda request, status=status: Answer(request.url, status, {}, body))  # type: ignore[misc]
        for resource in world.least:
            async with asyncio.timeout(20):
                with contextlib.suppress(ShopError):
                    assert not _records(await _read(opened(KINDS[name], world, made), resource))


async def test_a_shop_that_is_away_is_asked_a_few_times_and_left_alone(name: str) -> None:
    world = world_of(name)
    if world.is_local:
        pytest.skip("nobody outside is asked")
    for resource in world.least:
        away = Instead(lambda request: Answer(request.url, 503, {"retry-after": "2"}, b"busy"))
        with pytest.raises(RetryLater):
            await _read(opened(KINDS[name], world, away), resource)
        assert 2 <= len(away.asked) <= 8, "a shop in need is tried again, and not for ever"


async def test_secrets_are_told_to_nobody(name: str) -> None:
    world = world_of(name)
    for resource in world.least:
        listened = Listened(world.shop())
        await _read(opened(KINDS[name], world, listened), resource)
        for request in listened.asked:
            for secret in secrets_of(world.credentials):
                assert secret not in repr(request) or world.secret_in_address
                assert not any(secret in value for value in request.headers.values())


def _tells_nothing(error: ShopError, credentials: BaseModel) -> None:
    for secret in secrets_of(credentials):
        assert secret not in f"{error!r} {error.detail} {error}"


def test_secrets_of_a_form_are_secret(name: str) -> None:
    for field, about in KINDS[name].credentials.model_fields.items():
        if any(word in field for word in ("secret", "token", "password")):
            assert "SecretStr" in str(about.annotation), f"{field} would be written into logs"
    assert SecretStr("kept").get_secret_value() == "kept"


def test_only_genuine_deliveries_are_believed(name: str) -> None:
    hooks, world = KINDS[name].hooks, world_of(name)
    if hooks is None:
        pytest.skip("has no webhooks")
    assert world.deliveries, "a kind with webhooks is tried with genuine deliveries"
    for signed in world.deliveries:
        delivery, now = signed.delivery, signed.now
        other = Delivery(delivery.headers, delivery.body + b" ")
        bare = Delivery({"content-type": "application/json"}, delivery.body)
        assert hooks.verify(delivery, ["another", signed.secret], now), "two secrets hold during a rotation"
        assert not hooks.verify(other, [signed.secret], now)
        assert not hooks.verify(bare, [signed.secret], now)
        assert not hooks.verify(delivery, ["another"], now)
        assert not hooks.verify(delivery, [], now)


def test_a_delivery_that_comes_twice_has_one_key(name: str) -> None:
    hooks, world = KINDS[name].hooks, world_of(name)
    if hooks is None:
        pytest.skip("has no webhooks")
    keys = {hooks.key(signed.delivery) for signed in world.deliveries}
    assert keys == {hooks.key(replace(signed.delivery)) for signed in world.deliveries}
    assert all(keys)


def test_deliveries_are_read_as_hints(name: str) -> None:
    hooks, world = KINDS[name].hooks, world_of(name)
    if hooks is None:
        pytest.skip("has no webhooks")
    for signed in world.deliveries:
        events = hooks.events(signed.delivery)
        assert signed.events is None or len(events) == signed.events
        for event in events:
            assert event.resource is None or event.resource in KINDS[name].rules
            assert event.happened_at is None or event.happened_at <= NOW + timedelta(days=365)
    for body in (b"", b"null", b"[]", b"{}", b"\xff", b'{"id": null}', b'{"id": {}}'):
        _read_or_refused(KINDS[name], Delivery(world.deliveries[0].delivery.headers, body))


def _read_or_refused(kind: Kind, delivery: Delivery) -> None:
    assert kind.hooks is not None
    try:
        kind.hooks.events(delivery)
        assert kind.hooks.key(delivery)
    except BrokenData:
        pass
