"""Groups of blocks that belong together: a question and its answer, the rows of a table, a stretch of prose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aisle.knowledge.chunking.sections import Section
from aisle.knowledge.chunking.types import ChunkKind
from aisle.knowledge.faq import is_marked_answer, is_marked_question, is_question
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
    start = 0
    while start < len(section.blocks):
        kind, end = _group_at(section.blocks, start, document)
        yield Group(kind, section.blocks[start:end])
        start = end


def _answers_its_heading(section: Section, document: ParsedDocument) -> bool:
    heading = section.heading
    if heading is None or not is_question(document.text[heading.start : heading.end]):
        return False
    return all(block.kind in _PROSE for block in section.blocks)


def _group_at(blocks: Sequence[Block], start: int, document: ParsedDocument) -> tuple[ChunkKind, int]:
    first = blocks[start]
    if first.kind is BlockKind.TABLE_ROW:
        return ChunkKind.TABLE, _while(blocks, start, lambda block: block.table == first.table)
    if first.kind is BlockKind.CODE:
        return ChunkKind.CODE, _while(blocks, start, lambda block: block.kind is BlockKind.CODE)
    if (end := _end_of_answer(blocks, start, document)) > start:
        return ChunkKind.FAQ, end
    return _prose(blocks, start, document)


def _while(blocks: Sequence[Block], start: int, belongs: Callable[[Block], bool]) -> int:
    end = start
    while end < len(blocks) and belongs(blocks[end]):
        end += 1
    return end


def _end_of_answer(blocks: Sequence[Block], start: int, document: ParsedDocument) -> int:
    """Return where the answer ends to the question at `start`, or `start` when there is none."""
    first = blocks[start]
    words = document.text[first.start : first.end]
    if first.kind is BlockKind.QUESTION:
        return _while(blocks, start + 1, lambda block: block.kind is BlockKind.ANSWER)
    if first.kind is not BlockKind.PARAGRAPH:
        return start
    if is_marked_question(words):
        return _end_of_marked_answer(blocks, start, document)
    return _end_of_plain_answer(blocks, start, words, document)


def _end_of_marked_answer(blocks: Sequence[Block], start: int, document: ParsedDocument) -> int:
    """Return the end of "Q: ... A: ..."; an answer goes on until the next question."""
    words = document.text[blocks[start].start : blocks[start].end]
    within = any(is_marked_answer(line) for line in words.split("\n")[1:])
    if not within and not (start + 1 < len(blocks) and _is_answer(blocks[start + 1], document)):
        return start
    return _while(blocks, start + 1, lambda block: block.kind in _PROSE and not _asks(block, document))


def _end_of_plain_answer(blocks: Sequence[Block], start: int, words: str, document: ParsedDocument) -> int:
    """Return the end of a short line that asks, with the paragraph or the list that follows."""
    if len(words) > _LONGEST_QUESTION_LINE or "\n" in words or not is_question(words):
        return start
    if start + 1 >= len(blocks) or blocks[start + 1].kind not in _PROSE or _asks(blocks[start + 1], document):
        return start
    return _while(blocks, start + 2, lambda block: block.kind is BlockKind.LIST_ITEM)


def _is_answer(block: Block, document: ParsedDocument) -> bool:
    return block.kind in _PROSE and is_marked_answer(document.text[block.start : block.end])


def _asks(block: Block, document: ParsedDocument) -> bool:
    words = document.text[block.start : min(block.end, block.start + _LONGEST_QUESTION_LINE * 2)]
    whole = block.end - block.start <= _LONGEST_QUESTION_LINE
    return is_marked_question(words) or (whole and is_question(words))


def _prose(blocks: Sequence[Block], start: int, document: ParsedDocument) -> tuple[ChunkKind, int]:
    end = start + 1
    while end < len(blocks) and blocks[end].kind in _PROSE and _end_of_answer(blocks, end, document) == end:
        end += 1
    items = sum(block.end - block.start for block in blocks[start:end] if block.kind is BlockKind.LIST_ITEM)
    whole = sum(block.end - block.start for block in blocks[start:end])
    return (ChunkKind.LIST if items * 2 > whole else ChunkKind.PROSE), end
