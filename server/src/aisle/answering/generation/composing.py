"""Putting checked sentences together: marks and references numbered in reading order, pieces, the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aisle.answering.claims import Claim, Verdict
from aisle.answering.generation.bearing import Window
from aisle.answering.generation.checked import Checked
from aisle.answering.generation.facts import PLACEHOLDER
from aisle.answering.generation.sources import Sources
from aisle.answering.quoting import cite
from aisle.answering.types import CitationSegment, Fact, FactSegment, Segment, TextSegment
from aisle.answering.writer import Piece

_WIDER = ("", " ", "\n", "\n\n")


class Composer:
    """Collects the sentences that are shown and the claims of all.

    Args:
        begun: Segments of an answer that is continued.
    """

    def __init__(self, sources: Sources, begun: Sequence[Segment] = ()) -> None:
        self._sources = sources
        self._segments = list(begun)
        self._gap = "\n\n" if begun else ""
        self.claims: list[Claim] = []
        self.sentences = 0
        self.shows_claims = False
        self.offers_person = False
        self.left_open = False

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What is shown so far, the text in one segment."""
        return tuple(self._segments)

    @property
    def has_text(self) -> bool:
        """Whether anything can be read yet."""
        return any(isinstance(one, TextSegment) for one in self._segments)

    def add(self, checked: Checked) -> Piece | None:
        """Note a sentence in the ledger, and give the piece that shows it."""
        self._gap = max(self._gap, checked.raw.gap, key=_WIDER.index)
        self.offers_person |= checked.offer_person
        self.left_open |= checked.is_left_open
        if checked.text is None:
            self.claims.append(_claim(checked, checked.written, None, ()))
            return None
        self.sentences += 1
        self.shows_claims |= checked.support is not None
        new: list[Segment] = []
        marks = tuple(self._mark(window, new) for window in checked.spans)
        said = _with_marks(self._filled(checked.text, new), marks)
        goes_on = self.has_text
        text = f"{self._gap if goes_on else ''}{said}"
        self._show(text, new)
        self._gap = ""
        self.claims.append(_claim(checked, _with_marks(checked.written, marks), said, marks))
        return Piece((TextSegment(text), *new), goes_on=goes_on)

    def leave_out(self, checked: Checked) -> None:
        """Note a sentence that is not shown after all."""
        self.add(replace(checked, text=None, verdict=Verdict.DROPPED))

    def say(self, text: str) -> Piece:
        """Add a fixed sentence of our own in a paragraph of its own."""
        goes_on = self.has_text
        text = f"\n\n{text}" if goes_on else text
        self._show(text, ())
        return Piece((TextSegment(text),), goes_on=goes_on)

    def _show(self, text: str, new: Iterable[Segment]) -> None:
        places = [place for place, one in enumerate(self._segments) if isinstance(one, TextSegment)]
        if places:
            before = self._segments[places[-1]]
            assert isinstance(before, TextSegment)
            self._segments[places[-1]] = TextSegment(before.text + text)
        else:
            self._segments.append(TextSegment(text))
        self._segments.extend(new)

    def _mark(self, window: Window, new: list[Segment]) -> int:
        """The mark of these exact words, old or new."""
        made = citation(window, 0)
        known = [one for one in (*self._segments, *new) if isinstance(one, CitationSegment)]
        same = next((one for one in known if replace(one, mark=0) == made), None)
        if same is not None:
            return same.mark
        mark = 1 + max((one.mark for one in known), default=0)
        new.append(replace(made, mark=mark))
        return mark

    def _filled(self, text: str, new: list[Segment]) -> str:
        return PLACEHOLDER.sub(lambda m: self._fact(Fact(m.group(1)), int(m.group(2)), new), text)

    def _fact(self, fact: Fact, number: int, new: list[Segment]) -> str:
        product = self._sources.product(number)
        if product is None:
            return ""
        known = [one for one in (*self._segments, *new) if isinstance(one, FactSegment)]
        same = next((one for one in known if one.product_id == product.id and one.fact is fact), None)
        if same is None:
            same = FactSegment(f"x{1 + len(known)}", product.id, None, fact)
            new.append(same)
        return f"{{fact:{same.id}}}"


def citation(window: Window, mark: int) -> CitationSegment:
    """The exact span of a window in its document."""
    start, end = window.span
    hit = window.passage
    return replace(
        cite(window.units[0], mark), end=hit.start + end, start=hit.start + start, quote=hit.text[start:end]
    )


def _with_marks(text: str, marks: Sequence[int]) -> str:
    """Marks stand behind the sentence, each once."""
    return text + "".join(f" [{mark}]" for mark in dict.fromkeys(marks))


def _claim(checked: Checked, text: str, shown: str | None, marks: tuple[int, ...]) -> Claim:
    written = PLACEHOLDER.sub(lambda match: f"({match.group(1)})", text)
    return Claim(
        re.sub(r"[{}]", "", written),
        checked.verdict,
        shown,
        tuple(dict.fromkeys(marks)),
        checked.faults,
        checked.support,
        checked.method,
    )
