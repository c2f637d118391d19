"""What holds for chunks of any document: coverage, size, order, exact spans, and linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aisle.knowledge.chunking import ChunkingSettings, chunk
from aisle.knowledge.structure import Block, BlockKind, ParsedDocument, Table
from effort import cpu_seconds

WORDS = st.sampled_from(
    [
        "wool",
        "Wash",
        "it.",
        "How?",
        "e.g.",
        "Q:",
        "A:",
        "30",
        "。",
        "…",
        "§",
        "\n",
        "“Yes.”",
        "x" * 70,
        "Need:",
    ]
)
CONTENT = st.lists(WORDS, min_size=1, max_size=60).map(" ".join).map(str.strip).filter(bool)
PARTS = st.lists(st.tuples(st.sampled_from(list(BlockKind)), CONTENT, st.integers(1, 6)), max_size=25)
COUNTERS = {
    "words": lambda text: len(text.split()),
    "characters": lambda text: len(text) // 4,
    "with_marks": lambda text: len(text.split()) + 2,
    "none": lambda text: 0,
}


def made(parts: list[tuple[BlockKind, str, int]]) -> ParsedDocument:
    text, blocks = "", []
    for kind, content, level in parts:
        text += "\n\n" if text else ""
        table = 0 if kind is BlockKind.TABLE_ROW else None
        blocks.append(Block(kind, len(text), len(text) + len(content), level, 1, table))
        text += content
    tables = (Table("Sizes", ("Size", "Chest")),)
    return ParsedDocument(text, tuple(blocks), tables, None, "text/plain", None, ())


@given(PARTS, st.integers(50, 120), st.integers(0, 24), st.sampled_from(sorted(COUNTERS)))
@settings(max_examples=300, deadline=None)
def test_promises(parts: list[tuple[BlockKind, str, int]], size: int, overlap: int, counter: str) -> None:
    document, count = made(parts), COUNTERS[counter]
    found = chunk(document, ChunkingSettings(size, overlap), count)
    assert found == chunk(document, ChunkingSettings(size, overlap), count)
    assert [one.ordinal for one in found] == list(range(len(found)))
    covered = bytearray(len(document.text))
    for one in found:
        assert one.text == document.text[one.start : one.end]
        assert one.text.strip()
        assert count(one.text) <= size or len(one.text) == 1
        covered[one.start : one.end] = b"\x01" * (one.end - one.start)
    starts = [one.start for one in found]
    assert starts == sorted(starts)
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            for position in range(block.start, block.end):
                assert covered[position] or document.text[position].isspace()


def seconds(document: ParsedDocument, enough: float) -> float:
    return cpu_seconds(lambda: chunk(document, ChunkingSettings(), lambda text: len(text) // 4), enough)


SHAPES = {
    "prose": lambda n: [(BlockKind.PARAGRAPH, "Wool is warm when it is wet. " * (n // 29), 1)],
    "paragraphs": lambda n: [(BlockKind.PARAGRAPH, "Wool is warm when wet.", 1)] * (n // 24),
    "one word": lambda n: [(BlockKind.PARAGRAPH, "x" * n, 1)],
    "one sentence": lambda n: [(BlockKind.PARAGRAPH, "wool " * (n // 5), 1)],
    "dots": lambda n: [(BlockKind.PARAGRAPH, "." * n, 1)],
    "brackets": lambda n: [(BlockKind.PARAGRAPH, 'A."' + '"' * n, 1)],
    "rows": lambda n: [(BlockKind.TABLE_ROW, "S | 96 | in stock", 1)] * (n // 19),
    "tiny sections": lambda n: (
        [(BlockKind.HEADING, "Title", 2), (BlockKind.PARAGRAPH, "Wool.", 1)] * (n // 14)
    ),
    "headings": lambda n: [(BlockKind.HEADING, "Title", 2)] * (n // 7),
    "questions": lambda n: (
        [(BlockKind.PARAGRAPH, "Q: Why?", 1), (BlockKind.PARAGRAPH, "A: So.", 1)] * (n // 17)
    ),
    "unanswered": lambda n: [(BlockKind.PARAGRAPH, "Q: Why not?", 1)] * (n // 13),
    "items": lambda n: [(BlockKind.LIST_ITEM, "wool and silk", 1)] * (n // 15),
    "code": lambda n: [(BlockKind.CODE, "a = 1\n" * (n // 6), 1)],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_megabyte_takes_seconds_and_time_grows_with_length(shape: str) -> None:
    small, large = made(SHAPES[shape](125_000)), made(SHAPES[shape](1_000_000))
    # Eight times the text: quadratic work would take sixty-four times as long.
    most = min(4, 24 * max(seconds(small, 0.005), 0.005))
    assert seconds(large, most) <= most


@pytest.mark.parametrize("unit", ["a", "word ", "=?utf-8?q?=41?= "])
@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CODE])
def test_never_are_megabytes_counted_in_one_go(unit: str, kind: BlockKind) -> None:
    asked: list[int] = []

    def count(text: str) -> int:
        asked.append(len(text))
        return len(text) // 4

    chunk(made([(kind, unit * (1_000_000 // len(unit)), 1)]), ChunkingSettings(), count)
    assert max(asked) <= 32 * ChunkingSettings().size_tokens
