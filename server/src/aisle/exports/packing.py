"""Writing the archive: row by row into a ZIP that is cut into pieces, so that memory stays flat however much there is."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobContext
from aisle.core.vault import Vault
from aisle.exports import repository
from aisle.exports.sections import SECTIONS, Section

PIECE = 4 * 2**20  # bytes
README = """All data of your organization, one file of JSON lines (UTF-8) each.

article_texts.jsonl has every save of an article; article_versions.jsonl says by save_number which of them were published.
feedback.jsonl names the message that it is about, messages.jsonl its conversation. Prices and costs are texts, so that no digit
is lost. Secrets of sources and providers, keys and passwords are in none of these files.
"""


class Cut(io.RawIOBase):
    """What a ZIP is written to: it only grows at its end and is taken away piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._held, self._before = bytearray(), 0

    def writable(self) -> bool:
        """See io.RawIOBase."""
        return True

    def write(self, data: Any) -> int:
        """See io.RawIOBase."""
        self._held += data
        return len(data)

    def tell(self) -> int:
        """How much was written in all."""
        return self._before + len(self._held)

    def take(self, least: int) -> bytes:
        """Return what is held and forget it, if it is so much; else nothing."""
        if len(self._held) < least:
            return b""
        taken = bytes(self._held)
        self._before += len(taken)
        self._held.clear()
        return taken


@dataclass
class Packing:
    """One export as it is written."""

    vault: Vault
    context: JobContext
    export_id: UUID
    cut: Cut = field(default_factory=Cut)
    pieces: int = 0

    async def pack(self) -> dict[str, int]:
        """Write all files and return how many lines each has."""
        lines = {}
        with zipfile.ZipFile(self.cut, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", README)
            for section in SECTIONS:
                lines[section.name] = await self._write(archive, section)
        await self._keep(1)
        return lines

    async def _write(self, archive: zipfile.ZipFile, section: Section) -> int:
        count = 0
        await self.context.progress(section.name, 0, None)
        with archive.open(f"{section.name}.jsonl", "w", force_zip64=True) as file:
            async for page in self._pages(section):
                for line in page:
                    file.write(line.encode() + b"\n")
                count += len(page)
                await self._keep(PIECE)
                await self.context.progress(section.name, count, None)
        return count

    async def _pages(self, section: Section) -> AsyncIterator[list[str]]:
        after = section.start
        while True:
            async with self.context.scope() as session:
                rows = await repository.page_of(session, section, after)
                page = [await self._line(session, section, row) for row in rows]
            if not rows:
                return
            yield page
            after = tuple(rows[-1][key] for key in section.keys)

    async def _line(self, session: Session, section: Section, row: Any) -> str:
        if section.sealed is None:
            return str(row["line"])
        place = f"{section.table}.{section.sealed[0]}:{row['sealed_for']}"
        name = section.sealed[0].removesuffix("_sealed")
        opened = await self.vault.unseal_text(session, row["sealed"], place)
        return json.dumps({**json.loads(row["line"]), name: opened}, ensure_ascii=False)

    async def _keep(self, least: int) -> None:
        if not (piece := self.cut.take(least)):
            return
        async with self.context.scope() as session:
            part_id = new_id()
            sealed = await self.vault.seal(session, piece, place_of(part_id))
            await repository.insert_part(session, self.export_id, part_id, self.pieces, sealed)
        self.pieces += 1


def place_of(part_id: UUID) -> str:
    """Where a piece is sealed for."""
    return f"organization_export_part.sealed:{part_id}"
