"""What the gateway tells of every try: room is held before it, and what it took is kept after it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import structlog

from aisle.core.errors import Unavailable
from aisle.llm.gateway import Outcome, Payer, Reservation, Try
from aisle.usage import metrics
from aisle.usage.ledger import Ledger
from aisle.usage.rows import Row, event_of, hold_of

log = structlog.get_logger()
# Counts tokens against limits of rates; it must neither wait nor fail.
Charge = Callable[[Payer, int], None]
Settle = Callable[[UUID, Row], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class LedgerObserver:
    """Keeps account of calls in the ledger; those that a process makes for itself are in its metrics alone."""

    ledger: Ledger
    charge: Charge | None = None

    async def reserve(self, planned: Try) -> Reservation:
        """Hold what a try may take at most. Raises BudgetExceeded, Unavailable."""
        tenant = planned.call.payer.organization_id
        if tenant is None:
            return _Reservation(self, planned, None)
        hold = hold_of(planned)
        await self.ledger.open(tenant, hold)
        return _Reservation(self, planned, hold)


@dataclass(frozen=True, slots=True)
class _Reservation:
    observer: LedgerObserver
    planned: Try
    hold: Row | None

    async def settle(self, outcome: Outcome) -> None:
        """Keep what a try took. An answer that is there is not taken back where that fails: its hold is swept up later."""
        metrics.count(self.planned, outcome)
        payer = self.planned.call.payer
        if self.hold is None or payer.organization_id is None:
            return
        if self.observer.charge is not None:
            usage = outcome.usage
            self.observer.charge(payer, (usage.prompt_tokens or 0) + (usage.completion_tokens or 0))
        try:
            await self.observer.ledger.close(payer.organization_id, event_of(self.hold, outcome))
        except Unavailable as error:
            log.error("usage.unsettled", hold=self.hold["id"], error=error.code)
