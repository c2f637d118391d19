"""Reading a file of any known type: finds the type by its content and lets that parser read it."""

from collections.abc import Iterator
from dataclasses import replace

from aisle.adapters.parsers import PARSERS, Parser
from aisle.adapters.parsers.choosing import choose
from aisle.adapters.parsers.kinds import extension
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

DEFAULT_MAX_BYTES = 50 * 1024 * 1024
_UNTELLING_TYPES = ("application/octet-stream", "application/zip", "text/plain")


def read(
    data: bytes, name: str, declared_type: str | None, max_bytes: int = DEFAULT_MAX_BYTES
) -> ParsedDocument:
    """Read a file in this process.

    Args:
        data: the file's bytes.
        name: its name; the extension only tells kinds of text apart.
        declared_type: the media type its sender claims, or None.
        max_bytes: the largest size that is read.

    Returns:
        The document, with a note when its name or declared type says something else than its content.

    Raises:
        ParseFailed: any reason but those that only a limit from outside can find.
    """
    require_size(data, max_bytes)
    declared = (declared_type or "").split(";")[0].strip().lower()
    parser, name = choose(data, name, declared)
    document = parser.parse(data, name)
    return replace(document, notes=(*_mismatches(parser, document, name, declared), *document.notes))


def require_size(data: bytes, max_bytes: int) -> None:
    """Refuse files with no bytes (`empty`) or too many (`too_large`)."""
    if not data.strip(b"\x00\t\n\r "):
        raise ParseFailed(FailureReason.EMPTY, "the file is empty")
    if len(data) > max_bytes:
        limit = max_bytes // (1024 * 1024)
        raise ParseFailed(FailureReason.TOO_LARGE, f"the file is larger than {limit} MB; split it")


def _mismatches(parser: Parser, document: ParsedDocument, name: str, declared: str) -> Iterator[str]:
    claimed = extension(name)
    if (claimed and claimed not in parser.EXTENSIONS and document.media_type != "text/plain") or (
        claimed and any(claimed in other.EXTENSIONS for other in PARSERS if other is not parser)
    ):
        yield f"extension_mismatch: named .{claimed[:12]}, read as {document.media_type}"
    if declared and declared not in (*parser.MEDIA_TYPES, *_UNTELLING_TYPES):
        yield f"declared_type_mismatch: sent as {declared[:80]}, read as {document.media_type}"
