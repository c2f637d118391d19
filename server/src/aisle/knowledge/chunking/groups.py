"""Groups of blocks that belong together: a question and its answer, the rows of a table, a stretch of prose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aisle.knowledge.chunking.sections import Section
from aisle.knowledge.chunking.types import ChunkKind
from aisle.knowledge.faq import is_faq_heading, is_marked_answer, is_marked_question, is_question
from aisle.knowledge.structure import Block, BlockKind, ParsedDocument

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ANSWER)
# A line longer than this is an argument that ends in a question, not a question that is answered below.
_LONGEST_QUESTION_LINE = 120


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of one section that are packed together."""

    kind: ChunkKind
    blocks: Sequence[Block]


def groups(section: Section, document: ParsedDocument) -> Iterator[Group]:
    """Yield the groups of a section in order; together they hold each of its blocks once."""
    if section.heading is not None and _answers_its_heading(section, document):
        yield Group(ChunkKind.FAQ, [section.heading, *section.blocks])
        return
    finder = _Answers(section.blocks, document, any(map(is_faq_heading, section.path)))
    start = 0
    while start < len(section.blocks):
        kind, end = _group_at(finder, start)
        yield Group(kind, section.blocks[start:end])
        start = end


def _answers_its_heading(section: Section, document: ParsedDocument) -> bool:
    heading = section.heading
    if heading is None or not is_question(document.text[heading.start : heading.end]):
        return False
    return all(block.kind in _PROSE for block in section.blocks)


@dataclass(frozen=True, slots=True)
class _Answers:
    """Finds the questions among a section's blocks, and where their answers end.

    A line that only ends in a question mark is taken for a question that is answered below where a heading
    announces questions. Elsewhere it is rhetoric, and an answer torn from its text helps nobody.
    """

    blocks: Sequence[Block]
    document: ParsedDocument
    announced: bool

    def end(self, start: int) -> int:
        """Return where the answer ends to the question at `start`, or `start` when there is none."""
        first = self.blocks[start]
        if first.kind is BlockKind.QUESTION:
            return self.while_(start + 1, lambda block: block.kind is BlockKind.ANSWER)
        if first.kind is not BlockKind.PARAGRAPH:
            return start
        if is_marked_question(self._words(first)):
            return self._end_of_marked(start)
        return self._end_of_plain(start) if self.announced else start

    def while_(self, start: int, belongs: Callable[[Block], bool]) -> int:
        """Return the index of the first block from `start` on that does not belong."""
        end = start
        while end < len(self.blocks) and belongs(self.blocks[end]):
            end += 1
        return end

    def _end_of_marked(self, start: int) -> int:
        """Return the end of "Q: ... A: ..."; an answer goes on until the next question."""
        lines = self._words(self.blocks[start]).split("\n")[1:]
        following = self.blocks[start + 1 : start + 2]
        below = following and following[0].kind in _PROSE and is_marked_answer(self._words(following[0]))
        if not below and not any(map(is_marked_answer, lines)):
            return start
        return self.while_(start + 1, lambda block: block.kind in _PROSE and not self._asks(block))

    def _end_of_plain(self, start: int) -> int:
        """Return the end of a short line that asks, with the paragraph or the list that follows."""
        if start + 1 >= len(self.blocks) or not self._asks(self.blocks[start]):
            return start
        answer = self.blocks[start + 1]
        if answer.kind not in _PROSE or self._asks(answer):
            return start
        return self.while_(start + 2, lambda block: block.kind is BlockKind.LIST_ITEM)

    def _asks(self, block: Block) -> bool:
        words = self.document.text[block.start : min(block.end, block.start + _LONGEST_QUESTION_LINE * 2)]
        is_line = block.end - block.start <= _LONGEST_QUESTION_LINE and "\n" not in words
        return is_marked_question(words) or (is_line and is_question(words))

    def _words(self, block: Block) -> str:
        return self.document.text[block.start : block.end]


def _group_at(answers: _Answers, start: int) -> tuple[ChunkKind, int]:
    first = answers.blocks[start]
    if first.kind is BlockKind.TABLE_ROW:
        return ChunkKind.TABLE, answers.while_(start, lambda block: block.table == first.table)
    if first.kind is BlockKind.CODE:
        return ChunkKind.CODE, answers.while_(start, lambda block: block.kind is BlockKind.CODE)
    if (end := answers.end(start)) > start:
        return ChunkKind.FAQ, end
    return _prose(answers, start)


def _prose(answers: _Answers, start: int) -> tuple[ChunkKind, int]:
    end = start + 1
    while end < len(answers.blocks) and answers.blocks[end].kind in _PROSE and answers.end(end) == end:
        end += 1
    blocks = answers.blocks[start:end]
    items = sum(block.end - block.start for block in blocks if block.kind is BlockKind.LIST_ITEM)
    return (
        ChunkKind.LIST if items * 2 > sum(block.end - block.start for block in blocks) else ChunkKind.PROSE
    ), end
