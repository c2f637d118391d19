"""Reading pages, posts and what is attached to them, one after the other."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from aisle.adapters.connectors.confluence import records
from aisle.adapters.connectors.confluence.api import Api
from aisle.adapters.connectors.confluence.contents import CURRENT, FILE, PAGE, POST, Content, Wiki
from aisle.adapters.connectors.confluence.restrictions import Restrictions
from aisle.adapters.connectors.confluence.searching import changed_since
from aisle.adapters.connectors.confluence.settings import OVERLAP, ConfluenceOptions
from aisle.adapters.connectors.fields import Unreadable
from aisle.adapters.connectors.times import time_in
from aisle.adapters.connectors.to_read import Heap, ToRead
from aisle.sources.errors import BrokenData, ShopNotFound
from aisle.sources.ports import Broken, Page
from aisle.sources.records import DocumentRecord, Record

KEPT = 1_000  # files that need not be asked for again
FORM = "%Y-%m-%dT%H:%M:%SZ"


class Reading:
    """Reads some spaces."""

    def __init__(self, api: Api, wiki: Wiki, options: ConfluenceOptions) -> None:
        """Nothing is asked yet."""
        self._api, self._wiki, self._options = api, wiki, options
        self._restrictions = Restrictions(api, wiki)
        self._files: dict[str, Content] = {}
        self._told: dict[str, bool] = {}

    async def pages(self, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Yield what changed; without a mark all there is."""
        place = ToRead.of(cursor) if cursor else await self._begin(mark)
        while True:
            heap = Heap()
            while not place.is_done and not heap.is_full:
                await self._take(place.next(), place, heap, mark is None)
            yield heap.page(place)
            if place.is_done:
                return

    async def fetch(self, names: Sequence[str]) -> list[Record | Broken]:
        """Return those that are there and for everybody."""
        found: list[Record | Broken] = []
        for name in names:
            if records.parts(name) is not None:
                made, _ = await self._read(name)
                found += [made] if made is not None else []
        return found

    async def _begin(self, mark: str | None) -> ToRead:
        await self._wiki.spaces()
        place = ToRead(self._api.began.astimezone(UTC).strftime(FORM))
        if mark is not None:
            async for names in changed_since(self._api, self._options, _since(mark)):
                place.add(names)
            return place
        for kind in (PAGE, *([POST] if self._options.posts else [])):
            async for ids in self._wiki.listed(kind):
                place.add(f"{kind}:{one}" for one in ids)
        return place

    async def _take(self, name: str, place: ToRead, heap: Heap, descends: bool) -> None:
        made, content = await self._read(name)
        if made is None:
            # What was for everybody before may not be any more.
            heap.removed.append(name)
            return
        heap.add(made)
        if descends and content is not None and content.kind != FILE and self._options.files:
            place.add(await self._attached(content))

    async def _read(self, name: str) -> tuple[DocumentRecord | Broken | None, Content | None]:
        kind, own = records.parts(name) or ("", "")
        try:
            content = self._files.pop(name, None) or await self._wiki.content(kind, own)
            if not await self._is_told(content):
                return None, None
            return await self._made(content), content
        except ShopNotFound:  # nor may an account see it that is told so
            return None, None
        except Unreadable as error:
            return Broken(name, error.field, error.reason, None), None

    async def _made(self, content: Content) -> DocumentRecord | Broken:
        try:
            if content.kind != FILE:
                return records.page(content, self._options)
            if (content.size or 0) > self._options.most_bytes:
                raise BrokenData(f"The file has more than {self._options.most_bytes:,} bytes.")
            return records.file(content, await self._api.file(content.download, self._options.most_bytes))
        except BrokenData as error:
            return Broken(content.name, "file" if content.kind == FILE else "body", error.detail, None)

    async def _is_told(self, content: Content) -> bool:
        """Whether it is current, in one of the spaces, and for everybody."""
        if content.status != CURRENT:
            return False
        if content.kind == FILE:
            return await self._is_file_told(content)
        self._told[content.name] = (
            content.space in await self._wiki.spaces()
            and (self._options.posts or content.kind != POST)
            and (self._options.restricted or not await self._restrictions.hold(content))
        )
        return self._told[content.name]

    async def _is_file_told(self, content: Content) -> bool:
        if not self._options.files or content.within is None or not records.is_read(content):
            return False
        told = self._told.get(":".join(content.within))
        return await self._is_told(await self._wiki.content(*content.within)) if told is None else told

    async def _attached(self, content: Content) -> list[str]:
        found: list[str] = []
        async for files in self._wiki.files(content.kind, content.id):
            for one in files:
                if one.status == CURRENT and records.is_read(one):
                    found.append(one.name)
                    if len(self._files) < KEPT:
                        self._files[one.name] = one
        return found


def _since(mark: str) -> datetime:
    time = time_in(mark)
    if time is None:
        raise BrokenData("The mark of the last read cannot be understood: a full read makes a new one.")
    return time - OVERLAP
