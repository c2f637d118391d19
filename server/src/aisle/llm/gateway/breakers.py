"""Leaving a model alone that fails again and again, without letting some organizations do that to others."""

from collections import OrderedDict
from collections.abc import Callable
from uuid import UUID

from aisle.core.http import Breaker

# Of one organization's failures in a row, so many speak against the model.
MOST_OF_ONE = 2
# Who was answered so often is believed in full, who never was, a quarter: accounts made for the purpose weigh little.
KNOWN_AFTER, LEAST_WEIGHT = 4, 0.25
ENOUGH = 5.0  # of weighted failures, without an answer to anybody in between: it takes three who are known
MOST_WATCHED = 1_000
Whose = UUID | None


class FairBreaker:
    """A breaker for each organization, which opens at its first failure where several others meet with failures, too.

    Nobody is kept from a model by what others met with: whoever was answered last, or has not asked, is let through. A model
    that is really away costs each organization one call. Whose is nobody's has a breaker like any other.
    """

    def __init__(self, name: str, now: Callable[[], float]) -> None:
        """name: as messages say it. now: seconds, on a clock that never jumps."""
        self._name, self._now = name, now
        self._own: OrderedDict[Whose, Breaker] = OrderedDict()
        self._answers: OrderedDict[Whose, int] = OrderedDict()
        self._doubts: dict[Whose, int] = {}
        self._suspended: set[Breaker] = set()

    def rest(self, whose: Whose) -> float:
        """Return the seconds that the model is left alone for by an organization's calls."""
        own = self._own.get(whose) if self._own else None
        return own.rest if own is not None else 0.0

    def check(self, whose: Whose) -> None:
        """Raise OutsideUnavailable while it is left alone; after a rest one call is let through to try."""
        if self._own and (own := self._own.get(whose)) is not None:
            own.check()

    def succeeded(self, whose: Whose) -> None:
        """Take note of an answer: it lives, whoever asked."""
        if self._own:
            self._own.pop(whose, None)
        if self._doubts or self._suspended:
            self._trust_again()
        if (answers := self._answers.get(whose, 0)) < KNOWN_AFTER:
            self._answers[whose] = answers + 1
            if len(self._answers) > MOST_WATCHED:
                self._answers.popitem(last=False)

    def failed(self, whose: Whose, *, by_provider: bool = True) -> None:
        """Take note of a failure. by_provider: whether it says something of how the model does for others."""
        own = self._breaker_of(whose)
        if by_provider and self._doubts.get(whose, 0) < MOST_OF_ONE and len(self._doubts) < MOST_WATCHED:
            self._doubts[whose] = self._doubts.get(whose, 0) + 1
        if by_provider and self._is_doubtful():
            own.failed(enough=1)
            self._suspended.add(own)
        else:
            own.failed()

    def _is_doubtful(self) -> bool:
        return sum(self._weight(whose) * failures for whose, failures in self._doubts.items()) >= ENOUGH

    def _weight(self, whose: Whose) -> float:
        if whose is None:
            return 1.0
        return max(LEAST_WEIGHT, self._answers.get(whose, 0) / KNOWN_AFTER)

    def _trust_again(self) -> None:
        """Let those ask again who rest only because others met with failures, too."""
        self._doubts.clear()
        for one in self._suspended:
            one.relieve()
        self._suspended.clear()

    def _breaker_of(self, whose: Whose) -> Breaker:
        found = self._own.setdefault(whose, Breaker(self._name, self._now))
        self._own.move_to_end(whose)
        if len(self._own) > MOST_WATCHED:
            forgotten, _ = self._own.popitem(last=False)
            self._doubts.pop(forgotten, None)
        return found
