"""What lies in the places that a shop named: folders all the way down, by ids, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aisle.adapters.connectors.google.drive import Drive
from aisle.adapters.connectors.google.items import Item
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.sources.errors import BrokenData, ShopNotFound

AT_ONCE = 25  # folders in one question; Google takes long ones, and proxies do not
MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Tree:
    """Places and all below them.

    Attributes:
        places: By id.
        folders: Paths by id; "" is a place itself.
        files: By id, with their paths.
    """

    places: dict[str, Item] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[Item, str]] = field(default_factory=dict)

    @property
    def drives(self) -> list[str]:
        """The shared drives that places lie in; "" is one's own."""
        return sorted({one.drive for one in self.places.values()})

    def path_of(self, item: Item) -> str | None:
        """Return where a file lies, or None if it lies nowhere here."""
        if item.id in self.places:
            return item.name
        above = self.folders.get(item.parent or "")
        return None if above is None else f"{above}{item.name}"


async def places_of(drive: Drive, options: GoogleOptions) -> dict[str, Item]:
    """Return what the shop named. Raises ShopNotFound, with what to do, for what is not there or in the trash."""
    found: dict[str, Item] = {}
    for one in options.places:
        try:
            item = await drive.get(one)
        except ShopNotFound:
            account = await drive.who()
            raise ShopNotFound(
                f"Google has no “{one}” for {account or 'this account'}: share it with that address."
            ) from None
        if item.trashed:
            raise ShopNotFound(f"“{item.name}” is in the trash.")
        found[item.id] = item
    return found


async def tree_of(drive: Drive, options: GoogleOptions) -> Tree:
    """Walk through all places. Raises ShopNotFound, BrokenData for more files than a source may have."""
    tree = Tree(await places_of(drive, options))
    for item in tree.places.values():
        _put(tree, item, "" if item.is_folder else item.name)
    for name in tree.drives:
        level = [one.id for one in tree.places.values() if one.is_folder and one.drive == name]
        while level:
            level = [one for portion in _portions(level) for one in await _below(drive, tree, portion, name)]
    return tree


async def _below(drive: Drive, tree: Tree, folders: list[str], name: str) -> list[str]:
    """Put what lies in folders into the tree; return the folders among it that are new."""
    fresh: list[str] = []
    async for items in drive.children(folders, name):
        for item in items:
            path = tree.path_of(item)
            if item.trashed or path is None or item.id in tree.folders:
                continue
            if item.is_folder:
                fresh.append(item.id)
            _put(tree, item, f"{path}/" if item.is_folder else path)
    return fresh


def _put(tree: Tree, item: Item, path: str) -> None:
    if item.is_folder:
        tree.folders[item.id] = path
    else:
        tree.files[item.id] = (item, path)
    if len(tree.files) + len(tree.folders) > MOST_FILES:
        raise BrokenData(f"There are more than {MOST_FILES:,} files; name smaller folders.")


def _portions(ids: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(ids), AT_ONCE):
        yield ids[at : at + AT_ONCE]
