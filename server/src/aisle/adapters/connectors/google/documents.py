"""Documents of Drive, page by page: in the order of their ids, so that a read that stopped goes on behind the last one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from aisle.adapters.connectors.google.drive import Drive
from aisle.adapters.connectors.google.following import Plan, everything, what_changed
from aisle.adapters.connectors.google.items import DOCUMENT, Form, Item, file_name, form_of
from aisle.adapters.connectors.google.judging import FileRefused
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.adapters.connectors.google.read_before import ReadBefore
from aisle.adapters.connectors.google.texts import unwrapped
from aisle.adapters.connectors.memory import packed, unpacked
from aisle.sources.errors import BrokenData, ShopNotFound
from aisle.sources.ports import Broken, Page
from aisle.sources.records import DocumentRecord

MOST_RECORDS, MOST_BYTES = 20, 8 * 2**20  # of one page of records


@dataclass(frozen=True, slots=True)
class Documents:
    """Reads files as documents."""

    drive: Drive
    options: GoogleOptions

    async def pages(self, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read all, or what changed since a mark; a cursor holds the tokens of the beginning and sums of what was read."""
        known: dict[str, Any] | None = unpacked(mark) if mark else None
        plan = await (
            what_changed(self.drive, self.options, known) if known else everything(self.drive, self.options)
        )
        before: dict[str, str] = dict(known["files"]) if known else {}
        due = [one for _, one in sorted(plan.items.items()) if before.get(one.id) != one.version]
        tokens, read = _begun(cursor, plan)
        files = before | _stood(read, due, before)
        gone = plan.gone(files)
        heap, broken = list[DocumentRecord](), list[Broken]()
        for item in (one for one in due if one.id > read.after):
            taken = await self._take(item, heap, broken)
            # What could not be read counts as unknown: it is tried again with the next change, of its rights too.
            files[item.id] = item.version if taken else ""
            read.note(item, taken=taken, is_new=item.id not in before)
            if len(heap) + len(broken) >= most_records(read) or _weight(heap) >= MOST_BYTES:
                yield Page(heap, packed({"tokens": tokens, **asdict(read)}), broken=broken, total=len(due))
                heap, broken = [], []
        left = {one: version for one, version in files.items() if one not in gone}
        following = packed({"tokens": tokens, "folders": plan.folders, "files": left})
        yield Page(heap, mark=following, removed=sorted(gone), broken=broken, total=len(due))

    async def _take(self, item: Item, heap: list[DocumentRecord], broken: list[Broken]) -> bool:
        found = await self.read(item)
        if isinstance(found, Broken):
            broken.append(found)
            return False
        if found is not None:
            heap.append(found)
        return True

    async def read(self, item: Item) -> DocumentRecord | Broken | None:
        """Return a file as a document; None for one that went meanwhile. Raises RetryLater, FixCredentials."""
        try:
            return await self._read(item)
        except ShopNotFound:
            return None
        except (FileRefused, BrokenData) as failure:
            return Broken(item.id, "file", failure.detail, {"name": item.name, "type": item.type})

    async def _read(self, item: Item) -> DocumentRecord:
        form, most = form_of(item, self.options), self.options.most_bytes
        if form is None:
            raise BrokenData("Files of this type are not read.")
        content = b"" if item.size > most else await self._content(item, form, most)
        if item.size > most or len(content) > most:
            raise BrokenData(f"The file has more than {most:,} bytes.")
        return DocumentRecord(
            item.id,
            file_name(item, form),
            content,
            updated_at=item.modified,
            media_type=form.media_type,
            title=item.name,
            url=item.address,
        )

    async def _content(self, item: Item, form: Form, most: int) -> bytes:
        with await self.drive.open(item.id, form, most) as file:
            content = file.read(most + 1)
        is_page = item.type == DOCUMENT and form.ending == ".html"
        return unwrapped(content) if is_page and len(content) <= most else content


def _begun(cursor: str | None, plan: Plan) -> tuple[dict[str, str], ReadBefore]:
    """Return the tokens of the beginning, and what was read since."""
    if not cursor:
        return plan.tokens, ReadBefore()
    said = unpacked(cursor)
    return said["tokens"], ReadBefore(said["after"], said["new"], said["sums"])


def _stood(read: ReadBefore, due: Sequence[Item], before: Mapping[str, str]) -> dict[str, str]:
    """Return the versions of what was read before a stop; "" where nobody knows."""
    unknown = read.unknown(due, before)
    versions = {one.id: one.version for one in due if one.id <= read.after and one.id not in unknown}
    return dict.fromkeys([*read.new, *unknown], "") | versions


def most_records(read: ReadBefore) -> int:
    """Return how many records a page has at most: the longer its cursor, the fewer pages, so that all cursors stay in proportion."""
    return max(MOST_RECORDS, len(read.new) // 50)


def _weight(heap: list[DocumentRecord]) -> int:
    return sum(len(one.content or b"") for one in heap)
