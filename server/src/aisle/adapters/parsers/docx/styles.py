"""What the styles of a Word document say of a paragraph: heading, list item, caption."""

import re
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_VALUE = qn("w:val")
# Style names are stored in English whatever language Word runs in; ids are translated ("berschrift1").
_HEADING = re.compile(r"^heading (\d)$", re.IGNORECASE)
_LIST = re.compile(r"^list(?: (?:bullet|number|paragraph|continue))?(?: (\d))?$", re.IGNORECASE)
_LONGEST_CHAIN = 10


class Styles:
    """Looks styles up by their id, following what they are based on."""

    def __init__(self, document: Document) -> None:
        try:
            part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.STYLES)
            root = part.element
        except (KeyError, AttributeError):
            # `document.styles` would read python-docx's own default from disk, where a sandbox has none.
            root = ()
        self._by_id = {style.get(qn("w:styleId")): style for style in root if style.tag == qn("w:style")}

    def heading_level(self, paragraph: Any) -> int:
        """Return a paragraph's heading level, or 0; a title is a heading of level 1."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if own is not None:
            return _outline(own)
        for style in self._chain(paragraph):
            name = _name(style)
            if match := _HEADING.match(name):
                return min(int(match.group(1)) or 1, 6)
            if name.lower() == "title":
                return 1
            outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                return _outline(outline)
        return 0

    def list_depth(self, paragraph: Any) -> int:
        """Return how deep in lists a paragraph is, counted from 1, or 0 when in none."""
        numbering = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbering is not None:
            level = numbering.find(qn("w:ilvl"))
            number = numbering.find(qn("w:numId"))
            listed = number is None or number.get(_VALUE) != "0"
            return 1 + _integer(level) if listed else 0
        for style in self._chain(paragraph):
            if (match := _LIST.match(_name(style))) and _name(style).lower() != "list paragraph":
                return int(match.group(1) or 1)
        return 0

    def is_caption(self, paragraph: Any) -> bool:
        """Say whether a paragraph is styled as the caption of what stands below it."""
        return any(_name(style).lower() == "caption" for style in self._chain(paragraph))

    def _chain(self, paragraph: Any) -> list[Any]:
        """Return a paragraph's style and those it is based on; a file may base styles on each other in a circle."""
        reference = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        chain: list[Any] = []
        while reference is not None and len(chain) < _LONGEST_CHAIN:
            style = self._by_id.get(reference.get(_VALUE))
            if style is None:
                break
            chain.append(style)
            reference = style.find(qn("w:basedOn"))
        return chain


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return (name.get(_VALUE) or "") if name is not None else ""


def _outline(element: Any) -> int:
    # Level 9 is Word's "body text".
    level = _integer(element)
    return min(level + 1, 6) if level < 9 else 0


def _integer(element: Any) -> int:
    value = (element.get(_VALUE) or "0") if element is not None else "0"
    return min(int(value), 9) if value.isascii() and value.isdigit() and len(value) < 4 else 0
