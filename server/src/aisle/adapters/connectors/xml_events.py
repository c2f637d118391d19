"""XML from outside, read as it comes: no entities, no outer files, nothing deep, and never the whole of it in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from aisle.sources.errors import BrokenData

DEEPEST = 60
MOST_TEXT = 4 * 2**20  # characters of one element
TAKEN = 200  # characters that an element counts as, for the memory it takes


@dataclass(slots=True)
class Element:
    """One element with all that is in it. name: without its namespace; space: that namespace, or an empty string."""

    name: str
    space: str
    attributes: dict[str, str]
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """Return the text of the first child of one of these names, or an empty string."""
        return next(
            (
                text
                for name in names
                for one in self.children
                if one.name == name and (text := one.text.strip())
            ),
            "",
        )

    def all(self, name: str) -> Iterator["Element"]:
        """Yield the children of a name."""
        return (one for one in self.children if one.name == name)


class XmlItems:
    """Reads portions of a file and gives the elements of some names, each when it is complete.

    Source: expat refuses what multiplies by itself since 2.4; here no entity may be declared at all (OWASP, "XML External
    Entity Prevention Cheat Sheet").
    """

    def __init__(self, *names: str) -> None:
        """Nothing is read yet. names: of the elements that are wanted, without namespaces; those within one are part of it."""
        self._names = frozenset(names)
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.EntityDeclHandler = _refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said
        self._path: list[Element] = []
        self._depth, self._size = 0, 0
        self._ready: list[Element] = []
        self.root = ""  # the first element's name, once it is read

    def feed(self, portion: bytes, last: bool = False) -> list[Element]:
        """Return the elements that ended in this portion. Raises BrokenData for what is not well-formed."""
        try:
            self._parser.Parse(portion, last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise BrokenData(f"The XML cannot be read: {str(error)[:200]}.") from None
        ready, self._ready = self._ready, []
        return ready

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BrokenData("The XML is nested too deeply.")
        space, _, local = name.rpartition("}")
        self.root = self.root or local
        if not self._path and local not in self._names:
            return
        self._size = self._size + TAKEN if self._path else 0
        if self._size > MOST_TEXT:
            raise BrokenData(f"The XML holds an element of more than {MOST_TEXT // TAKEN:,} others.")
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        element = Element(local, space, plain)
        if self._path:
            self._path[-1].children.append(element)
        self._path.append(element)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._path:
            element = self._path.pop()
            if not self._path:
                self._ready.append(element)

    def _said(self, text: str) -> None:
        if self._path:
            self._size += len(text)
            if self._size > MOST_TEXT:
                raise BrokenData(f"The XML holds an element of more than {MOST_TEXT:,} characters.")
            self._path[-1].text += text


def _refuse(*_: object) -> None:
    raise BrokenData("The XML declares entities, which no honest file needs.")
