"""How often one tenant may ask addresses of its choice, so that Aisle is nobody's tool for a flood."""

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from uuid import UUID

from aisle.core.errors import RateLimited

PER_MINUTE, AT_ONCE = 120, 60
MOST_TENANTS = 10_000


class EgressPaceExceeded(RateLimited):
    """The tenant asked too many addresses within a minute."""

    code = "egress_rate_limited"
    title = "Too many requests to addresses outside"


class Pace:
    """A token bucket for each tenant, in this process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._buckets: OrderedDict[UUID, tuple[float, float]] = OrderedDict()

    def take(self, tenant: UUID) -> None:
        """Count one request. Raises EgressPaceExceeded when the tenant has had its share."""
        now = self._now()
        left, since = self._buckets.pop(tenant, (float(AT_ONCE), now))
        left = min(AT_ONCE, left + (now - since) * PER_MINUTE / 60)
        self._buckets[tenant] = (left - 1 if left >= 1 else left, now)
        while len(self._buckets) > MOST_TENANTS:
            self._buckets.popitem(last=False)
        if left < 1:
            wait = ceil((1 - left) * 60 / PER_MINUTE)
            raise EgressPaceExceeded("Wait a moment before the next request.", retry_after=wait)
