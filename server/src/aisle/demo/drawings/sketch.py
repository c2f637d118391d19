"""The pencils that every drawing uses: filled shapes and round-ended lines."""

from collections.abc import Callable

from aisle.demo.colours import Tones

Drawing = Callable[[Tones, int], str]

STEEL, STEEL_SHADE, PAPER, INK = "#a9b0ad", "#7f8885", "#f8f7f3", "#20302a"


def fill(colour: str, path: str) -> str:
    """Draw a filled shape."""
    return f'<path d="{path}" fill="{colour}"/>'


def line(colour: str, width: float, path: str) -> str:
    """Draw a stroke with round ends."""
    style = f'stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" {style}/>'


def box(colour: str, x: float, y: float, width: float, height: float, corner: float = 0) -> str:
    """Draw a rectangle with soft corners."""
    size = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {size} rx="{corner:g}" fill="{colour}"/>'


def disc(colour: str, x: float, y: float, radius: float) -> str:
    """Draw a filled circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{colour}"/>'


def ring(colour: str, width: float, x: float, y: float, radius: float) -> str:
    """Draw the outline of a circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'
