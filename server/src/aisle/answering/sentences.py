"""Cutting a passage into sentences without changing a character of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS = _words(
    """e.g i.e etc mr mrs ms dr prof st no nos vs approx ca min max incl excl fig p pp tel ltd inc co est dept
    art z.b d.h u.a usw bzw evtl ggf inkl zzgl nr str abs s.o s.u vgl mind tägl mo di mi do fr sa so p.ex
    env m mme mlle mm av bd réf p.ej ej sr sra srta ud uds aprox pág núm teléf jan feb mar apr jun jul aug
    sep sept oct nov dec lun jeu ven sam dim jue vie sáb dom"""
)
# Words that end a sentence as often as they are cut short: a capital after them decides for a new sentence.
_ALSO_WORDS = _words("""etc no so do mar mi fr co usw min max art est env av sa m mm ven sam dom""")

END = re.compile(r"[.!?…。！？؟۔।]+[\"'”’»」)\]]*")
ALWAYS_ENDS = frozenset("。！？؟۔।")
LIST_MARK = re.compile(r"[ \t]*(?:[-*•–‣·]|\d{1,2}[.)]|[a-z]\))[ \t]+")
_ROW_MARK = re.compile(r"\t|\s\|\s|^\s*\|")
_WRAPPED_AT = 50


@dataclass(frozen=True, slots=True)
class Span:
    """Where a sentence lies in the text it was cut from."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The sentence's own words."""
        return text[self.start : self.end]


# Passages come back with other questions; their text never changes.
@lru_cache(maxsize=4_096)
def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, list items and table rows of a text, in order."""
    found = (_trimmed(text, span) for line in _lines(text) for span in _split_line(text, line))
    return tuple(span for span in found if span.end > span.start)


def _lines(text: str) -> Iterator[Span]:
    """Runs of text that belong together: hard-wrapped lines are joined, lists and rows are not."""
    start = position = 0
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        if _breaks(line, text[end : end + 200]):
            yield Span(start, end)
            start = end
        position = end
    if start < len(text):
        yield Span(start, len(text))


def _breaks(line: str, following: str) -> bool:
    here, after = line.strip(), following.split("\n", 1)[0]
    if not here or not after.strip():
        return True
    if LIST_MARK.match(after) or _ROW_MARK.search(line) or _ROW_MARK.search(after):
        return True
    if here[-1] in ".!?:…。！？؟۔":
        return True
    return len(here) < _WRAPPED_AT and after.lstrip()[0].isupper()


def _split_line(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    mark = LIST_MARK.match(text, line.start, line.end)
    if mark:
        start = mark.end()
    for end in END.finditer(text, start, line.end):
        if _ends_here(text, start, end, line.end):
            yield Span(start, end.end())
            start = end.end()
    yield Span(start, line.end)


def _ends_here(text: str, start: int, end: re.Match[str], line_end: int) -> bool:
    if end.end() >= line_end or end.group()[0] in ALWAYS_ENDS:
        return True
    following = text[end.end() : end.end() + 40]
    if not following[0].isspace():
        return False
    if end.group()[0] != ".":
        # "Waterproof? yes!" keeps going when a small letter follows, as in quoted speech.
        return not following.lstrip()[:1].islower()
    return not is_abbreviation(text[max(start, end.start() - 12) : end.start()], following.lstrip())


def is_abbreviation(before: str, following: str) -> bool:
    """Whether the dot after `before` belongs to the word: "e.g.", "Dr.", "J.", "14. März"."""
    word = re.split(r"[\s(\[„“\"]|\.[-–]", before)[-1].lower()
    capital = not following[:1].islower()
    if word in _ABBREVIATIONS:
        return not (capital and word in _ALSO_WORDS and not following[:1].isdigit())
    if len(word) == 1 and word.isalpha():
        return True
    if word.isdigit() and len(word) <= 2:
        return _is_ordinal(following)
    return not capital


_MONTHS = _words(
    """januar februar märz april mai juni juli august september oktober november dezember tag woche etage stock"""
)


def _is_ordinal(following: str) -> bool:
    """German "am 14. März": a month, or anything in small letters, follows the number."""
    word = re.match(r"\w+", following)
    return following[:1].islower() or bool(word and word.group().lower() in _MONTHS)


def _trimmed(text: str, span: Span) -> Span:
    part = span.of(text)
    return Span(span.start + len(part) - len(part.lstrip()), span.start + len(part.rstrip()))
