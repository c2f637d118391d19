"""A writer that does what a test tells it, piece by piece."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from web_shops import Shop

from aisle.answering.claims import Claim, Fault, Method, Verdict
from aisle.answering.types import Answer, CitationSegment, Fact, FactSegment, Segment, TextSegment
from aisle.answering.writer import Assignment, Finished, Piece, Status, Writer, WriterEvent
from aisle.conversations.showing import joined
from aisle.llm.chat import Usage

USAGE = (Usage("scripted", 120, 34),)
CLAIMS = (
    Claim("Goods can go back. [1]", Verdict.SHOWN, "Goods can go back. [1]", (1,), support=0.9),
    Claim("They are blessed.", Verdict.DROPPED, None, (), (Fault.NOT_SUPPORTED,), 0.1, Method.JUDGE),
)


@dataclass
class ScriptedWriter:
    """Writes `sentences` one by one; before the sentence numbered `waits` (from 0) it waits for `gate`.

    Attributes:
        ended: How often a call was ended before its time, as when a shopper stops it.
        begun: What it was given to go on with.
        asked: Every assignment.
    """

    sentences: tuple[str, ...] = ("Goods can go back", "within 60 days", "of delivery")
    waits: int | None = None
    cites: bool = False
    prices: bool = False
    breaks_off: bool = False
    fails: Exception | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    ended: int = 0
    begun: tuple[Segment, ...] = ()
    asked: list[Assignment] = field(default_factory=list)

    async def write(self, assignment: Assignment) -> AsyncIterator[WriterEvent]:
        self.asked.append(assignment)
        self.begun = assignment.begun
        pieces: list[Piece] = []
        try:
            yield Status("Writing")
            for number, sentence in enumerate(self.sentences):
                if number == self.waits:
                    await self._wait()
                piece = self._piece(assignment, number, sentence)
                pieces.append(piece)
                yield piece
            if self.waits == len(self.sentences):
                await self._wait()
            if self.fails is not None:
                raise self.fails
        except (GeneratorExit, asyncio.CancelledError):
            self.ended += 1
            raise
        answer = Answer(
            joined(pieces), ("Anything else?",), confidence=0.8, reasons=("One guide",), writer="scripted"
        )
        yield Finished(answer, CLAIMS, USAGE, self.breaks_off)

    async def _wait(self) -> None:
        self.waiting += 1
        try:
            await self.gate.wait()
        finally:
            self.waiting -= 1

    def _piece(self, assignment: Assignment, number: int, sentence: str) -> Piece:
        begins = number == 0 and not assignment.begun
        segments: list[Segment] = []
        text = sentence if begins else f" {sentence}"
        if self.prices and number == 0:
            product = next(iter(assignment.products))
            text += " for {fact:x1}"
            segments.append(FactSegment("x1", product, None, Fact.PRICE))
        if self.cites and number == 0:
            text += " [1]"
            segments.append(_citation(assignment))
        return Piece((TextSegment(text), *segments), goes_on=not begins)


def _citation(assignment: Assignment) -> CitationSegment:
    assert assignment.evidence is not None
    hit = next(one for one in assignment.evidence.passages if "60 days" in one.text)
    quote = hit.text[:40]
    return CitationSegment(
        1,
        hit.chunk_id,
        hit.document_id,
        hit.document_version_id,
        hit.start,
        hit.start + len(quote),
        quote,
        hit.title,
        hit.url,
        hit.page,
        hit.section,
        hit.as_of,
    )


@contextmanager
def written_by(shop: Shop, writer: Writer) -> Iterator[None]:
    """Have a writer answer in this block."""
    runner = shop.site.parts.turns.runner
    before, runner.writer = runner.writer, writer
    try:
        yield
    finally:
        runner.writer = before
