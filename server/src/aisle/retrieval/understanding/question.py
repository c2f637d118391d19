"""A question with what was read out of it: where each limit stands, which thing it belongs to, which words are left."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from aisle.retrieval.types import FilterOp, Note, Origin, Thing
from aisle.retrieval.understanding.binding import Said, filters_of
from aisle.retrieval.understanding.grammar import ALL, FLAGS, Grammar, grammar_of
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.things import Splitter, Stretch, within

# Nobody means more; a list of everything is no limit, and each limit costs in the database.
MOST_READ = 30
_SPACES = re.compile(r"\s+")
_TAILS = grammar_of(ALL).any("tails")
_LOOSE = re.compile(
    rf"\s+(?=[,.;:!?])|(?<=\s)[,;:](?=\s)|^[\s,;:]*(?:(?:{_TAILS})\s+)?|(?:\s+(?:{_TAILS}))?[\s,;:]*$",
    FLAGS,
)


@dataclass(frozen=True)
class Question:
    """What was read, before it is decided which of it holds.

    Attributes:
        fixed: Prices, measures, persons, stock, rating and order.
        said: Values of the store that are meant.
        unwanted: Stretches that say what is not wanted and became no limit; they are not searched for.
        notes: Limits that name what the store does not know.
    """

    text: str
    language: str
    grammar: Grammar
    fixed: Sequence[Reading]
    said: Sequence[Said]
    unwanted: Sequence[Reading] = ()
    notes: Sequence[Note] = ()

    @cached_property
    def splitter(self) -> Splitter:
        """Knows where one thing ends and the next begins."""
        return Splitter(self.text, self.grammar, self.said, self.fixed)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The things asked for, none unless there are several."""
        return self.splitter.stretches()

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Everything that limits or orders, with its origin. Values of one field widen each other within one thing."""
        parts = self.stretches or (Stretch(0, len(self.text)),)
        groups = [[one for one in self.said if part.holds(one.match.start, one.match.end)] for part in parts]
        values = [reading for group in groups for reading in filters_of(group, self.language)]
        fixed = self.fixed if self.stretches else list(_once(self.fixed))
        return tuple(self._with_origin(one) for one in (*fixed, *values)[:MOST_READ])

    def is_shared(self, reading: Reading) -> bool:
        """Say whether a limit counts for all things asked for."""
        return reading in self.fixed_readings and self.splitter.is_shared(reading)

    @cached_property
    def fixed_readings(self) -> tuple[Reading, ...]:
        """Those of the readings that are no values of the store."""
        starts = {one.start for one in self.fixed}
        return tuple(one for one in self.readings if one.start in starts)

    def things(self, kept: Sequence[Reading], gone: Sequence[Reading] = ()) -> tuple[Thing, ...]:
        """Return the things asked for with what holds for each; none unless there are several.

        Args:
            kept: The readings that hold.
            gone: Those that do not, and are not searched for either.
        """
        shared = [one for one in kept if self.stretches and self.is_shared(one)]
        return tuple(self._thing(part, shared, kept, gone) for part in self.stretches)

    def _thing(
        self, part: Stretch, shared: Sequence[Reading], kept: Sequence[Reading], gone: Sequence[Reading]
    ) -> Thing:
        own = within(part, kept)
        silent = within(part, [*gone, *self.unwanted])
        filters = dict.fromkeys(one.filter for one in (*own, *shared) if one.filter)
        return Thing(
            self.text[part.start : part.end],
            part.start,
            part.end,
            cut(self.text[part.start : part.end], part.start, [*own, *silent]),
            tuple(filters),
            next((one.sort for one in (*own, *shared) if one.sort), None),
            self.splitter.quantity(part, self.language),
        )

    def _with_origin(self, reading: Reading) -> Reading:
        if reading.filter is None:
            return reading
        words = " … ".join(self.text[start:end] for start, end in sorted(reading.stretches))
        origin = Origin(
            reading.id, words, reading.start, reading.end, reading.near, reading.only, reading.synonym
        )
        return replace(reading, filter=replace(reading.filter, origin=origin))


def _once(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield each limit of one thing once, with all places that say it; of several exact ones on a field the first.

    One thing is for one number of persons.
    """
    said: dict[object, Reading] = {}
    for one in readings:
        exact = one.filter is not None and one.filter.op is FilterOp.EQ
        key: object = one.filter.field if one.filter and exact else (one.filter or one.sort)
        before = said.get(key)
        if before is None:
            said[key] = one
        elif before.filter == one.filter:
            said[key] = replace(before, more=(*before.more, *one.stretches))
    yield from said.values()


def overlaps(start: int, end: int, readings: Iterable[Reading]) -> bool:
    """Say whether a stretch shares a character with one that is read."""
    return any(start < stop and begin < end for one in readings for begin, stop in one.stretches)


def masked(text: str, readings: Iterable[Reading]) -> str:
    """Blank out stretches that are understood already, so that they are no context for the rest."""
    for reading in readings:
        text = text[: reading.start] + ";" * (reading.end - reading.start) + text[reading.end :]
    return text


def cut(text: str, begin: int, readings: Iterable[Reading]) -> str:
    """Cut out the stretches that became limits; nothing is left of a text that is nothing else.

    Args:
        text: The question, or a part of it.
        begin: Where the part begins in the question.
        readings: What was read, by places in the question.
    """
    rest, at = [], 0
    for start, end in sorted(pair for one in readings if not one.keep for pair in one.stretches):
        if start - begin >= at:
            rest.append(text[at : start - begin])
            at = end - begin
    left = _LOOSE.sub("", _SPACES.sub(" ", " ".join([*rest, text[at:]]))).strip()
    if any(character.isalnum() for character in left):
        return left
    return "" if rest else text
