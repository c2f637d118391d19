"""Pictures of pages (PNG, JPEG, TIFF, WebP). They hold no text of their own: their pages are told, to be recognised."""

import io
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence

# A child of the sandbox has no files to load these from when a picture first needs them.
from PIL import JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401  # isort: skip

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

MEDIA_TYPES = ("image/png", "image/jpeg", "image/tiff", "image/webp")
EXTENSIONS = ("png", "jpg", "jpeg", "tif", "tiff", "webp")
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
# A page of A3 at 600 dots an inch has 70 million points; what is larger was not scanned for reading.
MOST_POINTS = 80_000_000
MOST_PAGES = 1_000
_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_FEWEST_POINTS = 32

Image.preinit()


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are a picture of a known kind."""
    return 1.0 if data.startswith(_MARKS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") else 0.0


def parse(data: bytes, name: str) -> ParsedDocument:
    """Return a document without text, whose pages are all pictures.

    Raises ParseFailed: `corrupt`, `too_large`, `no_text` for a picture too small to read in.
    """
    with open_picture(data) as picture:
        builder = DocumentBuilder(Image.MIME.get(picture.format or "", MEDIA_TYPES[0]))
        if min(picture.size) < _FEWEST_POINTS:
            raise ParseFailed(FailureReason.NO_TEXT, "the picture is too small to hold text")
        builder.page_count = sum(1 for _ in _frames(picture))
    builder.pictures = tuple(range(1, builder.page_count + 1))
    return builder.build()


def open_picture(data: bytes) -> Image.Image:
    """Open a picture without decoding it. Raises ParseFailed: `corrupt`, `too_large`."""
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError) as error:
        raise ParseFailed(FailureReason.CORRUPT, "the picture is damaged and cannot be opened") from error
    require_points(picture)
    return picture


def require_points(picture: Image.Image) -> None:
    """Refuse a picture, or a page of one, that has too many points to decode."""
    if picture.width * picture.height > MOST_POINTS:
        raise _too_large()


def grey(data: bytes, page: int) -> Image.Image:
    """Return a page of a picture, counted from 1, upright and in shades of grey. Raises ParseFailed."""
    try:
        with open_picture(data) as picture:
            picture.seek(page - 1)
            require_points(picture)
            upright = ImageOps.exif_transpose(picture)
            return on_white(upright).convert("L")
    except (OSError, EOFError, ValueError, SyntaxError) as error:
        raise ParseFailed(FailureReason.CORRUPT, "the picture is damaged") from error


def on_white(picture: Image.Image) -> Image.Image:
    """Return a picture without see-through points, which would come out black."""
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture
    picture = picture.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture)


def _frames(picture: Image.Image) -> Iterator[int]:
    """Yield the numbers of the pages; only a TIFF has several that are pages."""
    if picture.format != "TIFF":
        yield 1
        return
    for number, _ in enumerate(ImageSequence.Iterator(picture), start=1):
        if number > MOST_PAGES:
            raise ParseFailed(FailureReason.TOO_LARGE, f"the picture has more than {MOST_PAGES:,} pages")
        yield number


def _too_large() -> ParseFailed:
    return ParseFailed(FailureReason.TOO_LARGE, f"the picture has more than {MOST_POINTS:,} points")
