"""A web site is connected, read, and stands in the store's documents and products; the next sync brings what changed."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from aisle.adapters.connectors.website import WEBSITE, traps
from aisle.sources.connections.wanted import WantedReading, WantedSource
from aisle.sources.records import Resource
from aisle.sources.syncing.types import Mode, RunState

sys.path.append(str(Path(__file__).parents[1] / "adapters" / "connectors"))
from recorded_shop import Hours
from trapped_site import Site, SiteOutside
from website_reading import in_process

ORIGIN = "https://shop.example"


class Closing(SiteOutside):
    async def close(self) -> None: ...


@pytest.fixture
def site(connected, monkeypatch) -> Site:
    monkeypatch.setattr(traps, "MOST_QUERIED", 3)
    site = Site(products=4, articles=4)
    opening = replace(
        connected.service.opening,
        kinds={WEBSITE.name: WEBSITE},
        way_out=lambda _: Closing(site),
        tools={"convert": in_process, "timing": Hours().timing},
    )
    connected.service = replace(connected.service, opening=opening)
    connected.syncer = replace(connected.syncer, opening=opening)
    del site.sheets["/manual.pdf"]  # it is none that could be read
    return site


async def paths(connected, source) -> set[str]:
    return {one.removeprefix(ORIGIN) for one in await connected.copy(source, Resource.DOCUMENTS)}


async def test_site_goes_live_and_follows_its_changes(connected, site) -> None:
    wanted = WantedSource(
        "website", "Our site", {"address": ORIGIN, "page_bytes": 2**20}, {}, WantedReading()
    )
    source = await connected.service.add(connected.scope, wanted)
    first = await connected.sync(source)
    assert first.state is RunState.LIVE
    assert await paths(connected, source) == site.expected
    assert len(await connected.copy(source, Resource.PRODUCTS)) == 4
    site.change("/help/2", "A sentence that is new.")
    site.sheets["/help/3"].status = 410
    second = await connected.sync(source)
    counts = second.counts["documents"]
    assert (second.state, counts["added"], counts["changed"], counts["removed"]) == (RunState.LIVE, 0, 1, 1)
    assert await paths(connected, source) == site.expected
    whole = await connected.sync(source, Mode.FULL)
    assert (whole.state, whole.counts["documents"]["removed"]) == (RunState.LIVE, 0)
    assert await paths(connected, source) == site.expected
