"""Pages that are pictures are drawn in the sandbox, read by an engine, and put where they belong."""

import io
import struct
import zlib

import pytest
from PIL import Image
from scanned import SayingEngine, page, pdf, saved, tiff

from aisle.adapters.ocr.parser import RecognisingParser
from aisle.adapters.sandbox import ParserSandbox
from aisle.knowledge.structure import ParsedDocument, ParseFailed, require_sound

PICTURE = page("words")


def found(document: ParsedDocument) -> list[tuple[int | None, str]]:
    require_sound(document)
    return [(block.page, document.text[block.start : block.end]) for block in document.blocks]


async def test_pictures_between_pages_of_text_are_read_in_their_place(sandbox: ParserSandbox) -> None:
    engine = SayingEngine()
    data = pdf("First page.", PICTURE, None, "Fourth page.", PICTURE)
    document = await RecognisingParser(sandbox, engine).parse(data, "mixed.pdf", None, ("de",))
    assert found(document) == [
        (1, "First page."),
        (2, "picture 1"),
        (2, "second paragraph"),
        (4, "Fourth page."),
        (5, "picture 2"),
        (5, "second paragraph"),
    ]
    assert (document.page_count, document.pictures) == (5, ())
    assert engine.languages == [("de",), ("de",)]
    assert any(note.startswith("recognised_pages: 2 of 2") for note in document.notes)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
async def test_a_picture_file_is_a_page(sandbox: ParserSandbox, kind: str) -> None:
    engine = SayingEngine()
    document = await RecognisingParser(sandbox, engine).parse(saved(PICTURE, kind), "a", None)
    assert found(document)[0] == (1, "picture 1")
    assert document.media_type == f"image/{kind.lower()}"
    with Image.open(io.BytesIO(engine.pictures[0])) as shown:
        assert (shown.format, shown.mode, shown.size) == ("PPM", "L", PICTURE.size)


async def test_a_fax_has_as_many_pages_as_it_holds(sandbox: ParserSandbox) -> None:
    document = await RecognisingParser(sandbox, SayingEngine()).parse(tiff([PICTURE] * 3), "fax.tif", None)
    assert [number for number, _ in found(document)] == [1, 1, 2, 2, 3, 3]
    assert document.page_count == 3


async def test_see_through_points_are_white_and_small_pictures_grow(sandbox: ParserSandbox) -> None:
    engine = SayingEngine()
    clear = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    await RecognisingParser(sandbox, engine).parse(saved(clear, "PNG"), "a.png", None)
    with Image.open(io.BytesIO(engine.pictures[0])) as shown:
        assert (shown.size, shown.getextrema()) == ((400, 200), (255, 255))


async def test_without_an_engine_a_scan_is_refused_with_what_to_install(sandbox: ParserSandbox) -> None:
    with pytest.raises(ParseFailed) as failure:
        await RecognisingParser(sandbox, SayingEngine(available=False)).parse(pdf(PICTURE), "a.pdf", None)
    assert failure.value.state == "ocr_missing"
    assert "install tesseract" in failure.value.detail


async def test_without_an_engine_the_pages_with_text_are_read_and_the_rest_is_told(
    sandbox: ParserSandbox,
) -> None:
    parser = RecognisingParser(sandbox, SayingEngine(available=False))
    document = await parser.parse(pdf("Text.", PICTURE), "a.pdf", None)
    assert found(document) == [(1, "Text.")]
    assert any(note.startswith("ocr_missing: 1 pages") for note in document.notes)


async def test_switched_off_is_like_missing(sandbox: ParserSandbox) -> None:
    with pytest.raises(ParseFailed, match="AISLE_OCR_MAX_PAGES"):
        await RecognisingParser(sandbox, SayingEngine(), most_pages=0).parse(pdf(PICTURE), "a.pdf", None)


async def test_pages_past_the_limit_are_left_out_and_told(sandbox: ParserSandbox) -> None:
    engine = SayingEngine()
    parser = RecognisingParser(sandbox, engine, most_pages=2)
    document = await parser.parse(pdf(*[PICTURE] * 4), "a.pdf", None)
    assert len(engine.pictures) == 2
    assert any(note.startswith("pages_left_out: 2") for note in document.notes)


async def test_a_page_that_fails_costs_only_itself(sandbox: ParserSandbox) -> None:
    parser = RecognisingParser(sandbox, SayingEngine(fail_on=frozenset({1})))
    document = await parser.parse(pdf(PICTURE, PICTURE), "a.pdf", None)
    assert [number for number, _ in found(document)] == [2, 2]
    assert "unrecognised_pages: text recognition failed on 1" in document.notes


async def test_progress_is_told_page_by_page(sandbox: ParserSandbox) -> None:
    told: list[tuple[int, int]] = []

    async def report(done: int, total: int) -> None:
        told.append((done, total))

    await RecognisingParser(sandbox, SayingEngine()).parse(
        pdf(PICTURE, "text", PICTURE), "a.pdf", None, (), report
    )
    assert told == [(1, 2), (2, 2)]


def _claiming(width: int, height: int) -> bytes:
    """Return a small PNG whose header claims a size."""
    data = saved(Image.new("L", (40, 40)), "PNG")
    header = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]


def damaged() -> dict[str, tuple[bytes, str]]:
    return {
        "cut off": (saved(PICTURE, "PNG")[:60], "corrupt"),
        "far too many points": (_claiming(60_000, 60_000), "too_large"),
        "a point": (saved(Image.new("L", (1, 1)), "PNG"), "no_text"),
        "no picture at all": (b"\xff\xd8\xff" + bytes(300), "corrupt"),
    }


@pytest.mark.parametrize("kind", damaged())
async def test_hostile_pictures_are_refused_with_a_reason(sandbox: ParserSandbox, kind: str) -> None:
    data, state = damaged()[kind]
    with pytest.raises(ParseFailed) as failure:
        await RecognisingParser(sandbox, SayingEngine()).parse(data, "a.png", None)
    assert failure.value.state == state


async def test_a_picture_that_breaks_off_in_its_points_is_told(sandbox: ParserSandbox) -> None:
    data = saved(PICTURE, "PNG")
    with pytest.raises(ParseFailed) as failure:
        await RecognisingParser(sandbox, SayingEngine()).parse(data[: len(data) // 2], "a.png", None)
    assert failure.value.state == "corrupt"


async def test_an_engine_that_fails_on_every_page_is_named(sandbox: ParserSandbox) -> None:
    with pytest.raises(ParseFailed, match="told to") as failure:
        await RecognisingParser(sandbox, SayingEngine(fail_on=frozenset({1}))).parse(
            pdf(PICTURE), "a.pdf", None
        )
    assert failure.value.state == "ocr_failed"
