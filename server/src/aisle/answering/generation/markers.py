"""The marks that a model puts behind what it says, in the many ways that models write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aisle.answering.generation.sources import Sources

_LABEL = r"(?:(?:sources?|evidence|passages?|doc(?:ument)?s?|product|quelle|fuente|fonte|bron)[\s:#]*)?\^?#?[EPep]?\s?\d{1,3}"
_JOINT = r"(?:\s*[,;/&]\s*|\s*(?:-|–|—|to|and|und|et|y)\s*|\s+)"
_MARK = re.compile(
    rf"\s*(?:\[\s*({_LABEL}(?:{_JOINT}{_LABEL}){{0,9}})\s*\](?!\()|【\s*({_LABEL}(?:{_JOINT}{_LABEL}){{0,9}})[^】]{{0,20}}】"
    rf"|\(\s*([EP]\d{{1,3}}(?:{_JOINT}[EP]?\d{{1,3}}){{0,9}})\s*\))",
    re.IGNORECASE,
)
_ONE = re.compile(r"([EPep]?)\s?(\d{1,3})")
_RANGE = re.compile(r"([EPep]?)\s?(\d{1,3})\s*(?:-|–|—|to)\s*([EPep]?)\s?(\d{1,3})", re.IGNORECASE)
_WIDEST = 20


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, what they name, and whether any names nothing that was given."""

    text: str
    passages: tuple[int, ...]
    products: tuple[int, ...]
    unknown: bool


def read_marks(text: str, sources: Sources) -> Marked:
    """Take the marks out of a sentence; those that name no given evidence are dropped and noted."""
    labels: dict[tuple[str, int], None] = {}
    for match in _MARK.finditer(text):
        labels.update(dict.fromkeys(_labels(match.group(1) or match.group(2) or match.group(3))))
    passages = tuple(n for kind, n in labels if kind == "E" and sources.passage(n))
    products = tuple(n for kind, n in labels if kind == "P" and sources.product(n))
    bare = _MARK.sub("", text)
    return Marked(_no_brackets(bare), passages, products, len(labels) > len(passages) + len(products))


def _labels(inside: str) -> list[tuple[str, int]]:
    """ "E1, 3" is E1 and E3; "E1-E3" is all three."""
    found: list[tuple[str, int]] = []
    kind = "E"
    for match in _RANGE.finditer(inside):
        kind = (match.group(1) or kind).upper()
        first, last = int(match.group(2)), int(match.group(4))
        found.extend((kind, n) for n in range(first, min(last, first + _WIDEST) + 1))
    for match in _ONE.finditer(_RANGE.sub(" ", inside)):
        kind = (match.group(1) or kind).upper()
        found.append((kind, int(match.group(2))))
    return found


def _no_brackets(text: str) -> str:
    """Square brackets that are left could be read as marks of the answer."""
    return text.translate({ord("["): "(", ord("]"): ")", ord("【"): "(", ord("】"): ")"})
