"""Pictures of pages, drawn for the tests, and an engine that says what it was shown."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from aisle.adapters.ocr.engine import EngineState, RecognitionFailed

A4 = (595, 842)


def page(*lines: str, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """Return a page of an A4 scan at 150 dots an inch, with lines of text on it."""
    image = Image.new("RGB", size, "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(36)
    for number, line in enumerate(lines):
        draw.text((100, 100 + 60 * number), line, fill="black", font=font)
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def tiff(images: Sequence[Image.Image]) -> bytes:
    return saved(images[0], "TIFF", save_all=True, append_images=list(images[1:]))


def pdf(*pages: str | Image.Image | None) -> bytes:
    """Return a PDF whose pages hold a line of text, a picture, or nothing."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for content in pages:
        if isinstance(content, str):
            canvas.drawString(72, 700, content)
        elif content is not None:
            canvas.drawImage(ImageReader(content), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class SayingEngine:
    """The engine's fake: names the size of each picture, and fails on those it was told to fail on."""

    def __init__(self, available: bool = True, fail_on: frozenset[int] = frozenset()) -> None:
        self.available, self.fail_on = available, fail_on
        self.pictures: list[bytes] = []
        self.languages: list[tuple[str, ...]] = []

    async def state(self) -> EngineState:
        return EngineState(self.available, "a fake" if self.available else "install tesseract", ("eng",))

    async def recognise(self, picture: bytes, languages: Sequence[str]) -> list[str]:
        self.pictures.append(picture)
        self.languages.append(tuple(languages))
        if len(self.pictures) in self.fail_on:
            raise RecognitionFailed("told to")
        return [f"picture {len(self.pictures)}", "second paragraph"]
