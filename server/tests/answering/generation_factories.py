"""Models that write what a script says, and assignments for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answering_factories import EMBED, NOW, STORE, evidence, passage

from aisle.adapters.llm.scripted import Pause, ScriptedChatModel
from aisle.answering.claims import Fault
from aisle.answering.generation.guarding import Guard
from aisle.answering.generation.limits import Limits
from aisle.answering.generation.model_writer import ModelWriter
from aisle.answering.generation.prompt import Marks
from aisle.answering.interpret import interpret
from aisle.answering.promises.guard import rule_on
from aisle.answering.quoting_writer import QuotingWriter
from aisle.answering.render import plain_text
from aisle.answering.types import Answer, PastTurn, Question, Segment, StoreFacts, TextSegment
from aisle.answering.writer import Assignment, Finished, Piece, WriterEvent
from aisle.assistants.types import AssistantSettings
from aisle.catalog.types import Product
from aisle.llm.chat import ChatDelta, ChatRequest, Finish, Usage
from aisle.retrieval.types import PassageHit, SearchResult

MARKS = Marks("datamark7f3a", "canary91bc")
RETURNS = passage(
    "You can return anything unused within 60 days of the day it was delivered. Returns are free within the UK. "
    "Worn boots can be returned within 14 days only.",
    "Returns and exchanges",
)
DELIVERY = passage(
    "Standard delivery in the UK takes 2–3 working days and is free over £60. Below that it costs £4.95. "
    "We do not deliver on Sundays.",
    "Delivery in the UK",
)


class ScriptedModel(ScriptedChatModel):
    """The fake, with scripts of plain words: a text is a delta, a number a silence, and a good end comes by itself."""

    def __init__(self, script, finish: Finish = Finish.DONE) -> None:
        self.given = 0

        def steps(request: ChatRequest):
            for step in script(request) if callable(script) else script:
                self.given += 1
                yield (
                    ChatDelta(step)
                    if isinstance(step, str)
                    else Pause(step)
                    if isinstance(step, float)
                    else step
                )
            yield ChatDelta("", finish, Usage(request.model, 10, 5))

        super().__init__(steps)


def assignment(
    question: str = "How long do I have to return something?",
    passages: Sequence[PassageHit] = (RETURNS, DELIVERY),
    products: Sequence[Product] = (),
    *,
    settings: AssistantSettings | None = None,
    history: Sequence[PastTurn] = (),
    language: str = "en",
    begun: tuple[Segment, ...] = (),
    found: SearchResult | None = None,
    store: StoreFacts = STORE,
) -> Assignment:
    """What a turn hands to the writer."""
    found = found or evidence(passages, products, language=language, text=question)
    known = {hit.product.id: hit.product for hit in found.products}
    meaning = interpret(question, history, language)
    shown = tuple(known[id_] for id_ in meaning.refers_to if id_ in known)
    asked = Question(question, tuple(history), language)
    return Assignment(asked, meaning, found, store, settings or AssistantSettings(), shown, known, begun)


def writer(
    model: ScriptedModel, judge: ScriptedModel | None = None, guard: Guard = rule_on, **limits: object
) -> ModelWriter:
    """The writer over a scripted model."""
    seen = Limits(**limits)  # type: ignore[arg-type]
    pair = (judge, "judge-1") if judge else None
    return ModelWriter(model, "model-1", QuotingWriter(EMBED), pair, seen, guard, lambda: MARKS, "scripted")


@dataclass
class Outcome:
    """All that a writer gave."""

    events: list[WriterEvent]

    @property
    def pieces(self) -> list[Piece]:
        return [one for one in self.events if isinstance(one, Piece)]

    @property
    def finished(self) -> Finished:
        assert isinstance(self.events[-1], Finished)
        return self.events[-1]

    @property
    def answer(self) -> Answer:
        return self.finished.answer

    @property
    def text(self) -> str:
        return "\n\n".join(one.text for one in self.answer.segments if isinstance(one, TextSegment))

    @property
    def faults(self) -> set[Fault]:
        return {fault for claim in self.finished.claims for fault in claim.faults}

    def shown(self, products: Sequence[Product] = (), language: str = "en") -> str:
        """As a shopper reads it."""
        return plain_text(self.answer, {one.id: one for one in products}, language)


async def written(
    said: str | Sequence[str] | ScriptedModel, given: Assignment | None = None, **more: object
) -> Outcome:
    """What becomes of a model's words."""
    model = (
        said if isinstance(said, ScriptedModel) else ScriptedModel([said] if isinstance(said, str) else said)
    )
    judge, guard = more.pop("judge", None), more.pop("guard", rule_on)
    subject = writer(model, judge, guard, **more)  # type: ignore[arg-type]
    return Outcome([event async for event in subject.write(given or assignment())])


def joined(pieces: Sequence[Piece]) -> tuple[Segment, ...]:
    """Pieces as segments, a text that goes on put behind the text before it."""
    found: list[Segment] = []
    for piece in pieces:
        for segment in piece.segments:
            texts = [place for place, one in enumerate(found) if isinstance(one, TextSegment)]
            if isinstance(segment, TextSegment) and piece.goes_on and texts:
                before = found[texts[-1]]
                assert isinstance(before, TextSegment)
                found[texts[-1]] = TextSegment(before.text + segment.text)
            else:
                found.append(segment)
    return tuple(found)


__all__ = [
    "DELIVERY",
    "MARKS",
    "NOW",
    "RETURNS",
    "Outcome",
    "ScriptedModel",
    "assignment",
    "joined",
    "writer",
    "written",
]
