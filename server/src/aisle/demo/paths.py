"""SVG's path language, as far as the demo shop's drawings speak it, as lines of points (SVG 2, chapter 9)."""

import math
import re
from dataclasses import dataclass, field

Point = tuple[float, float]
Line = list[Point]
STEPS = 14  # of a curve
TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+")
ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}


@dataclass(slots=True)
class _Pen:
    lines: list[Line] = field(default_factory=list)
    at: Point = (0, 0)
    handle: Point | None = None  # second one of the curve before

    def to(self, point: Point) -> None:
        self.lines[-1].append(point)
        self.at = point


def lines_of(path: str) -> list[Line]:
    """Return the lines of a path, curves as many short pieces. Raises ValueError for a command that is not known."""
    tokens, pen, command, at = TOKEN.findall(path), _Pen(), "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        count = ARGUMENTS.get(command.lower())
        if count is None:
            raise ValueError(f"no drawing uses “{command}”")
        _draw(pen, command, [float(one) for one in tokens[at : at + count]])
        at += count
        if command in "mM":
            command = "l" if command == "m" else "L"
    return pen.lines


def _draw(pen: _Pen, command: str, numbers: list[float]) -> None:
    x, y = pen.at if command.islower() else (0.0, 0.0)
    points = [(x + numbers[i], y + numbers[i + 1]) for i in range(0, len(numbers) - 1, 2)]
    handle, pen.handle = pen.handle, None
    match command.lower():
        case "m":
            pen.lines.append([points[0]])
            pen.at = points[0]
        case "l":
            pen.to(points[0])
        case "h":
            pen.to((x + numbers[0], pen.at[1]))
        case "v":
            pen.to((pen.at[0], y + numbers[0]))
        case "z":
            pen.to(pen.lines[-1][0])
        case "a":
            _arc(pen, numbers[0], (x + numbers[5], y + numbers[6]), bool(numbers[4]))
        case "c":
            _curve(pen, *points)
        case "s":
            _curve(pen, _mirrored(handle, pen.at), *points)


def _mirrored(handle: Point | None, at: Point) -> Point:
    return (2 * at[0] - handle[0], 2 * at[1] - handle[1]) if handle else at


def _curve(pen: _Pen, first: Point, second: Point, end: Point) -> None:
    start = pen.at
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        held = zip(weights, (start, first, second, end), strict=True)
        xs, ys = zip(*((w * px, w * py) for w, (px, py) in held), strict=True)
        pen.to((sum(xs), sum(ys)))
    pen.handle = second


def _arc(pen: _Pen, radius: float, end: Point, clockwise: bool) -> None:
    """Draw half a circle: the drawings use no other arc."""
    (x, y), (to_x, to_y) = pen.at, end
    middle = ((x + to_x) / 2, (y + to_y) / 2)
    begin = math.atan2(y - middle[1], x - middle[0])
    for step in range(1, STEPS + 1):
        angle = begin + (math.pi if clockwise else -math.pi) * step / STEPS
        pen.to((middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)))


def ellipse(x: float, y: float, across: float, down: float) -> Line:
    """Return an ellipse around a middle, closed."""
    angles = [2 * math.pi * step / (4 * STEPS) for step in range(4 * STEPS + 1)]
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def rounded(x: float, y: float, width: float, height: float, corner: float) -> Line:
    """Return a rectangle with soft corners, closed."""
    corner = min(corner, width / 2, height / 2)
    middles = [(x + width - corner, y + corner, -90), (x + width - corner, y + height - corner, 0)]
    middles += [(x + corner, y + height - corner, 90), (x + corner, y + corner, 180)]
    line = [
        (cx + corner * math.cos(math.radians(a)), cy + corner * math.sin(math.radians(a)))
        for cx, cy, begin in middles
        for a in range(begin, begin + 91, 15)
    ]
    return [*line, line[0]]
