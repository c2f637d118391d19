"""How well each quotable unit answers a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aisle.answering.answer_type import AnswerType, asked_for, fit
from aisle.answering.parts import CONCEPTS_ALONE
from aisle.answering.relevance import is_in
from aisle.answering.row_match import Asked
from aisle.answering.same_question import aim_of
from aisle.answering.sentence_vectors import remembered
from aisle.answering.units import Unit
from aisle.answering.words import KEY_WEIGHT, Word, content_words, keys
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.ports import Embedder, Vectors

_SHOWN_BY = {
    "=temperature": AnswerType.TEMPERATURE,
    "=price": AnswerType.AMOUNT,
    "=discount": AnswerType.AMOUNT,
}

# Units beyond this many by words alone are not embedded: a question must not wait for a whole guide.
MOST_EMBEDDED = 20

_BY_MEANING = 0.42
_BY_WORDS = 0.36
_BY_TYPE = 0.14
_BY_PLACE = 0.04
_BY_PASSAGE = 0.08
_RIGHT_ROW = 0.4
_WRONG_ROW = -0.4
# An answer whose own question says what was asked and little else.
_SAME_QUESTION = 0.15
_OFF_SUBJECT = 0.5
_SAYS_THE_SAME = 0.8
_SAYS_LITTLE_ELSE = 0.35
# "Can I wash a waxed jacket?" is not about down: words of its own count against an answer.
_OTHER_QUESTION = 0.4
# So near in meaning is only another way to put the same question; below the second it is another one about the same things.
_SAME_BY_MEANING = 0.65
_ANOTHER_QUESTION = 0.6
_HEADING_COUNTS = 0.6
# The words of the question above an answer are what the answer is about.
_QUESTION_COUNTS = 0.95


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with its score, its words and, where an embedder answered, its vector."""

    unit: Unit
    score: float
    words: float
    similarity: float | None
    keys: frozenset[str]
    is_right_row: bool
    vector: Vectors | None


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, held against a question of the shop's own texts.

    near: by meaning, None without the embedder. aim: what is asked of the subject: how long, where, how.
    """

    words: Sequence[Word]
    near: float | None
    aim: str
    language: str

    @property
    def keys(self) -> frozenset[str]:
        """Its words as they are compared."""
        return keys(" ".join(word.text for word in self.words), self.language)

    def is_said(self, found: frozenset[str]) -> bool:
        """Whether everything that it is about is among the words found."""
        return all(is_in(word, found) for word in self.words if word.weight >= KEY_WEIGHT)

    def share(self, found: frozenset[str]) -> float:
        """How much of its words' weight is among those found."""
        total = sum(word.weight for word in self.words)
        return sum(word.weight for word in self.words if is_in(word, found)) / total if total else 0.0


async def score(
    question: str, language: str, candidates: Sequence[Unit], embed: Embedder
) -> tuple[Scored, ...]:
    """All usable units scored, best first; without the embedder words decide alone."""
    usable = [unit for unit in candidates if unit.usable]
    if not usable:
        return ()
    wanted = content_words(question, language)
    found = {id(unit): keys(unit.shown, language) for unit in usable}
    ranks = {
        hit: rank for rank, hit in enumerate(dict.fromkeys(unit.passage.chunk_id for unit in candidates))
    }
    rarity = _rarity(wanted, list(found.values()))
    by_words = {id(unit): _word_share(unit, found[id(unit)], wanted, rarity, language) for unit in usable}
    asked, numbers = asked_for(question), Asked(question)
    rows = {id(unit): numbers.fits(unit) for unit in usable if unit.is_row}
    usable = sorted(usable, key=lambda unit: (not rows.get(id(unit)), -by_words[id(unit)]))[:MOST_EMBEDDED]
    near, vectors, theirs = await _nearness(question, usable, embed)
    tables = {_table(unit) for unit in usable if rows.get(id(unit))}
    scored = []
    for place, unit in enumerate(usable):
        similarity = None if near is None else float(near[place])
        row = rows.get(id(unit))
        # A table that has the row asked for answers with no other row of it.
        in_row = _RIGHT_ROW if row else _WRONG_ROW if row is False and _table(unit) in tables else 0.0
        value = _value(unit, by_words[id(unit)], similarity, fit(unit.shown, asked)) + in_row
        value = _as_answer(
            value,
            unit,
            Question(wanted, theirs.get(unit.question), aim_of(question), language),
            found[id(unit)],
        )
        value += _BY_PASSAGE / (1 + ranks[unit.passage.chunk_id])
        vector = None if vectors is None else vectors[place]
        scored.append(Scored(unit, value, by_words[id(unit)], similarity, found[id(unit)], bool(row), vector))
    return tuple(sorted(scored, key=lambda one: -one.score))


