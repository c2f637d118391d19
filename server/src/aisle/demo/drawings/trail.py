"""Finding the way and walking it."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import INK, PAPER, STEEL, STEEL_SHADE, Drawing, box, disc, fill, line, ring


def poles(tones: Tones, twist: int) -> str:
    """Draw two crossed trekking poles."""
    return _pole(tones, "rotate(14 50 50)") + _pole(tones, "rotate(-14 50 50)")


def _pole(tones: Tones, turn: str) -> str:
    shaft = (
        line(STEEL_SHADE, 3, "M50 26v62")
        + line(STEEL, 4.5, "M50 26v30")
        + box(tones.main, 46, 10, 8, 20, 3.5)
    )
    lock = box(tones.shade, 46.5, 54, 7, 5, 1.5) + box(tones.shade, 42, 78, 16, 4, 2)
    return f'<g transform="{turn}">{shaft}{lock}{line(tones.trim, 2, "M46 15c-8 4-8 14-2 16")}</g>'


def map_(tones: Tones, twist: int) -> str:
    """Draw a folded map with contours and a route."""
    sheet = (
        fill("#dfe3cf", "M16 28l22-8v54l-22 8z")
        + fill("#eef0e2", "M38 20l24 8v54l-24-8z")
        + fill("#dfe3cf", "M62 28l22-8v54l-22 8z")
    )
    hills = line(
        tones.main,
        1.6,
        "M20 44c10-14 26-8 30 2s16 12 30 2M20 54c10-12 22-8 28 2s18 12 32 2M22 66c8-8 16-6 24 2s20 10 34 0",
    )
    water = fill("#8fb3b7", "M64 38c6-6 14-2 12 4s-14 4-12-4z")
    return (
        sheet
        + water
        + hills
        + line("#b5532a", 2.5, "M26 72c6-12 16-6 20-18s16-8 20-22")
        + disc("#b5532a", 66, 32, 3)
    )


def compass(tones: Tones, twist: int) -> str:
    """Draw a baseplate compass."""
    plate = (
        box("#dcdccb", 26, 12, 48, 76, 7)
        + line(tones.main, 2, "M50 17v14M45 22l5-6 5 6")
        + line(STEEL_SHADE, 1.5, "M31 20v60M31 20h3M31 30h3M31 40h3M31 50h3M31 60h3M31 70h3")
    )
    dial = disc(tones.shade, 52, 58, 20) + disc(PAPER, 52, 58, 15.5)
    needle = fill("#b5532a", "M52 45l4 13h-8z") + fill(INK, "M52 71l4-13h-8z")
    return (
        plate
        + dial
        + f'<g transform="rotate({20 + 15 * twist} 52 58)">{needle}</g>'
        + disc(tones.trim, 52, 58, 2)
    )


def whistle(tones: Tones, twist: int) -> str:
    """Draw a whistle on a cord."""
    cord = line(tones.shade, 3, "M28 40c-16-14 4-28 22-22s30 4 32-4")
    body = fill(
        tones.main, "M24 36h52c6 0 8 3 8 7v7c0 3-2 5-5 5H62c0 14-8 23-20 23S22 70 22 58V40c0-2 1-4 2-4z"
    )
    return (
        cord
        + body
        + disc(tones.shade, 42, 58, 9)
        + disc(tones.trim, 42, 58, 4)
        + box(tones.shade, 60, 36, 7, 8, 1)
    )


def firstaid(tones: Tones, twist: int) -> str:
    """Draw a first aid pouch."""
    pouch = (
        box("#4f7a5a", 18, 32, 64, 48, 9)
        + line("#37583f", 3, "M20 44h60")
        + line("#37583f", 4, "M42 32c0-12 16-12 16 0")
    )
    cross = box(PAPER, 45, 48, 10, 26, 1.5) + box(PAPER, 37, 56, 26, 10, 1.5)
    return pouch + cross + disc(tones.trim, 74, 44, 3)


def dogcoat(tones: Tones, twist: int) -> str:
    """Draw a dog who has been dressed."""
    dog = "#8a6f54"
    body = line(dog, 8, "M32 62v20M68 62v20M42 62v20M60 62v20") + fill(dog, "M28 44h44c6 0 8 4 6 22H28z")
    head = (
        fill(dog, "M66 28l6-10 5 9c7 1 11 5 14 9 2 3 0 7-4 7H76l-6 8H62z")
        + disc(INK, 78, 33, 1.8)
        + disc(INK, 90, 38, 2)
    )
    coat = fill(tones.main, "M30 40h34l6 4c2 8 1 16-2 24H32c-5-6-6-20-2-28z") + line(
        tones.trim, 2.5, "M34 64h32"
    )
    return line(dog, 5, "M30 46c-10 0-14-8-14-16") + body + head + coat + line(tones.shade, 5, "M62 36l10 12")


def bowl(tones: Tones, twist: int) -> str:
    """Draw a travel bowl of water."""
    water = f'<ellipse cx="50" cy="44" rx="34" ry="10" fill="{tones.shade}"/><ellipse cx="50" cy="46" rx="28" ry="6.5" fill="#8fb3b7"/>'
    return (
        fill(tones.main, "M16 44h68l-8 30c-1 4-4 6-8 6H32c-4 0-7-2-8-6z")
        + water
        + line(tones.trim, 2.5, "M24 62c16 6 36 6 52 0")
        + ring(tones.shade, 2.5, 84, 50, 4)
    )


DRAWINGS: dict[str, Drawing] = {
    "poles": poles,
    "map": map_,
    "compass": compass,
    "whistle": whistle,
    "firstaid": firstaid,
    "dogcoat": dogcoat,
    "bowl": bowl,
}
