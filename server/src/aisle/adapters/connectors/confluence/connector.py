"""One open connection to a Confluence."""

from collections.abc import AsyncIterator, Sequence

from aisle.adapters.connectors.confluence.api import Api
from aisle.adapters.connectors.confluence.cloud import Cloud
from aisle.adapters.connectors.confluence.contents import Wiki
from aisle.adapters.connectors.confluence.data_center import DataCenter
from aisle.adapters.connectors.confluence.reading import Reading
from aisle.adapters.connectors.confluence.settings import ConfluenceOptions
from aisle.sources.errors import ShopRefused
from aisle.sources.ports import Broken, Checked, Page, Setup
from aisle.sources.records import Record, Resource

RESTRICTED = "Pages that only some people may see are read too, and told to shoppers."


class ConfluenceConnector:
    """Reads some spaces."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._options: ConfluenceOptions = setup.options
        api = Api(setup)
        self._wiki: Wiki = (
            Cloud(api, setup.options) if setup.options.is_cloud else DataCenter(api, setup.options)
        )
        self._reading = Reading(api, self._wiki, setup.options)

    async def check(self) -> Checked:
        """Ask for each of the spaces."""
        await self._wiki.spaces()
        named = ", ".join(self._options.spaces)
        warnings = (RESTRICTED,) if self._options.restricted else ()
        return Checked(f"{named} at {self._options.address}", warnings=warnings)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read what changed."""
        async for page in self._reading.pages(mark, cursor):
            yield page

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read documents again."""
        return await self._reading.fetch(ids)

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """Refuse: which pages are for everybody is known only when they are read."""
        raise ShopRefused("Confluence's pages are listed while they are read; read them whole.")
        yield ()

    async def close(self) -> None:
        """Nothing is held."""
