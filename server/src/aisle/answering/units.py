"""What a passage can be quoted by: sentences, answers of questions, list items and table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

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
    headers = (
        headers_in(passage.context, passage.text)
        if passage.kind == "table"
        else headers_of(passage.context, passage.text)
    )
    found: list[Unit] = []
    heading = " ".join((*passage.section[-1:], ""))
    question = passage.section[-1] if heading.rstrip().endswith("?") else ""
    for span in sentences(passage.text):
        unit = _unit(passage, len(found), span.start, span.end, headers)
        if unit.text.endswith("?") and not unit.is_item:
            question = unit.text
        asked = question if question != heading.strip() else ""
        about = f"{heading}{asked} " if asked else heading
        found.append(replace(unit, about=about, question=question))
    return tuple(found)


def _unit(passage: PassageHit, number: int, start: int, end: int, headers: tuple[str, ...]) -> Unit:
    text = passage.text[start:end]
    mark = _ANSWER_MARK.match(text)
    if mark and len(mark.group()) < len(text):
        start, text = start + mark.end(), text[mark.end() :]
    is_row = len(cells(text)) > 1
    line = passage.text[:start].rsplit("\n", 1)[-1]
    is_item = not is_row and bool(re.fullmatch(r"\s*(?:[-*•–‣·]|\d{1,2}[.)])\s+", line))
    shown = readable(text, headers) if is_row else text
    usable = _is_usable(text, passage, is_item or is_row) and not (is_row and is_header(text, headers))
    values = cells(text) if is_row else ()
    columns = tuple(zip(headers, values, strict=True)) if len(headers) == len(values) else ()
    return Unit(
        passage,
        number,
        start,
        end,
        text,
        shown,
        is_item=is_item,
        is_row=is_row,
        usable=usable,
        columns=columns,
    )


def _is_usable(text: str, passage: PassageHit, is_entry: bool) -> bool:
    if len(text) > LONGEST_QUOTE or is_hostile(text) or text.rstrip("\"'”’»").endswith(("?", "？", "؟")):
        return False
    if is_entry:
        return True
    ended = text[-1] in ".!…:。！۔।\"'”’»)"
    is_heading = text in passage.section or text == passage.title
    return not is_heading and (ended or len(text.split()) > _FEWEST_WORDS or not text.isascii())
