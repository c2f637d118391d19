"""The square of modules: patterns that stay, then the codewords along their path."""

from collections.abc import Iterator

from aisle.core.qr.versions import alignments_of, side_of

LEVEL_M = 0b00
FORMAT_POLYNOMIAL, FORMAT_MASK, VERSION_POLYNOMIAL = 0x537, 0x5412, 0x1F25


class Modules:
    """dark: rows of modules. fixed: which of them no codeword and no mask touches."""

    def __init__(self, version: int) -> None:
        self.version, self.side = version, side_of(version)
        self.dark = [[False] * self.side for _ in range(self.side)]
        self.fixed = [[False] * self.side for _ in range(self.side)]
        self._draw_timing()
        self._draw_finders()
        self._draw_alignments()
        self.draw_format(0)  # keeps the place
        self._draw_version()

    def draw_format(self, mask: int) -> None:
        """Write level and mask, twice (7.9)."""
        bits = _with_remainder(LEVEL_M << 3 | mask, 10, FORMAT_POLYNOMIAL) ^ FORMAT_MASK
        last = self.side - 1
        first = (
            [(8, row) for row in range(6)]
            + [(8, 7), (8, 8), (7, 8)]
            + [(14 - bit, 8) for bit in range(9, 15)]
        )
        second = [(last - bit, 8) for bit in range(8)] + [(8, last - 14 + bit) for bit in range(8, 15)]
        for places in (first, second):
            for bit, (x, y) in enumerate(places):
                self._set(x, y, bool(bits >> bit & 1))
        self._set(8, self.side - 8, True)

    def draw_codewords(self, words: bytes) -> None:
        """Write the codewords upwards and downwards in pairs of columns, from the right (7.7.3)."""
        bits = (bool(word >> bit & 1) for word in words for bit in reversed(range(8)))
        for x, y in self._path():
            self.dark[y][x] = next(bits, False)

    def _path(self) -> Iterator[tuple[int, int]]:
        upward = True
        for right in [
            *range(self.side - 1, 6, -2),
            *range(5, 0, -2),
        ]:  # the column of the timing pattern is left out
            for row in range(self.side):
                y = self.side - 1 - row if upward else row
                yield from ((x, y) for x in (right, right - 1) if not self.fixed[y][x])
            upward = not upward

    def _set(self, x: int, y: int, dark: bool) -> None:
        self.dark[y][x], self.fixed[y][x] = dark, True

    def _draw_timing(self) -> None:
        for place in range(self.side):
            self._set(6, place, place % 2 == 0)
            self._set(place, 6, place % 2 == 0)

    def _draw_finders(self) -> None:
        far = self.side - 4
        for middle in ((3, 3), (far, 3), (3, far)):
            self._draw_rings(*middle, reach=4, light=(2, 4))

    def _draw_alignments(self) -> None:
        places = alignments_of(self.version)
        corners = {(6, 6), (6, self.side - 7), (self.side - 7, 6)}
        for middle in ((x, y) for x in places for y in places if (x, y) not in corners):
            self._draw_rings(*middle, reach=2, light=(1,))

    def _draw_rings(self, x: int, y: int, reach: int, light: tuple[int, ...]) -> None:
        around = range(-reach, reach + 1)
        for dx, dy in ((dx, dy) for dx in around for dy in around):
            if 0 <= x + dx < self.side and 0 <= y + dy < self.side:
                self._set(x + dx, y + dy, max(abs(dx), abs(dy)) not in light)

    def _draw_version(self) -> None:
        if self.version < 7:
            return
        bits = _with_remainder(self.version, 12, VERSION_POLYNOMIAL)
        for bit in range(18):
            near, far = bit // 3, self.side - 11 + bit % 3
            self._set(far, near, bool(bits >> bit & 1))
            self._set(near, far, bool(bits >> bit & 1))


def _with_remainder(value: int, length: int, polynomial: int) -> int:
    """Return a value with its remainder behind it (BCH codes, annexes C and D)."""
    rest = value
    for _ in range(length):
        rest = rest << 1 ^ (rest >> length - 1) * polynomial
    return value << length | rest
