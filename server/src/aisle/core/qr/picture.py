"""A code as a path of SVG: one shape, which a page can draw without markup of ours or a picture from elsewhere."""

from dataclasses import dataclass
from itertools import groupby

from aisle.core.qr.codewords import codewords, version_for
from aisle.core.qr.masks import apply_best
from aisle.core.qr.modules import Modules

QUIET = 4  # light modules around it (9.1)


@dataclass(frozen=True, slots=True)
class Picture:
    """side: of the whole square with its quiet zone, in modules. path: the dark modules, one unit each (SVG 2, 9.3)."""

    side: int
    path: str


def modules_of(text: str) -> Modules:
    """Return the finished square of a text. Raises TooLongForCode."""
    data = text.encode()
    version = version_for(data)
    modules = Modules(version)
    modules.draw_codewords(codewords(data, version))
    apply_best(modules)
    return modules


def picture_of(text: str) -> Picture:
    """Draw a text. Raises TooLongForCode."""
    modules = modules_of(text)
    path = "".join(_line(row, y + QUIET) for y, row in enumerate(modules.dark))
    return Picture(modules.side + 2 * QUIET, path)


def _line(row: list[bool], y: int) -> str:
    """Return the dark runs of a row as rectangles."""
    parts, x = [], QUIET
    for dark, same in groupby(row):
        length = len(list(same))
        if dark:
            parts.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(parts)
