"""Tins, sprays, brushes and repair kit."""

from aisle.demo.colours import Tones
from aisle.demo.drawings.sketch import PAPER, STEEL, STEEL_SHADE, Drawing, box, disc, fill, line, ring


def tin(tones: Tones, twist: int) -> str:
    """Draw a round tin of wax with its lid ajar."""
    body = (
        fill(tones.main, "M20 48h60v22c0 8-14 13-30 13s-30-5-30-13z")
        + f'<ellipse cx="50" cy="48" rx="30" ry="11" fill="{tones.shade}"/>'
    )
    wax = f'<ellipse cx="50" cy="49" rx="25" ry="8" fill="{tones.trim}"/>'
    lid = f'<g transform="rotate(-14 50 28)"><ellipse cx="54" cy="28" rx="31" ry="10" fill="{STEEL_SHADE}"/><ellipse cx="54" cy="26" rx="31" ry="10" fill="{STEEL}"/></g>'
    return body + wax + box(PAPER, 32, 62, 36, 12, 2) + line(tones.main, 2, "M38 68h24") + lid


def spray(tones: Tones, twist: int) -> str:
    """Draw a bottle of proofer with a label."""
    body = fill(tones.main, "M36 38c0-5 4-8 8-8h12c4 0 8 3 8 8l3 10v32c0 4-3 7-7 7H40c-4 0-7-3-7-7V48z")
    head = box(tones.shade, 43, 18, 14, 13, 3) + box(tones.shade, 36, 13, 24, 8, 3)
    label = box(PAPER, 33, 50, 34, 24) + fill(tones.main, "M50 53c5 6 7 9 7 12a7 7 0 0 1-14 0c0-3 2-6 7-12z")
    mist = line("#b8c4c2", 2.5, "M31 16h-6M31 12l-5-3M31 20l-5 3") if twist % 2 else ""
    return body + head + label + mist


def brush(tones: Tones, twist: int) -> str:
    """Draw a boot brush."""
    bristles = fill("#cdbb93", "M20 52h60l4 24H16z") + line(
        "#a8946a", 1.8, "M28 56l-3 18M36 56l-2 18M44 56v18M52 56v18M60 56l1 18M68 56l3 18"
    )
    wood = fill("#8a6a44", "M14 46c2-12 14-18 36-18s34 6 36 18c1 6-2 9-6 9H20c-4 0-7-3-6-9z")
    return bristles + wood + line("#6b5133", 2.5, "M30 40c10-4 20-4 30-3") + disc(tones.trim, 72, 43, 3)


def repair(tones: Tones, twist: int) -> str:
    """Draw a needle, thread and a patch."""
    patch = (
        box(tones.main, 18, 22, 42, 42, 8)
        + f'<rect x="23" y="27" width="32" height="32" rx="5" fill="none" stroke="{tones.trim}" stroke-width="2" stroke-dasharray="5 4"/>'
    )
    spool = (
        box("#8a6a44", 58, 52, 26, 6, 2)
        + box(tones.shade, 61, 57, 20, 20)
        + box("#8a6a44", 58, 76, 26, 6, 2)
        + line(tones.main, 1.8, "M61 62h20M61 67h20M61 72h20")
    )
    needle = line(STEEL_SHADE, 3, "M30 84l34-50") + line(tones.shade, 1.8, "M64 34c14-10 22 4 14 18")
    return patch + spool + needle + ring(STEEL_SHADE, 1.8, 64.5, 33, 2.2)


DRAWINGS: dict[str, Drawing] = {"tin": tin, "spray": spray, "brush": brush, "repair": repair}
