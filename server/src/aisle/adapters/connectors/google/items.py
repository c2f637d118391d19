"""Files as Drive describes them, and what becomes of each type.

Source: "Export MIME types for Google Workspace documents" (developers.google.com/workspace/drive/api/guides/ref-export-formats).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aisle.adapters.connectors.google.options import ID, GoogleOptions
from aisle.adapters.connectors.times import time_in
from aisle.sources.errors import BrokenData

FOLDER = "application/vnd.google-apps.folder"
DOCUMENT = "application/vnd.google-apps.document"
SHEET = "application/vnd.google-apps.spreadsheet"
SLIDES = "application/vnd.google-apps.presentation"
OWN = "application/vnd.google-apps."  # the beginning of all that has no bytes of its own
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FIELDS = "id,name,mimeType,parents,trashed,driveId,modifiedTime,md5Checksum,size,webViewLink"
LONGEST_NAME = 300
_FORMATS: Mapping[str, tuple[str, str]] = {
    "html": ("text/html", ".html"),
    "markdown": ("text/markdown", ".md"),
    "xlsx": (XLSX, ".xlsx"),
    "csv": ("text/csv", ".csv"),
}
# Files with bytes of their own: the ending that a parser knows them by.
_ENDINGS: Mapping[str, str] = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    PPTX: ".pptx",
    XLSX: ".xlsx",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "message/rfc822": ".eml",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/tiff": ".tiff",
}
_KNOWN = frozenset({*_ENDINGS.values(), ".htm", ".jpeg", ".tif"})


@dataclass(frozen=True, slots=True)
class Item:
    """One file or folder. size: bytes, where it has its own. checksum: of those."""

    id: str
    name: str
    type: str
    parent: str | None = None
    drive: str = ""
    trashed: bool = False
    modified: datetime | None = None
    checksum: str = ""
    size: int = 0
    address: str | None = None

    @property
    def is_folder(self) -> bool:
        """Whether others lie in it."""
        return self.type == FOLDER

    @property
    def version(self) -> str:
        """Another one whenever what is kept of it is: bytes, or the time of the last change where it has none; name and type."""
        content = self.checksum or (self.modified.isoformat() if self.modified else "")
        return hashlib.sha256(f"{content}\n{self.type}\n{self.name}".encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Form:
    """What a file is read as. export: the type it is exported as; None: its own bytes."""

    ending: str
    media_type: str
    export: str | None = None


def item_of(value: Any) -> Item:
    """Read what Drive says of a file. Raises BrokenData."""
    if not isinstance(value, dict) or not all(
        isinstance(value.get(one), str) for one in ("id", "name", "mimeType")
    ):
        raise BrokenData("Google describes a file without id, name or type.")
    if not ID.fullmatch(value["id"]):
        raise BrokenData("Google names a file by something that is no id.")
    parents, size = value.get("parents"), str(value.get("size", ""))
    return Item(
        value["id"],
        value["name"][:LONGEST_NAME],
        value["mimeType"],
        parents[0] if isinstance(parents, list) and parents and isinstance(parents[0], str) else None,
        _text(value.get("driveId")),
        value.get("trashed") is True,
        time_in(_text(value.get("modifiedTime"))),
        _text(value.get("md5Checksum")),
        int(size) if size.isdecimal() else 0,
        _text(value.get("webViewLink")) or None,
    )


def form_of(item: Item, options: GoogleOptions) -> Form | None:
    """Return what a file is read as; None: it is not read (folders, shortcuts, forms, drawings, films)."""
    if item.type == DOCUMENT:
        return _exported(*_FORMATS[options.documents_as])
    if item.type == SHEET:
        return _exported(*_FORMATS[options.sheets_as])
    if item.type == SLIDES:
        return _exported(PPTX, ".pptx")
    if item.type.startswith(OWN):
        return None
    ending = f".{item.name.lower().rpartition('.')[2]}"
    known = ending if ending in _KNOWN else _ENDINGS.get(item.type)
    return Form(known, item.type) if known else None


def _exported(media_type: str, ending: str) -> Form:
    return Form(ending, media_type, media_type)


def file_name(item: Item, form: Form) -> str:
    """Return a name that says what the bytes are."""
    return item.name if item.name.lower().endswith(form.ending) else f"{item.name}{form.ending}"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
