"""The writer that asks a model, and shows of what it says only what the evidence bears out."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

from aisle.answering.generation.ahead import ahead
from aisle.answering.generation.checked import Checked
from aisle.answering.generation.checking import Checker, Desk
from aisle.answering.generation.closing import closed_after
from aisle.answering.generation.composing import Composer
from aisle.answering.generation.finishing import finished, quoted_instead
from aisle.answering.generation.guarding import Guard
from aisle.answering.generation.judging import Judge
from aisle.answering.generation.leaking import Instructions
from aisle.answering.generation.limits import Limits, most_sentences
from aisle.answering.generation.material import Material, language_of, material_for
from aisle.answering.generation.prompt import NOT_FOUND, RULES, Marks
from aisle.answering.generation.reading import Reading
from aisle.answering.generation.wording import worded
from aisle.answering.interpret import Kind
from aisle.answering.noting import checking, note
from aisle.answering.promises.guard import rule_on
from aisle.answering.sufficiency import judge as judge_evidence
from aisle.answering.types import Answer, TextSegment
from aisle.answering.writer import Assignment, Finished, Piece, Status, Writer, WriterEvent
from aisle.llm.chat import ChatModel

JudgeModel = tuple[ChatModel, str]


def random_marks() -> Marks:
    """Words that nobody can know before the request."""
    return Marks(secrets.token_hex(8), secrets.token_hex(8))


@dataclass(slots=True)
class _Course:
    """How the reading of one answer goes."""

    reading: Reading
    checker: Checker
    not_found: bool = False
    stopped: bool = False

    async def judged(self, one: Checked) -> Checked:
        """Ask the judge of a sentence, and count the time."""
        with checking():
            return await self.checker.judged(one)


class ModelWriter:
    """Writes with a model; what needs none, and what a model fails at, is left to quoting.

    Args:
        model: Writes; `name` is what its provider calls it, `known_as` what the settings do where it
            does not say itself who wrote.
        quoting: Decides what needs no model, gives cards and tables, and stands in.
        judge: A second model that reads each sentence beside its evidence, with its provider's name for it.
        guard: Looks at each sentence for promises.
        marks: Gives the random words of a request.
    """

    def __init__(
        self,
        model: ChatModel,
        name: str,
        quoting: Writer,
        judge: JudgeModel | None = None,
        limits: Limits | None = None,
        guard: Guard = rule_on,
        marks: Callable[[], Marks] = random_marks,
        known_as: str = "",
    ) -> None:
        self._model, self._name, self._quoting = model, name, quoting
        self._known_as = known_as or name
        self._judge, self._guard, self._marks = judge, guard, marks
        self._limits = limits or Limits()

    async def write(self, assignment: Assignment) -> AsyncIterator[WriterEvent]:
        """Write, each sentence shown when it has passed its checks; see `Writer`."""
        base = await self._base(assignment)
        if not needs_model(assignment, base.answer):
            yield base
            return
        material = material_for(assignment, base.answer, self._limits, self._marks)
        yield Status(worded("writing", material.language))
        opening = assignment.begun or material.lead
        composer = Composer(material.sources, opening)
        if material.lead:
            yield Piece(material.lead)
        judge = Judge(*self._judge, self._limits) if self._judge else None
        course = self._course(material, judge)
        async with closed_after(self._pieces(course, composer, assignment)) as pieces:
            async for piece in pieces:
                yield piece
        usage = (*course.reading.usage, *(judge.usage if judge else ()))
        if not composer.shows_claims and (instead := quoted_instead(material, composer, course, base)):
            yield replace(instead, usage=usage)
            return
        end = finished(material, composer, course.reading.by or self._known_as, course.reading)
        for piece in end.pieces:
            yield piece
        yield replace(end.finished, usage=usage)

    async def _base(self, assignment: Assignment) -> Finished:
        async with closed_after(self._quoting.write(assignment)) as events:
            async for event in events:
                if isinstance(event, Finished):
                    return event
        raise AssertionError("A writer always finishes.")

    def _course(self, material: Material, judge: Judge | None) -> _Course:
        marks = self._marks()
        assignment = material.assignment
        desk = Desk(
            material.sources,
            assignment.question.text,
            material.language,
            assignment.settings.unsupported,
            Instructions(RULES, (marks.data, marks.canary)),
            self._guard,
            judge,
            material.reasons,
            assignment.settings.avoids,
        )
        request = material.request(self._name, self._limits, marks)
        note(request)
        return _Course(Reading(self._model, request, self._limits), Checker(desk))

    async def _pieces(
        self, course: _Course, composer: Composer, assignment: Assignment
    ) -> AsyncIterator[Piece]:
        """What is shown of each sentence. Courtesies wait for the first sentence that says something."""
        waiting: list[Checked] = []
        most = most_sentences(assignment.settings.length)
        async with closed_after(self._judged(course)) as sentences:
            async for one in sentences:
                with checking():
                    checked = course.checker.decided(one)
                if checked.text is not None and checked.support is None and not composer.shows_claims:
                    waiting.append(checked)
                    continue
                ready = [*waiting, checked] if checked.text is not None else [checked]
                waiting = [] if checked.text is not None else waiting
                for piece in filter(None, map(composer.add, ready)):
                    yield piece
                if composer.sentences >= most:
                    break
        for checked in waiting:
            composer.leave_out(checked)

    def _judged(self, course: _Course) -> AsyncIterator[Checked]:
        """Sentences with their verdicts; with a judge a few are read at the same time."""
        if self._judge is None:
            return self._read(course)
        return ahead(self._read(course), course.judged, self._limits.judged_at_once)

    async def _read(self, course: _Course) -> AsyncIterator[Checked]:
        """Sentences as rules see them, until the model ends or goes astray."""
        async with closed_after(course.reading.sentences()) as sentences:
            async for raw in sentences:
                if NOT_FOUND in raw.text:
                    course.not_found = True
                    return
                with checking():
                    read = course.checker.read(raw)
                yield read
                limits, checker = self._limits, course.checker
                if checker.repeats >= limits.repeats or checker.wrong_language >= limits.wrong_language:
                    course.stopped = True
                    return


def needs_model(assignment: Assignment, base: Answer) -> bool:
    """Whether there is something for a model to write: not for talk, orders, questions back, or without evidence."""
    evidence = assignment.evidence
    if evidence is None or not assignment.meaning.kind.needs_evidence:
        return False
    if assignment.meaning.kind is Kind.ORDER_STATUS or base.clarify is not None:
        return False
    if not base.abstained:
        return any(not isinstance(one, TextSegment) for one in base.segments)
    query = assignment.meaning.standalone_query
    return judge_evidence(query, language_of(assignment), evidence.passages).allows_answer
