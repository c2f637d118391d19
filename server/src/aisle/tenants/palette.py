"""What comes of one brand colour, with how readable each colour is: for the person who chooses it."""

from collections.abc import Sequence
from dataclasses import dataclass

from aisle.tenants.theme import MODES, TEXT_RATIO, WHITE, ratio, shade_for_white, theme_of

GRAPHICS_RATIO = 3.0  # WCAG 1.4.11


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour of the window. on: the worst colour that it meets. ratio: WCAG contrast with it. needed: None where none is."""

    name: str
    color: str
    on: str
    ratio: float
    needed: float | None


@dataclass(frozen=True, slots=True)
class Palette:
    """Both modes' colours of a brand colour. white_ratio: of white text on it. white_shade: the nearest where white passes."""

    color: str
    light: tuple[Swatch, ...]
    dark: tuple[Swatch, ...]
    white_ratio: float
    white_shade: str


def palette_of(brand_color: str) -> Palette:
    """Return the six colours of each mode for a brand colour written as #rrggbb."""
    brand = brand_color.lower()
    return Palette(
        brand,
        _swatches(brand, "light"),
        _swatches(brand, "dark"),
        _told(WHITE, brand),
        shade_for_white(brand),
    )


def _swatches(brand: str, mode: str) -> tuple[Swatch, ...]:
    colours, fixed = theme_of(brand)[mode], MODES[mode]
    text, soft, edge = (colours[f"--aw-brand-{name}"] for name in ("text", "soft", "edge"))
    grounds = (fixed.surface, fixed.bubble, soft)
    return (
        _swatch("brand", brand, (fixed.surface,), None),
        _swatch("on_brand", colours["--aw-on-brand"], (brand,), TEXT_RATIO),
        _swatch("text", text, grounds, TEXT_RATIO),
        _swatch("edge", edge, grounds, GRAPHICS_RATIO),
        _swatch("soft", soft, (text,), TEXT_RATIO),
        _swatch("surface", fixed.surface, (text,), TEXT_RATIO),
    )


def _swatch(name: str, color: str, grounds: Sequence[str], needed: float | None) -> Swatch:
    worst = min(grounds, key=lambda ground: ratio(color, ground))
    return Swatch(name, color, worst, _told(color, worst), needed)


def _told(one: str, other: str) -> float:
    """Round down: a ratio that is told as passing passes."""
    return int(ratio(one, other) * 100) / 100
