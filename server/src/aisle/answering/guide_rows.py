"""Rows of the shop's own tables that say what a stated need asks for: 163 cm wants S/M, October wants –5 °C."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aisle.answering.bounds import bounds_of
from aisle.answering.stated_needs import Need, NeedKind, spans_of
from aisle.answering.units import Unit, units
from aisle.answering.words import keys
from aisle.retrieval.types import PassageHit

_HEIGHT_NAME = re.compile(r"height|tall|stature|körper|grösse|größe|taille|estatura|altura", re.IGNORECASE)
_MM_PER_CM = 10.0
_TABLES_READ = 40


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A row that holds what was stated, with its cells by their headers."""

    need: Need
    unit: Unit
    cells: tuple[tuple[str, str], ...]


def guide_rows(
    needs: Sequence[Need], question: str, passages: Sequence[PassageHit], language: str
) -> tuple[GuideRow, ...]:
    """For each need the rows of one table that hold it; where words decide, those that share most of them."""
    tables = [list(_rows(hit)) for hit in passages[:_TABLES_READ] if "|" in hit.text or "\t" in hit.text]
    asked = keys(question, language)
    found: list[GuideRow] = []
    for need in needs:
        for rows in tables:
            held = [(unit, named) for unit, named in rows if _holds(need, named, asked, language)]
            found.extend(GuideRow(need, unit, named) for unit, named in _nearest(held, need, asked, language))
    return tuple(found)


def _rows(hit: PassageHit) -> Iterator[tuple[Unit, tuple[tuple[str, str], ...]]]:
    for unit in units(hit):
        if unit.is_row and unit.usable and unit.columns:
            yield unit, unit.columns


def _holds(need: Need, named: Sequence[tuple[str, str]], asked: frozenset[str], language: str) -> bool:
    if need.kind is NeedKind.HEIGHT:
        return any(_HEIGHT_NAME.search(name) and _holds_length(value, need) for name, value in named)
    if need.kind is NeedKind.DAYS:
        spans = spans_of(named[0][1])
        return need.value is not None and any(low <= need.value <= high for low, high in spans)
    if need.kind is NeedKind.COLD:
        warm = any(bound.kind == "temperature" for _, value in named[1:] for bound in bounds_of(value))
        return warm and bool(_words(need.text, language) & keys(named[0][1], language) & asked)
    return False


def _words(text: str, language: str) -> frozenset[str]:
    """Months and seasons; the ten of "-10 °C" is no word, and "Fieldfare 10" is not for that cold."""
    return frozenset(key for key in keys(text, language) if not key.isdigit())


def _holds_length(value: str, need: Need) -> bool:
    lengths = (bound for bound in bounds_of(value) if bound.kind == "length")
    return need.value is not None and any(bound.holds(need.value * _MM_PER_CM) for bound in lengths)


def _nearest(
    held: list[tuple[Unit, tuple[tuple[str, str], ...]]], need: Need, asked: frozenset[str], language: str
) -> list[tuple[Unit, tuple[tuple[str, str], ...]]]:
    if need.kind is NeedKind.HEIGHT or not held:
        return held
    shared = [len(keys(named[0][1], language) & asked) for _, named in held]
    return [one for one, count in zip(held, shared, strict=True) if count == max(shared)][:1]
