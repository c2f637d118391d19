"""Whatever bytes come in, a document that comes out is sound, and nothing but ParseFailed is raised."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aisle.adapters.parsers.inline import read_safely
from aisle.knowledge.structure import ParsedDocument, ParseFailed, require_sound
from effort import cpu_seconds

NAMES = [
    "a.txt",
    "a.md",
    "a.html",
    "a.csv",
    "a.json",
    "a.jsonl",
    "a.tsv",
    "a",
    "a.pdf",
    "a.docx",
    "a.xlsx",
    "a.pptx",
    "a.eml",
]
PIECES = [
    "From: a\nSubject: b\n",
    "Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    "# ",
    "\n\n",
    "- ",
    "|",
    "a,b\n",
    "<p>",
    "</div>",
    "<table><tr><td>",
    '{"a":',
    "[",
    "]",
    "\x00",
    "\u202e",
    "é",
    "Q: x?\n",
    "\ud7ff",
]


def sound(data: bytes, name: str) -> ParsedDocument | None:
    try:
        document = read_safely(data, name, None, 1 << 20)
    except ParseFailed:
        return None
    require_sound(document)
    document.text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", document.text)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in document.text)
    return document


@given(st.binary(max_size=400), st.sampled_from(NAMES))
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes, name: str) -> None:
    sound(data, name)


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30), st.sampled_from(NAMES)
)
@settings(max_examples=400, deadline=None)
def test_any_markup(pieces: list[str], name: str) -> None:
    sound("".join(pieces).encode("utf-8", errors="surrogatepass"), name)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=8)),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
        max_leaves=12,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_json(value: object) -> None:
    sound(json.dumps(value).encode(), "a.json")


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=5), max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_cell_of_a_csv_is_in_the_text(rows: list[list[str]]) -> None:
    words = [[cell for cell in row if cell.isalnum() and cell.isascii()] for row in rows]
    document = sound("\n".join(",".join(row) for row in words).encode(), "a.csv")
    for cell in (cell for row in words for cell in row):
        assert document is not None
        assert cell in document.text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "a.json", "a.html"])
def test_ten_megabytes_on_one_line_take_seconds(name: str) -> None:
    opening = {"a.html": "<p>", "a.json": '"'}.get(name, "")
    data = (opening + "word " * 1_900_000 + {"a.json": '"'}.get(name, "")).encode()
    assert len(read_safely(data, name, None, 50 << 20).text) > 9_000_000
    assert cpu_seconds(lambda: read_safely(data, name, None, 50 << 20), enough=10) <= 10
