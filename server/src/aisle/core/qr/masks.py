"""Masks: each is laid over the data, and the one that cameras read best stays (7.8)."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from aisle.core.qr.modules import Modules

MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda x, y: (x + y) % 2 == 0,
    lambda x, y: y % 2 == 0,
    lambda x, y: x % 3 == 0,
    lambda x, y: (x + y) % 3 == 0,
    lambda x, y: (x // 3 + y // 2) % 2 == 0,
    lambda x, y: x * y % 2 + x * y % 3 == 0,
    lambda x, y: (x * y % 2 + x * y % 3) % 2 == 0,
    lambda x, y: ((x + y) % 2 + x * y % 3) % 2 == 0,
)
LIKE_A_FINDER = tuple(tuple(one == "1" for one in pattern) for pattern in ("10111010000", "00001011101"))


def apply_best(modules: Modules) -> int:
    """Lay the best mask over the modules, write which it is, and return it."""
    best = min(range(len(MASKS)), key=lambda mask: _tried(modules, mask))
    _lay(modules, best)
    return best


def _tried(modules: Modules, mask: int) -> int:
    _lay(modules, mask)
    found = penalty_of(modules.dark)
    _lay(modules, mask)  # twice is not at all
    return found


def _lay(modules: Modules, mask: int) -> None:
    modules.draw_format(mask)
    flips = MASKS[mask]
    for y, row in enumerate(modules.dark):
        for x in range(modules.side):
            if not modules.fixed[y][x] and flips(x, y):
                row[x] = not row[x]


def penalty_of(dark: Sequence[Sequence[bool]]) -> int:
    """Return how badly modules are read, by the four rules of table 11."""
    columns = list(zip(*dark, strict=True))
    lines = [*dark, *columns]
    runs = sum(length - 2 for line in lines for length in _runs(line) if length >= 5)
    squares = sum(
        3
        for above, below in pairwise(dark)
        for place in range(len(above) - 1)
        if above[place] == above[place + 1] == below[place] == below[place + 1]
    )
    finders = sum(
        40
        for line in lines
        for place in range(len(line) - 10)
        if tuple(line[place : place + 11]) in LIKE_A_FINDER
    )
    share = sum(map(sum, dark)) * 100 / len(dark) ** 2
    return runs + squares + finders + int(abs(share - 50) // 5) * 10


def _runs(line: Sequence[bool]) -> Iterator[int]:
    for _, same in groupby(line):
        yield len(list(same))
