"""Leaving a model alone that fails again and again, without letting one organization do that to all others."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from uuid import UUID

from aisle.core.http import Breaker

# Of one organization's failures in a row, so many are held against the model for everybody: it takes three of them to open a
# breaker. What one organization alone meets with, such as answers that it asks for and nobody could write in time, is its own.
MOST_OF_ONE = 2
MOST_WATCHED = 1_000
Whose = UUID | None


class FairBreaker:
    """A breaker for everybody, and one for each organization whose calls fail. Of whoever is nobody's, every failure counts."""

    def __init__(self, name: str, now: Callable[[], float]) -> None:
        """name: as messages say it. now: seconds, on a clock that never jumps."""
        self._name, self._now = name, now
        self._everybodys = Breaker(name, now)
        self._own: OrderedDict[UUID, Breaker] = OrderedDict()
        self._counted: Counter[UUID] = Counter()

    def rest(self, whose: Whose) -> float:
        """Return the seconds that the model is left alone for by an organization's calls."""
        return max(one.rest for one in self._of(whose))

    def check(self, whose: Whose) -> None:
        """Raise OutsideUnavailable while it is left alone; after a rest one call is let through to try."""
        both = self._of(whose)
        for one in sorted(
            both, key=lambda one: -one.rest
        ):  # none gives leave to try where the other one rests
            one.check()

    def succeeded(self, whose: Whose) -> None:
        """Take note of an answer: it lives, whoever asked."""
        self._everybodys.succeeded()
        self._counted.clear()
        if whose is not None:
            self._own.pop(whose, None)

    def failed(self, whose: Whose) -> None:
        """Take note of a failure."""
        if whose is None:
            self._everybodys.failed()
            return
        self._breaker_of(whose).failed()
        if self._counted[whose] < MOST_OF_ONE:
            self._counted[whose] += 1
            self._everybodys.failed()

    def _of(self, whose: Whose) -> list[Breaker]:
        own = self._own.get(whose) if whose is not None else None
        return [self._everybodys] if own is None else [self._everybodys, own]

    def _breaker_of(self, whose: UUID) -> Breaker:
        found = self._own.setdefault(whose, Breaker(self._name, self._now))
        self._own.move_to_end(whose)
        if len(self._own) > MOST_WATCHED:
            forgotten, _ = self._own.popitem(last=False)
            self._counted.pop(forgotten, None)
        return found
