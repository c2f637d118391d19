"""Where buckets are kept."""

from collections.abc import Sequence
from typing import Protocol

from aisle.core.errors import Unavailable
from aisle.core.limits.types import Draw


class LimiterUnavailable(Unavailable):
    """The buckets cannot be asked now."""

    code = "limiter_unavailable"


class RateLimiter(Protocol):
    """Buckets that several processes share."""

    async def take(self, draws: Sequence[Draw]) -> list[float]:
        """Take from all buckets if each has room for what is wanted, else from none.

        Returns the seconds that each was from being full before. Raises LimiterUnavailable.
        """
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...
