"""A copy of a Drive, kept as a sync keeps it."""

from typing import Any

from google_drive import GoogleDouble
from website_reading import in_process
from world_of_google import CREDENTIALS, OPTIONS
from worlds import setup

from aisle.adapters.connectors.google import GOOGLE
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.sources.ports import Broken, Connector
from aisle.sources.records import Record, Resource


def connector(double: GoogleDouble, credentials: Any = CREDENTIALS, **options: Any) -> Connector:
    """Open a connection."""
    chosen = GoogleOptions(**{**OPTIONS.model_dump(), **options})
    return GOOGLE.open(setup(chosen, credentials, double, convert=in_process))


class Copy:
    """What is known of a Drive after each sync. stopped: a page after which the next sync goes on where it stopped."""

    def __init__(self, double: GoogleDouble, resource: Resource = Resource.DOCUMENTS, **options: Any) -> None:
        self.double, self.resource, self.options = double, resource, options
        self.records: dict[str, Record] = {}
        self.broken: list[Broken] = []
        self.mark: str | None = None
        self.cursor: str | None = None

    async def sync(self, stop_after: int | None = None) -> set[str]:
        """Read what changed; return the ids that came. stop_after: pages; the mark stays then, and the cursor."""
        came: set[str] = set()
        self.broken, pages = [], 0
        async for page in connector(self.double, **self.options).pages(self.resource, self.mark, self.cursor):
            came |= {one.id for one in page.records}
            self.records |= {one.id: one for one in page.records}
            for gone in page.removed:
                self.records.pop(gone, None)
            self.broken += page.broken
            self.cursor, pages = page.cursor, pages + 1
            if page.cursor is None:
                self.mark = page.mark
            elif pages == stop_after:
                break
        return came

    def texts(self) -> dict[str, tuple[str, bytes | None]]:
        """Return names and bytes by id."""
        return {one.id: (one.name, one.content) for one in self.records.values()}  # type: ignore[union-attr]


async def whole(double: GoogleDouble, **options: Any) -> dict[str, tuple[str, bytes | None]]:
    """Return what a copy made afresh holds."""
    fresh = Copy(double, **options)
    await fresh.sync()
    return fresh.texts()
