"""A store's colours, computed from its one brand colour so that every text and edge stays readable.

The merchant's colour itself is never changed; what stands on it or beside it is chosen to fit. Ratios are WCAG 2
contrast ratios. Colours are shifted in OKLCH (Björn Ottosson, "A perceptual color space for image processing").
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

Rgb = tuple[float, float, float]
Theme = dict[str, dict[str, str]]

WHITE, BLACK, INK = "#ffffff", "#000000", "#132124"
TEXT_RATIO = 4.5  # WCAG 1.4.3
# A little above the 4.5 and 3.0 that WCAG asks for, so that rounding to hex cannot fall below.
BRAND_TEXT_RATIO, EDGE_RATIO = 4.6, 3.1
MOST_CHROMA = 0.16
LIGHTNESS_STEPS, CHROMA_STEPS = 24, 16


@dataclass(frozen=True, slots=True)
class Mode:
    """What is fixed about a mode. `end`: the lightness towards which unreadable colours move."""

    surface: str
    bubble: str
    soft_lightness: float
    soft_chroma: float
    end: float


MODES = {
    "light": Mode(WHITE, "#f1f4f4", 0.945, 0.035, 0.0),
    "dark": Mode("#141d1f", "#202a2d", 0.315, 0.045, 1.0),
}


@dataclass(frozen=True, slots=True)
class Oklch:
    """Lightness from 0 to 1, chroma, and hue in radians."""

    lightness: float
    chroma: float
    hue: float


def theme_of(brand_color: str) -> Theme:
    """Return the widget's colours in both modes for a brand colour written as #rrggbb."""
    return {name: dict(_colours(brand_color.lower(), mode)) for name, mode in MODES.items()}


def ratio(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21."""
    return _ratio(_luminance(one), _luminance(other))


def text_on(brand: str) -> str:
    """Choose the text colour for a surface: white or ink, and black only where neither is readable."""
    best = max((WHITE, INK), key=lambda colour: ratio(colour, brand))
    if ratio(best, brand) >= TEXT_RATIO:
        return best
    return max((WHITE, BLACK), key=lambda colour: ratio(colour, brand))


def shade_for_white(brand: str) -> str:
    """Return the shade nearest to a colour on which white text is readable; the colour itself where it is already."""
    if ratio(WHITE, brand) >= TEXT_RATIO:
        return brand
    return _readable(_to_oklch(brand), (WHITE,), BRAND_TEXT_RATIO, 0.0)


@lru_cache(maxsize=2048)
def _colours(brand: str, mode: Mode) -> dict[str, str]:
    colour = _to_oklch(brand)
    soft = _to_hex(Oklch(mode.soft_lightness, min(colour.chroma, mode.soft_chroma), colour.hue))
    backgrounds = (mode.surface, mode.bubble, soft)
    return {
        "--aw-brand": brand,
        "--aw-on-brand": text_on(brand),
        "--aw-brand-text": _readable(colour, backgrounds, BRAND_TEXT_RATIO, mode.end),
        "--aw-brand-soft": soft,
        "--aw-brand-edge": _readable(colour, backgrounds, EDGE_RATIO, mode.end),
    }


def _readable(colour: Oklch, backgrounds: Sequence[str], target: float, end: float) -> str:
    """Return the shade nearest to the colour that reaches the ratio on every background."""
    chroma = min(colour.chroma, MOST_CHROMA)
    luminances = [_luminance(background) for background in backgrounds]

    def shade(lightness: float) -> str:
        return _to_hex(Oklch(lightness, chroma, colour.hue))

    def passes(shown: str) -> bool:
        own = _luminance(shown)
        return all(_ratio(own, luminance) >= target for luminance in luminances)

    if passes(shade(colour.lightness)):
        return shade(colour.lightness)
    failing, passing = colour.lightness, end
    for _ in range(LIGHTNESS_STEPS):
        middle = (failing + passing) / 2
        if passes(shade(middle)):
            passing = middle
        else:
            failing = middle
    return shade(passing)


def _to_oklch(colour: str) -> Oklch:
    red, green, blue = map(_linear, _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def _to_hex(colour: Oklch) -> str:
    """Return the colour as hex, with as much of its chroma as the screen can show."""
    shown = _to_linear(colour)
    if not _is_shown(shown):
        shown = _to_linear(Oklch(colour.lightness, _largest_chroma(colour), colour.hue))
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, part)))):02x}" for part in shown)


def _largest_chroma(colour: Oklch) -> float:
    low, high = 0.0, colour.chroma
    for _ in range(CHROMA_STEPS):
        middle = (low + high) / 2
        if _is_shown(_to_linear(Oklch(colour.lightness, middle, colour.hue))):
            low = middle
        else:
            high = middle
    return low


def _to_linear(colour: Oklch) -> Rgb:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_shown(colour: Rgb) -> bool:
    return all(-1e-6 <= part <= 1 + 1e-6 for part in colour)


def _channels(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * math.pow(part, 1 / 2.4) - 0.055
