"""What two sequences have in common, in order: the shortest edit script of Myers, with anchors where it would be long.

E. W. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1 (1986). Texts that share little would take
it time that grows with the square of their difference. Beyond a bound they are parted at what is found once in both, as
in B. Cohen's patience diff, and each part is compared by itself.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

Match = tuple[int, int, int]  # where a common run begins in each sequence, and its length
MOST_EDITS = 600  # beyond these, anchors are looked for
MOST_BETWEEN = 100  # edits between two anchors; beyond these, nothing there is the same


def matches(before: Sequence[str], after: Sequence[str]) -> list[Match]:
    """Return the runs that two sequences share, in order, none empty, none touching the next in both."""
    pairs = _region(before, after, 0, len(before), 0, len(after), bounded=False)
    runs: list[Match] = []
    for left, right in pairs:
        if runs and runs[-1][0] + runs[-1][2] == left and runs[-1][1] + runs[-1][2] == right:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((left, right, 1))
    return runs


def _region(
    a: Sequence[str], b: Sequence[str], low: int, high: int, first: int, last: int, *, bounded: bool
) -> list[tuple[int, int]]:
    """Match a[low:high] with b[first:last]. bounded: anchors were looked for already."""
    head: list[tuple[int, int]] = []
    while low < high and first < last and a[low] == b[first]:
        head.append((low, first))
        low, first = low + 1, first + 1
    tail: list[tuple[int, int]] = []
    while low < high and first < last and a[high - 1] == b[last - 1]:
        high, last = high - 1, last - 1
        tail.append((high, last))
    most = MOST_BETWEEN if bounded else MOST_EDITS
    middle = _shortest(a[low:high], b[first:last], most) if low < high and first < last else []
    if middle is None:
        inner = [] if bounded else _by_anchors(a, b, low, high, first, last)
    else:
        inner = [(low + left, first + right) for left, right in middle]
    return [*head, *inner, *reversed(tail)]


def _shortest(a: Sequence[str], b: Sequence[str], most: int) -> list[tuple[int, int]] | None:
    """Return the pairs of the shortest edit script; None where it has more edits than `most`."""
    furthest, trace = {1: 0}, list[dict[int, int]]()
    for edits in range(min(len(a) + len(b), most) + 1):
        trace.append(dict(furthest))
        for line in range(-edits, edits + 1, 2):
            down = line == -edits or (line != edits and furthest[line - 1] < furthest[line + 1])
            x = furthest[line + 1] if down else furthest[line - 1] + 1
            y = x - line
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            furthest[line] = x
            if x >= len(a) and y >= len(b):
                return _walked_back(trace, len(a), len(b))
    return None


def _walked_back(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for edits in range(len(trace) - 1, -1, -1):
        furthest, line = trace[edits], x - y
        down = line == -edits or (line != edits and furthest[line - 1] < furthest[line + 1])
        before = line + 1 if down else line - 1
        from_x = furthest[before]
        from_y = from_x - before
        while x > max(from_x, 0) and y > max(from_y, 0) and (x > from_x and y > from_y):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]


def _by_anchors(
    a: Sequence[str], b: Sequence[str], low: int, high: int, first: int, last: int
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for left, right in [*_anchors(a, b, low, high, first, last), (high, last)]:
        pairs += _region(a, b, low, left, first, right, bounded=True)
        if left < high:
            pairs.append((left, right))
        low, first = left + 1, right + 1
    return pairs


def _anchors(
    a: Sequence[str], b: Sequence[str], low: int, high: int, first: int, last: int
) -> list[tuple[int, int]]:
    """The longest rising sequence of what stands once on both sides."""
    in_a, in_b = Counter(a[low:high]), Counter(b[first:last])
    places = {word: place for place, word in enumerate(b[first:last], first) if in_b[word] == 1}
    shared = [
        (place, places[word])
        for place, word in enumerate(a[low:high], low)
        if in_a[word] == 1 and word in places
    ]
    return _longest_rising(shared)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, not all neighbours, that rises on both sides; pairs rise on the first."""
    ends, tips = (
        list[int](),
        list[int](),
    )  # of the best chain of each length: where it ends, and by which pair
    before: list[int | None] = []
    for number, (_, right) in enumerate(pairs):
        at = bisect_left(ends, right)
        before.append(tips[at - 1] if at else None)
        ends[at : at + 1], tips[at : at + 1] = [right], [number]
    chain, tip = list[tuple[int, int]](), tips[-1] if tips else None
    while tip is not None:
        chain.append(pairs[tip])
        tip = before[tip]
    return chain[::-1]
