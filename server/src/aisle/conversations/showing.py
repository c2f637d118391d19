"""What of an answer has been shown, and the events that show the rest: pure, knows no database."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from aisle.answering.render import message_parts
from aisle.answering.types import (
    Answer,
    CitationSegment,
    ComparisonSegment,
    Contact,
    FactSegment,
    ProductSegment,
    Segment,
    TextSegment,
)
from aisle.answering.writer import Piece
from aisle.catalog.types import Product
from aisle.conversations.types import Partial
from aisle.core.ids import new_id

Event = dict[str, Any]
NUMBERED = {
    "data-product": "p",
    "data-comparison": "k",
}  # parts that are named by their place in the whole answer


def joined(pieces: Sequence[Piece]) -> tuple[Segment, ...]:
    """Return the segments of pieces as one answer has them: text that goes on belongs to the text before it."""
    segments: list[Segment] = []
    text: int | None = None  # where the last text stands
    for piece in pieces:
        goes_on = piece.goes_on
        for segment in piece.segments:
            if isinstance(segment, TextSegment) and goes_on and text is not None:
                before = segments[text]
                assert isinstance(before, TextSegment)
                segments[text], goes_on = TextSegment(before.text + segment.text), False
                continue
            if isinstance(segment, TextSegment):
                text, goes_on = len(segments), False
            segments.append(segment)
    return tuple(segments)


def key_of(segment: Segment) -> tuple[Any, ...]:
    """What a segment is known by within its answer, text apart."""
    if isinstance(segment, CitationSegment):
        return "citation", segment.mark
    if isinstance(segment, FactSegment):
        return "fact", segment.id
    if isinstance(segment, ProductSegment):
        return "product", segment.product_id
    if isinstance(segment, ComparisonSegment):
        return "comparison", segment.product_ids
    return ("text",)


def left_of(segments: Sequence[Segment], shown: Sequence[Segment]) -> Iterator[Piece]:
    """What of an answer's segments was not shown yet. Text that differs from what was shown is not shown twice."""
    texts = [one.text for one in shown if isinstance(one, TextSegment)]
    known = {key_of(one) for one in shown if not isinstance(one, TextSegment)}
    number = 0
    for segment in segments:
        if not isinstance(segment, TextSegment):
            if key_of(segment) not in known:
                yield Piece((segment,))
            continue
        before = texts[number] if number < len(texts) else None
        number += 1
        if before is None:
            yield Piece((segment,))
        elif segment.text.startswith(before) and segment.text != before:
            yield Piece((TextSegment(segment.text[len(before) :]),), goes_on=True)


@dataclass(slots=True)
class Showing:
    """Turns pieces of one answer into events, and remembers them.

    Attributes:
        language: How prices and stock are written.
        contact: How to reach a person, where the answer offers one.
    """

    language: str
    contact: Contact
    pieces: list[Piece] = field(default_factory=list)
    citation_ids: dict[int, UUID] = field(default_factory=dict)
    _facts: list[FactSegment] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)
    _text: str | None = None  # the text that is open

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All that was shown."""
        return joined(self.pieces)

    @property
    def partial(self) -> Partial:
        """All that was shown, with the ids of its citations."""
        return Partial(self.segments, dict(self.citation_ids))

    def fork(self) -> "Showing":
        """Return a copy to go on from, while this one keeps to what was really shown."""
        return Showing(
            self.language,
            self.contact,
            list(self.pieces),
            dict(self.citation_ids),
            list(self._facts),
            self._numbers.copy(),
            self._text,
        )

    def wants_products(self, piece: Piece) -> list[UUID]:
        """Products whose prices and stock a piece shows, which must be read anew for it."""
        answer = Answer((*self._facts, *piece.segments))
        facts = [one.product_id for one in answer.segments if isinstance(one, FactSegment)]
        fills = "{fact:" in "".join(one.text for one in piece.segments if isinstance(one, TextSegment))
        wanted = (*answer.product_ids, *(facts if fills else facts[len(self._facts) :]))
        return list(dict.fromkeys(wanted))

    def add(self, piece: Piece, products: Mapping[UUID, Product]) -> list[Event]:
        """Return the events that show a piece; its citations are given their ids."""
        for segment in piece.segments:
            if isinstance(segment, CitationSegment):
                self.citation_ids.setdefault(segment.mark, new_id())
        events = list(self._events(piece, products))
        self._facts += [one for one in piece.segments if isinstance(one, FactSegment)]
        self.pieces.append(piece)
        return events

    def finish(self, answer: Answer, products: Mapping[UUID, Product]) -> list[Event]:
        """Return the events that show what is left of an answer, but not its metadata."""
        before, after = self._around(answer, products)
        # A price stands behind the text that names it.
        self._facts += [one for one in answer.segments if isinstance(one, FactSegment)]
        events: list[Event] = []
        for piece in left_of(answer.segments, self.segments):
            events += self.add(piece, products)
            if any(isinstance(segment, TextSegment) for segment in piece.segments):
                events += self.close()  # it is whole: what stands below it follows
        return [*before, *events, *self.close(), *after]

    def close(self) -> list[Event]:
        """End the text that is open."""
        if self._text is None:
            return []
        ended, self._text = self._text, None
        return [{"type": "text-end", "id": ended}]

    def _around(self, answer: Answer, products: Mapping[UUID, Product]) -> tuple[list[Event], list[Event]]:
        parts = message_parts(replace(answer, segments=()), products, self.language, {}, self.contact)
        first = [part for part in parts if part["type"] in ("data-filter", "data-relaxed")]
        return first, [part for part in parts if part not in first]

    def _events(self, piece: Piece, products: Mapping[UUID, Product]) -> Iterator[Event]:
        ids = {mark: str(id_) for mark, id_ in self.citation_ids.items()}
        whole = Answer((*self._facts, *piece.segments))
        parts = message_parts(whole, products, self.language, ids, self.contact)[len(self._facts) :]
        goes_on = piece.goes_on
        for part in parts:
            if part["type"] == "text":
                yield from self._text_events(part["text"], goes_on)
                goes_on = False
            else:
                yield self._named(part)

    def _text_events(self, text: str, goes_on: bool) -> Iterator[Event]:
        if self._text is None or not goes_on:
            yield from self.close()
            self._numbers["t"] += 1
            self._text = f"t{self._numbers['t']}"
            yield {"type": "text-start", "id": self._text}
        yield {"type": "text-delta", "id": self._text, "delta": text}

    def _named(self, part: Event) -> Event:
        letter = NUMBERED.get(part["type"])
        if letter is None:
            return part
        self._numbers[letter] += 1
        return {**part, "id": f"{letter}{self._numbers[letter]}"}
