"""Notion and Confluence stand in the store's documents and products, follow what changes, and lose what shoppers may not see."""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from aisle.adapters.connectors.confluence import CONFLUENCE
from aisle.adapters.connectors.notion import NOTION
from aisle.sources.connections.wanted import WantedReading, WantedSource
from aisle.sources.records import Resource
from aisle.sources.syncing.types import Mode, RunState

sys.path.append(str(Path(__file__).parents[1] / "adapters" / "connectors"))
import world_of_confluence
import world_of_notion
from confluence_wiki import CLOUD, EMAIL
from confluence_wiki import TOKEN as CONFLUENCE_TOKEN
from notion_workspace import TOKEN as NOTION_TOKEN
from notion_workspace import text
from recorded_shop import Hours


def open_to(connected, outside) -> None:
    """Let all sources of the store ask this."""
    opening = replace(
        connected.service.opening,
        kinds={one.name: one for one in (NOTION, CONFLUENCE)},
        way_out=lambda _: outside,
        tools={"timing": Hours().timing},
    )
    connected.service = replace(connected.service, opening=opening)
    connected.syncer = replace(connected.syncer, opening=opening)


async def add(connected, kind, options, credentials):
    return await connected.service.add(
        connected.scope, WantedSource(kind, "Our wiki", options, credentials, WantedReading())
    )


async def names(connected, source, resource=Resource.DOCUMENTS) -> list[str]:
    return sorted(data["title"] for data in (await connected.copy(source, resource)).values())


async def test_notion_goes_live_and_follows_its_changes(connected) -> None:
    at, database = world_of_notion.workspace()
    open_to(connected, at)
    table = {"becomes": "products", "record": world_of_notion.RECORD, "body": True}
    source = await add(connected, "notion", {"tables": {database: table}}, {"token": NOTION_TOKEN})
    assert (await connected.sync(source)).state is RunState.LIVE
    questions = [f"Question {number}" for number in range(24)]
    assert await names(connected, source) == sorted(["Help", *questions])
    assert await names(connected, source, Resource.PRODUCTS) == ["Bag 0", "Bag 1", "Bag 2"]
    pages = {
        at.objects[one]["properties"]["Name"]["title"][0]["plain_text"]: one
        for one in at.below
        if one in at.objects and at.objects[one]["object"] == "page"
    }
    at.now += timedelta(hours=1)
    at.edit(pages["Question 3"], Name={"type": "title", "title": text("Question three")})
    at.page("Question 90", pages["Help"])
    await connected.sync(source)
    wanted = {*questions, "Help", "Question three", "Question 90"} - {"Question 3"}
    assert await names(connected, source) == sorted(wanted)
    at.trash(pages["Question 4"])  # which search tells nobody of
    at.unshared.add(pages["Question 5"])
    await connected.sync(source, Mode.RECONCILE)
    assert await names(connected, source) == sorted(wanted - {"Question 4", "Question 5"})


async def test_confluence_goes_live_and_loses_what_is_restricted(connected) -> None:
    at = world_of_confluence.wiki()
    found = {one.title: one.id for one in at.things.values()}
    del at.things[found["Care.pdf"]]  # whose bytes are none of a PDF
    at.file(found["Help"], "Care.txt", b"Wash linen at thirty degrees, and dry it in the shade.")
    open_to(connected, at)
    options = {"address": CLOUD, "spaces": ["HELP", "FAQ"]}
    source = await add(connected, "confluence", options, {"email": EMAIL, "token": CONFLUENCE_TOKEN})
    assert (await connected.sync(source)).state is RunState.LIVE
    wanted = {f"Question {number}" for number in range(24)} | {"Help", "Open on Sundays", "Care.txt"}
    assert await names(connected, source) == sorted(wanted)
    at.edit(found["Question 3"], timedelta(hours=2), title="Question three")
    at.edit(found["Question 4"], readers=["Anna"])
    at.page("Question 90", parent=found["Help"])
    await connected.sync(source)
    wanted = wanted - {"Question 3", "Question 4"} | {"Question three", "Question 90"}
    assert await names(connected, source) == sorted(wanted)
    at.things[found["Question 5"]].readers = ["Anna"]  # which moves no time
    del at.things[found["Question 6"]]
    await connected.sync(source, Mode.RECONCILE)
    assert await names(connected, source) == sorted(wanted - {"Question 5", "Question 6"})
