"""What a passage can be quoted by: sentences, answers of questions, list items and table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from aisle.answering.guardrails import holds_any
from aisle.answering.hostile import is_hostile
from aisle.answering.sentences import sentences
from aisle.answering.tables import cells, headers_in, headers_of, is_header, readable
from aisle.retrieval.types import PassageHit

# A "sentence" longer than this is text without punctuation; quoting it whole helps nobody.
LONGEST_QUOTE = 600
_FEWEST_WORDS = 3
_ANSWER_MARK = re.compile(r"^(?:a|answer|antwort|r|réponse|respuesta)\s*\d{0,3}\s*[:.)]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """One quotable stretch of a passage: `text` is `passage.text[start:end]`, `shown` how it is said.

    `about` is the heading above it with the question it answers, where there is one; `columns` are a row's headers
    with its cells.
    """

    passage: PassageHit
    number: int
    start: int
    end: int
    text: str
    shown: str
    about: str = ""
    question: str = ""
    is_item: bool = False
    is_row: bool = False
    usable: bool = True
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def is_answer(self) -> bool:
        """Whether it stands under a question."""
        return bool(self.question)

    @property
    def document_span(self) -> tuple[int, int]:
        """Where it lies in the document's text."""
        return self.passage.start + self.start, self.passage.start + self.end


def units(passage: PassageHit) -> tuple[Unit, ...]:
    """Everything in the passage in order; what cannot be quoted is kept, marked, for its neighbours' sake."""
    found = _cut(passage.text, passage.context, passage.kind, passage.section, passage.title)
    if passage.barred:
        found = tuple(one._replace(usable=one.usable and not _is_barred(one, passage)) for one in found)
    return tuple(Unit(passage, number, *one) for number, one in enumerate(found))


def _is_barred(one: _Cut, passage: PassageHit) -> bool:
    return holds_any(one.text, passage.barred) or holds_any(one.shown, passage.barred)


class _Cut(NamedTuple):
    """A unit's attributes behind its passage and number, in their order."""

    start: int
    end: int
    text: str
    shown: str
    about: str
    question: str
    is_item: bool
    is_row: bool
    usable: bool
    columns: tuple[tuple[str, str], ...]


# Passages come back with other questions; what they are cut from never changes.
@lru_cache(maxsize=2_048)
def _cut(text: str, context: str, kind: str, section: tuple[str, ...], title: str) -> tuple[_Cut, ...]:
    headers = headers_in(context, text) if kind == "table" else headers_of(context, text)
    found: list[_Cut] = []
    heading = " ".join((*section[-1:], ""))
    question = section[-1] if heading.rstrip().endswith("?") else ""
    for span in sentences(text):
        unit = _unit(text, span.start, span.end, headers, (*section, title))
        asking = "" if unit.is_item or unit.is_row else _question_line(text, unit.start)
        if asking:
            question, unit = asking, unit._replace(usable=False)
        asked = question if question != heading.strip() else ""
        about = f"{heading}{asked} " if asked else heading
        found.append(unit._replace(about=about, question=question))
    return tuple(found)


def _question_line(text: str, start: int) -> str:
    """The line that a sentence stands in, where it ends by asking: "I am between two sizes. Which one?" is one question."""
    line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0].strip()
    return line if line.endswith(("?", "？", "؟")) else ""


def _unit(whole: str, start: int, end: int, headers: tuple[str, ...], headings: tuple[str, ...]) -> _Cut:
    text = whole[start:end]
    mark = _ANSWER_MARK.match(text)
    if mark and len(mark.group()) < len(text):
        start, text = start + mark.end(), text[mark.end() :]
    values = cells(text)
    is_row = len(values) > 1
    line = whole[:start].rsplit("\n", 1)[-1]
    is_item = not is_row and bool(re.fullmatch(r"\s*(?:[-*•–‣·]|\d{1,2}[.)])\s+", line))
    shown = readable(text, headers) if is_row else text
    usable = _is_usable(text, headings, is_item or is_row) and not (is_row and is_header(text, headers))
    fits = is_row and len(headers) == len(values)
    columns = tuple(zip(headers, values, strict=True)) if fits else ()
    return _Cut(start, end, text, shown, "", "", is_item, is_row, usable, columns)


def _is_usable(text: str, headings: tuple[str, ...], is_entry: bool) -> bool:
    if len(text) > LONGEST_QUOTE or is_hostile(text) or text.rstrip("\"'”’»").endswith(("?", "？", "؟")):
        return False
    if is_entry:
        return True
    ended = text[-1] in ".!…:。！۔।\"'”’»)"
    return text not in headings and (ended or len(text.split()) > _FEWEST_WORDS or not text.isascii())
