"""Drawing one page of a file as a grey bitmap, for text recognition.

Nothing but the bitmap leaves the sandbox, so the recognition program never meets the file.
"""

import math
from collections.abc import Mapping

import pypdfium2
from PIL import Image

from aisle.adapters.parsers import pdf, pictures
from aisle.adapters.parsers.pdf.parser import open_pdf
from aisle.knowledge.structure import FailureReason, ParseFailed

# Tesseract was made for 300 dots an inch.
_DOTS = 300
_POINTS_AN_INCH = 72
_MOST_POINTS = 25_000_000
# A smaller picture was not scanned as a page, and its letters are too small as they are.
_FEWEST_WIDE = 1_200


def page_picture(data: bytes, name: str, arguments: Mapping[str, int]) -> bytes:
    """Return the page `page`, counted from 1, as a portable grey map. Raises ParseFailed."""
    page = arguments["page"]
    if pdf.sniff(data, name):
        image = _drawn(data, page)
    elif pictures.sniff(data, name):
        image = _fitting(pictures.grey(data, page))
    else:
        raise ParseFailed(FailureReason.UNSUPPORTED_TYPE, "it has no pages to draw")
    return b"P5\n%d %d\n255\n" % image.size + image.tobytes()


def _drawn(data: bytes, number: int) -> Image.Image:
    document = open_pdf(data)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_DOTS / _POINTS_AN_INCH, math.sqrt(_MOST_POINTS / max(width * height, 1.0)))
        image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        return image.convert("L")
    except (IndexError, pypdfium2.PdfiumError, ValueError) as error:
        raise ParseFailed(FailureReason.CORRUPT, "the page cannot be drawn") from error
    finally:
        document.close()


def _fitting(image: Image.Image) -> Image.Image:
    """Return a picture at a size at which it can be read, and within the limit."""
    scale = math.sqrt(_MOST_POINTS / (image.width * image.height))
    if image.width < _FEWEST_WIDE:
        scale = min(scale, 2.0)
    elif scale > 1:
        return image
    return image.resize((max(1, int(image.width * scale)), max(1, int(image.height * scale))))
