"""Which of the products shown a message points at: "it", "the second one", "the top two"."""

from __future__ import annotations

import re
from uuid import UUID

from aisle.answering import cues

_PLURAL = re.compile(
    r"\b(?:they|them|these|those|their|both|davon|beide|les deux|ils|elles|ellos|ellas|ambos|ambas|questi|queste|loro|entramb[ie]|ze|deze)\b"
)


def referred(lowered: str, shown: tuple[UUID, ...], last: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """The products meant; "it" stays with the product last spoken of, else with the first shown."""
    by_place = by_ordinal(lowered, shown)
    if by_place:
        return by_place
    if _PLURAL.search(lowered):
        return last if len(last) > 1 else shown
    return last[:1] or shown[:1]


def by_ordinal(lowered: str, shown: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Products named by their place among those shown, in the order named."""
    found: list[tuple[int, UUID]] = []
    for cue, place in cues.ORDINALS:
        match = cue.search(lowered)
        if match and -len(shown) <= place < len(shown):
            found.append((match.start(), shown[place]))
    return tuple(dict.fromkeys(id_ for _, id_ in sorted(found, key=lambda item: item[0])))


def top(lowered: str, shown: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """ "The top two" of the products shown; () when the text names no number or too few were shown."""
    match = cues.TOP_COUNT.search(lowered)
    if not match:
        return ()
    count = 3 if cues.THREE & set(match.group().split()) else 2
    return shown[:count] if len(shown) >= 2 else ()
