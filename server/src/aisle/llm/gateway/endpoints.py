"""A model at a provider, and how it has been lately."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from aisle.core.fair_places import FairPlace, FairPlaces
from aisle.core.http import OutsideUnavailable, RetryBudget, Timing
from aisle.llm.catalogue import ModelCard
from aisle.llm.chat import ChatModel
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.gateway.breakers import MOST_WATCHED, FairBreaker, Whose
from aisle.llm.gateway.calls import Purpose
from aisle.llm.gateway.matrix import CallRule
from aisle.llm.tracking import Spread, Track

NEWEST_SHARE = 0.2  # of the average of first pieces
# An average of long ago says nothing of now, and who is never asked could never show better.
FRESH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model as the settings name it.

    Attributes:
        name: In the settings.
        model: Asks it.
        called: As its provider calls it.
        card: What is known of it.
        is_own: Whether an organization brought it.
    """

    name: str
    model: ChatModel
    called: str
    card: ModelCard
    is_own: bool = False


class Health:
    """How one endpoint has been: its breaker, its places, how soon its first pieces come.

    Attributes:
        first_seconds: A moving average; None before the first answer.
        track: What is shown of it.
    """

    def __init__(self, name: str, timing: Timing, *, is_own: bool = False) -> None:
        """is_own: whether one organization alone asks it, which then has all of its places."""
        self._name, self._is_own = name, is_own
        self._breaker = FairBreaker(f"The model “{name}”", timing.now)
        self._places: dict[Purpose, FairPlaces] = {}
        self._now, self._measured_at = timing.now, 0.0
        self._retries: OrderedDict[Whose, RetryBudget] = OrderedDict()
        self.first_seconds: float | None = None
        self.track = Track()

    def resting(self, whose: Whose) -> float:
        """Return the seconds that it is left alone for by an organization's calls, 0 when it may be asked."""
        return self._breaker.rest(whose)

    @property
    def late_seconds(self) -> float | None:
        """The average of first pieces, as long as it is fresh."""
        is_fresh = self._now() - self._measured_at <= FRESH_SECONDS
        return self.first_seconds if is_fresh else None

    def check(self, whose: Whose) -> None:
        """Raise ChatModelUnavailable while it is left alone; after a rest one call is let through to try."""
        try:
            self._breaker.check(whose)
        except OutsideUnavailable as rests:
            raise ChatModelUnavailable(rests.detail, retry_after=rests.retry_after, again=False) from None

    def succeeded(self, whose: Whose, first_seconds: float | None) -> None:
        """Take note of an answer, or of a refusal: it lives."""
        self._breaker.succeeded(whose)
        if first_seconds is not None:
            self._measured_at = self._now()
            before = first_seconds if self.first_seconds is None else self.first_seconds
            self.first_seconds = before + NEWEST_SHARE * (first_seconds - before)

    def failed(self, whose: Whose, *, by_provider: bool = True) -> None:
        """Take note of a failure that is no fault of the request. by_provider: whether others would meet with it, too."""
        self._breaker.failed(whose, by_provider=by_provider)

    def retries(self, whose: Whose) -> RetryBudget:
        """Return an organization's own tries again, one for ten of its calls: nobody spends those of another."""
        found = self._retries.get(whose)
        if found is None:
            found = self._retries[whose] = RetryBudget()
            if len(self._retries) > MOST_WATCHED:
                self._retries.popitem(last=False)
        return found

    def answered(self, first_seconds: float | None, seconds: float) -> None:
        """Take note of how long an answer took."""
        self.track.answered(self._now(), first_seconds, seconds)

    def went_wrong(self, code: str, at: datetime) -> None:
        """Take note of what a try failed with, or was refused with."""
        self.track.went_wrong(code, at)

    def spreads(self) -> tuple[Spread | None, Spread | None]:
        """Return the spreads of seconds to first pieces and to ends, of the last hour."""
        first, total = self.track.seconds(self._now())
        return Spread.of(first), Spread.of(total)

    def answers(self) -> int:
        """Count the answers of the last hour, as far as they are remembered."""
        return len(self.track.seconds(self._now())[1])

    def place(self, purpose: Purpose, rule: CallRule, whose: Whose) -> "HeldPlace":
        """Hold one of the places that a kind of call has here for a block.

        No kind takes those of another, and no organization more than it leaves free.
        """
        places = self._places.get(purpose)
        if places is None:
            places = self._places[purpose] = FairPlaces(rule.at_once)
        # By number: looking an id up again and again would hash it anew each time.
        share = None if self._is_own or whose is None else whose.int
        return HeldPlace(places.hold(share, rule.queue, self._full), self.track)

    def _full(self) -> ChatModelUnavailable:
        return ChatModelUnavailable(
            f"The model “{self._name}” has too much to do; no place came free in time.", again=False
        )


class HeldPlace:
    """A place for the length of a block, which counts as a call under way."""

    __slots__ = ("_place", "_track")

    def __init__(self, place: FairPlace, track: Track) -> None:
        self._place, self._track = place, track

    async def __aenter__(self) -> None:
        """Take it. Raises ChatModelUnavailable where none came free in time."""
        await self._place.__aenter__()
        self._track.in_flight += 1

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self._track.in_flight -= 1
        await self._place.__aexit__(kind, error, trace)
