"""Shared by the parser tests: a document as the list of its blocks."""

from collections.abc import Callable

import pytest

from aisle.adapters.parsers.inline import read_safely
from aisle.adapters.parsers.reading import DEFAULT_MAX_BYTES
from aisle.knowledge.structure import ParsedDocument, require_sound

Read = Callable[..., ParsedDocument]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read bytes as an upload would be; the result is checked to be sound."""

    def reading(data: bytes | str, name: str = "file", declared: str | None = None) -> ParsedDocument:
        content = data.encode() if isinstance(data, str) else data
        document = read_safely(content, name, declared, DEFAULT_MAX_BYTES)
        require_sound(document)
        return document

    return reading


@pytest.fixture(scope="session")
def blocks() -> Callable[[ParsedDocument], list[tuple[str, str]]]:
    """Give a document's blocks as (kind, words)."""

    def of(document: ParsedDocument) -> list[tuple[str, str]]:
        return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]

    return of
