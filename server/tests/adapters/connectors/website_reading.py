"""A copy of a site that is kept as a sync would keep it."""

from urllib.parse import urlsplit

from recorded_shop import Hours
from worlds import NOW, keep_nothing

from aisle.adapters.connectors.website import WEBSITE
from aisle.adapters.connectors.website.options import NoCredentials, WebsiteOptions
from aisle.adapters.parsers.converting import CONVERTERS
from aisle.sources.ports import Broken, Politeness, Setup, convert_nothing
from aisle.sources.records import Resource

__all__ = ["NOW", "Copy", "connector", "in_process", "options"]


async def in_process(converter: str, data: bytes, name: str) -> bytes:
    """Read as the sandbox does, in this process."""
    return CONVERTERS[converter](data, name, {})


def options(address: str, **given) -> WebsiteOptions:
    """Return options that end quickly."""
    return WebsiteOptions(address=address, **{"page_bytes": 2**20, "page_seconds": 1.0} | given)


def connector(outside, chosen: WebsiteOptions, convert=in_process, politeness=None):
    """Return an open connection; `hours` is its clock."""
    hours = Hours()
    polite = politeness or Politeness(at_once=8, per_second=1e6)
    made = WEBSITE.open(
        Setup(
            chosen,
            NoCredentials(),
            outside,
            polite,
            lambda: NOW,
            keep_nothing,
            timing=hours.timing,
            convert=convert or convert_nothing,
        )
    )
    made.hours = hours
    return made


class Copy:
    """documents, products: live. changed, gone: paths of documents in the last cycle."""

    def __init__(self) -> None:
        self.live = {Resource.DOCUMENTS: {}, Resource.PRODUCTS: {}}
        self.marks, self.cursors = {}, {}
        self.changed: set[str] = set()
        self.gone: set[str] = set()
        self.broken: list[Broken] = []

    @property
    def documents(self) -> dict:
        return self.live[Resource.DOCUMENTS]

    @property
    def products(self) -> dict:
        return self.live[Resource.PRODUCTS]

    @property
    def paths(self) -> set[str]:
        return {_path(one) for one in self.documents}

    async def read(self, one, most_pages: int | None = None) -> bool:
        """Read both resources, or a few pages of the next one that is not whole; whether all are."""
        if not self.cursors:
            self.changed, self.gone, self.broken = set(), set(), []
        for resource in self.live:
            if most_pages and resource in self.marks and resource not in self.cursors:
                continue
            await self._read(one, resource, most_pages)
            if most_pages:
                break
        return set(self.marks) == set(self.live)

    async def _read(self, one, resource: Resource, most_pages: int | None) -> None:
        count = 0
        async for page in one.pages(resource, self.marks.get(resource), self.cursors.get(resource)):
            self._apply(resource, page)
            count += 1
            if most_pages and count >= most_pages and page.cursor:
                return

    def _apply(self, resource: Resource, page) -> None:
        live = self.live[resource]
        for record in page.records:
            live[record.id] = record
        for one in page.removed:
            live.pop(one, None)
        if resource is Resource.DOCUMENTS:
            self.changed |= {_path(record.id) for record in page.records}
            self.gone |= {_path(one) for one in page.removed}
            self.broken += page.broken
        self.cursors.pop(resource, None)
        if page.cursor:
            self.cursors[resource] = page.cursor
        else:
            self.marks[resource] = page.mark


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
