"""A real shop, Vendure of npm, connected by configuration alone: after everything that happens the copy is the shop, field by field."""

from __future__ import annotations

import json
import random
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import aiohttp
import pytest
from source_world import SourceWorld
from vendure_admin import Desk, Facts

from aisle.adapters.connectors import KINDS
from aisle.adapters.connectors.outside import GuardedOutside
from aisle.core.clock import SystemClock
from aisle.core.http.egress import GuardedFetch
from aisle.core.settings.egress import EgressAllow
from aisle.sources.connections.opening import Opening
from aisle.sources.connections.types import Connection
from aisle.sources.connections.wanted import WantedReading, WantedSource
from aisle.sources.fake import Killed
from aisle.sources.going_live.immediate import ImmediateFacts
from aisle.sources.ports import Answer, Request
from aisle.sources.records import Resource
from aisle.sources.syncing.types import Mode, Named, RunState
from aisle.sources.syncing.writing import Writer
from node_counterparts import installed, started

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3000)]
CHANGES, ROUNDS, KILLS = 300, 15, 5
DROPPED = 0.1  # of events


class MortalOutside(GuardedOutside):
    """The guarded way out of a worker that dies after so many requests; None: it lives."""

    left: int | None = None

    async def send(self, request: Request) -> Answer:
        """Ask, or die in between."""
        answer = await super().send(request)
        if MortalOutside.left is not None:
            MortalOutside.left -= 1
            if MortalOutside.left < 0:
                MortalOutside.left = None
                raise Killed
        return answer


@pytest.fixture(scope="module")
def vendure(postgres, worker_id) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """The address of a fresh shop with its sample catalogue."""
    home, name = installed("vendure", 900), f"vendure_{worker_id}"
    postgres.drop(name)
    postgres.sql(f"CREATE DATABASE {name}")
    address = postgres.address
    where = {
        "host": "127.0.0.1",
        "port": address.port,
        "user": address.superuser,
        "password": address.password,
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started(home, "shop.mjs", str(port), json.dumps({**where, "database": name})) as said:
        yield said["address"]
    postgres.drop(name)


@pytest.fixture
async def desk(vendure: str) -> AsyncIterator[Desk]:
    """Somebody at the shop's desk, whose dice are always the same."""
    async with aiohttp.ClientSession() as session:
        desk = Desk(vendure, session, random.Random(20261121))
        await desk.sign_in()
        yield desk


@pytest.fixture
def reaching(connected: SourceWorld, vendure: str) -> SourceWorld:
    """A store whose way out leads to the shop on this machine, through the guard."""
    egress = GuardedFetch(EgressAllow.parse("127.0.0.1"))
    old = connected.service.opening
    opening = Opening(
        old.database,
        old.vault,
        KINDS,
        lambda at_once: MortalOutside(egress, at_once),
        lambda: datetime.now(UTC),
    )
    writer = Writer(old.vault, ImmediateFacts(connected.indexer, SystemClock()))
    service = replace(connected.service, opening=opening)
    return replace(
        connected, service=service, syncer=replace(connected.syncer, opening=opening, writer=writer)
    )


async def connect(world: SourceWorld, address: str) -> Connection:
    wanted = WantedSource(
        "api",
        "Vendure",
        {"address": address, "preset": "vendure"},
        {"username": "superadmin", "password": "superadmin-1"},
        WantedReading(
            ["products", "variants", "stock", "prices", "customers"],
            at_once=4,
            per_second=500,
            settings={"gate": {"products_gone": 1, "prices_changed": 1}},
        ),
    )
    return await world.service.add(world.scope, wanted)


async def copied(world: SourceWorld, source: Connection) -> dict[str, Facts]:
    """Return the live copy in the words of the desk."""
    products = await world.copy(source, Resource.PRODUCTS)
    variants = await world.copy(source, Resource.VARIANTS)
    people = await world.copy(source, Resource.CUSTOMERS)
    return {
        "products": {id_: _product(data) for id_, data in products.items()},
        "variants": {id_: _variant(data) for id_, data in variants.items()},
        "customers": {id_: {"email": data["email"], "name": data["name"]} for id_, data in people.items()},
        "stock": {id_: data["quantity"] for id_, data in (await world.copy(source, Resource.STOCK)).items()},  # type: ignore[misc]
        "prices": {
            id_: _amount(data["price"]) for id_, data in (await world.copy(source, Resource.PRICES)).items()
        },  # type: ignore[misc]
    }


def _product(data: dict[str, Any]) -> dict[str, Any]:
    words = {name: data.get(name, "") for name in ("title", "handle", "description")}
    return {**words, "state": data["state"]["known"]}


def _variant(data: dict[str, Any]) -> dict[str, Any]:
    plain = {name: data.get(name) for name in ("sku", "title", "product_id", "stock")}
    return {**plain, "price": _amount(data["price"]), "options": data.get("options", {})}


def _amount(price: dict[str, str]) -> tuple[Decimal, str]:
    return Decimal(price["amount"]), price["currency"]


async def seen(desk: Desk) -> dict[str, Any]:
    """Return the shop as its desk sees it."""
    variants = await desk.variants()
    return {
        "products": await desk.products(),
        "variants": variants,
        "customers": await desk.customers(),
        "stock": {id_: one["stock"] for id_, one in variants.items()},
        "prices": {id_: one["price"] for id_, one in variants.items()},
    }


async def told(world: SourceWorld, source: Connection, desk: Desk, resource: str, id_: str) -> None:
    """Tell of a change as a plugin of the shop would, but for those that are lost."""
    if desk.dice.random() >= DROPPED:
        await world.push(source, Named(Resource(resource), (id_,)))


async def test_after_three_hundred_changes_and_five_deaths_the_copy_is_the_shop(
    reaching: SourceWorld, desk: Desk, vendure: str
) -> None:
    source = await connect(reaching, vendure)
    first = await reaching.sync(source, Mode.FULL)
    assert first.state is RunState.LIVE, (first.code, first.detail)
    assert await copied(reaching, source) == await seen(desk)
    kills = 0
    for number in range(ROUNDS):
        for _ in range(CHANGES // ROUNDS):
            resource, id_ = await desk.change()
            if number % 3 == 2:  # events; in other rounds the shop is asked
                await told(reaching, source, desk, resource, id_)
        if number % 3 == 1:
            MortalOutside.left = desk.dice.randrange(2, 6)
        await reaching.start(source, Mode.INCREMENTAL)
        kills += await reaching.work_through_kills()
    MortalOutside.left = None
    assert kills == KILLS
    # Polling cannot see what is gone, and some events were lost: what is compared here does tell.
    assert await copied(reaching, source) != await seen(desk)
    last = await reaching.sync(source, Mode.RECONCILE)
    assert last.state is RunState.LIVE, (last.code, last.detail)
    assert await copied(reaching, source) == await seen(desk)
    await _nothing_is_left_over(reaching, source)


async def _nothing_is_left_over(world: SourceWorld, source: Connection) -> None:
    """What shoppers see is what the copy holds: no ghosts."""
    live = await copied(world, source)
    titles = sorted(one["title"] for one in live["products"].values() if one["state"] == "active")
    rows = await world.sql("SELECT title FROM product")
    assert sorted(row["title"] for row in rows) == titles
    rows = await world.sql("SELECT state FROM sync_run WHERE source_id = $1", source.source_id)
    assert {row["state"] for row in rows} == {"live"}
    assert await world.sql("SELECT reason FROM source_problem WHERE state = 'open'") == []
