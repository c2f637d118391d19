"""What becomes of presentations: a slide is a page, read from top to bottom."""

import pytest
from made_office import changed, deck

from aisle.knowledge.structure import ParseFailed

SLIDE = "ppt/slides/slide1.xml"


def test_slides_are_pages_in_reading_order_with_notes(read) -> None:
    document = read(deck(), "care.pptx")
    found = [
        (block.page, block.kind.value, document.text[block.start : block.end]) for block in document.blocks
    ]
    assert found == [
        (1, "heading", "Washing wool"),
        (1, "list_item", "Cold water"),
        (1, "list_item", "Mild soap"),
        (1, "paragraph", "Ask us."),
        (1, "paragraph", "Say that it dries lying flat."),
        (2, "heading", "Sizes"),
        (2, "table_row", "Size | Chest in cm | Price"),
        (2, "table_row", "S | 96 | 129.9"),
        (2, "table_row", "M | 102 | 129.9"),
        (2, "table_row", "| Returns"),
        (2, "table_row", "Spring | 3"),
        (2, "table_row", "Autumn | 4.5"),
    ]
    assert [block.level for block in document.blocks if block.kind == "list_item"] == [1, 2]
    assert document.title == "Care"
    assert document.page_count == 3


def test_hidden_slides_stay_hidden_and_are_told(read) -> None:
    document = read(deck(), "care.pptx")
    assert "Purchase prices" not in document.text
    assert document.notes == ("hidden_slides: 1 left out",)


def refused(read, data: bytes) -> str:
    with pytest.raises(ParseFailed) as failure:
        read(data, "a.pptx")
    return failure.value.state.value


@pytest.mark.parametrize("keep", [30, 500, 20_000])
def test_a_truncated_presentation_is_corrupt(read, keep: int) -> None:
    assert refused(read, deck()[:keep]) == "corrupt"


def test_a_document_type_is_refused(read) -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    data = changed(deck(), SLIDE, lambda part: entity + part.split(b"?>", 1)[1])
    assert refused(read, data) == "corrupt"


def test_a_damaged_slide_is_corrupt(read) -> None:
    assert refused(read, changed(deck(), SLIDE, lambda part: part[: len(part) // 2])) == "corrupt"


def test_an_encrypted_presentation_says_so(read) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refused(read, locked) == "encrypted"


def test_a_slide_that_is_named_but_missing_is_told(read) -> None:
    def to_nowhere(part: bytes) -> bytes:
        return part.replace(b'relationships/slide"', b'relationships/slideX"', 1)

    document = read(changed(deck(), "ppt/_rels/presentation.xml.rels", to_nowhere), "a.pptx")
    assert "broken_slides: 1 left out" in document.notes
