"""Finding sentences, in linear time whatever the text is."""

import re
from collections.abc import Iterator

# Starts only at the first mark of a run of marks, and never gives back what it took (possessive `++`):
# a megabyte of dots is read once.
_BOUNDARY = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]{0,8}+\s++(?=[\"'“‘„«(\[¿¡*]{0,8}+[^\Wa-zß-öø-ÿ_])"
)
# Text written without capitals has none at the beginning of a sentence either.
_UNCASED_BOUNDARY = re.compile(_BOUNDARY.pattern.replace(r"[^\Wa-zß-öø-ÿ_]", r"[^\W_]"))
_CAPITAL = re.compile("[A-ZÀ-ÖØ-Þ]")
# Chinese and Japanese put no space after a sentence.
_WIDE_BOUNDARY = re.compile(_BOUNDARY.pattern + "|[。！？](?![。！？」』])")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "no",
        "nr",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "approx",
        "dept",
        "est",
        "fig",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "vol",
        "al",
        "cf",
        "ca",
        "z.b",
        "d.h",
        "u.a",
        "usw",
        "bzw",
        "ggf",
        "inkl",
        "exkl",
        "zzgl",
        "abs",
        "art",
        "str",
        "tel",
        "evtl",
        "max",
        "min",
        "mind",
        "hr",
        "fr",
        "dipl",
        "ing",
        "m",
        "mme",
        "mlle",
        "p.ex",
        "env",
        "av",
        "bd",
        "tél",
        "réf",
        "sra",
        "srta",
        "ud",
        "uds",
        "pág",
        "p.ej",
        "núm",
        "aprox",
        "dña",
    ]
)
# The longest short form with the brackets that may stand before it.
_LOOK_BACK = 9


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in `text[start:end]`, without the space around them."""
    start, end = _trimmed(text, start, end)
    boundary = _boundary(text, start, end)
    for match in boundary.finditer(text, start, end):
        stop = match.end()
        if stop >= end or (text[match.start()] == "." and _is_abbreviation(text, start, match.start())):
            continue
        yield start, len(text[start:stop].rstrip()) + start
        start = stop
    if start < end:
        yield start, end


def _boundary(text: str, start: int, end: int) -> re.Pattern[str]:
    """Return what ends a sentence in this stretch."""
    if not text.isascii() and text.find("。", start, end) >= 0:
        return _WIDE_BOUNDARY
    return _BOUNDARY if _CAPITAL.search(text, start, end) else _UNCASED_BOUNDARY


def _is_abbreviation(text: str, start: int, mark: int) -> bool:
    """Say whether the mark ends a short form ("e.g.", "J.") or a number ("am 3. Mai", "1. Introduction")."""
    near = max(start, mark - _LOOK_BACK)
    space = max(text.rfind(" ", near, mark), text.rfind("\n", near, mark))
    if space < 0 and near > start:
        return False
    word = text[max(space + 1, start) : mark].lstrip("(\"'“‘„«[").lower()
    return (
        word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or (word.isdigit() and len(word) <= 2)
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
