"""Where a read stands between two pages: durable text, so that a stopped read goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from aisle.sources.errors import BrokenData

MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class Position:
    """Where the next page begins.

    Attributes:
        at: A cursor or an address; None at the beginning, and where pages are counted.
        pages, items: That were read before.
        mark: What the whole read will give as its mark.
        last: Of the items of the page before: the same again means that the shop does not page.
    """

    at: Any = None
    pages: int = 0
    items: int = 0
    mark: str | None = None
    last: str | None = None

    def text(self) -> str:
        """Return the position as text."""
        return json.dumps(
            {name: value for name, value in asdict(self).items() if value is not None}, default=str
        )

    @classmethod
    def read(cls, text: str | None) -> Position:
        """Read what `text` wrote; None is the beginning. Raises BrokenData."""
        try:
            return cls(**json.loads(text)) if text else cls()
        except (ValueError, TypeError):
            raise BrokenData("The place where the read stopped cannot be understood.") from None


def look_of(items: Sequence[Any]) -> str | None:
    """Return what tells whether two pages hold the same items; None for an empty one."""
    if not items:
        return None
    text = json.dumps(items, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
