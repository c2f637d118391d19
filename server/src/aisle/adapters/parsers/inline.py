"""Parsing in this process: the fake of the sandbox, for tests and for files that the project itself ships.

It has the sandbox's contract without its protection: a hostile file can take all time and memory here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from aisle.adapters.parsers.converting import CONVERTERS
from aisle.adapters.parsers.reading import DEFAULT_MAX_BYTES, read
from aisle.knowledge.ports import PageReport
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

Made = TypeVar("Made")


class InlineParser:
    """A `DocumentParser` without a process of its own."""

    def __init__(self, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        self._max_bytes = max_bytes

    async def parse(
        self,
        data: bytes,
        name: str,
        declared_type: str | None,
        languages: Sequence[str] = (),
        report: PageReport | None = None,
    ) -> ParsedDocument:
        """Read one file; see `DocumentParser.parse`. Pages that are pictures stay unread."""
        return read_safely(data, name, declared_type, self._max_bytes)

    async def convert(
        self, converter: str, data: bytes, name: str, limits: object = None, **arguments: int
    ) -> bytes:
        """Make something else than a document of a file, whatever it takes; see `ParserSandbox.convert`."""
        return convert_safely(converter, data, name, arguments)


def read_safely(data: bytes, name: str, declared_type: str | None, max_bytes: int) -> ParsedDocument:
    """Read a file, with every error of a parser's library told as the failure that it means.

    Raises ParseFailed only.
    """
    return _told(lambda: read(data, name, declared_type, max_bytes))


def convert_safely(converter: str, data: bytes, name: str, arguments: Mapping[str, int]) -> bytes:
    """Convert a file with one of `CONVERTERS`. Raises ParseFailed only."""
    return _told(lambda: CONVERTERS[converter](data, name, arguments))


def _told(work: Callable[[], Made]) -> Made:
    try:
        return work()
    except ParseFailed:
        raise
    except MemoryError:
        raise ParseFailed(
            FailureReason.OUT_OF_MEMORY, "the file needs more memory than it may have"
        ) from None
    except RecursionError:
        raise ParseFailed(FailureReason.CORRUPT, "the file's content is nested too deeply") from None
    except Exception as error:
        raise ParseFailed(
            FailureReason.CORRUPT, f"the file could not be read ({type(error).__name__})"
        ) from error
