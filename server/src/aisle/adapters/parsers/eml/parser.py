"""The EML parser."""

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.eml.content import Budget, add_message
from aisle.adapters.parsers.eml.headers import is_header_block
from aisle.adapters.parsers.eml.structure import read_message
from aisle.adapters.parsers.kinds import extension, is_text
from aisle.knowledge.structure import ParsedDocument

MEDIA_TYPES = ("message/rfc822",)
EXTENSIONS = ("eml",)


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are a message: by the headers they begin with, surer when named so."""
    if not is_text(data) or not is_header_block(data):
        return 0.0
    return 0.9 if extension(name) in EXTENSIONS else 0.6


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read a message with its attachments.

    Raises ParseFailed: `bomb` when its parts are too many or nested too deeply, `no_text`, `too_large`.
    """
    builder = DocumentBuilder(MEDIA_TYPES[0])
    add_message(builder, read_message(data), Budget())
    return builder.build()
