"""Noticing that two guides answer the same question with different numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.measures import measures
from aisle.answering.scoring import Scored

# Two sentences about the same thing share at least this much of all their words.
_ABOUT_THE_SAME = 0.4
_FEWEST_SHARED = 2
_NEAR_THE_BEST = 0.75
_AMOUNT = re.compile(r"[£$€]\s?\d+(?:[.,]\d+)?|\b\d+(?:[.,]\d+)?\s?(?:€|£|EUR|GBP|USD)")
# "Standard delivery takes 3 days" and "Express delivery takes 1 day" are both true.
_SCOPES = re.compile(
    r"\b(?:standard|express|next[ -]day|tracked|premium|economy|saturday|sunday|international|abroad|uk|ireland|eu|europe|usa|"
    r"highlands|in store|online|sale|gift|worn|used|unused|new|faulty|damaged|refund|exchange|men|women|kids|summer|winter|"
    r"leather|fabric|down|synthetic|ausland|retouren|domicile)\b",
    re.IGNORECASE,
)


def conflicting(scored: Sequence[Scored]) -> tuple[Scored, Scored] | None:
    """The best unit and the strongest one of another document that contradicts it, or None."""
    if not scored:
        return None
    best = scored[0]
    for other in scored[1:]:
        if other.score < best.score * _NEAR_THE_BEST:
            return None
        if _contradicts(best, other):
            return best, other
    return None


def _contradicts(one: Scored, other: Scored) -> bool:
    if one.unit.passage.document_id == other.unit.passage.document_id or one.unit.is_row or other.unit.is_row:
        return False
    words, others = _words(one), _words(other)
    shared = len(words & others)
    if shared < _FEWEST_SHARED or shared / len(words | others) < _ABOUT_THE_SAME:
        return False
    if _scope(one.unit.text) != _scope(other.unit.text):
        return False
    left, right = _values(one.unit.text), _values(other.unit.text)
    return any(left[kind].isdisjoint(right[kind]) for kind in left.keys() & right.keys())


def _words(one: Scored) -> set[str]:
    return {key for key in one.keys if not key[0].isdigit()}


def _scope(text: str) -> set[str]:
    return {match.group().lower() for match in _SCOPES.finditer(text)}


def _values(text: str) -> dict[str, set[str]]:
    """Values that can contradict: amounts of money and measures with a unit, by their kind."""
    kinds: dict[str, set[str]] = {}
    for measure in measures(text):
        if measure.kind:
            kinds.setdefault(measure.kind, set()).add(f"{measure.low} {measure.high}")
    if amounts := {re.sub(r"\D", "", match.group()) for match in _AMOUNT.finditer(text)}:
        kinds["money"] = amounts
    return kinds
