"""Limits on passages as typed values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PassageCriteria:
    """Limits on passages, by field: "source" (name or id), "language", "document.category" or "document.tag".

    Attributes:
        wanted: One of the values of each must hold.
        unwanted: None of the values of any may hold.
        chunking: Key of the one that cut them; None takes all.
    """

    wanted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unwanted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    chunking: str | None = None

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)
