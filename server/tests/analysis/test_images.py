"""Pictures are what their bytes are; what is none, is cut, or is too large costs no call."""

import base64
import io
import struct
import zlib

import pytest
from analysis_world import STRICT, Bench
from PIL import Image as Pillow

from aisle.adapters.llm.scripted import says
from aisle.analysis.errors import ImageInvalid
from aisle.analysis.images import MOST_BYTES, MOST_SIDE, read_image
from aisle.llm.catalogue import Ability
from aisle.llm.errors import ChatRequestRefused
from aisle.llm.messages import Image

KINDS = ("PNG", "JPEG", "WEBP")


def drawn(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Pillow.effect_noise((40, 30), 80).convert("RGB").save(file, kind, **options)
    return file.getvalue()


def sent(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_taken_as_what_its_bytes_are(kind: str) -> None:
    data = drawn(kind)
    assert read_image(sent(data), "images.0") == Image(data, f"image/{kind.lower()}")


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0" + b"x" * 20}),
    ],
)
def test_other_forms_of_the_same_kinds_are_taken(kind: str, options: dict[str, object]) -> None:
    read_image(sent(drawn(kind, **options)), "images.0")


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_is_cut_is_refused_wherever_it_is(kind: str) -> None:
    data = drawn(kind)
    for end in {4, 12, 20, 30, len(data) // 2, len(data) - 2}:
        with pytest.raises(ImageInvalid):
            read_image(sent(data[:end]), "images.0")


def test_a_png_with_a_changed_byte_or_a_rider_is_refused() -> None:
    data = drawn("PNG")
    for spoilt in (data[:60] + bytes([data[60] ^ 1]) + data[61:], data + b"<script>"):
        with pytest.raises(ImageInvalid, match="damaged"):
            read_image(sent(spoilt), "images.0")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Where is my order?",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 not a picture",
        b"RIFF\x04\x00\x00\x00WEBP",
        b"\x7fELF",
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ImageInvalid) as refused:
        read_image(sent(data), "images.3")
    assert refused.value.detail.startswith("images.3: ")


@pytest.mark.parametrize(
    "text", ["https://evil.example/x.png", "data:image/png;base64,AAAA", "ä", "AAA", "file:///etc/passwd"]
)
def test_an_address_is_no_picture(text: str) -> None:
    with pytest.raises(ImageInvalid, match="base64"):
        read_image(text, "images.0")


def png_of(width: int, height: int) -> bytes:
    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"")) + part(b"IEND", b"")


@pytest.mark.parametrize("size", [(MOST_SIDE + 1, 10), (10, MOST_SIDE + 1), (2**31 - 1, 2**31 - 1), (0, 10)])
def test_a_picture_of_too_many_points_is_refused_without_decoding_it(size: tuple[int, int]) -> None:
    with pytest.raises(ImageInvalid, match="points"):
        read_image(sent(png_of(*size)), "images.0")


def test_a_picture_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(ImageInvalid, match="bytes"):
        read_image("A" * (MOST_BYTES * 4 // 3 + 8), "images.0")


def _with_parts(kind: str, parts: int) -> bytes:
    """A whole picture that is mostly of parts without anything in them, each of which has to be looked at."""
    data = drawn("JPEG" if kind.startswith("JPEG") else "PNG")
    if kind == "PNG":
        empty = struct.pack(">I4sI", 0, b"tEXt", zlib.crc32(b"tEXt"))
        return data[:33] + empty * parts + data[33:]
    return data[:2] + (b"\xff" if kind == "JPEG of fill bytes" else b"\xff\xfe\x00\x02") * parts + data[2:]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "JPEG of fill bytes"])
def test_a_picture_of_nothing_but_parts_holds_nobody_up(kind: str) -> None:
    read_image(sent(_with_parts(kind, 1_000)), "images.0")
    with pytest.raises(ImageInvalid, match="more than 10,000 parts"):
        read_image(sent(_with_parts(kind, 300_000)), "images.0")


async def test_pictures_go_to_a_model_that_sees_and_to_no_other() -> None:
    seen = {"can": STRICT["can"] | {Ability.VISION}}
    blind = {**STRICT, "cannot": frozenset({Ability.VISION})}
    picture = read_image(sent(drawn("PNG")), "images.0")
    models = {"blind": says('{"name": "Ann"}'), "sees": says('{"name": "Ann"}')}
    bench = Bench(models, {"blind": blind, "sees": seen}, ("sees",))
    found = await bench.analyze(model="blind", text="", images=(picture,))
    assert found.spent.model == "sees"
    assert bench.asked("sees")[0].messages[1].content == (picture,)
    with pytest.raises(ChatRequestRefused, match="vision"):
        await Bench({"blind": says("{}")}, {"blind": blind}).analyze(model="blind", images=(picture,))
