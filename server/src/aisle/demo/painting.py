"""Paints the demo shop's drawings as points, for whoever looks at pictures. Knows the few shapes that `drawings` uses."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from PIL import Image, ImageDraw

from aisle.demo.paths import Line, ellipse, lines_of, rounded

GRID = 100
SCALE, SHRINK = 6, 2  # painted at 600 points, kept at 300: the shrinking makes edges smooth
NUMBER = re.compile(r"-?\d*\.?\d+")
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape in the grid's units."""

    lines: list[Line]
    fill: str
    stroke: str
    width: float


def paint(svg: str) -> Image.Image:
    """Return a drawing as an RGB picture of 300 by 300 points on white."""
    canvas = Image.new("RGB", (GRID * SCALE, GRID * SCALE), "white")
    brush = ImageDraw.Draw(canvas)
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    for shape in _shapes(root, UPRIGHT):
        _paint(brush, shape)
    return canvas.reduce(SHRINK)


def _paint(brush: ImageDraw.ImageDraw, shape: _Shape) -> None:
    for line in shape.lines:
        points = [(x * SCALE, y * SCALE) for x, y in line]
        if shape.fill != "none" and len(points) > 2:
            brush.polygon(points, fill=shape.fill)
        if shape.stroke != "none":
            width = max(1, round(shape.width * SCALE))
            brush.line(points, fill=shape.stroke, width=width, joint="curve")
            for x, y in (points[0], points[-1]):
                brush.circle((x, y), width / 2, fill=shape.stroke)


def _shapes(node: etree._Element, matrix: Matrix) -> Iterator[_Shape]:
    matrix = _joined(matrix, node.get("transform", ""))
    lines = _lines(node)
    if lines:
        moved = [[_moved(matrix, point) for point in line] for line in lines]
        stroke = node.get("stroke", "none")
        yield _Shape(moved, node.get("fill", "black"), stroke, float(node.get("stroke-width", 1)))
    for child in node:
        yield from _shapes(child, matrix)


def _lines(node: etree._Element) -> list[Line]:
    """Return the outline of a shape; none for what is no shape."""

    def number(name: str) -> float:
        return float(node.get(name, 0))

    match node.tag.rpartition("}")[2]:
        case "path":
            return lines_of(node.get("d", ""))
        case "rect":
            return [rounded(number("x"), number("y"), number("width"), number("height"), number("rx"))]
        case "circle":
            return [ellipse(number("cx"), number("cy"), number("r"), number("r"))]
        case "ellipse":
            return [ellipse(number("cx"), number("cy"), number("rx"), number("ry"))]
    return []


def _joined(matrix: Matrix, transform: str) -> Matrix:
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", transform):
        values = [float(one) for one in NUMBER.findall(inside)]
        if name == "translate":
            matrix = _times(matrix, (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0))
        elif name == "rotate":
            matrix = _times(matrix, _rotation(*values))
    return matrix


def _rotation(degrees: float, x: float = 0, y: float = 0) -> Matrix:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, *_ = outer
    across, down = _moved(outer, (inner[4], inner[5]))
    return (
        a * inner[0] + c * inner[1],
        b * inner[0] + d * inner[1],
        a * inner[2] + c * inner[3],
        b * inner[2] + d * inner[3],
        across,
        down,
    )


def _moved(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)
