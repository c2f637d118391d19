"""Judging, before anything is written, whether the evidence answers the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from aisle.answering.measures import measures
from aisle.answering.phrases import say
from aisle.answering.relevance import Coverage, coverage, missing_keys, passage_keys
from aisle.answering.words import content_words
from aisle.retrieval.types import PassageHit

# Chosen on the 25 labelled questions to the demo shop's guides, with the local embedder. Answerable ones had
# 0.89 or more of their words in one passage and mostly 0.52 to 0.78 cosine (one 0.38); unanswerable ones at
# most 0.50 of their words and 0.11 to 0.39 cosine (one 0.54). The thresholds lie in those gaps.
ENOUGH_COVERAGE = 0.6
# Below this share a passage has the small words of a question and not its subject.
SOME_COVERAGE = 0.34
FAIR_SIMILARITY = 0.5
# Above every unanswerable question: near enough to stand in for a missing word.
STRONG_SIMILARITY = 0.62
# With half of the subject words gone, what is left is another question.
MOST_MISSING = 0.5
PASSAGES_READ = 8

_WEIGHTS = {"coverage": 0.6, "similarity": 0.25, "agreement": 0.15}
SIMILARITY_OF_NOISE = 0.15
SIMILARITY_OF_CERTAINTY = 0.7
_MOST_UNCERTAIN_PARTIAL = 0.55


class Verdict(StrEnum):
    """What the evidence allows."""

    SUFFICIENT = "sufficient"
    PARTIAL = "partial"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with how sure it is and why, in words for people."""

    verdict: Verdict
    confidence: float
    reasons: tuple[str, ...]
    missing: tuple[str, ...] = ()

    @property
    def allows_answer(self) -> bool:
        """Whether to try writing at all."""
        return self.verdict in {Verdict.SUFFICIENT, Verdict.PARTIAL}


@dataclass(frozen=True, slots=True)
class _Signals:
    covered: Coverage
    union: Coverage
    similarity: float | None
    legs: int
    numbers: bool
    foreign: bool


def judge(
    question: str, language: str, passages: Sequence[PassageHit], known: frozenset[str] = frozenset()
) -> Judgement:
    """Judge passages against a whole question; `known` are words that other evidence (products) accounts for."""
    read = passages[:PASSAGES_READ]
    if not read:
        return Judgement(Verdict.INSUFFICIENT, 0.0, (say("nothing_found", language),))
    signals = _signals(question, language, read, known)
    verdict = _verdict(question, language, signals)
    missing = tuple(word.text for word in missing_keys(signals.union.missing))
    return Judgement(
        verdict, _confidence(signals, verdict), _reasons(signals, verdict, missing, language), missing
    )


def _signals(question: str, language: str, read: Sequence[PassageHit], known: frozenset[str]) -> _Signals:
    found = [passage_keys(passage, language) for passage in read]
    covered = max((coverage(question, language, words) for words in found), key=lambda c: c.share)
    union = coverage(question, language, known.union(*found))
    similarities = [passage.similarity for passage in read if passage.similarity is not None]
    asked = set(measures(question))
    return _Signals(
        covered,
        union,
        max(similarities, default=None),
        max(len(passage.legs) for passage in read[:3]),
        bool(asked) and any(asked & set(measures(passage.text)) for passage in read[:3]),
        all(passage.language != language for passage in read[:3]),
    )


def _verdict(question: str, language: str, signals: _Signals) -> Verdict:
    wanted = missing_keys(content_words(question, language))
    missing = missing_keys(signals.union.missing)
    near = signals.similarity or 0.0
    if missing:
        return _with_missing(sum(w.weight for w in missing) / sum(w.weight for w in wanted), near)
    if signals.covered.share >= ENOUGH_COVERAGE or near >= STRONG_SIMILARITY:
        return Verdict.SUFFICIENT
    if signals.covered.share >= SOME_COVERAGE or near >= FAIR_SIMILARITY:
        return Verdict.PARTIAL
    return Verdict.INSUFFICIENT


def _with_missing(share_missing: float, near: float) -> Verdict:
    """A subject word found nowhere in the evidence is only made good by a true paraphrase."""
    if near >= STRONG_SIMILARITY and share_missing < 1.0:
        return Verdict.PARTIAL
    if near >= FAIR_SIMILARITY and share_missing < MOST_MISSING:
        return Verdict.PARTIAL
    return Verdict.INSUFFICIENT


def _confidence(signals: _Signals, verdict: Verdict) -> float:
    parts = {
        "coverage": min(signals.covered.share, signals.union.share),
        "agreement": min(signals.legs, 2) / 2,
    }
    if signals.similarity is not None:
        span = SIMILARITY_OF_CERTAINTY - SIMILARITY_OF_NOISE
        parts["similarity"] = min(1.0, max(0.0, (signals.similarity - SIMILARITY_OF_NOISE) / span))
    weight = sum(_WEIGHTS[name] for name in parts)
    value = sum(_WEIGHTS[name] * part for name, part in parts.items()) / weight + 0.05 * signals.numbers
    ceiling = {Verdict.PARTIAL: _MOST_UNCERTAIN_PARTIAL, Verdict.INSUFFICIENT: 0.3}.get(verdict, 1.0)
    return round(min(value, ceiling), 2)


def _reasons(signals: _Signals, verdict: Verdict, missing: tuple[str, ...], language: str) -> tuple[str, ...]:
    found = (
        ("has_words", not missing and signals.covered.share >= ENOUGH_COVERAGE),
        ("loosely_related", verdict is not Verdict.SUFFICIENT),
        (
            "close_in_meaning",
            verdict is Verdict.SUFFICIENT and (signals.similarity or 0.0) >= STRONG_SIMILARITY,
        ),
        ("found_twice", signals.legs > 1 and verdict is Verdict.SUFFICIENT),
        ("has_numbers", signals.numbers),
        ("guides_foreign", signals.foreign),
    )
    lacking = (say("words_missing", language, words=", ".join(missing[:4])),) if missing else ()
    return (*lacking, *(say(key, language) for key, holds in found if holds))
