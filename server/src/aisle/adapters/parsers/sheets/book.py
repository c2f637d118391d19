"""The frame of an XLSX workbook: its sheets, its shared words and the formats of its cells."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aisle.adapters.parsers.builder import MAX_CHARACTERS
from aisle.adapters.parsers.office.xml import (
    attribute,
    children,
    find_xml,
    local,
    read_xml,
    related,
    stream_xml,
)
from aisle.adapters.parsers.sheets.formats import builtin
from aisle.knowledge.structure import FailureReason, ParseFailed

_MOST_SHEETS = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook whose sheets can be read. `formats` are format codes by the number of a cell's style."""

    archive: zipfile.ZipFile
    entries: tuple[Entry, ...]
    words: list[str]
    formats: tuple[str, ...]
    date1904: bool
    title: str


def open_book(archive: zipfile.ZipFile) -> Book:
    """Read a workbook's frame. Raises ParseFailed: `corrupt`, `too_large`."""
    main = _main_part(archive)
    root, relations = read_xml(archive, main), related(archive, main)
    by_kind = dict(relations.values())
    properties = next(children(root, "workbookPr"), None)
    return Book(
        archive,
        tuple(_entries(root, relations)),
        list(_words(archive, by_kind.get("sharedStrings"))),
        tuple(_formats(find_xml(archive, by_kind.get("styles")))),
        properties is not None and attribute(properties, "date1904") in ("1", "true"),
        _title(archive),
    )


def _main_part(archive: zipfile.ZipFile) -> str:
    main = [target for kind, target in related(archive, "").values() if kind == "officeDocument"]
    return main[0] if main else "xl/workbook.xml"


def _title(archive: zipfile.ZipFile) -> str:
    root = find_xml(archive, "docProps/core.xml")
    titles = [child.text or "" for child in root if local(child) == "title"] if root is not None else []
    return titles[0] if titles else ""


def _entries(root: Any, relations: dict[str, tuple[str, str]]) -> Iterator[Entry]:
    for sheets in children(root, "sheets"):
        for sheet in list(children(sheets, "sheet"))[:_MOST_SHEETS]:
            kind, part = relations.get(attribute(sheet, "id"), ("", ""))
            # The others are sheets of charts, dialogues and old macros.
            if kind == "worksheet":
                hidden = attribute(sheet, "state") in ("hidden", "veryHidden")
                yield Entry(attribute(sheet, "name"), part, hidden)


def _words(archive: zipfile.ZipFile, part: str | None) -> Iterator[str]:
    """Yield the shared words in order. Raises ParseFailed with `too_large` when they are more than can be indexed."""
    if part is None or part not in archive.NameToInfo:
        return
    length = 0
    for item in stream_xml(archive, part, ("si",)):
        words = text_of(item)
        length += len(words)
        if length > MAX_CHARACTERS * 2:
            raise ParseFailed(FailureReason.TOO_LARGE, "the workbook holds more text than can be indexed")
        yield words


def text_of(item: Any) -> str:
    """Return the words of a rich text, without the pronunciation that may stand beside them."""
    parts = []
    for child in item:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [part.text or "" for part in children(child, "t")]
    return "".join(parts)


def _formats(styles: Any | None) -> Iterator[str]:
    if styles is None:
        return
    own = {
        attribute(item, "numFmtId"): attribute(item, "formatCode")
        for group in children(styles, "numFmts")
        for item in group
    }
    for group in children(styles, "cellXfs"):
        for item in children(group, "xf"):
            number = attribute(item, "numFmtId")
            yield own.get(number) or builtin(int(number) if number.isdecimal() else 0)
