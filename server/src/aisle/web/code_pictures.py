"""A text as a QR code: a path of SVG, one shape, which a page draws without markup of ours or a picture from elsewhere."""

from itertools import groupby

import segno
from pydantic import BaseModel

QUIET = 4  # light modules around it (ISO/IEC 18004:2015, 9.1)


class CodePicture(BaseModel):
    """side: of the whole square with its quiet zone, in modules. path: the dark modules, one unit each (SVG 2, 9.3)."""

    side: int
    path: str


def picture_of(text: str) -> CodePicture | None:
    """Draw a text; None for one that is too long for any code."""
    try:
        code = segno.make_qr(text, error="m", boost_error=False)
    except segno.DataOverflowError:
        return None
    rows = [list(row) for row in code.matrix_iter(border=QUIET)]
    return CodePicture(side=len(rows), path="".join(_line(row, y) for y, row in enumerate(rows)))


def _line(row: list[int], y: int) -> str:
    """Return the dark runs of a row as rectangles."""
    parts, x = [], 0
    for dark, same in groupby(row):
        length = len(list(same))
        if dark:
            parts.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(parts)
