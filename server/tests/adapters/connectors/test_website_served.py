"""The same site by HTTP through the guard, read in the real sandbox, with bombs and drips that are real."""

import sys
from pathlib import Path

import pytest
from trapped_site import Site, served
from website_reading import Copy, connector, options

from aisle.adapters.connectors.outside import GuardedOutside
from aisle.adapters.connectors.website import traps
from aisle.adapters.sandbox import ParserSandbox
from aisle.core.http.egress import GuardedFetch
from aisle.sources.ports import Politeness

sys.path.append(str(Path(__file__).parents[2] / "core" / "egress"))
from egress_world import Names, allow

FAST = Politeness(at_once=8, per_second=1e6)


@pytest.fixture(scope="module")
async def sandbox():
    one = ParserSandbox()
    await one.start()
    yield one
    await one.close()


async def read(port: int, copy: Copy, sandbox, **given) -> None:
    outside = GuardedOutside(
        GuardedFetch(allow(f"shop.example:{port}"), Names({"shop.example": ["127.0.0.1"]})), 8
    )
    one = connector(
        outside,
        options(f"http://shop.example:{port}", **{"page_seconds": 0.4} | given),
        sandbox.convert,
        FAST,
    )
    await copy.read(one)
    await one.close()
    await outside.close()


async def test_index_equals_a_served_site_and_afterwards_only_changes_are_fetched(
    sandbox, monkeypatch
) -> None:
    monkeypatch.setattr(traps, "MOST_QUERIED", 3)
    monkeypatch.setattr(traps, "MOST_DATED", 3)
    site = Site(products=4, articles=4, bomb=100 * 2**20)
    async with served(site) as port:
        copy = Copy()
        await read(port, copy, sandbox)
        assert copy.paths == site.expected
        assert len(copy.products) == 4
        site.change("/help/3", "Now with a new sentence.")
        site.asked.clear()
        await read(port, copy, sandbox)
    assert copy.changed == {"/help/3"}
    assert {
        path
        for path, status in site.asked
        if status == 200 and site.sheets.get(path) and site.sheets[path].indexed
    } == {"/help/3"}


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_thousand_pages(sandbox) -> None:
    site = Site(products=760, articles=215, bomb=500 * 2**20)
    assert len(site.expected) >= 1_000
    async with served(site) as port:
        copy = Copy()
        await read(port, copy, sandbox)
        assert copy.paths == site.expected
        assert len(copy.products) == 760
        asked = [path for path, _ in site.asked if path.startswith(("/p/bag-", "/help/"))]
        assert len(asked) == len(set(asked))
        for number in range(0, 760, 40):
            site.sheets[f"/p/bag-{number}"].body = site.product(number, "5.55")
            del site.sheets[f"/help/{number // 4 + 1}"]
        site.asked.clear()
        await read(port, copy, sandbox)
    assert copy.paths == site.expected
    fetched = {
        path
        for path, status in site.asked
        if status == 200 and site.sheets.get(path) and site.sheets[path].indexed
    }
    assert fetched == {f"/p/bag-{number}" for number in range(0, 760, 40)}
    own = {number: copy.products[f"http://shop.example:{port}/p/bag-{number}"] for number in (0, 40, 41)}
    assert [str(one.variants[0].price.amount) for one in own.values()] == ["5.55", "5.55", "51.00"]
