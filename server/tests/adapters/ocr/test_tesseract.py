"""The real program, where it is installed; and how its answers are read, everywhere."""

import shutil

import pytest
from scanned import page, pdf, saved

from aisle.adapters.ocr.engine import RecognitionFailed
from aisle.adapters.ocr.languages import choose
from aisle.adapters.ocr.parser import RecognisingParser
from aisle.adapters.ocr.tesseract import Tesseract
from aisle.adapters.ocr.tsv import paragraphs
from aisle.adapters.sandbox import ParserSandbox
from aisle.knowledge.structure import ParseFailed

installed = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
LINES = ("Returns are free for sixty days.", "Keep the label and the receipt.")


@installed
async def test_reads_a_scanned_document(sandbox: ParserSandbox) -> None:
    parser = RecognisingParser(sandbox, Tesseract())
    document = await parser.parse(pdf("The cover has text.", page(*LINES)), "scan.pdf", None, ("en",))
    words = " ".join(document.text.split())
    assert "The cover has text." in words
    assert all(line in words for line in LINES)
    assert {block.page for block in document.blocks} == {1, 2}


@installed
async def test_reads_a_photograph(sandbox: ParserSandbox) -> None:
    document = await RecognisingParser(sandbox, Tesseract()).parse(saved(page(*LINES), "JPEG"), "a.jpg", None)
    assert "sixty days" in document.text


@installed
async def test_a_page_without_words_holds_no_text(sandbox: ParserSandbox) -> None:
    with pytest.raises(ParseFailed) as failure:
        await RecognisingParser(sandbox, Tesseract()).parse(saved(page(), "PNG"), "a.png", None)
    assert failure.value.state == "no_text"


@installed
async def test_tells_version_and_languages() -> None:
    state = await Tesseract().state()
    assert state.available
    assert "eng" in state.languages
    assert state.detail.startswith("tesseract ")


@installed
async def test_a_picture_that_is_none_fails_and_ends_nothing() -> None:
    with pytest.raises(RecognitionFailed):
        await Tesseract().recognise(b"P5\n9999999 9999999\n255\n", ())


async def test_where_it_is_missing_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    state = await Tesseract().state()
    assert not state.available
    assert "tesseract-ocr" in state.detail


async def test_a_program_that_is_something_else_is_not_used() -> None:
    assert not (await Tesseract("/bin/cat").state()).available


ANSWER = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t
5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t96.1\tWash
5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t95.0\tcare-
5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t91.0\tfully.
5\t1\t1\t1\t2\t2\t0\t0\t9\t9\t12.0\t|~
5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t90.0\tDry
5\t1\t2\t1\t1\t2\t0\t0\t9\t9\t90.0\tflat.
5\t1\t3\t1\t1\t1\t0\t0\t9\t9\t30.0\tsmudge
nonsense
5\t1\t3\t1\t1\t1\t0\t0\t9\t9\tnan?\tx
"""


def test_words_become_paragraphs_and_stains_do_not() -> None:
    assert paragraphs(ANSWER) == ["Wash carefully.", "Dry flat."]


@pytest.mark.parametrize(
    ("wanted", "installed_here", "read_with"),
    [
        (("de",), ("deu", "eng", "osd"), ("deu", "eng")),
        (("pt-BR",), ("eng", "por"), ("por", "eng")),
        (("xx",), ("eng",), ("eng",)),
        (("fr",), ("deu", "osd"), ("deu",)),
        ((), ("osd",), ()),
    ],
)
def test_languages_are_those_wanted_that_are_there(
    wanted: tuple[str, ...], installed_here: tuple[str, ...], read_with: tuple[str, ...]
) -> None:
    assert choose(wanted, installed_here) == read_with
