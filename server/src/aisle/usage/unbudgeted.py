"""Which organizations had no budget a moment ago, as the last batch of their ledger found."""

from collections.abc import Callable
from uuid import UUID

FRESH = 2.0  # seconds; so long another process may not know of a new budget
MOST_KNOWN = 10_000


class Unbudgeted:
    """What one process knows. now: seconds, on a clock that never jumps."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self._found_at: dict[UUID, float] = {}
        self._changed_at: dict[UUID, float] = {}

    def __contains__(self, tenant: UUID) -> bool:
        """Whether it had none, and nobody can have set one long ago."""
        return self._found_at.get(tenant, -FRESH) > self.now() - FRESH

    def note(self, tenant: UUID, begun: float, *, has_budgets: bool) -> None:
        """Take note of what a batch found. begun: when it was sent; what was changed since then it may not have seen."""
        if has_budgets or self.is_changed_since(tenant, begun):
            self._found_at.pop(tenant, None)
            return
        if len(self._found_at) >= MOST_KNOWN:
            self._found_at.clear()
        self._found_at[tenant] = begun

    def is_changed_since(self, tenant: UUID, begun: float) -> bool:
        """Whether its budgets were changed here since then."""
        return begun <= self._changed_at.get(tenant, -1.0)

    def forget(self, tenant: UUID) -> None:
        """Take note that its budgets were changed here."""
        if len(self._changed_at) >= MOST_KNOWN:
            self._changed_at.clear()
            self._found_at.clear()
        self._changed_at[tenant] = self.now()
        self._found_at.pop(tenant, None)
