"""What knowledge needs from outside."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from aisle.knowledge.structure import ParsedDocument

PageReport = Callable[[int, int], Awaitable[None]]


class DocumentParser(Protocol):
    """Turns an uploaded file into text with structure."""

    async def parse(
        self,
        data: bytes,
        name: str,
        declared_type: str | None,
        languages: Sequence[str] = (),
        report: PageReport | None = None,
    ) -> ParsedDocument:
        """Read one file.

        Args:
            data: the file's bytes.
            name: its file name; never used as a path, only its extension is looked at.
            declared_type: the media type the sender claims, or None.
            languages: ISO 639-1 codes that its text may be in, for pages that are only pictures.
            report: is told how many of such pages were read, of how many.

        Raises:
            ParseFailed: the file cannot be read; trying again with the same bytes will not help, except after
                `parser_crashed` and `timeout`.
        """
        ...
