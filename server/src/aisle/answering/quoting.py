"""Quoting guides word for word: the sentences that answer, each with the mark of its passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.answering.conflicts import conflicting
from aisle.answering.dates import day
from aisle.answering.hostile import is_hostile, safe
from aisle.answering.phrases import quoted_in, say
from aisle.answering.picking import complete, pick, with_neighbours
from aisle.answering.product_cues import EXISTS
from aisle.answering.relevance import is_in, missing_keys
from aisle.answering.scoring import Scored, score
from aisle.answering.subject import Subject
from aisle.answering.sufficiency import SIMILARITY_OF_CERTAINTY, SIMILARITY_OF_NOISE, STRONG_SIMILARITY
from aisle.answering.types import CitationSegment, TextSegment
from aisle.answering.units import Unit, units
from aisle.answering.words import KEY_WEIGHT, content_words, keys
from aisle.llm.ports import Embedder
from aisle.retrieval.types import PassageHit

PASSAGES_READ = 16
# A sentence that answers has the meaning of the question, or its words, or some of both: so much together, or where words
# count half. Chosen on 150 ClapNQ questions of each kind beside their own passage: of the answerable 0.78 are quoted and of
# the others 0.17. With the first alone it was 0.71 and 0.16, without any such limit 0.94 and 0.44.
_BORNE_OUT = 1.02
_BORNE_OUT_BY_MEANING = 0.76
_WORDS_COUNT = 0.5
_BORNE_OUT_BY_WORDS = 0.5
_ALL_WORDS = 0.9


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted text with its citations, and how near the best sentence was."""

    text: TextSegment
    citations: tuple[CitationSegment, ...]
    score: float
    similarity: float | None
    words: float
    conflict: bool = False
    is_right_row: bool = False

    @property
    def is_borne_out(self) -> bool:
        """Whether the best sentence itself, and not only its guide, is about the question."""
        if self.is_right_row:
            return True
        if self.similarity is None:
            return self.words >= _BORNE_OUT_BY_WORDS
        if self.words >= _ALL_WORDS or self.words + self.similarity >= _BORNE_OUT:
            return True
        return _WORDS_COUNT * self.words + self.similarity >= _BORNE_OUT_BY_MEANING

    @property
    def support(self) -> float:
        """How much of the question the best sentence bears out itself, by words or by meaning, 0 to 1."""
        near = ((self.similarity or 0.0) - SIMILARITY_OF_NOISE) / (
            SIMILARITY_OF_CERTAINTY - SIMILARITY_OF_NOISE
        )
        return min(1.0, max(self.words, near, 0.0))

    @property
    def documents(self) -> frozenset[UUID]:
        """The documents quoted."""
        return frozenset(citation.document_id for citation in self.citations)


@dataclass(frozen=True, slots=True)
class _Group:
    """The units of one passage that are quoted, in its order."""

    passage: PassageHit
    units: tuple[Unit, ...]


async def quote(
    question: str, language: str, passages: Sequence[PassageHit], embed: Embedder, first_mark: int = 1
) -> Quotation | None:
    """The one to three sentences that answer the question, or None when no sentence is near enough."""
    read = {hit.chunk_id: units(hit) for hit in passages[:PASSAGES_READ]}
    scored = await score(question, language, [unit for found in read.values() for unit in found], embed)
    chosen = complete(pick(scored), scored, question)
    if (
        not chosen
        or _has_names_only(chosen[0], question, language)
        or _lacks_the_thing(chosen[0], question, language)
    ):
        return None
    conflict = conflicting(scored)
    groups = _grouped(conflict or chosen, read)
    citations = tuple(_citation(group, first_mark + place) for place, group in enumerate(groups))
    subject = Subject(question, language)
    text = _both(groups, citations, language) if conflict else _text(groups, citations, subject, language)
    best = chosen[0]
    return Quotation(
        TextSegment(text),
        citations,
        best.score,
        best.similarity,
        best.words,
        conflict is not None,
        best.is_right_row,
    )


def _has_names_only(best: Scored, question: str, language: str) -> bool:
    """Whether it shares a name with the question and nothing that is asked: "the weather in Keswick"."""
    wanted = [word for word in content_words(question, language) if word.weight >= KEY_WEIGHT]
    asked = [word for word in wanted if not word.is_name]
    if (
        best.is_right_row
        or not asked
        or len(asked) == len(wanted)
        or (best.similarity or 0.0) >= STRONG_SIMILARITY
    ):
        return False
    said = _said_by(best.unit, language)
    return not any(is_in(word, said) for word in asked)


