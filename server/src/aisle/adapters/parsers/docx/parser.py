"""The DOCX parser."""

import io
import zipfile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError

from aisle.adapters.parsers.archive import open_archive
from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.docx.content import add_body
from aisle.adapters.parsers.kinds import extension
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
EXTENSIONS = ("docx", "docm", "dotx")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# Word keeps attached files here, other documents among them.
_ATTACHMENTS = "word/embeddings/"
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are a Word document, an encrypted one included."""
    if data.startswith(_OLE):
        return 1.0 if _ENCRYPTED_STREAM in data and extension(name) in EXTENSIONS else 0.0
    if not data.startswith(_ZIP):
        return 0.0
    return 1.0 if b"word/" in data else 0.5 if extension(name) in EXTENSIONS else 0.0


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read a Word document's body; macros and attachments are never looked at.

    Raises ParseFailed: `bomb`, `encrypted`, `corrupt` (damaged, or its XML declares a document type, which Word
    never writes and which can name outside files), `no_text`, `too_large`.
    """
    if data.startswith(_OLE):
        raise ParseFailed(FailureReason.ENCRYPTED, "the document asks for a password; save it without one")
    with open_archive(data, nested_under=_ATTACHMENTS) as archive:
        _require_readable(archive)
    document = _open(data)
    builder = DocumentBuilder(MEDIA_TYPES[0])
    add_body(builder, document)
    builder.title = document.core_properties.title or builder.first_heading
    return builder.build()


def _require_readable(archive: zipfile.ZipFile) -> None:
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            part = _read(archive, entry)
            if any(mark in part for mark in _DOCTYPES):
                raise ParseFailed(FailureReason.CORRUPT, "the document's XML declares a document type")
            if entry.filename == "_rels/.rels" and _STRICT in part:
                raise ParseFailed(
                    FailureReason.UNSUPPORTED_TYPE, "save it as Word document, not as Strict Open XML"
                )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise ParseFailed(FailureReason.CORRUPT, "the document's archive is damaged") from error


def _open(data: bytes) -> Document:
    try:
        return docx.Document(io.BytesIO(data))
    except MemoryError:
        raise
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError, AttributeError) as error:
        # python-docx raises whatever the missing or wrong part leads to; lxml's errors are SyntaxErrors.
        raise ParseFailed(FailureReason.CORRUPT, "the document is damaged or no Word document") from error
