"""The ways in which the same thing may lie in another photo: turned, mirrored, or partly outside."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from aisle.adapters.picture_embedders.cutting_out import Cut, trimmed

TURNS = (0, -20, 20, 90, 180, 270)  # degrees, anticlockwise
PART = 0.68  # of a side: what is left of a thing that is partly outside
# Where such a part begins, as shares of what is left over: the middle, and each corner.
PLACES = ((0.5, 0.5), (0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


def poses(cut: Cut) -> Iterator[Cut]:
    """Yield a thing upright and turned, each also mirrored; upright first."""
    for turn in TURNS:
        turned = _turned(cut, turn)
        yield turned
        yield Cut(turned.colours[:, ::-1], turned.mask[:, ::-1])


def views(cut: Cut) -> Iterator[Cut]:
    """Yield the whole of a thing, then parts of it as a photo taken too near would show them."""
    yield cut
    height, width = cut.mask.shape
    high, wide = max(1, round(PART * height)), max(1, round(PART * width))
    for down, across in PLACES:
        top, left = round(down * (height - high)), round(across * (width - wide))
        yield Cut(
            cut.colours[top : top + high, left : left + wide], cut.mask[top : top + high, left : left + wide]
        )


def _turned(cut: Cut, degrees: int) -> Cut:
    if degrees == 0:
        return cut
    layers = np.dstack([cut.colours, cut.mask * 255]).astype(np.uint8)
    image = Image.fromarray(layers, "RGBA").rotate(degrees, Image.Resampling.NEAREST, expand=True)
    turned = np.asarray(image, np.float32)
    return trimmed(Cut(turned[..., :3], (turned[..., 3] / 255).astype(np.float32)))
