"""Choosing the few units that answer together, and the neighbours they need to be understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.answer_type import AnswerType, asked_for, fit
from aisle.answering.scoring import Scored
from aisle.answering.units import Unit

MOST_SENTENCES = 3
MOST_ITEMS = 6
# Below this share of the best score a sentence is about something else: at 0.78 every third sentence quoted from
# the demo shop's guides was, at 0.9 hardly any.
NEAR_THE_BEST = 0.9
# Nothing at all is picked when the best is weaker than this.
FLOOR = 0.24
_ALIKE = 0.86
_SAME_WORDS = 0.75
_FEW_WORDS = 4
_COMPLETING = 0.8
_LONGEST_ANSWER = 400

_COMPLETES = frozenset({AnswerType.AMOUNT, AnswerType.DURATION, AnswerType.TEMPERATURE, AnswerType.HOURS})
_SECOND_CLAUSE = re.compile(
    r"\b(?:and|und|et|y)\s+((?:what|how|when|where|do|does|is|wie|was|wann|wo|combien|quand|quel\w*|cu[aá]nto|cu[aá]ndo|qué)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)

_LEANS_BACK = re.compile(
    r"^\W*(?:it|they|them|this|these|those|that|he|she|however|but|also|then|otherwise|therefore|so|and|instead|in that case|(?:below|above|after|before|until|without) (?:that|this|it|then)|both|neither|"
    r"if so|if not|er|sie|es|dies\w*|aber|auch|dann|sonst|deshalb|il|elle|ils|elles|cela|ceci|ce|mais|aussi|ensuite|sinon|"
    r"esto|este|esta|estos|pero|también|entonces|además)\b",
    re.IGNORECASE,
)


def pick(scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """The best units that do not repeat one another; () when even the best is too weak."""
    if not scored or scored[0].score < FLOOR:
        return ()
    if scored[0].is_right_row:
        return scored[:1]
    chosen: list[Scored] = []
    for candidate in scored:
        if candidate.score < scored[0].score * NEAR_THE_BEST or len(chosen) == MOST_SENTENCES:
            break
        if not any(_repeats(candidate, other) for other in chosen):
            chosen.append(candidate)
    return tuple(chosen)


def complete(chosen: tuple[Scored, ...], scored: Sequence[Scored], question: str) -> tuple[Scored, ...]:
    """The chosen with one more of the same guide, where a kind of thing that was asked for is not yet said.

    A second clause ("and what does it cost?") is worth a weaker sentence than the first.
    """
    if not chosen or len(chosen) == MOST_SENTENCES:
        return chosen
    clause = _SECOND_CLAUSE.search(question)
    asked = asked_for(clause.group(1) if clause else question) & _COMPLETES
    said = " ".join(one.unit.shown for one in chosen)
    lacking = frozenset(kind for kind in asked if not fit(said, frozenset({kind})))
    if not lacking:
        return chosen
    least = FLOOR if clause else _COMPLETING * chosen[0].score
    same = {one.unit.passage.document_id for one in chosen}
    more = (
        one
        for one in scored
        if one.unit.passage.document_id in same and one.score >= least and fit(one.unit.shown, lacking) == 1.0
    )
    return (*chosen, *[one for one, _ in zip(more, range(1), strict=False)])


def _repeats(one: Scored, other: Scored) -> bool:
    if _overlap(one.unit, other.unit):
        return True
    if one.unit.is_row and other.unit.is_row:
        return one.unit.text == other.unit.text
    shared = len(one.keys & other.keys) / max(1, min(len(one.keys), len(other.keys)))
    if one.vector is None or other.vector is None:
        return shared >= _SAME_WORDS
    return float(one.vector @ other.vector) >= _ALIKE or one.keys == other.keys


def _overlap(one: Unit, other: Unit) -> bool:
    """The same words of a document reached through two overlapping passages."""
    if one.passage.document_version_id != other.passage.document_version_id:
        return False
    (start, end), (other_start, other_end) = one.document_span, other.document_span
    return start < other_end and other_start < end


def with_neighbours(unit: Unit, all_units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The unit with what it cannot be understood without: what "it" means, the list a colon announces."""
    if unit.is_answer and not unit.is_item and not unit.is_row:
        return _whole_answer(unit, all_units)
    group = [unit]
    before = all_units[unit.number - 1] if unit.number else None
    if before is not None and before.usable and _needs_before(unit, before):
        group.insert(0, before)
    if unit.text.endswith(":"):
        group.extend(_items_after(unit, all_units))
    elif len(unit.text.split()) < _FEW_WORDS and not unit.is_row and not unit.is_item:
        group.extend(other for other in all_units[unit.number + 1 : unit.number + 2] if other.usable)
    return tuple(group)


def _whole_answer(unit: Unit, all_units: Sequence[Unit]) -> tuple[Unit, ...]:
    """An answer from its first sentence on: "Worn outside, no" says little without "Worn indoors, yes"."""
    answer = [one for one in all_units if one.about == unit.about and one.usable]
    from_start = answer[: max(MOST_SENTENCES, answer.index(unit) + 1)]
    longest = sum(len(one.text) for one in from_start) > _LONGEST_ANSWER
    return (unit,) if longest else tuple(from_start)


def _needs_before(unit: Unit, before: Unit) -> bool:
    if unit.is_row or before.is_row:
        return False
    if unit.is_item:
        return before.text.endswith(":")
    return bool(_LEANS_BACK.match(unit.text)) and not before.is_item


def _items_after(unit: Unit, all_units: Sequence[Unit]) -> list[Unit]:
    items: list[Unit] = []
    for other in all_units[unit.number + 1 : unit.number + 1 + MOST_ITEMS]:
        if not (other.is_item and other.usable):
            break
        items.append(other)
    return items
