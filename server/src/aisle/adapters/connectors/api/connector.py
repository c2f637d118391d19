"""A connection to a shop whose API is described by data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from aisle.adapters.connectors.api.compiling import compiled
from aisle.adapters.connectors.api.options import ApiOptions
from aisle.adapters.connectors.api.reading import Reader
from aisle.adapters.connectors.api.requests import Ask
from aisle.adapters.connectors.api.shapes import RequestShape
from aisle.adapters.connectors.api.talking import Talk
from aisle.sources.errors import BrokenData, ShopNotFound
from aisle.sources.ports import Broken, Checked, Page, Setup
from aisle.sources.records import Record, Resource
from aisle.sources.rules.values import as_text


class ApiConnector:
    """Reads what the configuration describes."""

    def __init__(self, setup: Setup) -> None:
        """Read the configuration; nothing is asked yet."""
        options: ApiOptions = setup.options
        self._api = compiled(options.whole, options.address)
        self._talk, self._setup = Talk(self._api, setup), setup

    async def check(self) -> Checked:
        """Ask who the shop is, by the configuration's own question or by the first page of what it reads first."""
        check = self._api.check
        if check is None:
            return await self._by_first_page()
        body = (await self._talk.ask(check.ask.filled({"since": None})))["body"]
        found = {name: as_text(read(body)) for name, read in check.said.items()}
        if not found.get("shop"):
            raise BrokenData("The shop does not say who it is where the configuration looks for it.")
        return Checked(str(found["shop"]), found.get("currency"), found.get("time_zone"))

    async def _by_first_page(self) -> Checked:
        first = next(iter(self._api.feeds))
        name = self._api.configuration.title or urlsplit(self._api.base).hostname or self._api.base
        async for page in self.pages(first, None, None):
            return Checked(name, counts={} if page.total is None else {first: page.total})
        return Checked(name)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read a resource page by page."""
        async for page in self._reader(resource).pages(mark, cursor):
            yield page

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read some records again by id."""
        return await self._reader(resource).again(ids)

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List the ids of all records."""
        async for ids in self._reader(resource).ids():
            yield ids

    async def close(self) -> None:
        """Nothing is kept open here."""

    async def json_at(self, path: str) -> Any:
        """Return what stands at a path of the shop that anybody may read. Raises ShopError."""
        shape = RequestShape(path=path)
        return await self._talk.ask_openly(Ask(shape, self._api.base, {}).filled({}))

    def _reader(self, resource: Resource) -> Reader:
        feed = self._api.feeds.get(resource)
        if feed is None:
            raise ShopNotFound(f"The configuration does not say how {resource} are read.")
        return Reader(self._talk, feed, self._setup.now())
