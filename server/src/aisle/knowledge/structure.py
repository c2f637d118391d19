"""A parsed document: one canonical text and blocks that point into it.

Citations are character spans of that text, so the text is made once, at parsing, and never changed after.
"""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of the text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CODE = "code"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text; `text[start:end]` is the block's own words.

    `level` is the heading level (1 to 6) or the depth of a list item (from 1); `page` counts from 1;
    `table` is the index of the row's table in `ParsedDocument.tables`.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    page: int | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What all rows of one table share. Rows are blocks with their cells joined by " | ".

    Where `headers` is not empty, the first row block of the table is the header row itself.
    """

    caption: str
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document as text with structure.

    `notes` says what a reader should know about the file, each as "name: explanation"; the names in use are
    extension_mismatch, declared_type_mismatch, hidden_characters, injection_marks, encoding, mixed_encoding,
    skipped_lines and pages_without_text; of workbooks hidden_sheets, hidden_rows, hidden_cells, cells_far_right and
    formula_errors; of presentations hidden_slides and broken_slides; of messages attachment_unread and body_unread; of scans
    recognised_pages, unrecognised_pages, pages_left_out and ocr_missing.

    `pictures` are the pages, counted from 1, that show something but have no text; who reads them may add theirs.
    """

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    title: str | None
    media_type: str
    page_count: int | None
    notes: tuple[str, ...]
    pictures: tuple[int, ...] = ()


class FailureReason(StrEnum):
    """Why a file gave no document; stored with the document and shown to the shop."""

    NO_TEXT = "no_text"
    OCR_MISSING = "ocr_missing"
    OCR_FAILED = "ocr_failed"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    TOO_LARGE = "too_large"
    UNSUPPORTED_TYPE = "unsupported_type"
    BOMB = "bomb"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    PARSER_CRASHED = "parser_crashed"


class ParseFailed(Exception):
    """A file could not be read. `state` is for programs; `detail` tells a person what is wrong and what to do."""

    def __init__(self, state: FailureReason, detail: str) -> None:
        super().__init__(f"{state}: {detail}")
        self.state = state
        self.detail = detail


class UnsoundDocument(ValueError):
    """A document's blocks do not fit its text."""


def require_sound(document: ParsedDocument) -> None:
    """Check that blocks are ordered, do not overlap, lie inside the text and are not blank.

    Raises UnsoundDocument otherwise. Used where a document arrives from a process that is not trusted.
    """
    position = 0
    for block in document.blocks:
        if not position <= block.start < block.end <= len(document.text):
            raise UnsoundDocument(f"the span {block.start}:{block.end} is out of order or outside the text")
        if document.text[block.start : block.end].isspace():
            raise UnsoundDocument(f"the span {block.start}:{block.end} is blank")
        if block.table is not None and not 0 <= block.table < len(document.tables):
            raise UnsoundDocument(f"there is no table {block.table}")
        position = block.end
