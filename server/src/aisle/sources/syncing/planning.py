"""How a resource is read: whole or since its mark, and how deletions are found."""

from __future__ import annotations

from collections.abc import Collection

from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource
from aisle.sources.syncing.types import Mode

DELETION = "deletion"


def reads_whole(mode: Mode, rule: ResourceRule, mark: str | None, read: Collection[Resource]) -> bool:
    """Whether everything has to be read: on demand, the first time, where nothing tells of changes, or, for a reconcile,
    where they are silent and no other resource that is read tells of them."""
    if mode is Mode.FULL or mark is None or rule.delta is Delta.NONE:
        return True
    return mode is Mode.RECONCILE and not compares_ids(rule, read)


def compares_ids(rule: ResourceRule, read: Collection[Resource]) -> bool:
    """Whether a reconcile may do with the ids: they can be listed, and nothing else changes silently."""
    return rule.lists_ids and not [one for one in rule.silent if one != DELETION and one not in read]


def step_after_pages(mode: Mode, whole: bool) -> str:
    """Return what follows the pages."""
    if whole:
        return "gone"
    return "ids" if mode is Mode.RECONCILE else "done"
