"""What knowledge needs from outside."""

from typing import Protocol

from aisle.knowledge.structure import ParsedDocument


class DocumentParser(Protocol):
    """Turns an uploaded file into text with structure."""

    async def parse(self, data: bytes, name: str, declared_type: str | None) -> ParsedDocument:
        """Read one file.

        Args:
            data: the file's bytes.
            name: its file name; never used as a path, only its extension is looked at.
            declared_type: the media type the sender claims, or None.

        Raises:
            ParseFailed: the file cannot be read; trying again with the same bytes will not help, except after
                `parser_crashed` and `timeout`.
        """
        ...
