"""About how many tokens a text takes, without the tokenizer of a model that may be anywhere."""

from __future__ import annotations

import re

# Characters per token, rounded down so that a budget holds: common tokenizers take 4 to 5 English letters for one,
# 2 to 3 of other alphabets, and one or more tokens for each Han, kana or Hangul sign.
_ASCII, _OTHER, _WIDE = 3.6, 2.0, 0.8
_WIDE_SIGNS = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_ASCII_SIGNS = re.compile(r"[\x00-\x7f]")


def count_tokens(text: str) -> int:
    """An estimate that is rather too high than too low."""
    wide = len(_WIDE_SIGNS.findall(text))
    plain = len(text) if text.isascii() else len(_ASCII_SIGNS.findall(text))
    return int(plain / _ASCII + wide / _WIDE + (len(text) - plain - wide) / _OTHER) + 1


def cut_to(text: str, tokens: int) -> str:
    """The beginning of a text that takes no more than so many tokens, ended between words where it can be."""
    if count_tokens(text) <= tokens:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count_tokens(text[:middle]) <= tokens else (low, middle - 1)
    kept = text[:low]
    return kept.rsplit(" ", 1)[0] if " " in kept else kept
