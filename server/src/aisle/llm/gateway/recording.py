"""An observer that remembers, for tests; or refuses, like a budget that is spent."""

from dataclasses import dataclass, field

from aisle.llm.gateway.observer import Outcome, Reservation, Try


@dataclass(slots=True)
class RecordingObserver:
    """The port's fake.

    Attributes:
        refuses: Raised by `reserve`, where it is set.
        tries: In their order.
        outcomes: Of the tries, in the order in which they ended.
        open: Reservations that nobody settled yet.
    """

    refuses: Exception | None = None
    tries: list[Try] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    open: int = 0

    async def reserve(self, planned: Try) -> Reservation:
        """Remember a try."""
        if self.refuses is not None:
            raise self.refuses
        self.tries.append(planned)
        self.open += 1
        return _Recorded(self)


@dataclass(slots=True)
class _Recorded:
    observer: RecordingObserver
    settled: bool = False

    async def settle(self, outcome: Outcome) -> None:
        assert not self.settled, "a reservation is settled once"
        self.settled = True
        self.observer.open -= 1
        self.observer.outcomes.append(outcome)
