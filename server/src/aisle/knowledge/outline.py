"""The outline of a document: where its blocks stand and what its tables share, so that it can be cut anew without its file."""

import json
import zlib
from dataclasses import astuple, dataclass

from aisle.knowledge.structure import Block, BlockKind, ParsedDocument, Table


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document version as it was read, taken from the database. language: that of its passages."""

    parsed: ParsedDocument
    language: str


def pack_outline(parsed: ParsedDocument, language: str) -> bytes:
    """Write blocks, tables and language; slow for long documents, so not on the event loop."""
    outline = {
        "language": language,
        "blocks": [astuple(block) for block in parsed.blocks],
        "tables": [astuple(table) for table in parsed.tables],
    }
    return zlib.compress(json.dumps(outline, separators=(",", ":")).encode(), 6)


def unpack_outline(outline: bytes, text: str) -> StoredDocument:
    """Read what `pack_outline` wrote beside the text that its spans point into."""
    data = json.loads(zlib.decompress(outline))
    parsed = ParsedDocument(
        text=text,
        blocks=tuple(Block(BlockKind(kind), *rest) for kind, *rest in data["blocks"]),
        tables=tuple(Table(caption, tuple(headers)) for caption, headers in data["tables"]),
        title=None,
        media_type="",
        page_count=None,
        notes=(),
    )
    return StoredDocument(parsed, data["language"])
