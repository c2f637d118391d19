"""A guide as headings, paragraphs, lists and tables, for formats that are not HTML."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from aisle.demo.publishing.markdown import parse_markdown


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is the highest in a body, since the title is level 1."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: Text


@dataclass(frozen=True)
class Listing:
    """A list, numbered or not."""

    numbered: bool
    items: tuple[Text, ...]


@dataclass(frozen=True)
class Table:
    """A table whose first row is its header."""

    rows: tuple[tuple[Text, ...], ...]


Block = Heading | Paragraph | Listing | Table


def read_blocks(body: str) -> Iterator[Block]:
    """Read the body of a guide block by block."""
    tokens = iter(parse_markdown(body))
    for token in tokens:
        if token.type == "heading_open":
            yield Heading(int(token.tag[1]), next(tokens).content)
        elif token.type == "paragraph_open":
            yield Paragraph(_runs(next(tokens)))
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            yield Listing(token.type.startswith("ordered"), tuple(_texts(tokens, token.type)))
        elif token.type == "table_open":
            yield Table(tuple(_rows(tokens)))


def _texts(tokens: Iterator[Token], opened: str) -> Iterator[Text]:
    closing = opened.replace("_open", "_close")
    for token in tokens:
        if token.type == closing:
            return
        if token.type == "inline":
            yield _runs(token)


def _rows(tokens: Iterator[Token]) -> Iterator[tuple[Text, ...]]:
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            yield tuple(_texts(tokens, token.type))


def _runs(inline: Token) -> Text:
    runs: list[Run] = []
    bold = False
    for child in inline.children or []:
        bold = child.type == "strong_open" or (bold and child.type != "strong_close")
        if child.content or child.type == "softbreak":
            runs.append(Run(child.content or " ", bold))
    return tuple(runs)
