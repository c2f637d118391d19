"""Functions of texts. Null gives null."""

import html
import unicodedata
from collections.abc import Callable, Mapping

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions.signatures import Function
from aisle.sources.rules.values import Value, as_number, as_text
from aisle.sources.rules.work import MOST_TEXT, Work


def _of_text(compute: Callable[[str], Value]) -> Callable[..., Value]:
    def function(work: Work, value: Value) -> Value:
        text = as_text(value)
        return None if text is None else compute(work.text(text))

    return function


def trimmed(text: str) -> str:
    """Return a text without blanks at its ends, and with single blanks within."""
    return " ".join(text.split())


def slug(text: str) -> str:
    """Return a text as it can stand in an address: lower case, letters and digits with dashes between."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "-".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def without_tags(text: str) -> str:
    """Return the words of a piece of HTML, in one pass: what stands between < and > is a blank; entities are their signs."""
    words: list[str] = []
    for at, piece in enumerate(text.split("<")):
        words.append(piece if at == 0 else " " + piece.partition(">")[2])
    return trimmed(html.unescape("".join(words)))


def _replace(work: Work, value: Value, old: Value, new: Value) -> Value:
    text, wanted, instead = as_text(value), as_text(old), as_text(new) or ""
    if text is None or not wanted:
        return text
    if len(text) + text.count(wanted) * len(instead) > MOST_TEXT:
        raise CannotApply("too_long", "The replaced text is too long.")
    return work.text(text.replace(wanted, instead))


def _split(work: Work, value: Value, mark: Value) -> Value:
    text, by = as_text(value), as_text(mark)
    if text is None:
        return []
    pieces = [piece.strip() for piece in (work.text(text).split(by) if by else text.split())]
    work.spend(len(pieces))
    return [piece for piece in pieces if piece]


def _cut(work: Work, value: Value, start: Value, end: Value = None) -> Value:
    text, first, last = as_text(value), as_number(start), as_number(end)
    if text is None:
        return None
    return text[_index(first) : None if last is None else _index(last)]


def _index(number: Value) -> int:
    return max(-MOST_TEXT, min(MOST_TEXT, int(number or 0)))


def _starts(work: Work, value: Value, beginning: Value) -> Value:
    return (as_text(value) or "").startswith(as_text(beginning) or "\0")


def _ends(work: Work, value: Value, ending: Value) -> Value:
    return (as_text(value) or "").endswith(as_text(ending) or "\0")


def _state(work: Work, known: Value, said: Value) -> Value:
    return {"known": as_text(known), "said": as_text(said) or ""}


ON_TEXTS: Mapping[str, Function] = {
    "text": Function(_of_text(str), 1, 1),
    "lower": Function(_of_text(str.lower), 1, 1),
    "upper": Function(_of_text(str.upper), 1, 1),
    "trim": Function(_of_text(trimmed), 1, 1),
    "slug": Function(_of_text(slug), 1, 1),
    "words": Function(_of_text(without_tags), 1, 1),
    "replace": Function(_replace, 3, 3),
    "split": Function(_split, 2, 2),
    "cut": Function(_cut, 2, 3),
    "starts": Function(_starts, 2, 2),
    "ends": Function(_ends, 2, 2),
    "state": Function(_state, 2, 2),
}
