"""The kind "feed"."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import BaseModel

from aisle.adapters.connectors.feeds.connector import FeedConnector
from aisle.adapters.connectors.feeds.options import RULES, FeedCredentials, FeedOptions
from aisle.sources.ports import Connector, Detected, Hooks, Outside, Request, ResourceRule, Setup
from aisle.sources.records import Resource

_SIGN = re.compile(rb"base\.google\.com/ns/1\.0|\bitem_group_id\b|\bis_eligible_search\b|\benable_search\b")
_NAMED = (".csv", ".tsv", ".jsonl", ".ndjson", ".csv.gz", ".tsv.gz", ".jsonl.gz", ".xml.gz")


class FeedKind:
    """A file of products that the shop writes for others, too."""

    name = "feed"
    title = "Product feed"
    summary = "Reads a product feed by its address: CSV, JSON lines, Google Merchant, OpenAI; stock and price feeds too."
    options: type[BaseModel] = FeedOptions
    credentials: type[BaseModel] = FeedCredentials
    rules: Mapping[Resource, ResourceRule] = RULES
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        return FeedConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Say whether an address is that of a feed, by how it begins."""
        answer = await outside.send(Request("GET", address))
        if answer.status == 200 and _SIGN.search(answer.body[:20_000]):
            return Detected(self.name, 0.95, {"address": address}, "It begins like a product feed.")
        if answer.status == 200 and urlsplit(address).path.lower().endswith(_NAMED):
            return Detected(self.name, 0.6, {"address": address}, "Its name is that of a table.")
        return None


FEED = FeedKind()
