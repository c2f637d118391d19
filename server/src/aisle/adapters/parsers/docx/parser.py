"""The DOCX parser."""

import io
import zipfile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.docx.content import add_body
from aisle.adapters.parsers.office import likeness, open_package
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
EXTENSIONS = ("docx", "docm", "dotx")

# Word keeps attached files here, other documents among them.
_ATTACHMENTS = "word/embeddings/"
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument"


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are a Word document, an encrypted one included."""
    return likeness(data, name, b"word/", EXTENSIONS)


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read a Word document's body; macros and attachments are never looked at.

    Raises ParseFailed: `bomb`, `encrypted`, `corrupt` (damaged, or its XML declares a document type, which Word
    never writes and which can name outside files), `no_text`, `too_large`.
    """
    with open_package(data, _ATTACHMENTS) as archive:
        _require_transitional(archive)
    document = _open(data)
    builder = DocumentBuilder(MEDIA_TYPES[0])
    add_body(builder, document)
    builder.title = document.core_properties.title or builder.first_heading
    return builder.build()


def _require_transitional(archive: zipfile.ZipFile) -> None:
    if "_rels/.rels" in archive.NameToInfo and _STRICT in archive.read("_rels/.rels"):
        raise ParseFailed(FailureReason.UNSUPPORTED_TYPE, "save it as Word document, not as Strict Open XML")


def _open(data: bytes) -> Document:
    try:
        return docx.Document(io.BytesIO(data))
    except MemoryError:
        raise
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError, AttributeError) as error:
        # python-docx raises whatever the missing or wrong part leads to; lxml's errors are SyntaxErrors.
        raise ParseFailed(FailureReason.CORRUPT, "the document is damaged or no Word document") from error
