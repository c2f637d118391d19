"""Which pages there are: those that search names and, from them, all that stand below.

Search gives what is shared directly for sure, and the rest perhaps and late (search-optimizations-and-limitations): so it begins,
and the pages themselves tell what is below them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from aisle.adapters.connectors.notion.api import Api
from aisle.adapters.connectors.notion.tables import FORM, rows_of
from aisle.adapters.connectors.times import time_in
from aisle.adapters.connectors.to_read import ToRead
from aisle.sources.errors import ShopNotFound

KEPT = 2_000  # objects that need not be asked for again
DATABASE, ROWS = "database:", "rows:"


class Listing:
    """Finds pages. pages: some of them as they were listed, so that they are not asked for twice."""

    def __init__(self, api: Api) -> None:
        """Nothing is asked yet."""
        self._api = api
        self.pages: dict[str, dict[str, Any]] = {}

    async def all(self) -> tuple[ToRead, bool]:
        """Return where a whole read begins, and whether search has told of everything."""
        pages, whole = await self._searched("page", None)
        sources, _ = await self._searched("data_source", None)
        place = ToRead(self.began())
        place.add(pages)
        place.add(ROWS + one for one in sources)
        return place, whole

    async def since(self, time: datetime) -> tuple[ToRead, bool]:
        """Return where a read of what changed begins. Data sources are asked one by one: they know their rows at once."""
        pages, whole = await self._searched("page", time)
        sources, _ = await self._searched("data_source", None)
        place = ToRead(self.began())
        place.add(pages)
        for one in sources:
            place.add(await self.rows(one, time))
        return place, whole

    async def rows(self, source: str, since: datetime | None) -> list[str]:
        """Return the ids of a data source's rows; none where it is gone meanwhile."""
        found: list[str] = []
        try:
            async for portion in rows_of(self._api, source, since.strftime(FORM) if since else None):
                found += self._kept(portion.rows)
        except ShopNotFound:
            return found
        return found

    async def _searched(self, kind: str, since: datetime | None) -> tuple[list[str], bool]:
        question = {
            "filter": {"property": "object", "value": kind},
            "sort": {"timestamp": "last_edited_time", "direction": "descending"},
        }
        found: list[str] = []
        whole = True
        async for portion in self._api.query("search", question):
            fresh = [one for one in portion.rows if isinstance(one, dict) and _is_since(one, since)]
            found += self._kept(fresh) if kind == "page" else [i for one in fresh if (i := _id(one))]
            if len(fresh) < len(portion.rows):  # the newest come first
                return found, True
            whole = whole and not portion.cut
        return found, whole

    def _kept(self, rows: Iterable[Any]) -> list[str]:
        pages = {i: one for one in rows if isinstance(one, dict) and (i := _id(one))}
        for one, page in pages.items():
            if len(self.pages) < KEPT:
                self.pages[one] = page
        return list(pages)

    def began(self) -> str:
        """Return the beginning of a read, by Notion's clock, to the minute."""
        return self._api.began.astimezone(UTC).strftime(FORM)


def _is_since(one: dict[str, Any], since: datetime | None) -> bool:
    edited = time_in(str(one.get("last_edited_time") or ""))
    return since is None or edited is None or edited >= since


def _id(one: dict[str, Any]) -> str | None:
    found = one.get("id")
    return found if isinstance(found, str) and one.get("object") != "user" else None
