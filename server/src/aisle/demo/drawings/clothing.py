"""Jackets, layers, hats and gloves."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import Drawing, box, disc, fill, line

_TORSO = "M36 24h28l8 6v50c0 3-2 5-5 5H33c-3 0-5-2-5-5V30z"
_SLEEVES = (
    "M36 24c-10 2-15 8-17 18l-6 30c0 3 1 5 4 5l8 1 6-26zM64 24c10 2 15 8 17 18l6 30c0 3-1 5-4 5l-8 1-6-26z"
)


def jacket(tones: Tones, twist: int) -> str:
    """Draw a hooded shell."""
    hood = fill(tones.shade, "M36 27c-1-10 5-16 14-16s15 6 14 16z") + fill(
        tones.main, "M41 26c0-6 4-9 9-9s9 3 9 9z"
    )
    pockets = [
        "M34 64l8-6M66 64l-8-6",
        "M34 60h9M57 60h9",
        "M35 66v-10M65 66v-10",
        "M34 62l8-4M66 62l-8-4M56 40h8",
    ]
    front = line(tones.trim, 2.5, "M50 26v58") + line(tones.trim, 2.5, pockets[twist])
    cuffs = line(tones.shade, 4, "M15 73l9 2M85 73l-9 2")
    return fill(tones.shade, _SLEEVES) + fill(tones.main, _TORSO) + hood + front + cuffs


def puffer(tones: Tones, twist: int) -> str:
    """Draw a quilted jacket."""
    quilts = "".join(line(tones.shade, 2.5, f"M29 {y}c7 3 35 3 42 0") for y in (38, 49, 60, 71))
    hood = fill(tones.shade, "M35 27c-1-10 5-16 15-16s16 6 15 16c-8 4-22 4-30 0z")
    arms = fill(tones.shade, _SLEEVES) + line(tones.main, 2, "M19 48l12 3M17 60l11 3M81 48l-12 3M83 60l-11 3")
    return arms + fill(tones.main, _TORSO) + quilts + hood + line(tones.trim, 2.5, "M50 24v60")


def fleece(tones: Tones, twist: int) -> str:
    """Draw a fleece with a chest pocket."""
    collar = fill(tones.shade, "M38 26v-8c0-3 24-3 24 0v8c-6 4-18 4-24 0z")
    curls = "".join(disc(tones.shade, x, y, 1.1) for x in (35, 42, 58, 65) for y in (62, 69, 76))
    pocket = box(tones.trim, 55, 37, 11, 12, 2) + line(tones.shade, 2, "M55 41h11")
    hem = line(tones.shade, 4, "M30 83h40")
    return (
        fill(tones.shade, _SLEEVES)
        + fill(tones.main, _TORSO)
        + collar
        + curls
        + pocket
        + hem
        + line(tones.trim, 2.5, "M50 20v30")
    )


def gilet(tones: Tones, twist: int) -> str:
    """Draw a sleeveless jacket."""
    body = fill(tones.main, "M36 22h28c1 10 4 14 9 18v38c0 4-2 7-6 7H33c-4 0-6-3-6-7V40c5-4 8-8 9-18z")
    collar = fill(tones.shade, "M37 26v-9c0-3 26-3 26 0v9c-6 4-20 4-26 0z")
    quilts = line(tones.shade, 2.5, "M29 46h42M28 58h44M28 70h44")
    return (
        body
        + quilts
        + collar
        + line(tones.trim, 2.5, "M50 22v62")
        + line(tones.trim, 2.5, "M33 65l8-3M67 65l-8-3")
    )


def base(tones: Tones, twist: int) -> str:
    """Draw a long-sleeved base layer."""
    neck = fill(tones.shade, "M41 22c2 8 16 8 18 0l5 2c-3 13-25 13-28 0z")
    seams = line(tones.trim, 1.8, "M36 25c2 10-4 18-6 24M64 25c-2 10 4 18 6 24")
    return (
        fill(tones.main, _SLEEVES)
        + fill(tones.main, _TORSO)
        + neck
        + seams
        + line(tones.shade, 3.5, "M15 73l9 2M85 73l-9 2M30 83h40")
    )


def trousers(tones: Tones, twist: int) -> str:
    """Draw a pair of trousers."""
    legs = fill(
        tones.main, "M32 16h36l5 68c0 2-1 3-3 3H58c-2 0-3-1-3-3l-5-42-5 42c0 2-1 3-3 3H30c-2 0-3-1-3-3z"
    )
    knees = fill(tones.shade, "M30 50l16 1-2 14-15-1zM70 50l-16 1 2 14 15-1z")
    return (
        legs
        + knees
        + line(tones.shade, 5, "M33 18h34")
        + line(tones.trim, 2, "M35 26l6 8M65 26l-6 8M50 22v12")
        + box(tones.trim, 47, 15, 6, 6, 1)
    )


def robe(tones: Tones, twist: int) -> str:
    """Draw a changing robe."""
    body = fill(tones.main, "M36 24h28l12 6 2 52c0 3-2 4-4 4H26c-2 0-4-1-4-4l2-52z")
    sleeves = fill(tones.shade, "M30 27c-10 4-14 12-16 26l10 4 6-14zM70 27c10 4 14 12 16 26l-10 4-6-14z")
    hood = fill(tones.shade, "M34 27c-1-11 6-17 16-17s17 6 16 17z") + fill(
        tones.trim, "M40 26c0-7 4-10 10-10s10 3 10 10z"
    )
    return (
        sleeves
        + body
        + hood
        + line(tones.trim, 3, "M50 26v59")
        + line(tones.shade, 3, "M30 60l10-4M70 60l-10-4")
    )


def hat(tones: Tones, twist: int) -> str:
    """Draw a knitted hat; every other one has a bobble."""
    crown = fill(tones.main, "M24 62c0-24 10-38 26-38s26 14 26 38z")
    ribs = line(tones.shade, 2, "M37 34c-3 8-4 16-4 26M50 28v32M63 34c3 8 4 16 4 26")
    band = box(tones.shade, 20, 58, 60, 18, 6) + line(
        tones.trim, 2.5, "M30 63v8M40 63v8M50 63v8M60 63v8M70 63v8"
    )
    return crown + ribs + band + (disc(tones.trim, 50, 21, 8) if twist % 2 else "")


def brim(tones: Tones, twist: int) -> str:
    """Draw a hat with a brim."""
    crown = fill(tones.main, "M30 58c0-20 4-30 20-30s20 10 20 30z")
    rim = fill(tones.shade, "M10 60c8-6 72-6 80 0 2 8-14 14-40 14S8 68 10 60z")
    return (
        rim
        + crown
        + fill(tones.trim, "M30 51c10 4 30 4 40 0v7c-10 4-30 4-40 0z")
        + line(tones.shade, 2, "M40 40h0M60 40h0")
    )


def neck(tones: Tones, twist: int) -> str:
    """Draw a tube of cloth for the neck, gathered in folds."""
    tube = fill(
        tones.main, "M30 24c-2 12-2 16-8 26-4 10 0 22 8 26 12 5 28 5 40 0 8-4 12-16 8-26-6-10-6-14-8-26z"
    )
    opening = f'<ellipse cx="50" cy="25" rx="20" ry="6.5" fill="{tones.shade}"/>'
    folds = line(tones.shade, 3, "M28 42c12 9 30 10 43 2M24 56c14 9 36 10 50 1M32 70c10 5 24 6 36 1")
    return tube + opening + folds + line(tones.trim, 2.5, "M31 32c10 5 28 5 38 0")


def glove(tones: Tones, twist: int) -> str:
    """Draw a five-fingered glove."""
    fingers = line(tones.main, 9, "M36 50V28M46 48V20M56 48V22M65 50V30")
    hand = fill(tones.main, "M31.5 46h38v16c0 6-3 10-6 12H40c-4-2-8-6-8.5-12z") + line(
        tones.main, 10, "M34 62L21 48"
    )
    cuff = box(tones.shade, 35, 70, 32, 17, 4) + line(tones.trim, 2.5, "M38 78h26")
    return fingers + hand + cuff + line(tones.shade, 2.5, "M42 54h18")


def mitten(tones: Tones, twist: int) -> str:
    """Draw a mitten."""
    hand = fill(tones.main, "M32 68V36c0-12 8-19 18-19s18 7 18 19v32z") + line(tones.main, 12, "M34 62L22 46")
    cuff = box(tones.shade, 30, 66, 40, 20, 5) + line(tones.trim, 2.5, "M34 76h32")
    return hand + cuff + line(tones.trim, 3, "M42 40l8-6 8 6M42 50l8-6 8 6")


DRAWINGS: dict[str, Drawing] = {
    "jacket": jacket,
    "puffer": puffer,
    "fleece": fleece,
    "gilet": gilet,
    "base": base,
    "trousers": trousers,
    "robe": robe,
    "hat": hat,
    "brim": brim,
    "neck": neck,
    "glove": glove,
    "mitten": mitten,
}
