"""Turning the elements of a page into the blocks of a document."""

from selectolax.lexbor import LexborNode

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.html.questions import Pair, pair_of
from aisle.adapters.parsers.html.tables import add_table, is_layout
from aisle.adapters.parsers.html.walk import INLINE, Step, walk
from aisle.knowledge.faq import is_question

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Stands for a line break among the words: line ends of the source are only spaces, and a page's text cannot
# hold this character, because it would have been replaced when it was read.
_BREAK = "\x00"
_LISTS = frozenset(("ul", "ol", "menu"))


def add_content(builder: DocumentBuilder, root: LexborNode) -> None:
    """Add what stands below an element to a document, in reading order."""
    content = _Content(builder)
    for step, tag, node in walk(root):
        if step is Step.TEXT:
            content.text(node.text_content or "")
        elif step is Step.ENTER:
            content.enter(tag, node)
        else:
            content.leave(tag, node)
    content.flush()


class _Content:
    """Collects words until the element ends that they stand in, and then adds them as a block."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._words: list[str] = []
        self._heading = 0
        self._depth = 0
        self._item = False
        self._term = ""
        # An element that was added as a whole; what stands in it is not added again.
        self._done: LexborNode | None = None

    def text(self, words: str) -> None:
        if self._done is None:
            self._words.append(words)

    def enter(self, tag: str, node: LexborNode) -> None:
        if self._done is not None:
            return
        if tag == "br":
            self._words.append(_BREAK)
        elif tag not in INLINE:
            self.flush()
            self._open(tag, node)

    def leave(self, tag: str, node: LexborNode) -> None:
        if self._done is not None:
            if node.mem_id == self._done.mem_id:
                self._done = None
        elif tag not in INLINE and tag != "br":
            self.flush(tag)
            self._close(tag)

    def flush(self, tag: str = "") -> None:
        """Add the words collected so far as the kind of block that is open."""
        text, self._words = "".join(self._words), []
        if tag == "dt":
            self._term = " ".join(text.split())
        elif tag == "pre":
            self._builder.code(text.replace(_BREAK, "\n"))
        elif text and not text.isspace():
            self._add("\n".join(" ".join(line.split()) for line in text.split(_BREAK)))

    def _add(self, text: str) -> None:
        if self._heading:
            self._builder.heading(text, self._heading)
        elif self._term:
            self._add_definition(text)
        elif self._item:
            self._builder.list_item(text, max(self._depth, 1))
            self._item = False
        else:
            self._builder.paragraph(text)

    def _add_definition(self, text: str) -> None:
        if is_question(self._term):
            self._builder.question(self._term, [text])
        else:
            self._builder.list_item(f"{self._term}: {text}", max(self._depth, 1))
        self._term = ""

    def _open(self, tag: str, node: LexborNode) -> None:
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in _LISTS:
            self._depth += 1
        elif tag == "li":
            self._item = True
        elif tag == "table" and not is_layout(node):
            add_table(self._builder, node)
            self._done = node
        elif (pair := pair_of(tag, node)) is not None:
            self._add_pair(pair, node)

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in _LISTS:
            self._depth = max(0, self._depth - 1)
        elif tag == "li":
            self._item = False
        elif tag == "dl" and self._term:
            self._builder.paragraph(self._term)
            self._term = ""

    def _add_pair(self, pair: Pair, node: LexborNode) -> None:
        self._builder.question(pair.question, pair.answers)
        self._done = node
