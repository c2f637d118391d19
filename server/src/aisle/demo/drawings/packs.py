"""Rucksacks and their relatives."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import PAPER, STEEL, Drawing, box, disc, fill, line

_BODY = "M31 32c0-5 4-8 9-8h20c5 0 9 3 9 8v46c0 6-4 10-10 10H41c-6 0-10-4-10-10z"
_POCKET = "M37 56c0-3 2-5 5-5h16c3 0 5 2 5 5v18c0 4-3 6-6 6H43c-3 0-6-2-6-6z"
_STRAPS = "M30 40c-6 4-8 14-7 26 0 6 3 8 7 8M70 40c6 4 8 14 7 26 0 6-3 8-7 8"


def rolltop(tones: Tones, twist: int) -> str:
    """Draw a pack whose top is rolled and buckled."""
    lid = fill(tones.shade, "M36 26c0-10 6-15 14-15s14 5 14 15z") + line(tones.trim, 3, "M38 22h24")
    return line(tones.shade, 5, _STRAPS) + lid + _front(tones, twist)


def rucksack(tones: Tones, twist: int) -> str:
    """Draw a pack with a rounded lid."""
    lid = fill(tones.shade, "M33 34c0-14 7-22 17-22s17 8 17 22z")
    return line(tones.shade, 5, _STRAPS) + lid + _front(tones, twist)


def _front(tones: Tones, twist: int) -> str:
    details = [
        "M43 30v14M50 30v14M57 30v14",
        "M43 30v16M57 30v16M38 66h24",
        "M43 30v16M57 30v16",
        "M42 31h16M42 38h16",
    ]
    handle = line(tones.shade, 3, "M46 22c0-5 8-5 8 0")
    pocket = fill(tones.shade, _POCKET) + line(tones.trim, 2, "M37 61h26")
    return fill(tones.main, _BODY) + pocket + line(tones.trim, 3, details[twist]) + handle


def satchel(tones: Tones, twist: int) -> str:
    """Draw a waxed pack with leather straps."""
    flap = fill(tones.shade, "M29 32c0-8 6-12 12-12h18c6 0 12 4 12 12v20c0 3-2 5-5 5H34c-3 0-5-2-5-5z")
    straps = (
        line(tones.trim, 4, "M41 24v42M59 24v42") + box(STEEL, 38, 58, 6, 5, 1) + box(STEEL, 56, 58, 6, 5, 1)
    )
    body = fill(tones.main, "M30 34h40v46c0 5-3 8-8 8H38c-5 0-8-3-8-8z")
    return line(tones.shade, 5, _STRAPS) + body + flap + straps + line(tones.trim, 3, "M45 20c0-6 10-6 10 0")


def vest(tones: Tones, twist: int) -> str:
    """Draw a running vest with two flasks."""
    body = fill(
        tones.main,
        "M30 20h12c0 8 16 8 16 0h12c-2 12 4 18 4 26v28c0 6-4 8-8 8H56V34H44v48H34c-4 0-8-2-8-8V46c0-8 6-14 4-26z",
    )
    flasks = box(PAPER, 31, 42, 9, 26, 4) + box(PAPER, 60, 42, 9, 26, 4)
    caps = box(tones.shade, 33, 36, 5, 7, 2) + box(tones.shade, 62, 36, 5, 7, 2)
    pockets = box(tones.shade, 29, 54, 13, 24, 3) + box(tones.shade, 58, 54, 13, 24, 3)
    return body + caps + flasks + pockets + line(tones.trim, 3, "M44 48h12M44 62h12")


def waistpack(tones: Tones, twist: int) -> str:
    """Draw a waist pack on its belt."""
    belt = line(tones.shade, 6, "M14 44c10 6 62 6 72 0")
    body = fill(tones.main, "M26 44c0-6 4-10 10-10h28c6 0 10 4 10 10l-4 20c-1 6-5 9-11 9H41c-6 0-10-3-11-9z")
    pocket = fill(tones.shade, "M33 54h34l-2 10c-1 4-4 6-8 6H43c-4 0-7-2-8-6z")
    return belt + body + pocket + line(tones.trim, 2.5, "M32 44h36") + disc(tones.trim, 68, 44, 2.5)


def cover(tones: Tones, twist: int) -> str:
    """Draw a rain cover stretched over a pack."""
    body = fill(tones.main, "M26 40c0-16 10-26 24-26s24 10 24 26v34c0 8-6 13-14 13H40c-8 0-14-5-14-13z")
    hem = line(tones.shade, 4, "M29 78c6 7 36 7 42 0")
    drops = "M38 34l-3 8M50 30l-3 8M62 36l-3 8M44 52l-3 8M58 54l-3 8"
    return body + hem + line(tones.trim, 2.5, drops) + line(tones.shade, 3, "M46 22h8")


def drybag(tones: Tones, twist: int) -> str:
    """Draw a rolled and clipped dry bag."""
    body = fill(tones.main, "M31 32h38v46c0 6-8 9-19 9s-19-3-19-9z")
    roll = box(tones.shade, 28, 22, 44, 11, 4) + line(tones.shade, 4, "M30 24c2-12 38-12 40 0")
    clip = box(tones.trim, 45, 11, 10, 7, 2)
    return (
        body + roll + clip + line(tones.trim, 2.5, "M31 46h38") + line(tones.shade, 3, "M31 74c6 5 32 5 38 0")
    )


DRAWINGS: dict[str, Drawing] = {
    "rolltop": rolltop,
    "rucksack": rucksack,
    "satchel": satchel,
    "vest": vest,
    "waistpack": waistpack,
    "cover": cover,
    "drybag": drybag,
}
