"""Counts the tokens of calls against limits of rates, beside the calls: nobody waits for it, and it fails nobody."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextvars import Context
from uuid import UUID

import structlog

from aisle.core.client import current_client
from aisle.core.limits.types import Per, Subjects
from aisle.identity.limiting import site_of
from aisle.llm.gateway import Payer

GATHER = 0.02  # seconds
log = structlog.get_logger()
Charge = Callable[[UUID, Subjects, int], Awaitable[None]]
Whose = tuple[UUID, tuple[tuple[Per, str], ...]]


class Charger:
    """Adds up what is spent while the last sum is being counted. A process that dies forgets a moment's worth."""

    def __init__(self, charge: Charge) -> None:
        self._charge = charge
        self._spent: Counter[Whose] = Counter()
        self._counting: asyncio.Task[None] | None = None

    def charge(self, payer: Payer, tokens: int) -> None:
        """Count tokens of a payer, soon."""
        if payer.organization_id is None or tokens <= 0:
            return
        self._spent[payer.organization_id, tuple(subjects_of(payer).items())] += tokens
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(self._count(), context=Context())

    async def _count(self) -> None:
        while self._spent:
            spent, self._spent = self._spent, Counter()
            for (tenant, subjects), tokens in spent.items():
                try:
                    await self._charge(tenant, dict(subjects), tokens)
                except Exception as error:
                    log.warning("usage.uncharged", error=type(error).__name__)
            await asyncio.sleep(GATHER)  # what is spent meanwhile is counted together


def subjects_of(payer: Payer) -> Mapping[Per, str]:
    """Return everybody whose tokens these are, as their requests are counted."""
    found = {Per.ORGANIZATION: str(payer.organization_id)}
    if payer.store_id is not None:
        found[Per.STORE] = f"{payer.organization_id}:{payer.store_id}"
    if payer.key_id is not None:
        found[Per.KEY] = str(payer.key_id)
        return found
    if payer.user_id is not None:
        found[Per.USER] = str(payer.user_id)
    if address := current_client().address:
        found[Per.ADDRESS] = site_of(address)
    return found
