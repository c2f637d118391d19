"""What happens between a shop's picture and a shopper's photo of the same thing, made by known changes."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from aisle.llm.ports import Points

Picture = Image.Image
Chance = np.random.Generator
GROUND = (236, 235, 228)  # behind the demo shop's drawings
Change = Callable[[Picture, Chance], Picture]


def rescaled(picture: Picture, chance: Chance) -> Picture:
    """Smaller, and saved as a poor JPEG would be."""
    side = int(chance.integers(90, 160))
    return picture.resize((side, side)).filter(ImageFilter.GaussianBlur(0.8))


def framed(picture: Picture, chance: Chance) -> Picture:
    """A screenshot: the picture small and off the middle of a page."""
    page = Image.new("RGB", (360, 480), "white")
    page.paste(picture.resize((170, 170)), tuple(int(one) for one in chance.integers(20, 160, 2)))
    return page


def cut(picture: Picture, chance: Chance) -> Picture:
    """Taken too near: 70 % of each side is left."""
    width, height = picture.size
    left, top = (int(one) for one in chance.integers(0, int(0.3 * width), 2))
    return picture.crop((left, top, left + int(0.7 * width), top + int(0.7 * height)))


def tilted(picture: Picture, chance: Chance) -> Picture:
    """Turned by up to 25 degrees."""
    return picture.rotate(float(chance.uniform(-25, 25)), Image.Resampling.BICUBIC, fillcolor=GROUND)


def turned(picture: Picture, chance: Chance) -> Picture:
    """Turned by a right angle or upside down."""
    return picture.rotate(float(90 * chance.integers(1, 4)), fillcolor=GROUND)


def mirrored(picture: Picture, chance: Chance) -> Picture:
    """Seen from the other side."""
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def lit(picture: Picture, chance: Chance) -> Picture:
    """Under a warm lamp from one side, brighter or darker, with the noise of a small camera."""
    shade = np.linspace(*chance.uniform(0.75, 1.15, 2), picture.width, dtype=np.float32)[None, :, None]
    points = np.asarray(
        ImageEnhance.Brightness(picture).enhance(float(chance.uniform(0.8, 1.15))), np.float32
    )
    points = points * shade * (1.04, 1.0, 0.92) + chance.normal(0, 6, points.shape)
    return Image.fromarray(np.clip(points, 0, 255).astype(np.uint8))


def aslant(picture: Picture, chance: Chance) -> Picture:
    """From the side: a perspective that moves each corner by up to 14 % of a side."""
    side = picture.width
    moved = chance.uniform(-0.02, 0.14, 8) * side
    x0, y0, x1, y1, x2, y2, x3, y3 = moved
    corners = [(x0, y0), (side - x1, y1), (side - x2, side - y2), (x3, side - y3)]
    straight = [(0, 0), (side, 0), (side, side), (0, side)]
    return picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        _through(corners, straight),
        Image.Resampling.BICUBIC,
        fillcolor=GROUND,
    )


def elsewhere(picture: Picture, chance: Chance) -> Picture:
    """The thing alone on another plain ground, another light, a little turned: another photo of it."""
    inner = picture.crop(tuple(round(one * picture.width) for one in (0.035, 0.035, 0.965, 0.965)))
    points = np.asarray(inner, np.float32)
    away = np.linalg.norm(points - GROUND, axis=2) > 18
    points = np.where(away[..., None], points, chance.uniform(90, 250, 3))
    wider = np.pad(points.astype(np.uint8), ((60, 60), (60, 60), (0, 0)), mode="edge")
    seen = Image.fromarray(wider).rotate(float(chance.uniform(-15, 15)), Image.Resampling.BICUBIC)
    return lit(seen.crop((45, 45, wider.shape[1] - 45, wider.shape[0] - 45)), chance)


def _through(corners: list[tuple[float, float]], straight: list[tuple[float, float]]) -> tuple[float, ...]:
    """Return the eight numbers of the perspective that leads from `corners` to `straight`."""
    rows = []
    for (x, y), (u, v) in zip(corners, straight, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    wanted: NDArray[np.float64] = np.array(straight, float).reshape(8)
    return tuple(np.linalg.solve(np.array(rows, float), wanted))


CHANGES: Mapping[str, Change] = {
    "smaller and blurred": rescaled,
    "a screenshot": framed,
    "taken too near": cut,
    "tilted": tilted,
    "turned": turned,
    "mirrored": mirrored,
    "in another light": lit,
    "from the side": aslant,
    "on another ground": elsewhere,
}


def strangers(count: int, chance: Chance) -> list[Points]:
    """Return photos of nothing that a shop sells: landscapes, pages of text, patterns, noise, made of simple shapes."""
    kinds = (_landscape, _page, _stripes, _noise)
    return [np.asarray(kinds[place % len(kinds)](chance), np.uint8) for place in range(count)]


def _landscape(chance: Chance) -> Picture:
    image = Image.new(
        "RGB", (300, 200), tuple(int(one) for one in chance.integers((120, 160, 200), (180, 210, 255)))
    )
    draw = ImageDraw.Draw(image)
    for level in (90, 120, 150):
        ridge = [(x, level + int(chance.integers(-25, 25))) for x in range(0, 301, 30)]
        colour = tuple(int(one) for one in chance.integers(30, 150, 3))
        draw.polygon([(0, 200), *ridge, (300, 200)], fill=colour)
    return image.filter(ImageFilter.GaussianBlur(1))


def _page(chance: Chance) -> Picture:
    image = Image.new("RGB", (240, 320), "white")
    draw = ImageDraw.Draw(image)
    for line in range(20, 300, 12):
        at = 20
        while at < 210:
            width = int(chance.integers(8, 30))
            draw.rectangle((at, line, min(at + width, 220), line + 5), fill=(40, 40, 40))
            at += width + 6
    return image


def _stripes(chance: Chance) -> Picture:
    colours = chance.integers(0, 255, (int(chance.integers(2, 5)), 3))
    step = int(chance.integers(8, 40))
    rows = colours[(np.arange(240) // step) % len(colours)].astype(np.uint8)
    return Image.fromarray(np.repeat(rows[:, None, :], 240, axis=1)).rotate(float(chance.uniform(0, 90)))


def _noise(chance: Chance) -> Picture:
    small = chance.integers(0, 255, (8, 8, 3)).astype(np.uint8)
    return Image.fromarray(small).resize((240, 240), Image.Resampling.BICUBIC)
