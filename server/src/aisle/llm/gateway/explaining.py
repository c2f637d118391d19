"""What became of each call, and why: for the trace, and for whoever keeps it with what the call was made for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from aisle.llm.gateway.calls import Call, Duty
from aisle.llm.gateway.deciding import Decision

MOST_REMEMBERED = 32  # calls of one turn: a judge may be asked about every sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """A try as it ended. error: the code of what went wrong."""

    model: str
    duty: Duty
    ended: str
    seconds: float
    error: str | None = None


@dataclass(slots=True)
class Explained:
    """One call: what was thought of, and what was asked.

    Attributes:
        asked: Tries in the order in which they ended; those of a shadow may come later than the answer.
    """

    call: Call
    decision: Decision
    asked: list[Asked] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept; it holds no words of people."""
        return {
            "purpose": self.call.purpose.value,
            "wanted": self.call.wanted,
            "considered": [{"model": one.name, "reason": one.reason} for one in self.decision.considered],
            "notes": list(self.decision.notes),
            "asked": [
                {
                    "model": one.model,
                    "duty": one.duty.value,
                    "ended": one.ended,
                    "error": one.error,
                    "milliseconds": round(one.seconds * 1000, 1),
                }
                for one in self.asked
            ],
        }


_explained: ContextVar[list[Explained] | None] = ContextVar("explained", default=None)


@contextmanager
def explaining() -> Iterator[list[Explained]]:
    """Collect what becomes of the calls that are made in a block, those of its tasks too."""
    found: list[Explained] = []
    token = _explained.set(found)
    try:
        yield found
    finally:
        _explained.reset(token)


def explained(call: Call, decision: Decision) -> Explained:
    """Return the record of a call, and have whoever collects remember it."""
    made, found = Explained(call, decision), _explained.get()
    if found is not None and len(found) < MOST_REMEMBERED:
        found.append(made)
    return made
