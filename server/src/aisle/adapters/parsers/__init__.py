"""Document parsers, one file per type; adding one is described in docs/how-to/add-a-parser.md."""

from typing import Protocol

from aisle.adapters.parsers import (
    csv_table,
    docx,
    eml,
    html,
    json_data,
    markdown,
    pdf,
    pictures,
    pptx,
    sheets,
    text,
)
from aisle.knowledge.structure import ParsedDocument


class Parser(Protocol):
    """What a parser module offers.

    `MEDIA_TYPES` are the types it reads, the first being the usual one; `EXTENSIONS` those its files carry, in
    lower case without the dot.
    """

    @property
    def MEDIA_TYPES(self) -> tuple[str, ...]: ...  # noqa: N802 - a module's constant

    @property
    def EXTENSIONS(self) -> tuple[str, ...]: ...  # noqa: N802 - a module's constant

    def sniff(self, data: bytes, name: str) -> float:
        """Return how surely the bytes are of this type, from 0 (not at all) to 1, from a look at their start."""
        ...

    def parse(self, data: bytes, name: str) -> ParsedDocument:
        """Read the bytes. Raises ParseFailed when they cannot be read."""
        ...


# The surest one reads a file; between equally sure ones, the first.
PARSERS: tuple[Parser, ...] = (
    pdf,
    pictures,
    docx,
    pptx,
    sheets,
    eml,
    html,
    json_data,
    csv_table,
    markdown,
    text,
)
