"""Climbing kit."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import PAPER, STEEL, STEEL_SHADE, Drawing, box, disc, fill, line


def rope(tones: Tones, twist: int) -> str:
    """Draw a coiled rope."""
    coils = "".join(
        f'<ellipse cx="50" cy="{54 + dy}" rx="{rx}" ry="{rx - 4}" fill="none" stroke="{colour}" stroke-width="5"/>'
        for dy, rx, colour in (
            (2, 32, tones.shade),
            (0, 27, tones.main),
            (-2, 22, tones.shade),
            (-4, 17, tones.main),
        )
    )
    binding = line(tones.trim, 5, "M44 22v18M50 20v20M56 22v18")
    return coils + binding + line(tones.main, 5, "M56 24c10-10 20-4 26-10")


def harness(tones: Tones, twist: int) -> str:
    """Draw a sit harness."""
    waist = f'<ellipse cx="50" cy="32" rx="32" ry="12" fill="none" stroke="{tones.main}" stroke-width="10"/>'
    legs = f'<ellipse cx="31" cy="70" rx="15" ry="12" fill="none" stroke="{tones.main}" stroke-width="8"/><ellipse cx="69" cy="70" rx="15" ry="12" fill="none" stroke="{tones.main}" stroke-width="8"/>'
    bridge = line(tones.shade, 5, "M50 44v14M50 58l-8 8M50 58l8 8") + line(
        tones.trim, 3, "M22 40c-2 10 8 12 10 4M78 40c2 10-8 12-10 4"
    )
    return waist + legs + bridge + box(STEEL, 54, 38, 9, 9, 2) + disc(tones.trim, 50, 51, 4)


def helmet(tones: Tones, twist: int) -> str:
    """Draw a climbing helmet."""
    straps = line(tones.shade, 3.5, "M26 58l16 24M70 60L46 82M42 82h6")
    shell = fill(
        tones.main, "M16 58c0-24 14-38 34-38 22 0 34 16 35 36 0 4-3 5-6 4-20-4-40-4-56 2-4 1-7 0-7-4z"
    )
    vents = line(tones.shade, 4, "M36 36l-4 10M50 32v12M63 36l4 10")
    return straps + shell + vents + line(tones.trim, 3, "M20 58c18-6 42-6 62 0")


def karabiner(tones: Tones, twist: int) -> str:
    """Draw a locking karabiner."""
    body = line(tones.main, 9, "M62 30C56 14 34 14 30 32l-2 32c0 20 28 26 36 6")
    gate = line(STEEL, 8, "M63 32l2 36") + box(tones.shade, 57, 42, 14, 18, 3)
    return body + gate + line(tones.trim, 2.5, "M60 48h8M60 54h8")


def chalkbag(tones: Tones, twist: int) -> str:
    """Draw a chalk bag with a little dust."""
    bag = (
        fill(tones.main, "M28 34h44l-4 44c-1 6-6 9-18 9s-17-3-18-9z")
        + f'<ellipse cx="50" cy="34" rx="22" ry="8" fill="{tones.shade}"/><ellipse cx="50" cy="34" rx="17" ry="5" fill="{PAPER}"/>'
    )
    belt = line(tones.shade, 3.5, "M28 42C14 36 16 22 26 20M72 42c14-6 12-20 2-22")
    dust = disc(PAPER, 44, 22, 3) + disc(PAPER, 54, 18, 2.2) + disc(PAPER, 60, 24, 1.6)
    return (
        belt
        + bag
        + dust
        + line(tones.trim, 3, "M31 56c10 5 28 5 38 0")
        + line(STEEL_SHADE, 2, "M36 72l4-6 5 6 5-8 6 8 4-6 4 6")
    )


DRAWINGS: dict[str, Drawing] = {
    "rope": rope,
    "harness": harness,
    "helmet": helmet,
    "karabiner": karabiner,
    "chalkbag": chalkbag,
}
