"""What one sleeps on, in and by the light of."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import INK, PAPER, STEEL, Drawing, box, disc, fill, line, ring

_GLOW = "#f2d98b"


def sleepingbag(tones: Tones, twist: int) -> str:
    """Draw a mummy bag from above."""
    body = fill(
        tones.main,
        "M30 34c0-13 8-21 20-21s20 8 20 21c0 14-4 34-8 48-1 4-4 6-8 6h-8c-4 0-7-2-8-6-4-14-8-34-8-48z",
    )
    hood = fill(tones.shade, "M35 34c0-10 6-16 15-16s15 6 15 16c-4 8-26 8-30 0z") + fill(
        tones.trim, "M40 33c0-6 4-10 10-10s10 4 10 10c-3 5-17 5-20 0z"
    )
    quilts = line(tones.shade, 2.5, "M31 50c12 4 26 4 38 0M33 62c10 4 24 4 34 0M36 74c8 3 20 3 28 0")
    return body + quilts + hood + line(tones.trim, 2, "M64 44c0 12-3 26-6 38")


def mat(tones: Tones, twist: int) -> str:
    """Draw a mat, half unrolled."""
    sheet = fill(tones.main, "M40 34h44c4 0 4 6 4 10v26c0 4-2 6-6 6H38z")
    ribs = line(tones.shade, 2.5, "M56 36v38M67 36v38M78 36v38")
    roll = (
        disc(tones.shade, 34, 55, 21)
        + disc(tones.main, 34, 55, 16)
        + ring(tones.shade, 2.5, 34, 55, 10)
        + disc(tones.trim, 34, 55, 4)
    )
    return sheet + ribs + roll + line(tones.shade, 2.5, "M34 34h16M34 76h16")


def pillow(tones: Tones, twist: int) -> str:
    """Draw a pillow with a dent in it."""
    body = fill(
        tones.main,
        "M18 38c-4-8 4-12 10-8 12 4 32 4 44 0 6-4 14 0 10 8-3 9-3 17 0 26 4 8-4 12-10 8-12-4-32-4-44 0-6 4-14 0-10-8 3-9 3-17 0-26z",
    )
    return (
        body
        + fill(tones.shade, "M34 50c8-6 24-6 32 0-8 7-24 7-32 0z")
        + line(tones.trim, 2.5, "M24 37l5 4M76 37l-5 4M24 65l5-4M76 65l-5-4")
    )


def torch(tones: Tones, twist: int) -> str:
    """Draw a head torch with its band."""
    band = line(tones.shade, 7, "M22 50c0-22 12-32 28-32s28 10 28 32") + line(
        tones.trim, 2, "M27 40c4-12 12-17 23-17s19 5 23 17"
    )
    body = (
        box(tones.main, 28, 46, 44, 34, 11)
        + disc(INK, 50, 63, 13)
        + disc(_GLOW, 50, 63, 9.5)
        + disc(PAPER, 50, 63, 4)
    )
    return band + body + box(tones.trim, 43, 41, 14, 6, 3)


def lantern(tones: Tones, twist: int) -> str:
    """Draw a hanging lantern."""
    handle = line(tones.shade, 3.5, "M34 34c0-26 32-26 32 0")
    glass = box(_GLOW, 34, 38, 32, 32, 4) + line(PAPER, 4, "M44 46v16")
    frame = line(tones.shade, 2.5, "M34 38v32M66 38v32M56 38v32")
    return (
        handle
        + glass
        + frame
        + box(tones.main, 29, 30, 42, 10, 5)
        + box(tones.main, 29, 68, 42, 17, 5)
        + disc(tones.trim, 50, 76.5, 3)
    )


def float_(tones: Tones, twist: int) -> str:
    """Draw a tow float on the water."""
    body = fill(tones.main, "M26 30c0-6 5-10 11-10h26c6 0 11 4 11 10v26c0 6-5 10-11 10H37c-6 0-11-4-11-10z")
    waves = line(
        "#9fb6b8",
        4,
        "M12 72c6-5 12-5 18 0s12 5 18 0 12-5 18 0 12 5 20 0M20 84c6-5 12-5 18 0s12 5 18 0 12-5 18 0",
    )
    return body + box(tones.shade, 36, 14, 28, 9, 3) + line(tones.trim, 4, "M34 34v22M66 34v22") + waves


def goggles(tones: Tones, twist: int) -> str:
    """Draw swimming goggles."""
    strap = line(tones.shade, 6, "M24 54C8 44 20 26 50 26s42 18 26 28")
    lenses = box(tones.main, 18, 44, 30, 24, 11) + box(tones.main, 52, 44, 30, 24, 11)
    glass = box("#e3b565", 23, 49, 20, 14, 7) + box("#e3b565", 57, 49, 20, 14, 7)
    return (
        strap + line(tones.shade, 5, "M46 52h8") + lenses + glass + line(PAPER, 2.5, "M28 55l5-3M62 55l5-3")
    )


def towel(tones: Tones, twist: int) -> str:
    """Draw a folded towel."""
    folds = (
        box(tones.shade, 20, 58, 60, 16, 6)
        + box(tones.main, 20, 44, 60, 16, 6)
        + box(tones.shade, 20, 30, 60, 16, 6)
    )
    return folds + box(tones.trim, 58, 30, 6, 44) + line(STEEL, 3, "M28 30c0-8 8-8 8 0")


DRAWINGS: dict[str, Drawing] = {
    "sleepingbag": sleepingbag,
    "mat": mat,
    "pillow": pillow,
    "torch": torch,
    "lantern": lantern,
    "float": float_,
    "goggles": goggles,
    "towel": towel,
}
