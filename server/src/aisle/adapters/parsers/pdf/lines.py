"""Reading the lines of a PDF page: their words, their size, and the cells of lines that look like table rows.

Every call into the library costs as much as reading a hundred characters, so a line is asked for its first
character's box and for the number of its text runs; only lines of several runs are looked at more closely.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium

from aisle.adapters.parsers.pdf.marks import after_bullet, columns

_FONT_NAME_BYTES = 128
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
# A gap this many times the line's height is wider than any word space, justified lines included.
_COLUMN_GAP = 0.9
# The average letter of running text is half as wide as its line is high; of capitals, two thirds.
_WIDEST_LETTER = 0.58
_LONGEST_BOLD_LINE = 80
_MOST_RUNS = 400


Place = tuple[float, float, float, float]  # left, bottom, right and top, in points from the lower left corner


class Line(NamedTuple):
    """One line of a page. `size` is the height of its font in points, to the half, `top` its upper edge from the bottom.

    `cells` holds its columns, each with its left edge, when wide gaps divide it. (A named tuple, because a
    frozen dataclass takes three times as long to make and a document has a line for every ten words.)
    """

    text: str
    size: float
    top: float
    left: float
    bold: bool = False
    cells: tuple[tuple[float, str], ...] = ()


class PageText:
    """The text of one page. Close it before opening the next: the library keeps a page's glyphs until then."""

    def __init__(self, document: pdfium.FPDF_DOCUMENT, index: int) -> None:
        self._page = pdfium.FPDF_LoadPage(document, index)
        self._turns = pdfium.FPDFPage_GetRotation(self._page) if self._page else 0
        self._text = pdfium.FPDFText_LoadPage(self._page) if self._page else None
        self._box = pdfium.FS_RECTF()
        self._box_reference = ctypes.byref(self._box)
        self._font = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        self._flags = ctypes.c_int()
        self._edges = tuple(ctypes.c_double() for _ in range(4))

    def close(self) -> None:
        if self._text:
            pdfium.FPDFText_ClosePage(self._text)
        if self._page:
            pdfium.FPDF_ClosePage(self._page)

    def lines(self) -> Iterator[Line]:
        """Yield the page's lines in the order in which the file draws them."""
        if not self._text:
            return
        count = pdfium.FPDFText_CountChars(self._text)
        words = self._all_words(count)
        # The two numberings differ only where the page holds characters without a meaning.
        same = len(words) == count
        position = 0
        for line in words.split("\r\n"):
            if line and not line.isspace():
                start = position if line[0] != " " else position + len(line) - len(line.lstrip())
                yield self._line(line, start if same else self._index(start))
            position += len(line) + 2

    def _all_words(self, count: int) -> str:
        if count <= 0:
            return ""
        buffer = ctypes.create_string_buffer((count + 1) * 2)
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = pdfium.FPDFText_GetText(self._text, 0, count, pointer)
        return buffer.raw[: max(written - 1, 0) * 2].decode("utf-16-le", errors="replace")

    def _index(self, position: int) -> int:
        return max(0, int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._text, position)))

    def _line(self, text: str, start: int) -> Line:
        words = text.strip()
        # Bullets come from fonts of their own, and the gap after one parts no columns.
        first = after_bullet(words)
        left, bottom, _, top = self._place(start + first)
        size = round((top - bottom) * 2) / 2
        cells: tuple[tuple[float, str], ...] = ()
        runs = pdfium.FPDFText_CountRects(self._text, start + first, len(words) - first)
        if self._turns or (self._has_gap(size) if runs > 1 else self._is_stretched(words, size)):
            cells = columns(tuple(self._cells(words, start, size)))
        bold = len(words) <= _LONGEST_BOLD_LINE and words[-1] not in ".,;" and self._is_bold(start + first)
        return Line(words, size, top, left, bold, cells)

    def _has_gap(self, size: float) -> bool:
        """Say whether two runs of the line just counted stand apart as columns do."""
        left, top, right, bottom = self._edges
        ended: float | None = None
        for index in range(_MOST_RUNS):
            if not pdfium.FPDFText_GetRect(self._text, index, left, top, right, bottom):
                return False
            if ended is not None and left.value - ended > size * _COLUMN_GAP:
                return True
            ended = right.value
        return False

    def _is_stretched(self, words: str, size: float) -> bool:
        """Say whether the one run just counted is wider than its words are when they stand together."""
        spaces = words.count(" ")
        if not spaces or not pdfium.FPDFText_GetRect(self._text, 0, *self._edges):
            return False
        left, _, right, _ = self._edges
        return right.value - left.value > len(words) * size * _WIDEST_LETTER

    def _cells(self, words: str, start: int, size: float) -> Iterator[tuple[float, str]]:
        """Yield the columns of a line: its words, parted where the gap between two is wide."""
        begin, left = 0, self._side(start)[0]
        for space in (index for index, character in enumerate(words) if character == " "):
            ended, follows = self._side(start + space - 1)[1], self._side(start + space + 1)[0]
            if follows - ended > size * _COLUMN_GAP:
                yield left, words[begin:space].strip()
                begin, left = space + 1, follows
        yield left, words[begin:].strip()

    def _side(self, index: int) -> tuple[float, float]:
        left, _, right, _ = self._place(index)
        return left, right

    def _place(self, index: int) -> Place:
        """Return where a character stands on the page as it is shown."""
        pdfium.FPDFText_GetLooseCharBox(self._text, index, self._box_reference)
        box = self._box
        return self._turned(box) if self._turns else (box.left, box.bottom, box.right, box.top)

    def _turned(self, box: pdfium.FS_RECTF) -> Place:
        """Return a box of a page that is shown turned, clockwise by quarters (ISO 32000-1, 7.7.3.3, Rotate)."""
        width, height = pdfium.FPDF_GetPageWidthF(self._page), pdfium.FPDF_GetPageHeightF(self._page)
        if self._turns == 1:
            return box.bottom, height - box.right, box.top, height - box.left
        if self._turns == 2:
            return width - box.right, height - box.top, width - box.left, height - box.bottom
        return width - box.top, box.left, width - box.bottom, box.right

    def _is_bold(self, index: int) -> bool:
        length = pdfium.FPDFText_GetFontInfo(self._text, index, self._font, _FONT_NAME_BYTES, self._flags)
        return 0 < length <= _FONT_NAME_BYTES and bool(_BOLD_NAME.search(self._font.value))
