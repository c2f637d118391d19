"""A number of places that several share: nobody takes more than there are left, so that who comes next always finds one.

Source: Choudhury and Hahne, "Dynamic queue length thresholds for shared-memory packet switches" (1998), with a factor of one.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from types import TracebackType

Waiting = asyncio.Future[None]


class FairPlaces:
    """Belongs to one event loop. Who is nobody (None) has no share, and takes whatever is left."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._held: dict[Hashable, int] = {}
        self._waiting: OrderedDict[Hashable, deque[Waiting]] = OrderedDict()

    def hold(self, whose: Hashable, seconds: float, full: Callable[[], Exception]) -> "FairPlace":
        """Hold one for a block. seconds: to wait at most. full: makes what is raised where none came free."""
        return FairPlace(self, whose, seconds, full)

    def take(self, whose: Hashable) -> bool:
        """Take one if there is one for them and they wait for none."""
        if whose in self._waiting or not self._may(whose):
            return False
        self._take(whose)
        return True

    def give_back(self, whose: Hashable) -> None:
        """Give one back; it goes to whoever waits and has fewest."""
        self._free += 1
        left = self._held[whose] - 1
        if left:
            self._held[whose] = left
        else:
            del self._held[whose]
        if self._waiting:
            self._hand_on()

    def wait(self, whose: Hashable) -> Waiting:
        """Stand in line, behind those of one's own."""
        waiting: Waiting = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(whose, deque()).append(waiting)
        return waiting

    def leave(self, whose: Hashable, waiting: Waiting) -> None:
        """Stand in line no more; a place that was given meanwhile goes back."""
        if waiting.done() and not waiting.cancelled():
            self.give_back(whose)
        elif (line := self._waiting.get(whose)) is not None:
            line.remove(waiting)
            if not line:
                del self._waiting[whose]

    def _may(self, whose: Hashable) -> bool:
        return self._free > 0 and (whose is None or self._held.get(whose, 0) < self._free)

    def _take(self, whose: Hashable) -> None:
        self._free -= 1
        self._held[whose] = self._held.get(whose, 0) + 1

    def _hand_on(self) -> None:
        while any(map(self._may, self._waiting)):
            whose = min(filter(self._may, self._waiting), key=lambda one: self._held.get(one, 0))
            line = self._waiting[whose]
            waiting = line.popleft()
            if not line:
                del self._waiting[whose]
            if not waiting.done():
                self._take(whose)
                waiting.set_result(None)


class FairPlace:
    """One place, held by `async with`."""

    __slots__ = ("_full", "_places", "_seconds", "_whose")

    def __init__(
        self, places: FairPlaces, whose: Hashable, seconds: float, full: Callable[[], Exception]
    ) -> None:
        self._places, self._whose, self._seconds, self._full = places, whose, seconds, full

    async def __aenter__(self) -> None:
        """Take it."""
        if self._places.take(self._whose):
            return  # at once: an alarm would cost more than the place
        waiting = self._places.wait(self._whose)
        try:
            async with asyncio.timeout(self._seconds):
                await waiting
        except BaseException as ended:
            self._places.leave(self._whose, waiting)
            if isinstance(ended, TimeoutError):
                raise self._full() from None
            raise

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Give it back."""
        self._places.give_back(self._whose)
