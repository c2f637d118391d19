"""Reading a version: its sentences with the headings that they stand under, and what each states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aisle.answering.promises.clauses import clauses_of
from aisle.answering.sentences import sentences
from aisle.linting.statements import cues
from aisle.linting.statements.figures import amounts, spans
from aisle.linting.statements.hours import doors_of, hours_of, pieces_of
from aisle.linting.statements.scopes import scope_of
from aisle.linting.statements.types import Statement, Subject

RULES = 5  # grows when these rules change, so that everything is read again
LONGEST = 600  # characters of a sentence that states something
MOST = 400  # statements of a version
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.+)$")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/.,-])(?:\+|00|0)\d[\d ()/.-]{6,18}\d(?![\w-])")
_FIGURE = re.compile(r"\d")
_WORD_FIGURE = re.compile(
    r"\b(?:day|week|month|year|tag|woche|monat|jahr|jour|semaine|mois|an|année|día|semana|mes|año)",
    re.IGNORECASE,
)
Sentence = tuple[int, int, str, str]  # start, end, text, the headings above


def sentences_of(text: str, title: str) -> Iterator[Sentence]:
    """Yield the sentences of a version with their spans and the heading that each stands under."""
    heading = ""
    for span in sentences(text):
        said = span.of(text)
        marked = _HEADING.match(said) or _is_heading(said)
        if marked:
            heading = said.lstrip("# ")
        elif len(said) <= LONGEST:
            yield span.start, span.end, said, f"{title}\n{heading}"


def _is_heading(said: str) -> bool:
    return len(said) < 60 and said[-1] not in ".!?:…" and not _FIGURE.search(said) and len(said.split()) < 7


def statements_of(text: str, title: str, language: str) -> list[Statement]:
    """Return what a version states.

    Args:
        text: Its canonical text; spans point into it.
        title: Of its document: "Delivery to Switzerland" limits everything below it.
        language: In which it is written.
    """
    found: list[Statement] = []
    for start, end, said, above in sentences_of(text, title):
        if not cues.NOT_STATED.search(said):
            found += _read(start, end, said, above, language)
    return found[:MOST]


def _read(start: int, end: int, said: str, above: str, language: str) -> Iterator[Statement]:
    yield from _opening(start, end, said, above)
    for clause in clauses_of(said, language) if _has_figure(said) else [said]:
        for subject, values, own in _stated(clause, said, above, language):
            scope = _scope(subject, f"{_label(said)}\n{own}\n{above}")
            yield Statement(subject, tuple(sorted(scope)), tuple(sorted(values)), start, end, said)


def _opening(start: int, end: int, said: str, above: str) -> Iterator[Statement]:
    if not (cues.OPENING.search(said) or cues.OPENING.search(above)):
        return
    for piece in pieces_of(said):
        doors = {*_scope(Subject.OPENING_HOURS, f"{piece}\n{above}"), *doors_of(piece, above)}
        for day, times in hours_of(piece).items():
            scope = tuple(sorted({*doors, f"day:{day}"}))
            yield Statement(Subject.OPENING_HOURS, scope, tuple(sorted(times)), start, end, said)


def _scope(subject: Subject, text: str) -> frozenset[str]:
    return scope_of(text) - _IMPLIED.get(subject, frozenset())


def _label(said: str) -> str:
    """What stands before a colon holds for all behind it: "Members: free delivery from £80"."""
    return said.partition(":")[0] if ":" in said[:40] else ""


def _has_figure(said: str) -> bool:
    return bool(_FIGURE.search(said) or _WORD_FIGURE.search(said))


# What a subject's own words say already limits nothing.
_IMPLIED = {
    Subject.RETURN_WINDOW: frozenset({"exchange", "law"}),
    Subject.WARRANTY: frozenset({"faulty"}),
    Subject.OPENING_HOURS: frozenset({"weekend", "store", "worn"}),
    Subject.FREE_DELIVERY: frozenset({"standard"}),
    Subject.DELIVERY_TIME: frozenset({"standard"}),
    Subject.DELIVERY_COST: frozenset({"standard"}),
    Subject.EMAIL: frozenset({"store"}),
    Subject.PHONE: frozenset({"store"}),
}


_Found = tuple[Subject, frozenset[str], str]  # values, and the words that limit it


def _stated(clause: str, said: str, above: str, language: str) -> Iterator[_Found]:
    """Yield what a clause states; a clause without a verb of its own has its sentence's."""
    if _has_figure(clause):
        days = spans(clause, language)
        money = amounts(clause, language)
        for subject in _subjects(clause, said, above, bool(days), money):
            values = frozenset(f"{one:g}" for one in days) if subject in _TIMES else money
            yield subject, values, clause
    if found := frozenset(match.group().lower() for match in _EMAIL.finditer(clause)):
        yield Subject.EMAIL, found, said
    if found := frozenset(_digits(match.group()) for match in _PHONE.finditer(clause)):
        yield Subject.PHONE, found, said


_TIMES = frozenset({Subject.RETURN_WINDOW, Subject.DELIVERY_TIME, Subject.WARRANTY})


def _subjects(clause: str, said: str, above: str, has_days: bool, money: frozenset[str]) -> Iterator[Subject]:
    returns = cues.RETURNING.search(said) or cues.MONEY_BACK.search(said)
    if has_days and cues.WARRANTING.search(cues.MONEY_BACK.sub(" ", said)):
        yield Subject.WARRANTY
    elif has_days and returns and not cues.PAYING_BACK.search(_without_return(clause)):
        yield Subject.RETURN_WINDOW
    elif has_days and not returns and cues.DELIVERING.search(said) and not cues.PAYING_BACK.search(said):
        yield Subject.DELIVERY_TIME
    if money and not returns and cues.DELIVERING.search(said):
        if cues.FREE.search(said) and cues.FROM_AMOUNT.search(clause):
            if cues.DELIVERING.search(clause) or not cues.GIFT.search(clause):
                yield Subject.FREE_DELIVERY
        elif cues.COSTING.search(clause) and not (
            cues.FROM_AMOUNT.search(clause) or cues.FREE.search(clause)
        ):
            yield Subject.DELIVERY_COST


def _without_return(clause: str) -> str:
    """What is had for what is sent back says nothing of how long that takes."""
    return cues.IN_RETURN.sub(" ", cues.MONEY_BACK.sub(" ", clause))


def _digits(number: str) -> str:
    """A telephone number as it is compared: its last nine digits, because the country's code may be left out."""
    return re.sub(r"\D", "", number.replace("(0)", ""))[-9:]
