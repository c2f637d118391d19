"""Filling chunks with atoms up to the size, greedily and in order."""

from collections.abc import Iterator, Sequence

from aisle.knowledge.chunking.atoms import Atom, Measure


def pack(atoms: Sequence[Atom], overlap: int, measure: Measure) -> Iterator[tuple[int, int]]:
    """Yield the chunks of a passage as ranges of its atoms; each begins with up to `overlap` tokens of the last.

    The sum of the atoms' tokens guides the filling; the count of the chunk's whole text decides, because
    neither is always the larger.
    """
    begin, low = 0, 0
    while begin < len(atoms):
        first = _overlapped(atoms, begin, low, min(overlap, measure.size - atoms[begin].tokens))
        stop = _filled(atoms, first, begin, measure.size)
        while stop > begin + 1 and _exceeds(atoms, first, stop, measure):
            stop -= 1
        if first < begin and _exceeds(atoms, first, stop, measure):
            first = begin
        stop = _unglued(atoms, begin, stop)
        yield first, stop
        begin, low = stop, begin + 1


def _overlapped(atoms: Sequence[Atom], begin: int, low: int, room: int) -> int:
    """Return where the overlap starts: whole sentences before `begin`, not before `low`, that fit the room."""
    first, tokens = begin, 0
    while first > low and atoms[first - 1].repeatable and tokens + atoms[first - 1].tokens <= room:
        first -= 1
        tokens += atoms[first].tokens
    return first


def _filled(atoms: Sequence[Atom], first: int, begin: int, size: int) -> int:
    tokens = sum(atom.tokens for atom in atoms[first : begin + 1])
    stop = begin + 1
    while stop < len(atoms) and tokens + atoms[stop].tokens <= size:
        tokens += atoms[stop].tokens
        stop += 1
    return stop


def _exceeds(atoms: Sequence[Atom], first: int, stop: int, measure: Measure) -> bool:
    if stop - first == 1:
        return False
    return measure.tokens(atoms[first].start, atoms[stop - 1].end) > measure.size


def _unglued(atoms: Sequence[Atom], begin: int, stop: int) -> int:
    """Return the end of the chunk without a lead-in at its end, unless it holds nothing else."""
    end = stop
    while end < len(atoms) and end > begin and atoms[end - 1].glued:
        end -= 1
    return end if end > begin else stop
