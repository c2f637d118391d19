"""What a thing looks like, as numbers: where its edges run and which colours it has where.

Sources: histograms of oriented gradients (Dalal and Triggs, 2005); square roots of histograms compare better
("RootSIFT", Arandjelović and Zisserman, 2012).
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aisle.adapters.picture_embedders.cutting_out import Cut, Floats, opponent

SIDE = 48  # points to which every thing is brought
ORIENTATIONS = 8
FINE, COARSE = 6, 3  # cells along a side
HUES, TONES = 12, 5
SHAPE_SHARE = 0.55  # of a likeness; the rest is colour
_QUIET = 12.0  # chroma below which a point has no hue


def fine(cut: Cut) -> Floats:
    """Return a thing cell by cell, 6 by 6: edges, and the mean colour of what is the thing. Length 1."""
    square = _square(cut)
    return joined(_edges(square, FINE), _colours(square, FINE))


def coarse(cut: Cut) -> Floats:
    """Return a thing roughly: edges in 3 by 3 cells, and how much of each colour it has. Length 1."""
    square = _square(cut)
    return joined(_edges(square, COARSE), _palette(square))


def joined(shape: Floats, colour: Floats) -> Floats:
    """Return both as one row whose dot product weighs them by their shares."""
    parts = (np.sqrt(SHAPE_SHARE) * _unit(shape), np.sqrt(1 - SHAPE_SHARE) * _unit(colour))
    return _unit(np.concatenate(parts))


def _square(cut: Cut) -> Cut:
    """Bring a thing into a square without bending it: what is around it is no part of it."""
    height, width = cut.mask.shape
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    colours, mask = np.full((side, side, 3), 128, np.float32), np.zeros((side, side), np.float32)
    colours[top : top + height, left : left + width] = cut.colours
    mask[top : top + height, left : left + width] = cut.mask
    colours = np.where(mask[..., None] > 0, colours, np.float32(128))
    return Cut(_resized(colours), (_resized(mask * 255)[..., 0] / 255).astype(np.float32))


def _resized(values: NDArray[np.float32]) -> Floats:
    image = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    image = image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX)
    return np.asarray(image, np.float32)


def _edges(square: Cut, cells: int) -> Floats:
    """Edges of lightness and of the outline, each cell's by orientation, weak ones lifted by the square root."""
    light = opponent(square.colours)[..., 0] * square.mask + 255 * (1 - square.mask)
    outline = 160 * square.mask
    return np.concatenate([_histogram(light, cells), _histogram(outline, cells)])


def _histogram(values: Floats, cells: int) -> Floats:
    down, across = np.gradient(values)
    strength = np.hypot(down, across)
    angle = np.mod(np.arctan2(down, across), np.pi) / np.pi * ORIENTATIONS
    lower = np.floor(angle).astype(int)
    share = angle - lower
    line = np.arange(SIDE) * cells // SIDE
    cell = ORIENTATIONS * (line[:, None] * cells + line[None, :])
    size = cells * cells * ORIENTATIONS
    found = _summed(cell + lower % ORIENTATIONS, strength * (1 - share), size)
    found += _summed(cell + (lower + 1) % ORIENTATIONS, strength * share, size)
    return np.asarray(np.sqrt(found), np.float32)


def _summed(places: NDArray[np.int_], weights: NDArray[np.floating], size: int) -> Floats:
    return np.bincount(places.ravel(), weights.ravel(), size).astype(np.float32)


def _colours(square: Cut, cells: int) -> Floats:
    """The mean colour of the thing in each cell, weighed by how much of it is there."""
    step = SIDE // cells
    weights = square.mask.reshape(cells, step, cells, step)
    seen = (opponent(square.colours) - (128, 0, 0)) / (64, 40, 40)
    parts = seen.reshape(cells, step, cells, step, 3) * weights[..., None]
    return np.asarray(parts.sum(axis=(1, 3)) / step**2, np.float32).ravel()


def _palette(square: Cut) -> Floats:
    """How much of the thing has each hue, and, of what has none, each tone of grey; wherever it is."""
    held = square.mask > 0.5
    light, blue, red = (opponent(square.colours)[held][:, axis] for axis in range(3))
    chroma = np.hypot(blue, red)
    hue = np.mod(np.arctan2(red, blue), 2 * np.pi) / (2 * np.pi) * HUES
    tone = np.clip(light / 255 * TONES, 0, TONES - 1e-3)
    hued = np.clip(chroma / _QUIET - 0.5, 0, 1)
    size, level = (HUES + 1) * TONES, tone.astype(int)
    found = _summed(HUES * TONES + level, 1 - hued, size)
    for offset in (0, 1):
        share = hued * (1 - np.abs(hue - np.floor(hue) - offset))
        found += _summed((np.floor(hue).astype(int) + offset) % HUES * TONES + level, share, size)
    return np.asarray(np.sqrt(found), np.float32)


def _unit(row: Floats) -> Floats:
    length = float(np.linalg.norm(row))
    return (row / length if length else row).astype(np.float32)
