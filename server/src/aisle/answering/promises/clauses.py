"""Cutting a rule into the things that it speaks of."""

from __future__ import annotations

import re

from aisle.answering.promises.figures import figures

_STRONG = re.compile(r"[;:]\s|[.!?]\s|\s(?:but|however|aber|jedoch|sondern|mais|pero|sino|ma|però|maar)\s")
_JOINT = re.compile(r",\s|\s(?:and|und|et|y|e|en)\s")


def clauses_of(text: str, language: str) -> list[str]:
    """The parts of a text that speak of different things: a price in one says nothing of the goods in another."""
    return [part for clause in _STRONG.split(text) for part in _by_figures(clause, language)]


def _by_figures(clause: str, language: str) -> list[str]:
    """ "Frames 15 years, cushions 3 years" are two things; "£9.50 and 3 days" are one."""
    pieces = _JOINT.split(clause)
    units = [frozenset(unit for _, unit in figures(piece, language)) for piece in pieces]
    alike = any(one & other for place, one in enumerate(units) for other in units[place + 1 :])
    if not alike:
        return [clause]
    found: list[str] = []
    waiting = ""
    for piece, unit in zip(pieces, units, strict=True):
        waiting = f"{waiting}, {piece}" if waiting else piece
        if unit:
            found.append(waiting)
            waiting = ""
    return [*found[:-1], f"{found[-1]}, {waiting}"] if waiting else found
