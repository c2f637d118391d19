"""Stoves, pans, bottles."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import INK, PAPER, STEEL, STEEL_SHADE, Drawing, box, disc, fill, line, ring

_FLAME = "M50 12c8 8 10 14 6 20-2 3-10 3-12 0-4-6 0-10 2-12 0 4 3 4 4 0 1-3 0-5 0-8z"


def stove(tones: Tones, twist: int) -> str:
    """Draw a burner on its canister."""
    can = fill(tones.main, "M28 66c0-8 10-12 22-12s22 4 22 12v14c0 4-3 6-7 6H35c-4 0-7-2-7-6z") + box(
        tones.trim, 28, 68, 44, 6
    )
    burner = (
        line(STEEL_SHADE, 4, "M50 54V42")
        + box(STEEL_SHADE, 40, 36, 20, 7, 3)
        + line(STEEL, 3.5, "M42 38L26 30M58 38l16-8M26 30v-4M74 30v-4")
    )
    return (
        can
        + burner
        + line(tones.shade, 3.5, "M52 49h16")
        + fill("#d9823c", _FLAME)
        + line(tones.shade, 3, "M34 83h32")
    )


def woodstove(tones: Tones, twist: int) -> str:
    """Draw a folding wood stove."""
    flame = f'<g transform="translate(0 6)">{fill("#d9823c", _FLAME)}</g>'
    body = (
        fill(STEEL_SHADE, "M26 42h48l-5 42H31z")
        + disc(INK, 50, 68, 9)
        + fill("#d9823c", "M44 74c0-5 3-6 4-10 4 3 8 6 8 10z")
    )
    return (
        flame
        + body
        + line(STEEL, 3, "M26 42h48M28 52h6M40 52h6M54 52h6M66 52h6")
        + line("#8a6a44", 5, "M18 86l28-3M56 86l24-4")
    )


def hob(tones: Tones, twist: int) -> str:
    """Draw a two-burner hob."""
    lid = fill(tones.shade, "M18 24h64v28H18z") + line(tones.trim, 2, "M24 30h52")
    body = box(tones.main, 14, 52, 72, 26, 4) + disc(PAPER, 30, 69, 4) + disc(PAPER, 70, 69, 4)
    rings = line(STEEL, 4, "M22 54h22M56 54h22") + line(
        "#d9823c", 3, "M28 50l2-5 2 5M34 50l2-5 2 5M62 50l2-5 2 5M68 50l2-5 2 5"
    )
    return lid + rings + body + box(tones.shade, 18, 78, 8, 5, 1) + box(tones.shade, 74, 78, 8, 5, 1)


def gas(tones: Tones, twist: int) -> str:
    """Draw a gas canister."""
    can = fill(tones.main, "M24 46c0-12 12-18 26-18s26 6 26 18v30c0 6-4 9-9 9H33c-5 0-9-3-9-9z")
    label = box(tones.trim, 24, 52, 52, 18) + fill("#d9823c", "M50 53c5 5 7 9 4 13-2 3-7 3-9 0-3-4 1-8 5-13z")
    return (
        box(STEEL_SHADE, 44, 18, 12, 8, 2)
        + box(STEEL, 40, 25, 20, 6, 3)
        + can
        + label
        + line(tones.shade, 3, "M32 80h36")
    )


def pan(tones: Tones, twist: int) -> str:
    """Draw a pot with a folding handle."""
    pot = fill(STEEL_SHADE, "M22 40h50v34c0 6-4 10-10 10H32c-6 0-10-4-10-10z")
    lid = fill(STEEL, "M20 40c4-9 50-9 54 0z") + disc(tones.main, 47, 31, 4)
    return (
        pot
        + lid
        + line(tones.main, 5, "M72 50h10c5 0 5 18-2 18h-8")
        + line(STEEL, 2.5, "M30 52v20M30 52h0")
        + line(PAPER, 2, "M40 24c-3-4 3-5 0-9M54 24c-3-4 3-5 0-9")
    )


def griddle(tones: Tones, twist: int) -> str:
    """Draw a round griddle pan."""
    disc_ = disc(INK, 44, 46, 30) + disc("#3c4644", 44, 46, 25)
    ribs = line(INK, 3, "M26 38h36M23 46h42M26 54h36")
    return disc_ + ribs + line(tones.main, 9, "M66 66l18 18") + line(tones.trim, 2, "M72 72l10 10")


def kettle(tones: Tones, twist: int) -> str:
    """Draw a camp kettle."""
    handle = line(tones.main, 5, "M30 44C28 14 72 14 70 44")
    spout = line(STEEL_SHADE, 8, "M70 66c8-4 8-14 16-18")
    body = fill(STEEL, "M24 48c8-8 44-8 52 0l4 28c0 6-4 8-8 8H28c-4 0-8-2-8-8z")
    return (
        handle
        + spout
        + body
        + fill(STEEL_SHADE, "M21 72h58v4c0 6-3 8-7 8H28c-4 0-7-2-7-8z")
        + disc(tones.main, 50, 40, 5)
    )


def mug(tones: Tones, twist: int) -> str:
    """Draw an enamel mug."""
    handle = line(tones.main, 6, "M66 44c20-4 20 26 0 24")
    body = fill(tones.main, "M24 32h44v44c0 5-4 8-8 8H32c-4 0-8-3-8-8z")
    steam = line("#c8c6ba", 3, "M38 24c-4-5 4-6 0-12M52 24c-4-5 4-6 0-12")
    return handle + body + line(tones.shade, 4, "M25 33h42") + line(tones.trim, 2.5, "M33 44v28") + steam


def cutlery(tones: Tones, twist: int) -> str:
    """Draw a fork, a knife and a spoon."""
    fork = line(STEEL_SHADE, 4, "M30 50v34") + line(STEEL_SHADE, 2.8, "M24 18v18c0 8 12 8 12 0V18M30 18v30")
    knife = line(STEEL_SHADE, 4, "M50 52v32") + fill(STEEL, "M47 54V16c8 6 8 26 6 38z")
    spoon = line(STEEL_SHADE, 4, "M70 44v40") + f'<ellipse cx="70" cy="30" rx="8.5" ry="13" fill="{STEEL}"/>'
    return fork + knife + spoon + line(tones.main, 5, "M30 70v14M50 70v14M70 70v14")


def bottle(tones: Tones, twist: int) -> str:
    """Draw a drinking bottle with a loop."""
    loop = ring(tones.shade, 4, 50, 17, 6)
    body = fill(tones.main, "M43 32h14c9 4 12 9 12 16v32c0 5-3 8-8 8H39c-5 0-8-3-8-8V48c0-7 3-12 12-16z")
    marks = ["M38 52v24", "M38 52h8M38 60h5M38 68h8", "M36 66c8-6 20 6 28 0", "M36 76l8-12 6 8 6-10 8 14"]
    return (
        loop
        + box(tones.shade, 41, 21, 18, 11, 3)
        + body
        + line(tones.trim, 2.5, marks[twist])
        + line(tones.shade, 3, "M35 84h30")
    )


def filter_(tones: Tones, twist: int) -> str:
    """Draw a squeeze filter with a drop below it."""
    pouch = fill(tones.main, "M30 14h40l3 26c-4 8-12 10-16 10H43c-4 0-12-2-16-10z") + line(
        tones.trim, 2.5, "M36 32c8-6 20 6 28 0"
    )
    body = box(tones.shade, 41, 49, 18, 22, 4) + line(PAPER, 2, "M46 53v14M50 53v14M54 53v14")
    return (
        pouch
        + body
        + box(STEEL_SHADE, 45, 70, 10, 5, 1)
        + fill("#6f9ba0", "M50 77c4 5 5 7 5 8a5 5 0 0 1-10 0c0-1 1-3 5-8z")
    )


DRAWINGS: dict[str, Drawing] = {
    "stove": stove,
    "woodstove": woodstove,
    "hob": hob,
    "gas": gas,
    "pan": pan,
    "griddle": griddle,
    "kettle": kettle,
    "mug": mug,
    "cutlery": cutlery,
    "bottle": bottle,
    "filter": filter_,
}
