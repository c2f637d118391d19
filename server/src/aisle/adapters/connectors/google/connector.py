"""One connection to one account's Drive."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from aisle.adapters.connectors.google.documents import Documents
from aisle.adapters.connectors.google.drive import Drive
from aisle.adapters.connectors.google.locating import Locator
from aisle.adapters.connectors.google.options import ID, GoogleOptions
from aisle.adapters.connectors.google.products import sheets_of
from aisle.adapters.connectors.google.tree import Tree, places_of, tree_of
from aisle.adapters.connectors.google.wanting import is_catalogue, wanted
from aisle.sources.errors import ShopNotFound, ShopRefused
from aisle.sources.ports import Broken, Checked, Page, Setup
from aisle.sources.records import Record, Resource


class GoogleConnector:
    """Reads Google Drive."""

    def __init__(self, setup: Setup) -> None:
        self._options: GoogleOptions = setup.options
        self._drive = Drive(setup)
        self._documents = Documents(self._drive, self._options)
        self._sheets = sheets_of(setup, self._drive)

    async def check(self) -> Checked:
        """Ask who the account is, and for each place that the shop named."""
        account = await self._drive.who()
        places = await places_of(self._drive, self._options)
        for one in self._options.catalogues:
            await self._drive.get(one)
        names = ", ".join(one.name for one in places.values())
        return Checked(f"{names[:200]} ({account})" if account else names[:200])

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read documents since a place in Drive's feed of changes, or the catalogues that changed."""
        reading = (
            self._sheets.pages(resource, mark, cursor)
            if resource is Resource.PRODUCTS
            else self._documents.pages(mark, cursor)
        )
        async for page in reading:
            yield page

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read records again."""
        if resource is Resource.PRODUCTS:
            return await self._sheets.fetch(resource, ids)
        locator = Locator(self._drive, await places_of(self._drive, self._options))
        found = [await self._again(locator, one) for one in ids if ID.fullmatch(one)]
        return [one for one in found if one is not None]

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List the ids of all documents."""
        if resource is not Resource.DOCUMENTS:
            raise ShopRefused("Products are listed while catalogues are read; read them whole.")
        tree = await tree_of(self._drive, self._options)
        yield sorted(item.id for item, path in tree.files.values() if self._holds(tree, item.id, path))

    async def close(self) -> None:
        """Nothing is held."""

    async def _again(self, locator: Locator, item_id: str) -> Record | Broken | None:
        """Read a document again, if it still lies in one of the places."""
        try:
            item = await self._drive.get(item_id)
        except ShopNotFound:
            return None
        path = await locator.path_of(item)
        if path is None or is_catalogue(item, self._options) or wanted(item, path, self._options) is None:
            return None
        return await self._documents.read(item)

    def _holds(self, tree: Tree, item_id: str, path: str) -> bool:
        item = tree.files[item_id][0]
        return not is_catalogue(item, self._options) and wanted(item, path, self._options) is not None
