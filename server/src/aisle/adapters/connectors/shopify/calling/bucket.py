"""The shop's bucket of query costs, as its own replies tell it.

Nothing of it is assumed: the size and speed depend on the shop's plan and have changed over the years.
"""

from collections.abc import Mapping
from typing import Any

from aisle.core.http.patience import Timing

MARGIN = 1.0  # points: replies round them


class Bucket:
    """Waits until a query may be asked. Belongs to one connector; other apps of ours at the shop may drain the same bucket."""

    def __init__(self, timing: Timing) -> None:
        """Nothing is known until the first reply, and nothing is waited for."""
        self._timing = timing
        self._available, self._restore, self._at = 0.0, 0.0, timing.now()
        self.most = 0.0  # 0: not known yet

    async def take(self, cost: float) -> None:
        """Wait until a query of this cost is likely to be let in, and take the cost out."""
        self._fill()
        if (lacks := min(cost, self.most) - self._available) > 0 and self._restore:
            await self._timing.sleep((lacks + MARGIN) / self._restore)
            self._fill()
        self._available -= cost

    def learn(self, status: Mapping[str, Any]) -> None:
        """Take over `extensions.cost.throttleStatus` of a reply."""
        self.most = float(status["maximumAvailable"])
        self._restore = float(status["restoreRate"])
        self._available, self._at = float(status["currentlyAvailable"]), self._timing.now()

    def wait_for(self, cost: float) -> float:
        """Return the seconds until a cost is there, 1 while the bucket is not known."""
        self._fill()
        if not self._restore:
            return 1.0
        return max(0.0, min(cost, self.most) - self._available) / self._restore

    def _fill(self) -> None:
        now = self._timing.now()
        self._available = min(self.most, self._available + (now - self._at) * self._restore)
        self._at = now
