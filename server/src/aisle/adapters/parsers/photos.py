"""Photos and pictures of products, made harmless: decoded once within bounds, and given on as points or a new file.

What comes out was drawn from points alone. Places, times, names and whatever else was put into or behind the file are gone.
"""

import io
import struct
from collections.abc import Mapping

# A child of the sandbox has no files to load these from when a picture first needs them.
from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401

from aisle.adapters.parsers.pictures import on_white
from aisle.knowledge.structure import FailureReason, ParseFailed

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_POINTS = 40_000_000  # before shrinking; a phone's camera makes 12 to 50 million
SMALLEST = 32  # points of a side
QUALITY = 85
SIZE = struct.Struct(">II")


def clean_photo(data: bytes, name: str, arguments: Mapping[str, int]) -> bytes:
    """Return a photo as width, height and a new JPEG file, no side longer than the argument `side`. Raises ParseFailed."""
    picture = _opened(data, arguments["side"])
    _require_sides(picture)  # a strip may have lost its shorter side; nothing could read what is kept of it
    # The library carries a file's comments along with its points; what is made of bytes has none.
    picture = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    sent = io.BytesIO()
    picture.save(sent, "JPEG", quality=QUALITY)
    return SIZE.pack(*picture.size) + sent.getvalue()


def picture_points(data: bytes, name: str, arguments: Mapping[str, int]) -> bytes:
    """Return a picture as width, height and its points, three bytes each, no side longer than `side`. Raises ParseFailed."""
    picture = _opened(data, arguments["side"])
    return SIZE.pack(*picture.size) + picture.tobytes()


def _opened(data: bytes, side: int) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check(picture)
            # JPEG alone can be decoded smaller than it is; a large photo then takes a fraction of the memory.
            picture.draft("RGB", (side * 2, side * 2))
            upright = on_white(ImageOps.exif_transpose(picture)).convert("RGB")
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError, EOFError, struct.error) as error:
        raise ParseFailed(
            FailureReason.CORRUPT, "this is no PNG, JPEG or WebP picture, or it is damaged"
        ) from error
    upright.thumbnail((side, side), Image.Resampling.LANCZOS)
    return upright


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_POINTS:
        raise _too_large()
    _require_sides(picture)
    # Some phones put a second, smaller picture behind a photo: that is none that moves.
    if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
        raise ParseFailed(FailureReason.UNSUPPORTED_TYPE, "the picture moves; send one that stands still")


def _require_sides(picture: Image.Image) -> None:
    if min(picture.size) < SMALLEST:
        raise ParseFailed(FailureReason.NO_TEXT, f"the picture has fewer than {SMALLEST} points a side")


def _too_large() -> ParseFailed:
    return ParseFailed(FailureReason.TOO_LARGE, f"the picture has more than {MOST_POINTS:,} points")
