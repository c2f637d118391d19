"""Where single files lie, asked upwards from folder to folder: for a look at a few, without listing everything."""

from __future__ import annotations

from dataclasses import dataclass, field

from aisle.adapters.connectors.google.drive import Drive
from aisle.adapters.connectors.google.items import Item
from aisle.sources.errors import ShopNotFound

DEEPEST = 100  # folders above one another; shared drives allow no more


@dataclass(slots=True)
class Locator:
    """Finds paths below places. Folders that were met are remembered, so that it serves one look.

    Attributes:
        places: By id.
        known: Paths of folders by id; None: it lies in no place.
    """

    drive: Drive
    places: dict[str, Item]
    known: dict[str, str | None] = field(default_factory=dict)

    async def path_of(self, item: Item) -> str | None:
        """Return where a file lies; None for one that lies in no place, or in the trash."""
        if item.trashed:
            return None
        if item.id in self.places:
            return item.name
        above = await self._folder(item.parent or "", DEEPEST)
        return None if above is None else f"{above}{item.name}"

    async def _folder(self, folder_id: str, levels: int) -> str | None:
        if folder_id in self.places:
            return ""
        if not folder_id or not levels:
            return None
        if folder_id not in self.known:
            self.known[folder_id] = None  # one that lies in itself leads nowhere
            self.known[folder_id] = await self._asked(folder_id, levels)
        return self.known[folder_id]

    async def _asked(self, folder_id: str, levels: int) -> str | None:
        try:
            folder = await self.drive.get(folder_id)
        except ShopNotFound:
            return None
        above = None if folder.trashed else await self._folder(folder.parent or "", levels - 1)
        return None if above is None else f"{above}{folder.name}/"
