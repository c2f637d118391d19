"""The smallest parts that chunks are packed from: sentences, list items, table rows, lines of code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from aisle.knowledge.chunking.sentences import sentences
from aisle.knowledge.chunking.types import CountTokens
from aisle.knowledge.structure import Block, BlockKind

# First guess of characters per token when a sentence must be cut; corrected by counting.
_CHARACTERS_PER_TOKEN = 4
# Far more characters than tokens have on average; a word that the embedder does not know may be longer.
_MOST_PER_TOKEN = 32


class Atom(NamedTuple):
    """A span that is not cut further. A `glued` atom (a list's lead-in) is not the last of its chunk.

    A named tuple, because a frozen dataclass takes three times as long to make and each sentence needs one.
    """

    start: int
    end: int
    tokens: int
    page: int | None
    glued: bool = False
    repeatable: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The text being cut, how tokens are counted in it, and how many one atom may have."""

    text: str
    count: CountTokens
    size: int

    def tokens(self, start: int, end: int) -> int:
        """Count the tokens of a span; at least one, so that the atoms of a chunk are never more than its size."""
        return max(1, self.count(self.text[start:end]))

    def tokens_if_it_fits(self, start: int, end: int) -> int | None:
        """Count the tokens of a span that has at most `size` of them; None for a longer one.

        What is longer than any text of that size is not counted: counting megabytes in one go stops the process.
        """
        if end - start > self.size * _MOST_PER_TOKEN:
            return None
        tokens = self.tokens(start, end)
        return tokens if tokens <= self.size else None


def atoms_of(block: Block, measure: Measure) -> Iterator[Atom]:
    """Yield a block's atoms: each is a whole sentence, item, row or line unless that alone exceeds the size."""
    repeatable = block.kind in (BlockKind.PARAGRAPH, BlockKind.ANSWER)
    for start, end in _parts(block, measure):
        tokens = measure.tokens_if_it_fits(start, end)
        if tokens is not None:
            yield Atom(start, end, tokens, block.page, repeatable=repeatable)
        else:
            yield from _cut(start, end, block.page, measure)


def glued(atom: Atom) -> Atom:
    """Return the atom, bound to the one after it."""
    return atom._replace(glued=True)


def _parts(block: Block, measure: Measure) -> Iterator[tuple[int, int]]:
    if block.kind is BlockKind.CODE:
        return _lines(measure.text, block.start, block.end)
    if block.kind in (BlockKind.PARAGRAPH, BlockKind.ANSWER, BlockKind.QUESTION):
        return sentences(measure.text, block.start, block.end)
    if measure.tokens_if_it_fits(block.start, block.end) is not None:
        return iter([(block.start, block.end)])
    return sentences(measure.text, block.start, block.end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _cut(start: int, end: int, page: int | None, measure: Measure) -> Iterator[Atom]:
    """Cut a span that is too long at ends of lines or at spaces, where there are any.

    Each piece is found by guessing its length from the one before and shrinking until it fits, so the text is
    counted about twice in all.
    """
    guess = measure.size * _CHARACTERS_PER_TOKEN
    while start < end:
        stop = _stop(measure.text, start, min(start + guess, end), end)
        tokens = measure.tokens(start, stop)
        while tokens > measure.size and stop - start > 1:
            guess = max(1, (stop - start) * measure.size // (tokens + 1))
            stop = _stop(measure.text, start, start + guess, end)
            tokens = measure.tokens(start, stop)
        if measure.text[start:stop].strip():
            yield Atom(start, stop, tokens, page)
        guess = min((stop - start) * measure.size // max(tokens, 1) + 1, measure.size * _CHARACTERS_PER_TOKEN)
        start = stop
        while start < end and measure.text[start].isspace():
            start += 1


def _stop(text: str, start: int, stop: int, end: int) -> int:
    """Return where a piece ends: at the last line end of the window's second half, else its last space, else its edge."""
    if stop >= end:
        return end
    half = start + (stop - start) // 2
    places = (text.rfind(gap, half, stop) for gap in ("\n", " "))
    return next((place for place in places if place > start), stop)