def _lacks_the_thing(best: Scored, question: str, language: str) -> bool:
    """Whether a thing is asked for that neither the sentence nor what stands above it names: "is there a café in Keswick?"."""
    match = EXISTS.match(question)
    thing = missing_keys(content_words(question[match.end() :], language))[:1] if match else ()
    if not thing or best.is_right_row or (best.similarity or 0.0) >= STRONG_SIMILARITY:
        return False
    return not is_in(thing[0], _said_by(best.unit, language))


def _said_by(unit: Unit, language: str) -> frozenset[str]:
    return keys(f"{unit.about} {unit.passage.title} {unit.shown}", language)


def _grouped(chosen: Sequence[Scored], read: dict[UUID, tuple[Unit, ...]]) -> tuple[_Group, ...]:
    """By passage, the passage with the best unit first, each unit once."""
    by_passage: dict[UUID, dict[int, Unit]] = {}
    for one in chosen:
        hit = one.unit.passage
        for unit in with_neighbours(one.unit, read[hit.chunk_id]):
            by_passage.setdefault(hit.chunk_id, {})[unit.number] = unit
    return tuple(_group(found, read[chunk_id]) for chunk_id, found in by_passage.items())


def _group(found: dict[int, Unit], all_units: Sequence[Unit]) -> _Group:
    """The passage's units in order; a citation is one span, so nothing hostile may lie between them."""
    numbers = sorted(found)
    between = all_units[numbers[0] : numbers[-1] + 1]
    first = next(iter(found.values()))
    kept = (first,) if any(is_hostile(unit.text) for unit in between) else tuple(found[n] for n in numbers)
    return _Group(first.passage, kept)


def cite(unit: Unit, mark: int) -> CitationSegment:
    """The citation of one unit alone."""
    return _citation(_Group(unit.passage, (unit,)), mark)


def _citation(group: _Group, mark: int) -> CitationSegment:
    hit = group.passage
    start, end = group.units[0].start, group.units[-1].end
    return CitationSegment(
        mark=mark,
        chunk_id=hit.chunk_id,
        document_id=hit.document_id,
        document_version_id=hit.document_version_id,
        start=hit.start + start,
        end=hit.start + end,
        quote=hit.text[start:end],
        title=hit.title,
        url=hit.url,
        page=hit.page,
        section=hit.section,
        as_of=hit.as_of,
    )


def _text(
    groups: Sequence[_Group], citations: Sequence[CitationSegment], subject: Subject, language: str
) -> str:
    return "\n\n".join(
        f"{note}{subject.before(group.units)}{_said(group, citation.mark)}"
        for note, group, citation in zip(
            notes_of([group.passage for group in groups], language), groups, citations, strict=True
        )
    )


def notes_of(passages: Sequence[PassageHit], language: str) -> list[str]:
    """ "In English: " before each passage quoted in another language than the answer's, once for several in a row."""
    quoted = [passage.language for passage in passages]
    said = [language, *quoted]
    return [
        f"{note} " if (note := quoted_in(one, language)) and one != before else ""
        for one, before in zip(quoted, said, strict=False)
    ]


def _said(group: _Group, mark: int) -> str:
    """Sentences run on; list items and table rows stand on lines of their own when there are several."""
    entries = sum(unit.is_item or unit.is_row for unit in group.units)
    text = ""
    for unit in group.units:
        listed = (unit.is_item or unit.is_row) and (entries > 1 or len(group.units) > 1)
        gap = "" if not text else "\n" if listed else " "
        text += f"{gap}{'- ' if listed else ''}{unit.shown} [{mark}]"
    return text


def _both(groups: Sequence[_Group], citations: Sequence[CitationSegment], language: str) -> str:
    """Sources that disagree stand side by side with their dates, never blended."""
    parts = [say("conflict", language)]
    notes = notes_of([group.passage for group in groups], language)
    for note, group, citation in zip(notes, groups, citations, strict=True):
        as_of = say("as_of", language, date=day(group.passage.as_of, language))
        parts.append(f"**{safe(group.passage.title)}** ({as_of}): {note}{_said(group, citation.mark)}")
    return "\n\n".join(parts)