async def _nearness(
    question: str, usable: Sequence[Unit], embed: Embedder
) -> tuple[Vectors | None, Vectors | None, dict[str, float]]:
    """How near each unit is, their vectors, and how near the questions are that units answer; one call for all."""
    theirs = list(dict.fromkeys(unit.question for unit in usable if unit.is_answer))
    texts = [question, *(f"{unit.about}{unit.shown}" for unit in usable), *theirs]
    try:
        vectors = await remembered.of(texts, embed)
    except (EmbedderUnavailable, EmbedderRefused):
        return None, None, {}
    near: Vectors = np.asarray(vectors[1:] @ vectors[0], dtype=np.float32)
    of_questions = dict(zip(theirs, (float(one) for one in near[len(usable) :]), strict=True))
    return near[: len(usable)], vectors[1 : len(usable) + 1], of_questions


def _rarity(wanted: Sequence[Word], texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """A word that every sentence has tells none of them apart."""
    counts = Counter(word.key for text in texts for word in wanted if word.key in text)
    return {word.key: math.log(1 + len(texts) / (1 + counts[word.key])) * word.weight for word in wanted}


def _word_share(
    unit: Unit, found: frozenset[str], wanted: Sequence[Word], rarity: dict[str, float], language: str
) -> float:
    total = sum(rarity.values())
    if not total:
        return 0.0
    heading = keys(f"{unit.about} {unit.passage.title}", language)
    said = {word.key for word in wanted if is_in(word, found) or _is_shown(word, unit)}
    own = sum(rarity[word.key] for word in wanted if word.key in said)
    above = sum(rarity[word.key] for word in wanted if word.key not in said and is_in(word, heading))
    share = (own + (_QUESTION_COUNTS if unit.is_answer else _HEADING_COUNTS) * above) / total
    # "Silk gives 3 °C" has a temperature and nothing to do with washing.
    off = any(
        word.key in CONCEPTS_ALONE and word.key not in said and not is_in(word, heading) for word in wanted
    )
    return share * _OFF_SUBJECT if off else share


def _is_shown(word: Word, unit: Unit) -> bool:
    """ "30 °C" says temperature and "£12" says price without the word."""
    kind = _SHOWN_BY.get(word.key)
    return kind is not None and fit(unit.shown, frozenset({kind})) > 0


def _table(unit: Unit) -> tuple[object, ...]:
    return (unit.passage.document_version_id, *(header for header, _ in unit.columns))


def _value(unit: Unit, words: float, similarity: float | None, type_fit: float) -> float:
    place = 1.0 / (1.0 + unit.number)
    rest = _BY_TYPE * type_fit + _BY_PLACE * place
    if similarity is None:
        return (_BY_MEANING + _BY_WORDS) * words + rest
    return _BY_MEANING * max(0.0, similarity) + _BY_WORDS * words + rest


def _as_answer(value: float, unit: Unit, asked: Question, found: frozenset[str]) -> float:
    """The value weighed by how much the question above the unit is the one that was asked."""
    if not unit.is_answer:
        return value
    theirs = [word for word in content_words(unit.question, asked.language) if word.weight >= KEY_WEIGHT]
    strange = [word for word in theirs if not is_in(word, asked.keys)]
    alike = aim_of(unit.question) == asked.aim
    if (
        alike
        and (asked.near or 0.0) >= _SAME_BY_MEANING
        and asked.is_said(found | keys(unit.question, asked.language))
    ):
        return value + _SAME_QUESTION
    other = len(strange) / len(theirs) if theirs else 0.0
    alike = alike and (asked.near is None or asked.near >= _ANOTHER_QUESTION)
    said = asked.share(keys(unit.question, asked.language))
    same = _SAME_QUESTION if alike and said >= _SAYS_THE_SAME and other <= _SAYS_LITTLE_ELSE else 0.0
    # What says the asked words itself answers, whatever it was written for.
    return value * (1 - _OTHER_QUESTION * other * (1 - asked.share(found))) + same
