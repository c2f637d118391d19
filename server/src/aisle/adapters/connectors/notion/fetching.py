"""Reading some pages again by id; those that are gone, in the trash, or not shared any more are missing."""

from collections.abc import Sequence
from typing import Any

from aisle.adapters.connectors.notion.api import Api
from aisle.adapters.connectors.notion.reading import Reading
from aisle.adapters.connectors.notion.settings import ID
from aisle.adapters.connectors.notion.tables import Tables, parent_of
from aisle.sources.errors import ShopNotFound
from aisle.sources.ports import Broken
from aisle.sources.records import Record, Resource

HIGHEST = 30  # parents that are looked at
PLACES = {
    "page_id": "pages",
    "block_id": "blocks",
    "database_id": "databases",
    "data_source_id": "data_sources",
}


class Fetching:
    """Reads pages again."""

    def __init__(self, api: Api, tables: Tables, reading: Reading) -> None:
        """Nothing is asked yet."""
        self._api, self._tables, self._reading = api, tables, reading

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> list[Record | Broken]:
        """Return those that are there. What is no id of Notion's does not belong into an address."""
        above: dict[str, bool] = {}
        found = [await self._one(resource, one, above) for one in ids if ID.fullmatch(one)]
        return [one for one in found if one is not None]

    async def _one(self, resource: Resource, one: str, above: dict[str, bool]) -> Record | Broken | None:
        try:
            page = {**await self._api.get(f"pages/{one}"), "id": one}
            table = await self._tables.of(page)
            is_product = table is not None and table.becomes == "products"
            if page.get("in_trash") or await self._is_below_trash(page, above):
                return None
            if resource is Resource.PRODUCTS:
                return await self._reading.product(page, table) if table and is_product else None
            if table is not None and table.becomes != "documents":
                return None
            return (await self._reading.document(page, table))[0]
        except ShopNotFound:
            return None

    async def _is_below_trash(self, one: dict[str, Any], above: dict[str, bool]) -> bool:
        """What stands below a page in the trash does not say so itself. above: parents that were looked at."""
        passed: list[str] = []
        result = False
        for _ in range(HIGHEST):
            kind, parent = parent_of(one)
            if kind not in PLACES or not parent or parent in above:
                result = above.get(parent, False)
                break
            passed.append(parent)
            try:
                one = await self._api.get(f"{PLACES[kind]}/{parent}")
            except ShopNotFound:  # above what is shared nothing can be seen
                break
            if one.get("in_trash"):
                result = True
                break
        above |= dict.fromkeys(passed, result)
        return result
