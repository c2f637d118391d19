"""Cuts text into words, numbers with units and runs of scripts written without spaces."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from aisle.core.units import UNIT_PATTERN

# Marks that belong to the letter before them; Python's \w leaves them out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
)
# Han, kana and half-width kana, Thai, Lao, Burmese, Khmer: no spaces between words. Hangul has spaces, but particles
# stick to its words, and pairs of syllables find a word with any of them. The katakana middle dot parts words, the sign
# of the baht is no letter, and Thai digits are digits.
UNSPACED = (
    "\uac00-\ud7af\u3005\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
    "\uff66-\uff9f\u0e01-\u0e3a\u0e40-\u0e4e\u0e5a-\u0eff\u1000-\u109f\u1780-\u17ff"
)
# Half-width kana and written-out ones carry their voicing in a character of its own.
_VOICING = "\u3099\u309a\uff9e\uff9f"
_LETTER = rf"[^\W_{UNSPACED}]"
_PART = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
JOINERS = "-\u2010\u2011\u2012\u2013\u2212/.'\u2019&_+"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"

_PIECE = re.compile(
    rf"(?P<quantity>(?<!{_LETTER})(?<![_.,{JOINERS}])(?P<number>{_NUMBER})(?:\s|[-\u2010\u2011\u2013])?(?P<unit>{UNIT_PATTERN})"
    rf"(?!{_LETTER})(?![_{_MARKS}]))"
    rf"|(?P<run>[{UNSPACED}]+)"
    rf"|(?P<word>{_PART}(?:(?:[{JOINERS}]|(?<=\d),(?=\d)){_PART})*)",
    re.IGNORECASE,
)
_FOLDED = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Letters that decomposition leaves alone, and Arabic forms that writers use for one another.
_LETTERS = str.maketrans("øłđıىةٱ", "oldiيها", "\u0640") | str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹๐๑๒๓๔๕๖๗๘๙", "012345678901234567890123456789"
)


# Marks that nobody sees and that cut words apart: soft hyphens, zero-width spaces and joiners, directions.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


_CHARACTER = re.compile(f".[{_VOICING}]*", re.DOTALL)


class Piece(NamedTuple):
    """A stretch of text that is analysed as one."""

    kind: str
    text: str
    start: int
    end: int
    number: str = ""
    unit: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text; kinds are `word`, `run` (a script without spaces) and `quantity` (a number with its unit)."""
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or "word"
        if match["quantity"]:
            yield Piece("quantity", match[0], match.start(), match.end(), match["number"], match["unit"])
        else:
            yield Piece(kind, match[0], match.start(), match.end())


def pairs(run: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the pairs of neighbouring characters of a run; of a single character, its own.

    So a word is found without knowing where it begins, at the cost of pairs that reach over two words: what Lucene's
    CJKBigramFilter makes of Han, kana and Hangul, here also of Thai, Lao, Burmese and Khmer.
    """
    characters = [match.span() for match in _CHARACTER.finditer(run)]
    for at in range(max(1, len(characters) - 1)):
        yield characters[at][0], characters[min(at + 1, len(characters) - 1)][1]


def visible(text: str) -> str:
    """Return a text without the marks that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def fold(word: str) -> str:
    """Fold compatibility forms, case and diacritics, so that "Café", "CAFE" and "ｃａｆé" are one word.

    Cyrillic keeps its marks but for ё: й is a letter there and the stemmer needs it.
    """
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).casefold()
    if _CYRILLIC.search(folded):
        return folded.replace("ё", "е")
    bare = _FOLDED.sub("", unicodedata.normalize("NFD", folded)).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)
