"""Sentences and cuts in text that people wrote in a hurry, or that a machine has lower-cased."""

from aisle.knowledge.chunking import ChunkingSettings, chunk
from aisle.knowledge.chunking.sentences import sentences
from aisle.knowledge.structure import Block, BlockKind, ParsedDocument

HURRIED = "the tent weighs approx. 2 kg. it packs small! does it leak? no. 5 pegs are missing e.g. in the bag. sorry"


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


def test_sentences_without_capitals_end_where_they_end():
    assert cut(HURRIED) == [
        "the tent weighs approx. 2 kg.",
        "it packs small!",
        "does it leak?",
        "no. 5 pegs are missing e.g. in the bag.",
        "sorry",
    ]


def test_where_capitals_are_written_a_small_letter_goes_on_with_the_sentence():
    assert cut("We ship by vol. weight. and so on. It is free.") == [
        "We ship by vol. weight. and so on.",
        "It is free.",
    ]


def test_a_long_text_without_capitals_fills_its_chunks_with_whole_sentences():
    text = " ".join(f"fact {number} says that wool is warm and dries in the shade." for number in range(60))
    document = ParsedDocument(
        text, (Block(BlockKind.PARAGRAPH, 0, len(text), 1, None, None),), (), None, "text/plain", None, ()
    )
    found = chunk(document, ChunkingSettings(100), lambda part: len(part.split()))
    assert all(one.text.endswith("shade.") for one in found)
    assert min(len(one.text.split()) for one in found[:-1]) >= 88


def test_what_is_too_long_is_cut_at_the_end_of_a_line_rather_than_within_one():
    rows = [f"row {number} | " + "cell " * 20 for number in range(30)]
    text = "\n".join(rows)
    document = ParsedDocument(
        text, (Block(BlockKind.PARAGRAPH, 0, len(text), 1, None, None),), (), None, "text/plain", None, ()
    )
    found = chunk(document, ChunkingSettings(100), lambda part: len(part.split()))
    assert all(one.text.startswith("row ") for one in found)
