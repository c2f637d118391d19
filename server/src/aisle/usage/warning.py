"""Tells owners, once in a period, that a budget's share is reached."""

import asyncio
from collections.abc import Mapping, Sequence
from contextvars import Context
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any
from uuid import UUID

import structlog

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobQueue
from aisle.core.vault import Vault
from aisle.identity.members.addresses import address_of, list_owners
from aisle.notifications.sending import send_mail
from aisle.notifications.types import Letter, Sending
from aisle.tenants.repository import find_organization_name
from aisle.usage.repository import budgets as repository
from aisle.usage.repository.writing import PRINCIPAL

NEARLY = "budget_nearly_spent"
log = structlog.get_logger()


class Warner:
    """Writes entry and mails, beside the call that reached the share. What is not written is tried with the next call."""

    def __init__(self, database: Database, jobs: JobQueue) -> None:
        self._database, self._jobs = database, jobs
        self._telling: set[asyncio.Task[None]] = set()

    def warn(self, tenant: UUID, budgets: Sequence[UUID]) -> None:
        """Have owners told, soon."""
        task = asyncio.create_task(self.tell(tenant, budgets), context=Context())
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def tell(self, tenant: UUID, budgets: Sequence[UUID]) -> None:
        """Tell owners of those budgets that nobody was told of in this period."""
        for budget_id in budgets:
            try:
                async with self._database.open_scope(Scope(tenant, None, PRINCIPAL)) as session:
                    await self._tell(session, budget_id)
            except Exception as error:
                log.warning("budget.untold", budget=str(budget_id), error=type(error).__name__)

    async def drain(self) -> None:
        """Wait for what is being told."""
        while self._telling:
            await asyncio.wait(self._telling)

    async def _tell(self, session: Session, budget_id: UUID) -> None:
        reached = await repository.take_warning(session, budget_id)
        if reached is None:
            return
        starts = reached["starts"].isoformat()
        for owner in await list_owners(session):
            await send_mail(session, self._jobs, NEARLY, budget=budget_id, starts=starts, owner=owner)
        after = {"period": reached["period"], "starts": starts, **said(reached)}
        await record(session, Event("budget.nearly_spent", "budget", budget_id, after=after))


@dataclass(frozen=True, slots=True)
class BudgetMails:
    """Makes the mails."""

    vault: Vault

    async def nearly(self, session: Session, ids: Mapping[str, str], _sending: Sending) -> Letter | None:
        """Return how much is spent of which budget; None for somebody who is no member any more."""
        row = await repository.find_told(session, UUID(ids["budget"]), date.fromisoformat(ids["starts"]))
        name = await find_organization_name(session)
        to = await address_of(session, self.vault, UUID(ids["owner"]))
        if row is None or name is None or to is None:
            return None
        values = {"organization": name, "ends": row["ends"].replace(tzinfo=UTC), **said(row)}
        return Letter(to, values)


def said(row: Any) -> dict[str, str]:
    """Return limit and what is spent of it, in words."""
    if row["measure"] == "amount":
        return {
            "spent": f"{row['spent']:.2f} {row['currency']}",
            "limit": f"{row['amount']:.2f} {row['currency']}",
        }
    return {"spent": f"{row['tokens']:,} tokens", "limit": f"{row['most_tokens']:,} tokens"}
