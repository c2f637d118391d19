"""The words of an element of a Word document."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_PARAGRAPH = qn("w:p")
_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), frozenset((qn("w:br"), qn("w:cr")))
_HYPHEN = qn("w:noBreakHyphen")
# Deleted text, and the copy of a text box that Word keeps for old readers.
_SKIPPED = frozenset((qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def text_of(element: Any) -> str:
    """Return the words of a paragraph or a cell; line breaks are kept."""
    return "".join(_words(element))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            yield child.text or ""
        elif tag == _TAB:
            yield "\t"
        elif tag in _BREAKS:
            yield "\n"
        elif tag == _HYPHEN:
            yield "-"
        elif tag not in _SKIPPED and tag != _FALLBACK:
            yield from _words(child)
            if tag == _PARAGRAPH:
                yield "\n"
