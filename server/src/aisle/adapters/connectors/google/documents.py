"""Documents of Drive, page by page: in the order of their ids, so that a read that stopped goes on behind the last one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aisle.adapters.connectors.google.drive import Drive
from aisle.adapters.connectors.google.following import Plan, everything, what_changed
from aisle.adapters.connectors.google.items import DOCUMENT, Form, Item, file_name, form_of
from aisle.adapters.connectors.google.judging import FileRefused
from aisle.adapters.connectors.google.options import GoogleOptions
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
        """Read all, or what changed since a mark; a cursor holds the tokens of the beginning and what was read of which version."""
        known: dict[str, Any] | None = unpacked(mark) if mark else None
        plan = await (
            what_changed(self.drive, self.options, known) if known else everything(self.drive, self.options)
        )
        files = dict(known["files"]) if known else {}
        begun: dict[str, Any] = (
            unpacked(cursor) if cursor else {"tokens": plan.tokens, "after": "", "files": files}
        )
        gone = _gone(plan, begun["files"])
        due = [one for _, one in sorted(plan.items.items()) if begun["files"].get(one.id) != one.version]
        heap, broken = list[DocumentRecord](), list[Broken]()
        for item in due:
            if item.id <= begun["after"]:
                continue
            taken = await self._take(item, heap, broken)
            # What could not be read counts as unknown: it is tried again with the next change, of its rights too.
            begun["files"][item.id], begun["after"] = item.version if taken else "", item.id
            if len(heap) + len(broken) >= MOST_RECORDS or _weight(heap) >= MOST_BYTES:
                yield Page(heap, packed(begun), broken=broken, total=len(due))
                heap, broken = [], []
        left = {one: version for one, version in begun["files"].items() if one not in gone}
        following = packed({"tokens": begun["tokens"], "folders": plan.folders, "files": left})
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


def _gone(plan: Plan, files: dict[str, str]) -> frozenset[str]:
    return plan.gone if plan.gone is not None else frozenset(one for one in files if one not in plan.items)


def _weight(heap: list[DocumentRecord]) -> int:
    return sum(len(one.content or b"") for one in heap)
