"""How a model has been lately: seconds, calls under way, and the last trouble; in this process."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

WINDOW_SECONDS = 3600.0
MOST = 512  # of the newest tries


@dataclass(frozen=True, slots=True)
class Trouble:
    """The code of what went wrong with the last try, and when; it is forgotten with the next answer."""

    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds of several tries: mean, median, and what 95 of 100 stayed within."""

    mean: float
    p50: float
    p95: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spread | None":
        """Return the spread of some values (nearest rank), None of none."""
        if not seconds:
            return None
        ordered = sorted(seconds)
        last = len(ordered) - 1
        at = [ordered[min(last, int(share * len(ordered)))] for share in (0.5, 0.95)]
        return cls(sum(ordered) / len(ordered), *at)


class Track:
    """Takes note of tries.

    Attributes:
        in_flight: Tries under way.
        trouble: Of the last try that failed or was refused, None once one went well.
    """

    def __init__(self) -> None:
        self.in_flight = 0
        self.trouble: Trouble | None = None
        self._answers: deque[tuple[float, float | None, float]] = deque(maxlen=MOST)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Count a try while it lasts."""
        self.in_flight += 1
        try:
            yield
        finally:
            self.in_flight -= 1

    def answered(self, now: float, first: float | None, total: float) -> None:
        """Take note of an answer. now: on a clock that never jumps. first, total: seconds to the first piece and the end."""
        self.trouble = None
        self._answers.append((now, first, total))

    def went_wrong(self, code: str, at: datetime) -> None:
        """Take note of a failure or a refusal."""
        self.trouble = Trouble(code, at)

    def seconds(self, now: float) -> tuple[list[float], list[float]]:
        """Return the seconds to first pieces, and to ends, of the answers within the window."""
        recent = [one for one in self._answers if now - one[0] <= WINDOW_SECONDS]
        return [first for _, first, _ in recent if first is not None], [total for _, _, total in recent]
