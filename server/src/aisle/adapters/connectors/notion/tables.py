"""Databases whose rows are something else than pages: each is made of data sources, which hold the rows."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from aisle.adapters.connectors.notion.api import Api, Portion
from aisle.adapters.connectors.notion.settings import Table
from aisle.sources.errors import BrokenData, ShopNotFound

FORM = "%Y-%m-%dT%H:%M:00.000Z"
CREATED = "created_time"


class Tables:
    """The databases that the options name, by data source."""

    def __init__(self, api: Api, named: Mapping[str, Table]) -> None:
        """Nothing is asked yet."""
        self._api, self._named = api, named
        self._found: dict[str, Table] | None = None

    async def by_source(self) -> Mapping[str, Table]:
        """Return tables by the id of a data source. Raises ShopNotFound for one that is not shared."""
        if self._found is None:
            found: dict[str, Table] = {}
            for name, table in self._named.items():
                found |= dict.fromkeys(await self._sources(name), table)
            self._found = found
        return self._found

    async def of(self, page: Mapping[str, Any]) -> Table | None:
        """Return the table that a page is a row of."""
        return (await self.by_source()).get(parent_of(page)[1])

    async def _sources(self, name: str) -> list[str]:
        try:
            return await sources_of(self._api, name)
        except ShopNotFound:
            pass
        try:  # the id may be a data source's own
            await self._api.get(f"data_sources/{name}")
        except ShopNotFound:
            raise ShopNotFound(
                f"The database {name} is not there, or not shared with the integration."
            ) from None
        return [name]


async def sources_of(api: Api, database: str) -> list[str]:
    """Return the ids of a database's data sources."""
    listed = (await api.get(f"databases/{database}")).get("data_sources")
    found = listed if isinstance(listed, list) else []
    return [one["id"] for one in found if isinstance(one, dict) and isinstance(one.get("id"), str)]


async def rows_of(api: Api, source: str, since: str | None) -> AsyncIterator[Portion]:
    """Yield a data source's rows, the eldest first, those alone that changed since a time.

    One query gives 10,000 at most: what is behind them is asked for by a query of its own, from the last time of creation on.
    Raises BrokenData where so many were made in one minute that no query can pass them.
    """
    begin: str | None = None
    while True:
        cut, last = False, begin
        async for portion in api.query(f"data_sources/{source}/query", _question(since, begin)):
            cut = cut or portion.cut
            times = [one.get(CREATED) for one in portion.rows if isinstance(one, dict)]
            last = max([last or "", *(time for time in times if isinstance(time, str))]) or None
            yield portion
        if not cut:
            return
        if last == begin:
            raise BrokenData("More rows were made in one minute than Notion gives of a database at once.")
        begin = last


def _question(since: str | None, begin: str | None) -> dict[str, Any]:
    asked = [
        {"timestamp": name, name: {"on_or_after": time}}
        for name, time in (("last_edited_time", since), (CREATED, begin))
        if time is not None
    ]
    question: dict[str, Any] = {"sorts": [{"timestamp": CREATED, "direction": "ascending"}]}
    # A wiki holds databases beside pages.
    question["result_type"] = "page"
    return question | ({"filter": {"and": asked}} if asked else {})


def parent_of(one: Mapping[str, Any]) -> tuple[str, str]:
    """Return what an object stands in: the kind of parent, and its id ("" for the workspace)."""
    parent = one.get("parent")
    kind = str(parent.get("type")) if isinstance(parent, dict) else ""
    found = parent.get(kind) if isinstance(parent, dict) else None
    return kind, found if isinstance(found, str) else ""
