"""One open connection to a Notion workspace."""

from collections.abc import AsyncIterator, Sequence

from aisle.adapters.connectors.notion.api import Api
from aisle.adapters.connectors.notion.fetching import Fetching
from aisle.adapters.connectors.notion.reading import Reading
from aisle.adapters.connectors.notion.tables import Tables
from aisle.sources.errors import ShopRefused
from aisle.sources.ports import Broken, Checked, Page, Setup
from aisle.sources.records import Record, Resource

NOTHING = "Nothing is shared with the integration yet: add it to pages under Connections."


class NotionConnector:
    """Reads one workspace."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._api = Api(setup)
        self._tables = Tables(self._api, setup.options.tables)
        self._reading = Reading(self._api, self._tables)
        self._fetching = Fetching(self._api, self._tables, self._reading)

    async def check(self) -> Checked:
        """Ask whose integration it is, whether anything is shared with it, and whether the databases are there."""
        me = await self._api.get("users/me")
        bot = me.get("bot")
        name = bot.get("workspace_name") if isinstance(bot, dict) else None
        await self._tables.by_source()
        return Checked(str(name or "Notion"), warnings=() if await self._sees_something() else (NOTHING,))

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read what changed."""
        is_product = resource is Resource.PRODUCTS
        read = self._reading.products if is_product else self._reading.documents
        async for page in read(mark, cursor):
            yield page

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read records again."""
        return await self._fetching.fetch(resource, ids)

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """Refuse: which pages there are is known only when all are read."""
        raise ShopRefused("Notion's pages are listed while they are read; read them whole.")
        yield ()

    async def close(self) -> None:
        """Nothing is held."""

    async def _sees_something(self) -> bool:
        async for portion in self._api.query("search", {}):
            return bool(portion.rows)
        return False
