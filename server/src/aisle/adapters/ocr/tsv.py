"""Tesseract's answer, one word a line with tabs between its places, as paragraphs.

The columns are level, page, block, paragraph, line, word, left, top, width, height, confidence (0 to 100) and text.
"""

from collections.abc import Iterator
from itertools import groupby
from statistics import mean

_COLUMNS = 12
_WORD = "5"
# Below it a word is mostly a stain or the edge of a picture; below the other a whole paragraph is.
_SURE_WORD, _SURE_PARAGRAPH = 25.0, 45.0
_MOST_WORDS = 50_000


def paragraphs(answer: str) -> list[str]:
    """Return the paragraphs of a page in reading order; lines of the answer that are not as described are passed over."""
    words = [word for line in answer.split("\n")[:_MOST_WORDS] if (word := _word(line))]
    found = (list(group) for _, group in groupby(words, key=lambda word: word[0][:2]))
    return [text for group in found if (text := _paragraph(group))]


Word = tuple[tuple[str, str, str], float, str]  # block, paragraph and line; confidence; text


def _word(line: str) -> Word | None:
    cells = line.rstrip("\r").split("\t", _COLUMNS - 1)
    if len(cells) < _COLUMNS or cells[0] != _WORD or not cells[11].strip():
        return None
    try:
        sure = float(cells[10])
    except ValueError:
        return None
    return ((cells[2], cells[3], cells[4]), sure, cells[11].strip()) if sure >= _SURE_WORD else None


def _paragraph(words: list[Word]) -> str:
    if mean(sure for _, sure, _ in words) < _SURE_PARAGRAPH:
        return ""
    lines = [" ".join(text for _, _, text in line) for _, line in groupby(words, key=lambda word: word[0])]
    return "".join(_joined(lines))


def _joined(lines: list[str]) -> Iterator[str]:
    """Yield the lines as one, words put together again that were parted at a line's end."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        parted = line.endswith("-") and line[-2:-1].isalpha() and following[:1].islower()
        yield line[:-1] if parted else f"{line} " if following else line
