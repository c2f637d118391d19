"""Draws the picture of a product: same handle, kind and colour, same drawing, on any machine."""

from hashlib import sha256
from html import escape

from aisle.demo.colours import COLOURS
from aisle.demo.drawings import DRAWINGS

_GROUND = "#ecebe4"
_QUIET_COLOURS = ("Slate", "Rust", "Moss", "Tarn")


def picture(handle: str, kind: str, colour: str = "", title: str = "") -> str:
    """Return a complete SVG picture. An unknown colour gets a quiet one that depends on the handle only."""
    seed = sha256(handle.encode()).digest()
    tones = COLOURS[colour if colour in COLOURS else _QUIET_COLOURS[seed[0] % len(_QUIET_COLOURS)]]
    name = escape(title or handle.replace("-", " "))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="600" height="600" role="img" '
        f'aria-labelledby="t"><title id="t">{name}</title>'
        f'<rect width="100" height="100" rx="10" fill="{_GROUND}"/>{DRAWINGS[kind](tones, seed[1] % 4)}</svg>\n'
    )
