"""Reading pages one after the other, and what stands below them."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from aisle.adapters.connectors.notion import records
from aisle.adapters.connectors.notion.api import Api
from aisle.adapters.connectors.notion.bodies import Body, body_of
from aisle.adapters.connectors.notion.listing import DATABASE, ROWS, Listing
from aisle.adapters.connectors.notion.settings import OVERLAP, Table
from aisle.adapters.connectors.notion.tables import Tables, sources_of
from aisle.adapters.connectors.times import time_in
from aisle.adapters.connectors.to_read import Heap, ToRead
from aisle.sources.errors import BrokenData, ShopNotFound
from aisle.sources.ports import Broken, Page
from aisle.sources.records import Record

CUT = "Notion's search names 10,000 pages at most. What stands below those is read; others may be missing: share them with an integration of their own."


class Reading:
    """Reads a workspace."""

    def __init__(self, api: Api, tables: Tables) -> None:
        """Nothing is asked yet."""
        self._api, self._tables, self._listing = api, tables, Listing(api)

    async def documents(self, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Yield pages as documents."""
        place, heap = await self._begin(mark, cursor)
        while True:
            while not place.is_done and not heap.is_full:
                await self._take(place.next(), place, heap, mark is None)
            yield heap.page(place)
            if place.is_done:
                return
            heap = Heap()

    async def products(self, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Yield rows as products."""
        place = ToRead.of(cursor) if cursor else await self._listed_rows(mark)
        while True:
            heap = Heap()
            while not place.is_done and not heap.is_full:
                await self._take_row(place.next(), heap)
            yield heap.page(place)
            if place.is_done:
                return

    async def document(self, page: dict[str, Any], table: Table | None) -> tuple[Record | Broken, Body]:
        """Read a page; what cannot be read of it is told."""
        body = Body()
        try:
            body = await body_of(self._api, str(page["id"]))
            return records.document(page, table, body.html), body
        except BrokenData as error:
            return Broken(str(page["id"]), "blocks", error.detail, None), body

    async def product(self, page: dict[str, Any], table: Table) -> Record | Broken:
        """Read a row."""
        try:
            body = (await body_of(self._api, str(page["id"]))).html if table.body else None
        except BrokenData as error:
            return Broken(str(page["id"]), "blocks", error.detail, None)
        return records.product(page, table, body)

    async def _begin(self, mark: str | None, cursor: str | None) -> tuple[ToRead, Heap]:
        if cursor:
            return ToRead.of(cursor), Heap()
        place, whole = await (self._listing.since(since(mark)) if mark else self._listing.all())
        return place, Heap(broken=[] if whole else [Broken(None, "search", CUT, None)])

    async def _take(self, one: str, place: ToRead, heap: Heap, descends: bool) -> None:
        try:
            if one.startswith(DATABASE):
                place.add(ROWS + i for i in await sources_of(self._api, one.removeprefix(DATABASE)))
            elif one.startswith(ROWS):
                place.add(await self._rows(one.removeprefix(ROWS)))
            else:
                await self._take_page(one, place, heap, descends)
        except ShopNotFound:
            return  # gone, or a view of what is not shared

    async def _rows(self, source: str) -> list[str]:
        table = (await self._tables.by_source()).get(source)
        return [] if table and table.becomes != "documents" else await self._listing.rows(source, None)

    async def _take_page(self, one: str, place: ToRead, heap: Heap, descends: bool) -> None:
        page = self._listing.pages.pop(one, None) or await self._api.get(f"pages/{one}")
        table = await self._tables.of(page)
        if table is not None and table.becomes != "documents":
            return
        if page.get("in_trash"):
            heap.removed.append(one)
            return
        made, body = await self.document({**page, "id": one}, table)
        heap.add(made)
        if descends:
            place.add([*body.pages, *(DATABASE + database for database in body.databases)])

    async def _listed_rows(self, mark: str | None) -> ToRead:
        tables = await self._tables.by_source()
        from_then = since(mark) if mark else None
        found: list[str] = []
        for source, table in tables.items():
            if table.becomes == "products":
                found += await self._listing.rows(source, from_then)
        place = ToRead(self._listing.began())
        place.add(found)
        return place

    async def _take_row(self, one: str, heap: Heap) -> None:
        try:
            page = self._listing.pages.pop(one, None) or await self._api.get(f"pages/{one}")
        except ShopNotFound:
            return
        table = await self._tables.of(page)
        if page.get("in_trash"):
            heap.removed.append(one)
        elif table is not None and table.becomes == "products":
            heap.add(await self.product({**page, "id": one}, table))


def since(mark: str) -> datetime:
    """Return the time from which changes are read. Raises BrokenData."""
    time = time_in(mark)
    if time is None:
        raise BrokenData("The mark of the last read cannot be understood: a full read makes a new one.")
    return time - OVERLAP
