"""Reads the format from beginning to end: each element is written when it ends, so that no depth needs a deep stack."""

import html
import re
from xml.parsers import expat

from aisle.adapters.connectors.confluence.storage.elements import Element
from aisle.adapters.connectors.confluence.storage.writing import written
from aisle.adapters.connectors.fields import storable
from aisle.adapters.connectors.markup import escaped
from aisle.sources.errors import BrokenData

CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
DEEPEST = 500
MOST_TEXT = 8 * 2**20  # characters of a page


def html_of(body: str) -> str:
    """Return a body as HTML. Raises BrokenData for one that is not well-formed, too deep or too long."""
    if len(body) > MOST_TEXT:
        raise BrokenData(f"The page has more than {MOST_TEXT:,} characters.")
    reading = _Reading()
    try:
        return reading.read(f"<page>{_known(body)}</page>")
    except (expat.ExpatError, ValueError) as error:
        raise BrokenData(f"The page cannot be read: {str(error)[:200]}.") from None


class _Reading:
    """One pass. No document type can be declared within an element, so there are no entities of anybody's own."""

    def __init__(self) -> None:
        self._open = [Element("", {})]
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said

    def read(self, text: str) -> str:
        self._parser.Parse(storable(text).encode(), True)
        return "".join(self._open[0].inner)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > DEEPEST:
            raise BrokenData(f"Elements stand within each other more than {DEEPEST} times.")
        self._open.append(Element(name, attributes))

    def _end(self, name: str) -> None:
        element = self._open.pop()
        self._open[-1].inner.append(written(element, self._open[-1]))

    def _said(self, words: str) -> None:
        self._open[-1].inner.append(escaped(words))


def _known(body: str) -> str:
    """Return a body with HTML's named characters as such, which XML does not know. What is quoted as a whole stays."""
    parts = CDATA.split(body)
    return "".join(part if part.startswith("<![CDATA[") else ENTITY.sub(_character, part) for part in parts)


def _character(found: re.Match[str]) -> str:
    return found[0] if found[1] in OF_XML else html.escape(html.unescape(found[0]))
