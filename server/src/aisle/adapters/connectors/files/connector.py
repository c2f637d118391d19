"""Reading files: those that are documents, the rows of those that are catalogues, and what rows link to."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, BinaryIO, cast

from aisle.adapters.connectors.again import again
from aisle.adapters.connectors.asking import Asking
from aisle.adapters.connectors.files.options import FilesOptions
from aisle.adapters.connectors.files.store import Entry, FileStore
from aisle.adapters.connectors.memory import packed, unpacked
from aisle.adapters.connectors.tables.batches import batches
from aisle.adapters.connectors.tables.download import readable
from aisle.adapters.connectors.tables.following import Following, judge
from aisle.adapters.connectors.tables.links import Linked, links_of
from aisle.adapters.connectors.tables.products import Reading, Table
from aisle.adapters.connectors.website.scope import fits
from aisle.sources.errors import BrokenData, ShopError, ShopNotFound, ShopRefused
from aisle.sources.ports import Broken, Checked, Page, Setup
from aisle.sources.records import DocumentRecord, Record, Resource

DOCUMENTS = (
    *(
        ".pdf",
        ".docx",
        ".pptx",
        ".xlsx",
        ".xls",
        ".ods",
        ".html",
        ".htm",
        ".txt",
        ".md",
        ".csv",
        ".tsv",
        ".json",
        ".eml",
    ),
    *(".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"),
)
TABLES = (
    ".csv",
    ".tsv",
    ".xlsx",
    ".xls",
    ".ods",
    ".jsonl",
    ".ndjson",
    ".json",
    ".csv.gz",
    ".tsv.gz",
    ".jsonl.gz",
)
MOST_RECORDS, MOST_BYTES = 20, 8 * 2**20  # of one page of records


class FilesConnector:
    """One place of files."""

    def __init__(self, setup: Setup, store: FileStore) -> None:
        self._setup, self._store = setup, store
        self._options: FilesOptions = setup.options

    async def check(self) -> Checked:
        """List the first files."""
        async for entries in self._store.list():
            wanted = [one for one in entries if self._holds(one.path)]
            if wanted:
                return Checked(self._store.name)
        return Checked(self._store.name, warnings=("There are no files that would be read.",))

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read what changed."""
        reading = (
            self._products(mark, cursor) if resource is Resource.PRODUCTS else self._documents(mark, cursor)
        )
        async for page in reading:
            yield page

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read records again: documents one by one, products with their whole files."""
        if resource is Resource.PRODUCTS:
            found: dict[str | None, Record | Broken] = {}
            async for page in self._products(None, None):
                found |= {one.id: one for one in again(page.records, page.broken, ids)}
            return list(found.values())
        entries = {one.path: one for one in await self._entries() if not self._is_catalogue(one.path)}
        return [await self._document(entries[one]) for one in ids if one in entries]

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """Refuse: what linked documents there are is known only when all tables are read."""
        raise ShopRefused("Files are listed while they are read; read them whole.")
        yield ()

    async def close(self) -> None:
        """Nothing is held."""

    # Documents

    async def _documents(self, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        known: dict[str, Any] = unpacked(mark) if mark else {"now": {}, "more": {"files": {}, "links": {}}}
        now: dict[str, Any] = (
            unpacked(cursor) if cursor else {"at": 0, "files": {}, "links": {}, "following": None}
        )
        entries = await self._entries()
        heap: list[DocumentRecord] = []
        broken: list[Broken] = []
        while now["at"] < len(entries):
            entry = entries[now["at"]]
            now["at"] += 1
            await self._take(entry, known["more"], now, heap, broken)
            if len(heap) >= MOST_RECORDS or sum(len(one.content or b"") for one in heap) >= MOST_BYTES:
                yield Page(heap, cursor=packed(now), broken=broken, total=len(entries))
                heap, broken = [], []
        removed = tuple(one for one in known["more"]["files"] if one not in now["files"])
        yield Page(heap, cursor=packed(now), removed=removed, broken=broken, total=len(entries))
        async for page in self._linked(known, now):
            yield page

    async def _take(
        self,
        entry: Entry,
        known: dict[str, Any],
        now: dict[str, Any],
        heap: list[DocumentRecord],
        broken: list[Broken],
    ) -> None:
        """Read one file, if it changed, and the links of its rows, if it is a table."""
        same = (
            known["files"].get(entry.path) == entry.version
            or known["links"].get(entry.path, [None])[0] == entry.version
        )
        try:
            if not self._is_catalogue(entry.path):
                if not same:
                    heap.append(await self._document(entry))
                now["files"][entry.path] = entry.version
            if self._options.follow_links and entry.path.lower().endswith(TABLES):
                now["links"][entry.path] = known["links"][entry.path] if same else await self._links(entry)
        except ShopNotFound:
            return  # it went while it was listed
        except ShopError as failure:
            if entry.path in known["files"]:
                now["files"][entry.path] = known["files"][entry.path]
            if entry.path in known["links"]:
                now["links"][entry.path] = known["links"][entry.path]
            broken.append(Broken(entry.path, "file", failure.detail or failure.title, None))

    async def _links(self, entry: Entry) -> list[Any]:
        """Return a table's version and its links; a table that is none has none."""
        try:
            async with self._table(entry) as table:
                found = links_of(table, "", self._options.link_columns)
        except BrokenData:
            found = []
        return [entry.version, [[one.address, list(one.about), one.row] for one in found]]

    async def _linked(self, known: dict[str, Any], now: dict[str, Any]) -> AsyncIterator[Page]:
        about: dict[str, Linked] = {}
        for path, (_, links) in now["links"].items():
            for address, named, row in links:
                one = about.get(address) or Linked(address, (), f"{path}#{row}")
                about[address] = Linked(address, tuple(dict.fromkeys((*one.about, *named))), one.row)
        asking = Asking(self._setup.outside, self._setup.politeness, self._setup.timing, judge)
        following = Following(asking, self._store.name, known["now"], now["following"])
        more = {"files": now["files"], "links": now["links"]}
        async for page in following.pages(list(about.values()), more):
            cursor = packed({**now, "following": page.cursor}) if page.cursor else None
            yield Page(page.records, cursor, page.mark, page.removed, page.broken, page.total)

    async def _document(self, entry: Entry) -> DocumentRecord:
        if entry.size > self._options.most_bytes:
            raise BrokenData(f"The file has more than {self._options.most_bytes:,} bytes.")
        with await self._store.open(entry.path, self._options.most_bytes) as file:
            content = file.read(self._options.most_bytes + 1)
        name = entry.path.rpartition("/")[2]
        return DocumentRecord(entry.path, name, content, updated_at=entry.modified)

    # Products

    async def _products(self, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        known: dict[str, Any] = unpacked(mark) if mark else {}
        begun: dict[str, Any] = unpacked(cursor) if cursor else {"file": 0, "at": 0, "now": {}}
        entries = [one for one in await self._entries() if self._is_catalogue(one.path)]
        now: dict[str, Any] = begun["now"]
        broken: list[Broken] = []
        for place, entry in enumerate(entries):
            if place < begun["file"]:
                continue
            if known.get(entry.path, [""])[0] == entry.version:
                now[entry.path] = known[entry.path]
                continue
            skip = begun["at"] if place == begun["file"] else 0
            ids: list[str] = []
            try:
                async for portion, at in self._rows(entry):
                    records = [one for one in portion if not isinstance(one, Broken)]
                    ids += [one.id for one in records]
                    if at > skip:
                        told = [one for one in portion if isinstance(one, Broken)]
                        yield Page(records, packed({"file": place, "at": at, "now": now}), broken=told)
                now[entry.path] = [entry.version, ids]
            except ShopNotFound:
                continue
            except BrokenData as failure:
                if mark is None:  # what it gave before is not known, and would be taken for gone
                    raise BrokenData(f"{entry.path}: {failure.detail}") from None
                now[entry.path] = [
                    "",
                    known.get(entry.path, ["", []])[1],
                ]  # what it gave before stays until it is mended
                broken.append(Broken(entry.path, "file", failure.detail, None))
        listed = {one for _, ids in now.values() for one in ids}
        removed = tuple(dict.fromkeys(one for _, ids in known.values() for one in ids if one not in listed))
        yield Page((), mark=packed(now), removed=removed, broken=broken, total=len(listed))

    async def _rows(self, entry: Entry) -> AsyncIterator[tuple[Sequence[Any], int]]:
        """Yield portions of a catalogue, with the number of items up to their end."""
        async with self._table(entry) as table:
            at = 0
            async for portion in batches(table.products()):
                at += len(portion)
                yield portion, at

    # Files

    @asynccontextmanager
    async def _table(self, entry: Entry) -> AsyncIterator[Table]:
        file = await self._store.open(entry.path, self._options.most_bytes)
        try:
            file = await readable(file, self._options.most_bytes * 10, self._setup.convert, entry.path)
            currency = self._options.currency or self._setup.currency
            yield Table(cast(BinaryIO, file), Reading(currency, self._setup.now(), self._options.mapping))
        finally:
            file.close()

    async def _entries(self) -> list[Entry]:
        """Return the files that are read, each once."""
        found = {
            one.path: one async for entries in self._store.list() for one in entries if self._holds(one.path)
        }
        return list(found.values())

    def _holds(self, path: str) -> bool:
        kind = path.lower().endswith(DOCUMENTS) or self._is_catalogue(path)
        wanted = not self._options.include or any(fits(path, one) for one in self._options.include)
        return kind and wanted and not any(fits(path, one) for one in self._options.exclude)

    def _is_catalogue(self, path: str) -> bool:
        return any(fits(path, one) for one in self._options.catalogues)
