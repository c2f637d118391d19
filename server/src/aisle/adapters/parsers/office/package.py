"""Office Open XML packages (ECMA-376, part 2): telling them apart, and refusing what no office program writes."""

import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator

from aisle.adapters.parsers.archive import MAX_BYTES, open_archive
from aisle.adapters.parsers.kinds import extension
from aisle.knowledge.structure import FailureReason, ParseFailed

_ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_END = b"PK\x05\x06"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
# What the standard library raises on damaged entries; zlib.error is an Exception of its own.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
_PIECE = 1 << 20
_OVERLAP = max(map(len, _DOCTYPES))


def likeness(data: bytes, name: str, folder: bytes, extensions: Collection[str]) -> float:
    """Return how surely bytes are a package with its parts under `folder`, an encrypted one included.

    What an encrypted package holds cannot be seen, so its extension has to say it.
    """
    named = extension(name) in extensions
    if data.startswith(OLE):
        return 1.0 if named and _ENCRYPTED_STREAM in data else 0.0
    if not data.startswith(_ZIP):
        return 0.0
    return 1.0 if folder in directory_of(data) else 0.5 if named else 0.0


def open_package(data: bytes, attachments: str, most_bytes: int = MAX_BYTES) -> zipfile.ZipFile:
    """Open a package whose attached files lie under `attachments` and which unpacks to `most_bytes` at most.

    Raises ParseFailed: `encrypted`, and as `open_archive`; `corrupt` also when its XML declares a document type,
    which no office program writes and which can name outside files or repeat itself without end.
    """
    if data.startswith(OLE):
        raise ParseFailed(FailureReason.ENCRYPTED, "the document asks for a password; save it without one")
    archive = open_archive(data, nested_under=attachments, most_bytes=most_bytes)
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            _require_no_document_type(archive, entry)
    return archive


def directory_of(data: bytes) -> bytes:
    """Return the archive's list of entries, or all of a damaged archive."""
    at = data.rfind(_END)
    if at < 0 or at + 22 > len(data):
        return data
    size, start = struct.unpack_from("<II", data, at + 12)
    return data[start : start + size] or data


def _require_no_document_type(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    before = b""
    for piece in _pieces(archive, entry):
        seen = before + piece
        if any(mark in seen for mark in _DOCTYPES):
            raise ParseFailed(FailureReason.CORRUPT, "the document's XML declares a document type")
        before = seen[-_OVERLAP:]


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except _UNREADABLE as error:
        raise ParseFailed(FailureReason.CORRUPT, "the document's archive is damaged") from error
