"""Telling the thing in a picture from the ground behind it, as far as a plain ground allows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aisle.llm.ports import Points

LONGEST = 160  # points of a picture's longer side while it is cut out
RIM = 0.05  # of a side: what touches the edge is ground, if it is all alike
LEAST_DISTANCE = 30.0  # between thing and ground, in `_opponent` units; JPEG's own noise stays below 12
PLAIN_SHARE = 0.6  # of the rim that has to be alike; else the whole picture is the thing
LEAST_SHARE, MOST_SHARE = 0.01, 0.97  # of the picture that a thing covers
FEWEST_RIM = 30  # points that the light is fitted to
EDGE_SHARE = 0.02  # of a row or column that must be the thing for the cut to begin there
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A thing cut out of its ground. colours: float32 (h, w, 3), 0..255. mask: float32 (h, w), 1 where the thing is."""

    colours: Floats
    mask: Floats


def cut_out(picture: Points) -> Cut:
    """Return the thing in a picture; the whole picture where its ground is not plain."""
    small = _shrunk(picture)
    distance = _distances(small)
    rim = _rim(distance.shape)
    mask = (distance > LEAST_DISTANCE).astype(np.float32)
    if np.mean(mask[rim] == 0) < PLAIN_SHARE or not LEAST_SHARE < mask.mean() < MOST_SHARE:
        return Cut(small, np.ones(small.shape[:2], np.float32))
    return trimmed(Cut(small, _smoothed(mask)))


def trimmed(cut: Cut) -> Cut:
    """Return a cut without rows and columns at its edges that hold nothing of the thing."""
    top, bottom = _span(cut.mask.mean(axis=1))
    left, right = _span(cut.mask.mean(axis=0))
    return Cut(cut.colours[top:bottom, left:right], cut.mask[top:bottom, left:right])


def _span(shares: Floats) -> tuple[int, int]:
    held = np.flatnonzero(shares > EDGE_SHARE)
    return (int(held[0]), int(held[-1]) + 1) if held.size else (0, len(shares))


def _shrunk(picture: Points) -> Floats:
    image = Image.fromarray(picture)
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.BOX)
    return np.asarray(image, np.float32)


def _distances(colours: Floats) -> Floats:
    """How far each point is from the ground: a plain colour under light that grows evenly to one side.

    The light is fitted to the rim, first from points near its median, then from those near the first fit.
    """
    seen = opponent(colours)
    rim = _rim(seen.shape[:2])
    places = _places(seen.shape[:2])
    near = np.linalg.norm(seen[rim] - np.median(seen[rim], axis=0), axis=1)
    ground = np.broadcast_to(np.median(seen[rim], axis=0), seen.shape)
    for least in (2 * LEAST_DISTANCE, LEAST_DISTANCE):
        kept = near < least
        if kept.sum() >= FEWEST_RIM:
            fitted, *_ = np.linalg.lstsq(places[rim][kept], seen[rim][kept], rcond=None)
            ground = places @ fitted
        near = np.linalg.norm(seen[rim] - ground[rim], axis=1)
    return _length(seen - ground)


def _places(shape: tuple[int, ...]) -> Floats:
    """Each point's place as (1, down, across), -1 to 1."""
    down, across = np.meshgrid(np.linspace(-1, 1, shape[0]), np.linspace(-1, 1, shape[1]), indexing="ij")
    return np.stack([np.ones_like(down), down, across], axis=-1).astype(np.float32)


def _length(rows: Floats) -> Floats:
    return np.asarray(np.sqrt(np.square(rows).sum(axis=-1)), np.float32)


def opponent(colours: Floats) -> Floats:
    """Return lightness and two opponent colours (BT.601), with colour weighed twice: light falls unevenly, dye does not."""
    red, green, blue = colours[..., 0], colours[..., 1], colours[..., 2]
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return np.stack([light, 1.13 * (blue - light), 1.43 * (red - light)], axis=-1).astype(np.float32)


def _rim(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    height, width = shape[:2]
    thick = max(1, round(RIM * min(height, width)))
    rim = np.ones((height, width), bool)
    rim[thick : height - thick, thick : width - thick] = False
    return rim


def _smoothed(mask: Floats) -> Floats:
    """Return a mask without single points: each is what most of the nine around it are."""
    padded = np.pad(mask, 1, mode="edge")
    height, width = mask.shape
    around = sum(padded[y : y + height, x : x + width] for y in range(3) for x in range(3))
    return (np.asarray(around) >= 5).astype(np.float32)
