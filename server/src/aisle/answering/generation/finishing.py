"""The end of an answer: cards and tables behind the words, confidence, or what stands in for a model that failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from aisle.answering.generation.composing import Composer
from aisle.answering.generation.confidence import parts_of, reasons_of
from aisle.answering.generation.material import Material
from aisle.answering.generation.reading import Reading
from aisle.answering.generation.wording import worded
from aisle.answering.phrases import say
from aisle.answering.sufficiency import Judgement
from aisle.answering.sufficiency import judge as judge_evidence
from aisle.answering.talk import abstain
from aisle.answering.types import (
    Answer,
    CitationSegment,
    ComparisonSegment,
    FactSegment,
    ProductSegment,
    Segment,
)
from aisle.answering.writer import Finished, Piece
from aisle.assistants.types import Unsupported
from aisle.llm.errors import ChatModelNonsense


class Course(Protocol):
    """How the reading went."""

    reading: Reading
    not_found: bool
    stopped: bool


@dataclass(frozen=True, slots=True)
class End:
    """The last pieces and the whole answer."""

    pieces: tuple[Piece, ...]
    finished: Finished


def quoted_instead(material: Material, composer: Composer, course: Course, base: Finished) -> Finished | None:
    """The answer where nothing of the model's is shown; None where an answer that was begun already stands.

    Raises:
        AisleError: The model failed, or may not be asked, and the settings forbid to quote instead.
    """
    if material.assignment.begun:
        return None
    failed = course.reading.failure is not None or course.stopped or not (composer.claims or course.not_found)
    if failed and not material.assignment.settings.falls_back:
        raise course.reading.failure or ChatModelNonsense("The model wrote nothing that can be shown.")
    claims = (*composer.claims, *base.claims)
    if not base.answer.abstained and (failed or not course.not_found or material.lead):
        return replace(base, claims=claims, quoted_because=_why(course.reading) if failed else None)
    answer = abstain(
        material.assignment.meaning.standalone_query,
        material.assignment.question.language,
        _judgement(material),
        material.evidence.passages,
        material.evidence.understanding.filters,
    )
    return Finished(answer, claims)


def _why(reading: Reading) -> str:
    return ChatModelNonsense.code if reading.failure is None else reading.failure.code


def finished(material: Material, composer: Composer, writer: str, reading: Reading) -> End:
    """The answer with what the catalogue adds to it."""
    pieces = []
    asks = material.assignment.settings.unsupported is Unsupported.ASK and composer.left_open
    if asks:
        pieces.append(composer.say(worded("rest_open", material.language)))
    segments = (*composer.segments, *_adopted(material.base, composer.segments))
    answer = _answer(material, composer, segments, writer)
    answer = replace(answer, offer_person=answer.offer_person or asks or composer.offers_person)
    broken = reading.failure is not None or reading.ran_out
    return End(tuple(pieces), Finished(answer, tuple(composer.claims), broken_off=broken))


def _answer(material: Material, composer: Composer, segments: tuple[Segment, ...], writer: str) -> Answer:
    judgement, base = _judgement(material), material.base
    cited = {one.document_id for one in segments if isinstance(one, CitationSegment)}
    shown = {one.product_id for one in segments if isinstance(one, (ProductSegment, FactSegment))}
    sources = len(cited) + len(shown)
    retrieval = judgement.confidence if material.sources.passages else base.confidence
    store = material.assignment.store.language
    return replace(
        base,
        segments=segments,
        confidence=parts_of(composer.claims, retrieval, sources).confidence,
        reasons=reasons_of(composer.claims, sources, judgement.reasons if cited else base.reasons),
        abstained=False,
        offer_person=base.offer_person and not base.abstained,
        label=say("label_written", material.language) if cited else None,
        writer=writer,
        language=material.language if material.language != store else "",
    )


def _judgement(material: Material) -> Judgement:
    query = material.assignment.meaning.standalone_query
    return judge_evidence(query, material.language, material.evidence.passages)


def _adopted(base: Answer, before: Sequence[Segment]) -> tuple[Segment, ...]:
    """The cards and tables of the data, with the marks of their rows counted on from the text's."""
    if base.abstained:
        return ()
    kept: list[Segment] = [
        one for one in base.segments if isinstance(one, (ProductSegment, ComparisonSegment))
    ]
    shown = {one.product_id for one in before if isinstance(one, ProductSegment)}
    kept = [one for one in kept if not (isinstance(one, ProductSegment) and one.product_id in shown)]
    used = {row.citation_mark for one in kept if isinstance(one, ComparisonSegment) for row in one.rows}
    citations = [one for one in base.segments if isinstance(one, CitationSegment) and one.mark in used]
    first = 1 + max((one.mark for one in before if isinstance(one, CitationSegment)), default=0)
    marks = {one.mark: first + place for place, one in enumerate(citations)}
    tables = [_renumbered(one, marks) if isinstance(one, ComparisonSegment) else one for one in kept]
    return (*tables, *(replace(one, mark=marks[one.mark]) for one in citations))


def _renumbered(table: ComparisonSegment, marks: dict[int, int]) -> ComparisonSegment:
    rows = (replace(row, citation_mark=marks.get(row.citation_mark or 0)) for row in table.rows)
    return replace(table, rows=tuple(rows))
