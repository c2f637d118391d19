"""What a wiki holds, in one form for Cloud and Data Center."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

PAGE, POST, FILE = "page", "post", "file"
CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Content:
    """A page, blog post or file.

    Attributes:
        kind, id: Of the wiki.
        space: The space's key at a Data Center, its id at Cloud.
        above: What it stands below, the highest first; None: not told with it.
        parent: At Cloud: kind and id of what it stands below.
        body: In Confluence's storage format; of a file nothing.
        within: Of a file: what it is attached to, as kind and id.
        download: Of a file: its path.
    """

    kind: str
    id: str
    title: str
    status: str
    space: str | None
    changed: datetime | None
    body: str = ""
    labels: tuple[str, ...] = ()
    web: str | None = None
    above: tuple[str, ...] | None = ()
    parent: tuple[str, str] | None = None
    within: tuple[str, str] | None = None
    media_type: str | None = None
    size: int | None = None
    download: str = ""

    @property
    def name(self) -> str:
        """What it is known by as a record."""
        return name_of(self.kind, self.id)


def name_of(kind: str, id: str) -> str:
    """Return what something is known by as a record. Files have the same id with and without its letters."""
    return f"{kind}:att{id.removeprefix('att')}" if kind == FILE else f"{kind}:{id}"


class Wiki(Protocol):
    """One deployment's way to say the same. All raise ShopNotFound for what is not there."""

    async def spaces(self) -> frozenset[str]:
        """Return what `Content.space` is of the spaces that are read."""
        ...

    def listed(self, kind: str) -> AsyncIterator[list[str]]:
        """Yield the ids of pages or blog posts."""
        ...

    async def content(self, kind: str, id: str) -> Content:
        """Return one with all that is in it."""
        ...

    def files(self, kind: str, id: str) -> AsyncIterator[list[Content]]:
        """Yield what is attached to one."""
        ...

    async def above(self, content: Content) -> tuple[str, ...]:
        """Return the ids of all that one stands below."""
        ...
