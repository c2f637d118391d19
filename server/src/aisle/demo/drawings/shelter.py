"""Tents, tarps and what holds them up."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import STEEL, STEEL_SHADE, Drawing, box, disc, fill, line

_GRASS = "#c9cbb4"


def tent(tones: Tones, twist: int) -> str:
    """Draw a dome with its door rolled back."""
    fly = fill(tones.main, "M12 74C22 44 36 28 50 28s28 16 38 46z")
    door = fill(tones.shade, "M50 34c-8 8-14 24-16 40h32C64 58 58 42 50 34z")
    inner = fill(tones.trim, "M50 40c-5 8-8 20-9 34h9z")
    poles = line(tones.trim, 2, "M16 66C26 44 38 30 50 28c12 2 24 16 34 38")
    return _ground() + fly + poles + door + inner + _guys()


def tunnel(tones: Tones, twist: int) -> str:
    """Draw a tunnel tent from the side."""
    fly = fill(tones.main, "M10 74c4-22 12-38 26-38 8 0 22-2 30 4 10 6 20 22 24 34z")
    door = fill(tones.shade, "M14 74c4-20 10-34 20-36 6 8 8 22 8 36z")
    hoops = line(tones.trim, 2.5, "M34 37c7 8 9 22 9 37M64 39c6 9 8 22 8 35")
    return _ground() + fly + door + hoops + line(tones.trim, 2, "M26 74c1-12 3-20 6-26")


def family(tones: Tones, twist: int) -> str:
    """Draw a big tent with windows."""
    fly = fill(tones.main, "M10 74l6-34c1-5 4-8 9-8h50c5 0 8 3 9 8l6 34z")
    roof = fill(tones.shade, "M16 40c1-5 4-8 9-8h50c5 0 8 3 9 8z")
    windows = box(tones.trim, 19, 48, 14, 12, 2) + box(tones.trim, 67, 48, 14, 12, 2)
    door = fill(tones.shade, "M40 74V50c0-3 2-5 5-5h10c3 0 5 2 5 5v24z") + line(tones.trim, 2, "M50 47v27")
    return _ground() + fly + roof + windows + door + line(tones.trim, 2, "M26 54h0M26 48v12M74 48v12")


def tipi(tones: Tones, twist: int) -> str:
    """Draw a bell tent with its single pole."""
    roof = fill(tones.main, "M50 22L84 62H16z")
    wall = fill(tones.shade, "M16 62h68l-2 13H18z")
    door = fill(INK_DOOR, "M50 34L40 75h20z") + line(tones.trim, 2.5, "M50 34L38 64M50 34l12 30")
    flag = line(tones.shade, 3, "M50 24V14") + fill(tones.trim, "M50 13l10 3-10 4z")
    return _ground() + roof + wall + door + flag


INK_DOOR = "#3d3a31"


def ridge(tones: Tones, twist: int) -> str:
    """Draw a light shelter pitched on a trekking pole."""
    fly = fill(tones.main, "M10 74L46 26l44 48z") + fill(tones.shade, "M46 26L34 74h30z")
    door = fill(tones.trim, "M46 26l-4 48h-8z")
    pole = line(STEEL_SHADE, 2.5, "M46 20v54")
    return _ground() + fly + door + pole + line(STEEL_SHADE, 1.5, "M46 26L30 20")


def tarp(tones: Tones, twist: int) -> str:
    """Draw a tarp between two poles."""
    poles = line(STEEL_SHADE, 3, "M20 30v46M80 26v50")
    sheet = fill(tones.main, "M20 30c20 8 40 6 60-4l8 34c-24-8-50-6-74 4z")
    edge = line(tones.trim, 2, "M20 30c20 8 40 6 60-4") + fill(
        tones.shade, "M50 34c10-1 20-4 30-8l8 34c-12-4-24-5-36-5z"
    )
    return _ground() + poles + sheet + edge + line(tones.shade, 1.5, "M14 64l-4 11M88 60l4 15")


def bivvy(tones: Tones, twist: int) -> str:
    """Draw a bivvy bag lying on the ground."""
    bag = fill(tones.main, "M10 74c0-16 8-26 22-26 20 0 30 14 54 14 6 0 8 12 2 12z")
    hood = fill(tones.shade, "M14 74c0-12 6-20 16-20s14 8 14 20z") + fill(
        tones.trim, "M20 74c0-8 4-13 10-13s8 5 8 13z"
    )
    stars = disc(tones.trim, 66, 28, 2) + disc(tones.trim, 80, 38, 1.5) + disc(tones.trim, 48, 34, 1.5)
    return _ground() + bag + hood + stars + line(tones.trim, 2, "M46 58c12 6 26 9 40 9")


def pegs(tones: Tones, twist: int) -> str:
    """Draw three pegs and their cord."""
    shafts = "".join(
        fill(STEEL, f"M{x} 30h8l-3 52h-2z") + box(STEEL_SHADE, x - 3, 26, 14, 6, 2) for x in (26, 46, 66)
    )
    return shafts + line(tones.main, 3, "M24 29c-12 12 0 22 12 18s24-6 34 0 20-4 12-12")


def footprint(tones: Tones, twist: int) -> str:
    """Draw a folded groundsheet with eyelets."""
    sheet = fill(tones.main, "M18 34l44-8 20 38-46 14z") + fill(tones.shade, "M36 78l46-14-14-6-36 8z")
    fold = line(tones.trim, 2, "M40 30l19 40M22 42l46-9")
    return (
        sheet
        + fold
        + disc(tones.trim, 22, 36, 2.5)
        + disc(tones.trim, 60, 29, 2.5)
        + disc(tones.trim, 78, 62, 2.5)
    )


def _ground() -> str:
    return line(_GRASS, 4, "M10 76h80")


def _guys() -> str:
    return line(STEEL_SHADE, 1.5, "M22 54L10 75M78 54l12 21")


DRAWINGS: dict[str, Drawing] = {
    "tent": tent,
    "tunnel": tunnel,
    "family": family,
    "tipi": tipi,
    "ridge": ridge,
    "tarp": tarp,
    "bivvy": bivvy,
    "pegs": pegs,
    "footprint": footprint,
}
