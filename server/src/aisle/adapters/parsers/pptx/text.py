"""The words of a text body, and which of its paragraphs are items of a list."""

from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn

from aisle.adapters.parsers.builder import DocumentBuilder

_PARAGRAPH, _PROPERTIES = qn("a:p"), qn("a:pPr")
_TEXT, _BREAK = qn("a:t"), qn("a:br")
_BULLETS, _NO_BULLET = (qn("a:buChar"), qn("a:buAutoNum"), qn("a:buBlip")), qn("a:buNone")
_DEEPEST = 9


def add_text(builder: DocumentBuilder, body: Any, page: int, listed: bool) -> None:
    """Add the paragraphs of a text body; `listed` says that its kind has bullets unless they are switched off."""
    paragraphs = [paragraph for paragraph in body.findall(_PARAGRAPH) if "".join(_words(paragraph)).strip()]
    for paragraph in paragraphs:
        words = "".join(_words(paragraph))
        if _is_item(paragraph, listed and len(paragraphs) > 1):
            builder.list_item(words, _depth(paragraph), page)
        else:
            builder.paragraph(words, page)


def words_of(element: Any) -> str:
    """Return the words below an element, a line for each paragraph."""
    return "\n".join("".join(_words(paragraph)) for paragraph in element.iter(_PARAGRAPH))


def _words(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(_TEXT, _BREAK):
        yield (element.text or "") if element.tag == _TEXT else "\n"


def _is_item(paragraph: Any, listed: bool) -> bool:
    properties = paragraph.find(_PROPERTIES)
    if properties is None:
        return listed
    if any(properties.find(bullet) is not None for bullet in _BULLETS):
        return True
    return listed and properties.find(_NO_BULLET) is None


def _depth(paragraph: Any) -> int:
    properties = paragraph.find(_PROPERTIES)
    level = properties.get("lvl", "0") if properties is not None else "0"
    return 1 + min(int(level) if level.isdecimal() else 0, _DEEPEST - 1)
