"""Building a parsed document: the only place where the canonical text is put together."""

from collections.abc import Iterable, Sequence

from aisle.adapters.parsers.cleaning import Cleaner
from aisle.adapters.parsers.injection import count_injection_marks
from aisle.knowledge.structure import Block, BlockKind, FailureReason, ParsedDocument, ParseFailed, Table

# About five thousand pages. Beyond it a file is a database or an attack, and indexing it would take hours.
MAX_CHARACTERS = 10_000_000
MAX_BLOCKS = 500_000
_CLOSE = frozenset({BlockKind.TABLE_ROW, BlockKind.LIST_ITEM})


class DocumentBuilder:
    """Collects blocks in reading order and gives the document.

    Text is cleaned as it comes in; blank blocks are left out, so the spans of the result always hold words.
    """

    def __init__(self, media_type: str) -> None:
        self.title: str | None = None
        self.page_count: int | None = None
        self.pictures: tuple[int, ...] = ()
        self.notes: list[str] = []
        self._media_type = media_type
        self._cleaner = Cleaner()
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._length = 0

    def heading(self, text: str, level: int, page: int | None = None) -> None:
        """Add a heading; levels outside 1 to 6 are brought inside."""
        self._add(BlockKind.HEADING, self._cleaner.line(text), min(max(level, 1), 6), page)

    def paragraph(self, text: str, page: int | None = None) -> None:
        """Add a paragraph; its line ends are kept."""
        self._add(BlockKind.PARAGRAPH, self._cleaner.lines(text), 0, page)

    def list_item(self, text: str, depth: int, page: int | None = None) -> None:
        """Add an item of a list, `depth` counted from 1."""
        self._add(BlockKind.LIST_ITEM, self._cleaner.lines(text), max(depth, 1), page)

    def code(self, text: str) -> None:
        """Add a stretch of code; its spaces are kept."""
        self._add(BlockKind.CODE, self._cleaner.code(text), 0, None)

    def question(self, text: str, answers: Iterable[str]) -> None:
        """Add a question and the paragraphs of its answer."""
        asked = len(self._blocks)
        self._add(BlockKind.QUESTION, self._cleaner.line(text), 0, None)
        kind = BlockKind.ANSWER if len(self._blocks) > asked else BlockKind.PARAGRAPH
        for answer in answers:
            self._add(kind, self._cleaner.lines(answer), 0, None)

    def table(
        self, rows: Iterable[Sequence[str]], caption: str, headers: Sequence[str], page: int | None = None
    ) -> None:
        """Add a table. `rows` are its rows without the header row, which becomes the first row block."""
        index = len(self._tables)
        clean = tuple(self._cell(header) for header in headers)
        self._tables.append(Table(self._cleaner.line(caption), clean))
        for row in (*([clean] if clean else ()), *rows):
            cells = [self._cell(cell) for cell in row]
            if any(cells):
                self._add(BlockKind.TABLE_ROW, " | ".join(cells).strip(), 0, page, index)

    def include(self, document: ParsedDocument, deeper: int = 0, keep_pages: bool = False) -> None:
        """Add another document's blocks with the tables they are of; its headings go `deeper` levels down."""
        numbers: dict[int, int] = {}
        for block in document.blocks:
            if block.table is not None and block.table not in numbers:
                numbers[block.table] = len(self._tables)
                self._tables.append(document.tables[block.table])
            table = None if block.table is None else numbers[block.table]
            level = min(block.level + deeper, 6) if block.kind is BlockKind.HEADING else block.level
            page = block.page if keep_pages else None
            self._add(block.kind, document.text[block.start : block.end], level, page, table)

    @property
    def first_heading(self) -> str | None:
        """The first heading so far, a fair title where the file names none."""
        for part, block in zip(self._parts[1::2], self._blocks, strict=True):
            if block.kind is BlockKind.HEADING:
                return part
        return None

    def build(self) -> ParsedDocument:
        """Return the document.

        Raises ParseFailed with `no_text` when no block held a word and no page is a picture.
        """
        if not self._blocks and not self.pictures:
            raise ParseFailed(FailureReason.NO_TEXT, "the file holds no text")
        text = "".join(self._parts)
        return ParsedDocument(
            text=text,
            blocks=tuple(self._blocks),
            tables=tuple(self._tables),
            title=self._cleaner.line(self.title or "")[:300] or None,
            media_type=self._media_type,
            page_count=self.page_count,
            notes=(*self.notes, *self._findings(text)),
            pictures=self.pictures,
        )

    def _cell(self, text: str) -> str:
        # The bar separates cells, so one inside a cell would make two of it.
        return self._cleaner.line(text).replace("|", "/")

    def _add(
        self, kind: BlockKind, text: str, level: int, page: int | None, table: int | None = None
    ) -> None:
        if not text or text.isspace():
            return
        separator = self._separator(kind, table)
        start = self._length + len(separator)
        self._length = start + len(text)
        if self._length > MAX_CHARACTERS or len(self._blocks) >= MAX_BLOCKS:
            raise ParseFailed(
                FailureReason.TOO_LARGE, f"the text is longer than {MAX_CHARACTERS:,} characters"
            )
        self._parts += (separator, text)
        self._blocks.append(Block(kind, start, self._length, level, page, table))

    def _separator(self, kind: BlockKind, table: int | None) -> str:
        if not self._blocks:
            return ""
        last = self._blocks[-1]
        return "\n" if kind in _CLOSE and last.kind is kind and last.table == table else "\n\n"

    def _findings(self, text: str) -> Iterable[str]:
        if self._cleaner.hidden:
            yield f"hidden_characters: {self._cleaner.hidden} removed"
        if marks := count_injection_marks(text):
            yield f"injection_marks: {marks} found"
