"""Walking through a page once, without recursion, so that no nesting is too deep for it."""

from collections.abc import Iterator
from enum import Enum

from selectolax.lexbor import LexborNode

from aisle.adapters.parsers.html.boilerplate import is_boilerplate


class Step(Enum):
    """What the walk meets."""

    ENTER = "enter"
    LEAVE = "leave"
    TEXT = "text"


def walk(root: LexborNode) -> Iterator[tuple[Step, str, LexborNode]]:
    """Yield entering and leaving each element below `root`, with its tag, and each text between them.

    Boilerplate is passed by.
    """
    path: list[LexborNode] = []
    tags: list[str] = [root.tag or ""]
    node = root.child
    while node is not None or path:
        if node is None:
            left = path.pop()
            yield Step.LEAVE, tags.pop(), left
            node = left.next
        elif node.is_text_node:
            yield Step.TEXT, "", node
            node = node.next
        elif node.is_element_node and not is_boilerplate(node, tags[-1]):
            tag = node.tag or ""
            yield Step.ENTER, tag, node
            path.append(node)
            tags.append(tag)
            node = node.child
        else:
            node = node.next


def words(root: LexborNode) -> str:
    """Return the visible words below an element on one line."""
    parts = []
    for step, tag, node in walk(root):
        if step is Step.TEXT:
            parts.append(node.text_content or "")
        elif tag not in INLINE:
            parts.append(" ")
    return " ".join("".join(parts).split())


# Elements that do not end a line of text.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "meter",
        "nobr",
        "output",
        "progress",
        "q",
        "ruby",
        "rb",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
