"""Markdown, read with markdown-it: headings, lists, tables, code, quotes."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.cells import add_grid
from aisle.adapters.parsers.decoding import decode
from aisle.adapters.parsers.kinds import extension, is_text, opening
from aisle.adapters.parsers.text import add_plain_text
from aisle.knowledge.structure import ParsedDocument

MEDIA_TYPES = ("text/markdown",)
EXTENSIONS = ("md", "markdown", "mdown")

_FRONT_MATTER = re.compile(r"\A---\n(.{0,20000}?)\n---\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_LOOKS_LIKE = re.compile(r"^(?:#{1,6} \S|```|\|.+\|\s*$|[-*] \[.+\]\()", re.MULTILINE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# Markdown's own rules look back and forth within a paragraph, so one of megabytes is read as plain text.
_LONGEST_LINE = 100_000
_READER = MarkdownIt("commonmark").enable("table")


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are Markdown: by the extension, else by its marks."""
    if not is_text(data):
        return 0.0
    if extension(name) in EXTENSIONS:
        return 0.8
    return 0.5 if not extension(name) and _LOOKS_LIKE.search(opening(data)) else 0.0


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read Markdown.

    Raises ParseFailed: `no_text`, `too_large`.
    """
    text, notes = decode(data)
    builder = DocumentBuilder(MEDIA_TYPES[0])
    builder.notes.extend(notes)
    text = _without_front_matter(builder, text.replace("\r\n", "\n"))
    if max(map(len, text.split("\n"))) > _LONGEST_LINE:
        add_plain_text(builder, text)
    else:
        _Walk(builder).add(_READER.parse(text))
    builder.title = builder.title or builder.first_heading
    return builder.build()


def _without_front_matter(builder: DocumentBuilder, text: str) -> str:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text
    title = _FRONT_TITLE.search(match.group(1))
    builder.title = title.group(1) if title else None
    return text[match.end() :]


class _Walk:
    """Goes through the reader's flat list of tokens once and adds what they open and close."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._depth = 0
        self._item = False
        self._heading = 0
        self._rows: list[list[str]] | None = None

    def add(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            handle = getattr(self, f"_{token.type}", None)
            if handle is not None:
                handle(token)

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1:])

    def _heading_close(self, token: Token) -> None:
        self._heading = 0

    def _bullet_list_open(self, token: Token) -> None:
        self._depth += 1

    def _bullet_list_close(self, token: Token) -> None:
        self._depth -= 1

    _ordered_list_open = _bullet_list_open
    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        self._item = True

    def _table_open(self, token: Token) -> None:
        self._rows = []

    def _tr_open(self, token: Token) -> None:
        if self._rows is not None:
            self._rows.append([])

    def _table_close(self, token: Token) -> None:
        add_grid(self._builder, self._rows or [], marked_header=True)
        self._rows = None

    def _fence(self, token: Token) -> None:
        self._builder.code(token.content)

    _code_block = _fence

    def _html_block(self, token: Token) -> None:
        self._builder.paragraph(_TAG.sub(" ", token.content))

    def _inline(self, token: Token) -> None:
        text = plain(token.children or ())
        if self._rows is not None:
            self._rows[-1].append(text)
        elif self._heading:
            self._builder.heading(text, self._heading)
        elif self._item and self._depth:
            self._builder.list_item(text, self._depth)
            self._item = False
        else:
            self._builder.paragraph(text)


def plain(tokens: Sequence[Token]) -> str:
    """Return the words of inline Markdown without its marks."""
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline", "image"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.startswith("<br")):
            parts.append("\n")
    return "".join(parts)
