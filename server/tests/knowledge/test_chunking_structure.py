"""How documents are cut: by headings, lists, tables, questions and policies."""

from itertools import pairwise

import pytest

from aisle.knowledge.chunking import Chunk, ChunkingSettings, ChunkKind, chunk
from aisle.knowledge.structure import Block, BlockKind, ParsedDocument, Table

H, P, L, R = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW
Q, A, C = BlockKind.QUESTION, BlockKind.ANSWER, BlockKind.CODE


def words(text: str) -> int:
    return len(text.split())


def made(
    *parts: tuple[BlockKind, str] | tuple[BlockKind, str, int], tables: tuple[Table, ...] = ()
) -> ParsedDocument:
    """Make a document of blocks; the number is the level of a heading."""
    text, blocks = "", []
    for kind, content, *level in parts:
        text += "\n\n" if text else ""
        table = 0 if kind is R else None
        blocks.append(Block(kind, len(text), len(text) + len(content), level[0] if level else 1, 1, table))
        text += content
    return ParsedDocument(text, tuple(blocks), tables, None, "text/plain", None, ())


def cut(document: ParsedDocument, size: int = 50, overlap: int = 10) -> tuple[Chunk, ...]:
    return chunk(document, ChunkingSettings(size, overlap), words)


def prose(count: int, word: str = "wool") -> str:
    """Return a paragraph of sentences of ten words."""
    return " ".join(f"{word.capitalize()} " + " ".join([word] * 8) + " end." for _ in range(count // 10))


def test_a_chunk_stays_under_its_heading() -> None:
    document = made((H, "Care", 1), (P, prose(40)), (H, "Returns", 1), (P, prose(40, "send")))
    found = cut(document)
    assert [one.section for one in found] == [("Care",), ("Returns",)]
    assert [one.context for one in found] == ["Care", "Returns"]


def test_the_section_is_the_path_of_headings() -> None:
    document = made(
        (H, "Guide", 1),
        (H, "Care", 2),
        (P, prose(40)),
        (H, "Wash", 3),
        (P, prose(40)),
        (H, "B", 2),
        (P, prose(40)),
    )
    assert [one.context for one in cut(document)] == ["Guide > Care", "Guide > Care > Wash", "Guide > B"]


def test_tiny_siblings_share_a_chunk_and_the_headings_between_are_in_it() -> None:
    document = made(
        (H, "Hours", 1), (H, "Monday", 2), (P, "Nine to five."), (H, "Tuesday", 2), (P, "Ten to six.")
    )
    (one,) = cut(document)
    assert one.section == ("Hours",)
    assert one.text == "Nine to five.\n\nTuesday\n\nTen to six."


def test_tiny_sections_of_different_parents_stay_apart() -> None:
    document = made((H, "A", 1), (H, "x", 2), (P, "Few words."), (H, "B", 1), (P, "Other words."))
    assert len(cut(document)) == 2


def test_long_sections_overlap_by_whole_sentences() -> None:
    found = cut(made((P, prose(100))), size=50, overlap=10)
    assert all(one.text.startswith("Wool") and one.text.endswith("end.") for one in found)
    assert all(later.start < earlier.end for earlier, later in pairwise(found))
    assert all(words(one.text) <= 50 for one in found)


def test_a_sentence_is_cut_only_when_it_alone_is_too_long() -> None:
    found = cut(made((P, "Short one. " + "word " * 120 + "end. Last one.")), overlap=0)
    assert found[0].text == "Short one." or found[0].text.startswith("Short one. word")
    assert all(words(one.text) <= 50 for one in found)


def test_short_forms_and_dates_do_not_end_a_sentence() -> None:
    text = "Mr. Berg opens e.g. Mondays, z. B. am 3. Mai. Next sentence here."
    found = cut(made((P, text + " " + prose(50))), overlap=0)
    assert found[0].text.startswith("Mr. Berg opens e.g. Mondays, z. B. am 3. Mai. Next")


def test_rows_keep_caption_and_headers_in_context() -> None:
    rows = [(R, "Size | Chest"), *((R, f"{number} | {number + 50} cm wide and long") for number in range(30))]
    document = made((H, "Sizes", 1), *rows, tables=(Table("Our jackets", ("Size", "Chest")),))
    found = cut(document)
    assert len(found) > 1
    assert {one.kind for one in found} == {ChunkKind.TABLE}
    assert {one.context for one in found} == {"Sizes\nOur jackets\nSize | Chest"}
    assert all(line.count("|") == 1 for one in found for line in one.text.split("\n\n"))


def test_a_tiny_paragraph_joins_the_table_below_it() -> None:
    document = made((P, "Sizes of our jackets:"), (R, "S | 96"), (R, "M | 102"), tables=(Table("", ()),))
    (one,) = cut(document)
    assert one.text.startswith("Sizes of our jackets:")


def test_a_list_keeps_its_lead_in() -> None:
    items = [(L, f"item {number} " + "word " * 8) for number in range(12)]
    found = cut(made((P, prose(40)), (P, "You need these things:"), *items), overlap=0)
    start = next(one for one in found if "You need these things:" in one.text)
    assert "item 0" in start.text
    assert "You need these things:" in found[-1].context
    assert found[-1].kind is ChunkKind.LIST


@pytest.mark.parametrize(
    "parts",
    [
        ((Q, "Can I wash it?"), (A, "Yes, cold.")),
        ((P, "Q: Can I wash it?"), (P, "A: Yes, cold.")),
        ((P, "Frage: Kann ich es waschen?"), (P, "Antwort: Ja, kalt.")),
        ((H, "Can I wash it?", 2), (P, "Yes, cold.")),
        ((H, "¿Puedo lavarlo?", 2), (P, "Sí, en frío.")),
        ((P, "Can I wash it?"), (P, "Yes, cold.")),
    ],
)
def test_a_question_and_its_answer_are_one_chunk(parts) -> None:
    document = made((H, "Help", 1), *parts, (H, "More", 1), (P, prose(40)))
    first = cut(document)[0]
    assert first.kind is ChunkKind.FAQ
    assert first.text == "\n\n".join(part[1] for part in parts)
    assert first.section == ("Help",)


def test_a_rhetorical_question_stays_in_its_text() -> None:
    document = made((H, "A speech", 1), (P, prose(20)), (P, "What else could we do?"), (P, prose(20)))
    assert {one.kind for one in cut(document)} == {ChunkKind.PROSE}


def test_questions_are_not_joined_with_each_other() -> None:
    document = made((Q, "One?"), (A, "Yes."), (Q, "Two?"), (A, "No."))
    assert [one.text for one in cut(document)] == ["One?\n\nYes.", "Two?\n\nNo."]


def test_a_long_answer_carries_its_question() -> None:
    found = cut(made((Q, "How do I wash it?"), (A, prose(120))), overlap=0)
    assert found[0].text.startswith("How do I wash it?\n\nWool")
    assert all(one.context == "How do I wash it?" for one in found[1:])


def test_a_title_without_a_question_mark_asks_nothing() -> None:
    assert cut(made((H, "How it works", 1), (P, prose(40))))[0].kind is ChunkKind.PROSE


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Returns", "You can send it back within 30 days.", ChunkKind.POLICY),
        ("Versand", "Wir liefern kostenlos ab 50 Euro.", ChunkKind.POLICY),
        ("Livraison", "Vous pouvez annuler sous 14 jours.", ChunkKind.POLICY),
        ("Devoluciones", "Puede devolverlo en un plazo de 30 días.", ChunkKind.POLICY),
        ("Privacy policy", "This page is about data.", ChunkKind.POLICY),
        ("AGB", "Allgemeines.", ChunkKind.POLICY),
        ("Delivery of the year", "A story of a parcel and a dog.", ChunkKind.PROSE),
        ("Wool", "You can wash it within 30 days.", ChunkKind.PROSE),
    ],
)
def test_policies_are_told_by_heading_and_language(heading: str, text: str, kind: ChunkKind) -> None:
    assert cut(made((H, heading, 1), (P, text)))[0].kind is kind


def test_code_is_cut_between_lines() -> None:
    found = cut(made((C, "\n".join("a = b + c" for _ in range(40)))), overlap=0)
    assert all(line == "a = b + c" for one in found for line in one.text.split("\n"))
    assert {one.kind for one in found} == {ChunkKind.CODE}


def test_a_heading_with_nothing_below_it_is_found_too() -> None:
    document = made((H, "Shop", 1), (H, "Closed on Sundays", 2), (H, "Open on Mondays", 2))
    (one,) = cut(document)
    assert one.text == "Closed on Sundays\n\nOpen on Mondays"


def test_the_hash_follows_what_is_embedded() -> None:
    one, other = (cut(made((H, title, 1), (P, "Same words."))) for title in ("A", "B"))
    assert one[0].content_hash != other[0].content_hash
    assert one[0].content_hash == cut(made((P, prose(40)), (H, "A", 1), (P, "Same words.")))[-1].content_hash


@pytest.mark.parametrize(("size", "overlap"), [(49, 0), (1001, 0), (100, 50), (100, -1)])
def test_settings_out_of_range_are_refused(size: int, overlap: int) -> None:
    with pytest.raises(ValueError):
        ChunkingSettings(size, overlap)
