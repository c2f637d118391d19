"""Plain text: paragraphs at blank lines, with the headings and lists that people draw in it."""

import re
from collections.abc import Sequence

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.decoding import decode
from aisle.adapters.parsers.kinds import is_text
from aisle.knowledge.structure import ParsedDocument

MEDIA_TYPES = ("text/plain",)
EXTENSIONS = ("txt", "text", "log")

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_UNDERLINE = re.compile(r"^\s*(={3,}|-{3,}|~{3,})\s*$")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+\S")
_ITEM = re.compile(r"^(\s*)(?:[-*•–‣·]\s+|\(?\d{1,2}[.)]\s+)(?=\S)")
_LONGEST_HEADING = 80


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are plain text; every other kind of text is surer of itself."""
    return 0.2 if is_text(data) else 0.0


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read plain text of any encoding.

    Raises ParseFailed: `no_text`, `too_large`.
    """
    text, notes = decode(data)
    builder = DocumentBuilder(MEDIA_TYPES[0])
    builder.notes.extend(notes)
    add_plain_text(builder, text)
    builder.title = builder.first_heading
    return builder.build()


def add_plain_text(builder: DocumentBuilder, text: str) -> None:
    """Add plain text to a document, paragraph by paragraph."""
    for part in _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = part.strip("\n").split("\n")
        level, rest = _heading(lines)
        if level:
            builder.heading(lines[0], level)
        _add_lines(builder, lines[rest:])


def _heading(lines: Sequence[str]) -> tuple[int, int]:
    """Return the level of the heading that the lines begin with (0: none) and how many lines it takes."""
    first = lines[0].strip()
    if not first or len(first) > _LONGEST_HEADING:
        return 0, 0
    if len(lines) > 1 and (match := _UNDERLINE.match(lines[1])):
        return (1 if match.group(1)[0] == "=" else 2), 2
    if len(lines) > 1 or first.endswith((".", ",", ";", ":", "?", "!")):
        return 0, 0
    if first.isupper() and sum(map(str.isalpha, first)) > 3:
        return 2, 1
    return (2 + first.split()[0].strip(".").count("."), 1) if _NUMBERED.match(first) else (0, 0)


def _add_lines(builder: DocumentBuilder, lines: Sequence[str]) -> None:
    """Add the lines of one paragraph, with the items of a list apart."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or _ITEM.match(lines[end]):
            _add_part(builder, lines[start:end])
            start = end


def _add_part(builder: DocumentBuilder, lines: Sequence[str]) -> None:
    match = _ITEM.match(lines[0]) if lines else None
    if match is None:
        builder.paragraph("\n".join(lines))
        return
    mark = match.group().strip()
    first = lines[0][match.end() :] if not mark[-2:-1].isdigit() else lines[0].lstrip()
    builder.list_item(" ".join([first, *lines[1:]]), 1 + len(match.group(1).expandtabs(4)) // 2)
