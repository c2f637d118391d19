"""Finding headings by how they look: larger than the text around them, or bold on a line of their own."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aisle.adapters.parsers.pdf.lines import Line
from aisle.adapters.parsers.pdf.marks import begins_with_bullet

# How many times the body's size a line must have to stand out by its size.
_LARGER = 1.12
_LONGEST = 160
_DEEPEST = 6
_ENDS_SENTENCE = re.compile(r"[.,;:!][\"')\]]*$")
_HAS_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Style:
    """How a document sets its text: the size of its body, and the level of each larger size."""

    body: float
    levels: dict[float, int]
    bold_body: bool

    def heading_level(self, line: Line) -> int:
        """Return the level of a heading, or 0 for a line that is none."""
        level = self.levels.get(line.size, 0) or self._bold_level(line)
        if not level or len(line.text) > _LONGEST or line.cells:
            return 0
        return level if _HAS_WORD.search(line.text) and not begins_with_bullet(line.text) else 0

    def _bold_level(self, line: Line) -> int:
        if not line.bold or self.bold_body or line.size < self.body or _ENDS_SENTENCE.search(line.text):
            return 0
        return min(len(self.levels) + 1, _DEEPEST)


def style_of(pages: Iterable[Sequence[Line]]) -> Style:
    """Learn a document's style: its body is the size in which most characters are set."""
    sizes: Counter[float] = Counter()
    bold = 0
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
            bold += len(line.text) if line.bold else 0
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted((size for size in sizes if size > body * _LARGER), reverse=True)
    levels = {size: min(level, _DEEPEST) for level, size in enumerate(larger, start=1)}
    return Style(body, levels, bold * 2 > sizes.total())
