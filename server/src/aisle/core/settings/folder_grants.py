"""Which folders of this machine which organization or store may read: AISLE_SOURCE_FOLDERS."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FolderGrants:
    """What the operator granted. grants: an organization's or a store's id, and a folder that it may read.

    Ids, for a slug can be given up and taken by a stranger, who would take the folder with it.
    """

    grants: tuple[tuple[UUID, Path], ...] = ()

    @classmethod
    def parse(cls, value: str) -> FolderGrants:
        """Read `ID=PATH` entries with commas between. Raises ValueError for one that names nobody, or no folder whole."""
        return cls(tuple(_grant(part.strip()) for part in value.split(",") if part.strip()))

    def of(self, organization_id: UUID, store_id: UUID | None) -> tuple[Path, ...]:
        """Return the folders that a store may read: its own, and those of its organization."""
        return tuple(folder for owner, folder in self.grants if owner in (organization_id, store_id))


def _grant(entry: str) -> tuple[UUID, Path]:
    owner, equals, path = entry.partition("=")
    if not equals:
        raise ValueError(
            f"“{entry}” does not say who may read the folder: write the id of an organization or a store before it, ID={entry}"
        )
    return _owner(owner.strip()), _folder(path.strip())


def _owner(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError(f"“{text}” is not the id of an organization or a store") from None


def _folder(path: str) -> Path:
    folder = Path(path)
    if not folder.is_absolute() or len(folder.parts) < 2 or ".." in folder.parts:
        raise ValueError(f"“{path}” is not the whole path of a folder, such as /srv/shop/files")
    return folder
