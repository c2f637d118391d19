"""Boots, shoes and socks."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import INK, Drawing, box, fill, line


def boot(tones: Tones, twist: int) -> str:
    """Draw a walking boot from the side."""
    upper = fill(tones.main, "M30 20h26c1 12 2 20 8 25 8 5 20 6 22 16l1 9H27c-1-18 3-34 3-50z")
    rand = fill(tones.shade, "M27 60c18 6 30-4 38-1 8 3 16 2 21 3l1 8H27z")
    sole = fill(INK, "M24 69h64v7c0 3-2 5-5 5h-5l-2-4-3 4h-8l-2-4-3 4h-8l-2-4-3 4H29c-3 0-5-2-5-5z")
    laces = line(tones.trim, 2.5, "M46 28l12-1M47 36l13-1M51 44l13 0M58 51l11-3")
    ankle = line(tones.shade, 5, "M30 22h26")
    return _centred(upper + rand + sole + laces + ankle)


def shoe(tones: Tones, twist: int) -> str:
    """Draw a low trail shoe."""
    upper = fill(
        tones.main,
        "M16 46c4-3 8-4 12-2 6 4 10 4 15-3 3-3 6-4 10-1 8 8 16 12 26 14 8 2 10 8 10 14H14c-1-8 0-16 2-22z",
    )
    toe = fill(tones.shade, "M70 52c14 2 19 6 19 16H66c0-6 1-12 4-16z") + fill(
        tones.shade, "M14 54h14v14H14z"
    )
    sole = fill(INK, "M12 66h78c1 8-3 11-8 11l-3-3-4 3h-8l-3-3-4 3h-8l-3-3-4 3h-8l-3-3-4 3h-8c-6 0-9-4-8-11z")
    return (
        upper
        + toe
        + sole
        + line(tones.trim, 2.5, "M46 46l8-4M52 51l8-4M58 55l8-3")
        + line(tones.trim, 2.5, "M34 62c8 0 16-4 20-6")
    )


def welly(tones: Tones, twist: int) -> str:
    """Draw a wellington boot."""
    upper = fill(tones.main, "M32 14h26c0 20 0 32 4 40 6 6 20 6 22 16v6H30c-1-24 2-40 2-62z")
    sole = fill(tones.shade, "M28 74h58v6c0 3-2 4-4 4H32c-3 0-4-2-4-4z")
    buckle = box(tones.trim, 50, 22, 7, 9, 1.5) + line(tones.shade, 2, "M60 56c-8 4-20 4-30 2")
    return _centred(upper + sole + line(tones.shade, 4, "M33 16h24") + buckle)


def _centred(shapes: str) -> str:
    # A foot points one way, so its box is not its middle.
    return f'<g transform="translate(-6)">{shapes}</g>'


def sandal(tones: Tones, twist: int) -> str:
    """Draw a sandal with three straps."""
    bed = fill(tones.shade, "M12 60c2-4 8-6 14-4 14 5 30 4 44 1 8-2 16-1 18 5v6H12z")
    sole = fill(INK, "M11 66h78c1 8-3 11-8 11H20c-6 0-10-4-9-11z")
    straps = fill(
        tones.main,
        "M16 58c-2-14 2-24 8-30h10c-6 8-8 20-6 31zM56 60c0-14 4-20 10-24l12 22-10 3zM30 34l38 6-4 8-36-6z",
    )
    return (
        bed + straps + sole + box(tones.trim, 44, 35, 9, 9, 2) + line(tones.trim, 2.5, "M18 70h64M22 32l10 1")
    )


def sock(tones: Tones, twist: int) -> str:
    """Draw a pair of socks, one behind the other."""
    return f'<g transform="translate(12 -5)">{_one_sock(tones.shade, tones.main, tones)}</g>' + _one_sock(
        tones.main, tones.shade, tones
    )


def _one_sock(cloth: str, ends: str, tones: Tones) -> str:
    leg = fill(cloth, "M30 20h24v32c0 6 4 8 10 12 10 6 10 20-2 20-8 0-14-2-22-8-8-5-12-10-11-20z")
    toe = fill(ends, "M62 63c11 5 13 21 0 21-4 0-7 0-10-2 6-4 8-12 10-19z") + fill(
        ends, "M29 56c6-2 14 2 14 8 0 6-4 10-6 10-6-5-8-10-8-18z"
    )
    return leg + toe + line(tones.trim, 3, "M32 27h20M32 34h20")


def gaiter(tones: Tones, twist: int) -> str:
    """Draw a gaiter with its front fastening."""
    body = fill(tones.main, "M34 16h32c2 22 0 34 6 50 2 8 0 14-4 16H30c-4-2-5-8-3-16 5-16 6-28 7-50z")
    strap = line(INK, 4, "M34 82c4 8 28 8 32 0") + line(tones.shade, 5, "M35 18h30")
    return (
        body
        + strap
        + fill(tones.shade, "M46 18h8l2 64H44z")
        + line(tones.trim, 2, "M50 22v56")
        + line(tones.trim, 3, "M28 70h44")
    )


DRAWINGS: dict[str, Drawing] = {
    "boot": boot,
    "shoe": shoe,
    "welly": welly,
    "sandal": sandal,
    "sock": sock,
    "gaiter": gaiter,
}
