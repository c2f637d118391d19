"""What has to be read: everything, or what the changes since a mark name.

Tokens are taken before anything is listed: what changes while it is read is told again next time. A folder that moved tells
nothing of what lies in it, so that a change of folders, or a token that is too old, has everything listed anew and compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aisle.adapters.connectors.google.drive import Change, Drive
from aisle.adapters.connectors.google.items import Item
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.adapters.connectors.google.tree import Tree, places_of, tree_of
from aisle.adapters.connectors.google.wanting import is_catalogue, wanted
from aisle.sources.errors import BrokenData

MOST_CHANGES = 20_000  # more are no shorter than the list


@dataclass(frozen=True, slots=True)
class Plan:
    """What a read has to do.

    Attributes:
        tokens: By drive: where the next one goes on.
        folders: Paths by id.
        items: Those that may have changed, by id.
        told: Ids that changes name and that are nothing here now.
        is_whole: Whether the items are all there are, so that what was known and is not among them is gone.
    """

    tokens: dict[str, str]
    folders: dict[str, str]
    items: dict[str, Item]
    told: frozenset[str] = frozenset()
    is_whole: bool = True

    def gone(self, known: Mapping[str, str]) -> frozenset[str]:
        """Return which of these files are there no longer."""
        return frozenset(known.keys() - self.items.keys()) if self.is_whole else self.told & known.keys()


async def everything(drive: Drive, options: GoogleOptions) -> Plan:
    """Plan to read all there is."""
    places = await places_of(drive, options)
    tokens = {name: await drive.start_token(name) for name in Tree(places).drives}
    tree = await tree_of(drive, options)
    return Plan(tokens, tree.folders, _documents(tree, options))


async def what_changed(drive: Drive, options: GoogleOptions, known: dict[str, Any]) -> Plan:
    """Plan to read what changed since a mark. known: its `tokens`, `folders` and `files`."""
    places = await places_of(drive, options)
    tree = Tree(places, known["folders"])
    if sorted(known["tokens"]) != tree.drives:
        return await everything(drive, options)
    try:
        changes, tokens = await _gathered(drive, known["tokens"])
    except BrokenData:
        return await everything(drive, options)
    if len(changes) > MOST_CHANGES or any(_moves(one, tree) for one in changes.values()):
        return await everything(drive, options)
    items = {
        one.id: one.item for one in changes.values() if one.item and _is_document(one.item, tree, options)
    }
    return Plan(tokens, tree.folders, items, frozenset(changes.keys() - items.keys()), is_whole=False)


async def _gathered(drive: Drive, tokens: dict[str, str]) -> tuple[dict[str, Change], dict[str, str]]:
    """Return the last change of each file, and the next tokens."""
    found, following = dict[str, Change](), dict[str, str]()
    for name, token in tokens.items():
        async for changes, end in drive.changes(name, token):
            found |= {one.id: one for one in changes}
            if end is not None:
                following[name] = end
            if len(found) > MOST_CHANGES:
                return found, following
    return found, following


def _moves(change: Change, tree: Tree) -> bool:
    """Whether a change concerns folders here."""
    if change.id in tree.folders:
        return True
    item = change.item
    return item is not None and item.is_folder and item.parent in tree.folders


def _documents(tree: Tree, options: GoogleOptions) -> dict[str, Item]:
    return {one.id: one for one, _ in tree.files.values() if _is_document(one, tree, options)}


def _is_document(item: Item, tree: Tree, options: GoogleOptions) -> bool:
    path = tree.path_of(item)
    return path is not None and not is_catalogue(item, options) and wanted(item, path, options) is not None
