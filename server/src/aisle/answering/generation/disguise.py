"""Letters and digits in disguise: what a shopper reads as a word must be that word to every check.

Guards compare words. A model that was talked into it can write them in mathematical, wide or circled letters, with joiners
or strokes between, or with look-alikes of another script. The first are turned back into plain ones, the last are told.
Source of the forms: the compatibility decompositions of the Unicode Character Database.
"""

from __future__ import annotations

import re
import unicodedata

_WIDE_IS_USUAL = frozenset({"ja", "zh", "ko"})
_KEPT = frozenset("ªº™℠№℡")
_DRESSES = ("<font>", "<circle>", "<square>", "<compat>", "<super>", "<sub>")
# Persian, Indic scripts and emoji need joiners; after a letter of Europe they only hide one.
_JOINERS = re.compile(r"(?:(?<=[\u0000-\u058f])|^)[\u200c\u200d]+")
_STROKES = re.compile(r"(?<=[0-9A-Za-z])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_WORD = re.compile(r"[^\W\d_]+")
_UNITS = frozenset("μΩ")  # Greek letters that stand before and behind Latin ones: μm, kΩ
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
# Letters of phonetic alphabets: small capitals, letters upside down. No language of shops is written in them.
_PHONETIC = re.compile(r"[\u0250-\u02af\u1d00-\u1d7f\u1d80-\u1dbf\ua730-\ua7ff]")


def undressed(text: str, language: str) -> str:
    """The text in plain letters and digits, without joiners and strokes that only hide them.

    Superscripts behind a letter stay (m²). Wide letters stay in languages that are written with them.
    """
    forms = _DRESSES if language in _WIDE_IS_USUAL else (*_DRESSES, "<wide>")
    bare = _STROKES.sub("", _JOINERS.sub("", text))
    return bare if bare.isascii() else "".join(_plain(sign, bare, at, forms) for at, sign in enumerate(bare))


def hides_letters(text: str) -> bool:
    """Whether a word mixes look-alikes of several scripts, or is written in phonetic signs."""
    return not text.isascii() and any(_is_mixed(word.group()) for word in _WORD.finditer(text))


def _plain(sign: str, text: str, at: int, forms: tuple[str, ...]) -> str:
    digit = unicodedata.digit(sign, None)
    form = unicodedata.decomposition(sign).partition(" ")[0]
    if sign.isascii() or sign in _KEPT or (digit is not None and text[at - 1 : at].isalpha()):
        return sign
    if digit is not None and not sign.isdecimal():
        return str(digit)
    plain = unicodedata.normalize("NFKC", sign) if form in forms else sign
    bare = plain.strip("().")
    is_letter = bare.isascii() and bare.isalnum() and (len(bare) == 1 or form != "<square>")
    return plain if is_letter or (form == "<wide>" and plain.isascii()) else sign


def _is_mixed(word: str) -> bool:
    if word.isascii():
        return False
    names = (unicodedata.name(sign, "") for sign in word if sign not in _UNITS)
    scripts = {script for name in names for script in _SCRIPTS if name.startswith(script)}
    return len(scripts) > 1 or bool(_PHONETIC.search(word))
