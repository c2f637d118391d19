"""Plain text, Markdown, CSV and JSON."""

import json

import pytest

from aisle.knowledge.structure import ParseFailed

MARKDOWN = """---
title: Care
---
# Washing

Wash *cold*, see [the label](https://x.test).

- soap
  - mild
- water

| Size | Chest |
|------|-------|
| S    | 96    |

```
a  b
```
"""


def test_markdown_keeps_its_structure_and_loses_its_marks(read, blocks) -> None:
    document = read(MARKDOWN, "care.md")
    assert blocks(document) == [
        ("heading", "Washing"),
        ("paragraph", "Wash cold, see the label."),
        ("list_item", "soap"),
        ("list_item", "mild"),
        ("list_item", "water"),
        ("table_row", "Size | Chest"),
        ("table_row", "S | 96"),
        ("code", "a  b"),
    ]
    assert document.title == "Care"
    assert document.tables[0].headers == ("Size", "Chest")


def test_plain_text_has_paragraphs_headings_and_lists(read, blocks) -> None:
    text = "RETURNS\n\nSend it back\nwithin 30 days.\n\n2.1 Cost\n\nYou need:\n- a label\n- a box\n\nTitle\n=====\nBody text."
    assert blocks(read(text, "a.txt")) == [
        ("heading", "RETURNS"),
        ("paragraph", "Send it back\nwithin 30 days."),
        ("heading", "2.1 Cost"),
        ("paragraph", "You need:"),
        ("list_item", "a label"),
        ("list_item", "a box"),
        ("heading", "Title"),
        ("paragraph", "Body text."),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_finds_its_delimiter(read, blocks, delimiter: str) -> None:
    rows = [["sku", "name", "price"], ["1", '"a, ""b"" ; | c"', "9.90"], ["2", "Jacket", "129.00"]]
    document = read("\r\n".join(delimiter.join(row) for row in rows), "a.csv")
    assert blocks(document)[-1] == ("table_row", "2 | Jacket | 129.00")
    assert document.tables[0].headers == ("sku", "name", "price")
    assert 'a, "b" ; / c' in document.text


def test_csv_with_lines_in_two_encodings_survives_with_a_note(read) -> None:
    data = b"name;size\n" + "Füße;1\n".encode() + "Größe;2\n".encode("cp1252")
    document = read(data, "a.csv")
    assert "Füße | 1" in document.text
    assert "Größe | 2" in document.text
    assert any(note.startswith("mixed_encoding") for note in document.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-32"])
def test_encodings_are_found(read, encoding: str) -> None:
    text = "Die Größe fällt klein aus. Für breite Füße empfehlen wir eine Nummer größer.\n"
    assert read(text.encode(encoding), "a.txt").text == text.strip()


def test_csv_with_an_open_quote_and_a_field_of_megabytes(read) -> None:
    document = read('a,b\n1,"' + "x" * 5_000_000 + "\n2,3\n", "a.csv")
    assert len(document.text) > 5_000_000


def test_json_of_questions_is_a_faq(read, blocks) -> None:
    data = json.dumps(
        [
            {"question": "How long?", "answer": "Two days."},
            {"question": "Where?", "answer": ["Here.", "There."]},
        ]
    )
    assert blocks(read(data, "faq.json")) == [
        ("question", "How long?"),
        ("answer", "Two days."),
        ("question", "Where?"),
        ("answer", "Here."),
        ("answer", "There."),
    ]


def test_json_of_flat_objects_is_a_table_with_numbers_as_written(read, blocks) -> None:
    data = '[{"sku": "a", "price": 19.90, "sale": true}, {"sku": "b", "price": 5.00, "sale": null}]'
    assert [words for _, words in blocks(read(data, "a.json"))] == [
        "sku | price | sale",
        "a | 19.90 | yes",
        "b | 5.00 |",
    ]


def test_other_json_becomes_headings_and_lines(read, blocks) -> None:
    data = json.dumps({"name": "Shop", "city": "Oslo", "hours": {"monday": "9-17", "days": ["mo", "tu"]}})
    assert blocks(read(data, "a.json")) == [
        ("heading", "Shop"),
        ("paragraph", "city: Oslo"),
        ("heading", "hours"),
        ("paragraph", "monday: 9-17\ndays: mo, tu"),
    ]


def test_json_lines_survive_a_bad_line(read) -> None:
    document = read('{"a": 1, "b": 2}\n{"a": 3, "b": 4}\nnonsense\n', "a.jsonl")
    assert document.text == "a | b\n1 | 2\n3 | 4"
    assert document.notes == ("skipped_lines: 1 lines are not JSON",)


@pytest.mark.parametrize(
    "data", ["[" * 100_000, '{"a":' * 500 + "1" + "}" * 500, "[" * 500 + "1" + "]" * 500]
)
def test_json_nested_beyond_reason_is_corrupt(read, data: str) -> None:
    with pytest.raises(ParseFailed) as failure:
        read(data, "a.json")
    assert failure.value.state == "corrupt"
