"""Questions that the shop's own texts ask and answer, brought near to the one that was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from aisle.answering.units import Unit, units
from aisle.answering.words import keys
from aisle.retrieval.analysis.documents import terms_of
from aisle.retrieval.types import PassageHit

# Answers that share so much of their words say the same.
NEARLY_SAME = 0.8
# Words of the asked question that an entry's question, heading or answer must share, at least.
ABOUT = 0.5
LONGEST_ANSWER = 1_200


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer stands: `passage.text[start:end]`."""

    passage: PassageHit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question with its answer, word for word as the shop wrote both.

    Attributes:
        question: As asked there; the section's heading where nothing is asked.
        is_question: Whether the text itself asks.
        answer: Of the first place in `evidence`.
        score: 0..1, how much of what was asked the entry is about, weighed with the search's own score.
        evidence: Every place that says nearly the same, the best first.
    """

    question: str
    is_question: bool
    answer: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Faq:
    """What a question finds. related: other questions that the same texts answer."""

    entries: tuple[FaqEntry, ...]
    related: tuple[str, ...]


def find_faq(passages: Sequence[PassageHit], question: str, language: str, limit: int) -> Faq:
    """Return the entries that come nearest to a question, near duplicates joined; none that share too little with it."""
    found = [entry for passage in passages for entry in _entries(passage)]
    scored = [replace(entry, score=_score(entry, question, language)) for entry in found]
    ranked = sorted(scored, key=lambda entry: -entry.score)
    joined = _joined([entry for entry in ranked if entry.score >= ABOUT], language)
    shown = joined[:limit]
    names = {_plain(entry.question) for entry in shown}
    others = (entry.question for entry in ranked if entry.is_question and _plain(entry.question) not in names)
    return Faq(
        tuple(shown), tuple({_plain(one): one for one in reversed(list(others))}.values())[::-1][:limit]
    )


def _entries(passage: PassageHit) -> Iterator[FaqEntry]:
    """The answers under each question of a passage; without any question, the passage under its heading."""
    usable = [unit for unit in units(passage) if unit.usable]
    for question, under in groupby(usable, key=lambda unit: unit.question):
        heading = passage.section[-1] if passage.section else passage.title
        yield _entry(passage, question or heading, bool(question), list(under))


def _entry(passage: PassageHit, question: str, is_question: bool, answer: Sequence[Unit]) -> FaqEntry:
    start, end = answer[0].start, answer[0].end
    for unit in answer[1:]:
        if unit.end - start > LONGEST_ANSWER:
            break
        end = unit.end
    return FaqEntry(question, is_question, passage.text[start:end], 0.0, (Evidence(passage, start, end),))


def _score(entry: FaqEntry, question: str, language: str) -> float:
    """The share of the asked words that the question has, or else the answer; a question that asks the same comes first."""
    in_question = _share(question, entry.question, language)
    in_all = _share(question, f"{entry.question} {entry.answer}", language)
    weight = 0.8 if entry.is_question else 0.6
    found = max(in_question * weight + in_all * (1 - weight), in_all * weight)
    return min(1.0, 0.9 * found + 0.1 * entry.evidence[0].passage.score)


def _share(question: str, text: str, language: str) -> float:
    """The share of a question's words that a text has: by concept, or as they stand, whichever is more.

    "Send a tent back" is the concept of returning, in which the tent is lost; "send my tent back" is three words.
    """
    concepts = keys(question, language), keys(text, language)
    terms = frozenset(terms_of(question, language)), frozenset(terms_of(text, language))
    return max((len(asked & held) / len(asked) for asked, held in (concepts, terms) if asked), default=0.0)


def _joined(entries: Sequence[FaqEntry], language: str) -> list[FaqEntry]:
    kept: list[FaqEntry] = []
    for entry in entries:
        place = next((at for at, other in enumerate(kept) if _says_the_same(entry, other, language)), None)
        if place is None:
            kept.append(entry)
        else:
            kept[place] = replace(kept[place], evidence=(*kept[place].evidence, *entry.evidence))
    return kept


def _says_the_same(entry: FaqEntry, other: FaqEntry, language: str) -> bool:
    one, another = keys(entry.answer, language), keys(other.answer, language)
    return bool(one | another) and len(one & another) / len(one | another) >= NEARLY_SAME


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
