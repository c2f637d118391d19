"""What a sender says about a file, made safe."""

import pytest

from aisle.knowledge.chunking import ChunkingSettings
from aisle.knowledge.errors import FileTooLarge
from aisle.knowledge.intake import IncomingFile, IntakeLimits
from aisle.knowledge.metadata import clean, clean_name, is_safe_url, title_from_name
from aisle.knowledge.preview import preview
from aisle.knowledge.service import require_size
from aisle.knowledge.structure import Block, BlockKind, ParsedDocument


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("guide.md", "guide.md"),
        ("guides/care.md", "guides/care.md"),
        ("guides\\care.md", "guides/care.md"),
        ("../../etc/passwd", "passwd"),
        ("a/../../b.md", "b.md"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\me\\guide.md", "guide.md"),
        ("./a//b.md", "a/b.md"),
        ("in\0voice\x1b[31m.md", "invoice[31m.md"),
        ("line\nbreak.md", "line break.md"),
        ("\u202egpj.exe", "gpj.exe"),
        ("\ud800.md", ".md"),
        ("..", "untitled"),
        ("  ", "untitled"),
        ("x" * 2000 + ".md", "x" * 997 + ".md"),
    ],
)
def test_a_name_is_a_label_and_never_a_path(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize("url", ["https://shop.example/a?b=c#d", "http://shop.example", "/help/returns", "/"])
def test_links_to_the_web_and_into_the_shop_are_kept(url):
    assert is_safe_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "https://",
        "https://shop.example@evil.example",
        "https://shop.example/a b",
        "https://[::1",
        "ftp://shop.example",
        "help/returns",
        "https://shop.example/" + "a" * 2000,
    ],
)
def test_other_links_are_refused(url):
    assert not is_safe_url(url)


async def test_a_file_with_a_refused_link_fails_and_the_link_is_not_stored(desk):
    accepted = await desk.send(
        IncomingFile("a.md", b"Text", url="javascript:alert(1)"), IncomingFile("b.md", b"Text", url="/b")
    )
    document = (await desk.document(accepted.documents[0].id)).document
    assert [one.reason for one in accepted.documents] == ["invalid_url", None]
    assert (document.state, document.url) == ("failed", None)


def test_labels_are_trimmed_and_said_once():
    found = clean(
        IncomingFile("a.md", b"", title=" A\ttitle\x00 ", tags=("x", " x ", "", "y" * 300), language="EN-gb")
    )
    assert (found.title, found.tags, found.language) == ("A title", ("x", "y" * 200), "en")
    assert clean(IncomingFile("a.md", b"", language="klingon")).language is None


def test_a_document_without_a_title_is_called_after_its_file():
    assert title_from_name("guides/rain care.v2.md") == "rain care.v2"
    assert title_from_name(".md") == ".md"


def test_a_preview_cuts_as_ingestion_would_and_counts_tokens():
    text = "Wash it by hand."
    parsed = ParsedDocument(
        text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (), None, "text/plain", None, ()
    )
    [one] = preview(parsed, ChunkingSettings(), lambda words: len(words.split()))
    assert (one.chunk.text, one.tokens) == (text, 4)


def test_a_file_for_a_preview_has_a_limit():
    require_size(b"12345", IntakeLimits(max_bytes=5, max_files=1))
    with pytest.raises(FileTooLarge):
        require_size(b"123456", IntakeLimits(max_bytes=5, max_files=1))
