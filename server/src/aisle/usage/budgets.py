"""Use cases on budgets. What is counted and refused is in the database. This process holds them from the next call on,
others within two seconds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.clock import Clock
from aisle.core.db import Database, Scope, Session
from aisle.identity.members.granting import as_of_now
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller, Place
from aisle.usage.budget_types import Budget, NewBudget
from aisle.usage.errors import BudgetNotFound
from aisle.usage.repository import budgets as repository

STANDING = (
    "starts",
    "ends",
    "spent",
    "spent_tokens",
    "held",
    "held_tokens",
    "unpriced_tokens",
    "warned_at",
)


@dataclass(frozen=True, slots=True)
class Budgets:
    """Lists, sets and deletes the budgets of a caller's organization. changed: told whose were changed."""

    database: Database
    clock: Clock
    changed: Callable[[UUID], None]

    async def list(self, scope: Scope) -> list[Budget]:
        """Return the budgets that a scope sees, as they stand."""
        async with self.database.open_scope(scope) as session:
            return [_budget(row) for row in await repository.list_budgets(session, self.clock.now())]

    async def put(self, caller: Caller, wanted: NewBudget) -> Budget:
        """Set a budget, in place of the one of the same store, period and measure."""
        async with self._allowed(caller) as session:
            await _check(session, caller)
            before = await repository.find_like(session, wanted)
            budget_id = await repository.put_budget(session, wanted)
            if before is not None and before["currency"] != wanted.currency:
                await repository.forget_counts(session, budget_id)
            [row] = await repository.list_budgets(session, self.clock.now(), budget_id)
            told = plain(before) if before else None
            await record(session, Event("budget.set", "budget", budget_id, told, plain(row)))
        self.changed(caller.organization_id)
        return _budget(row)

    async def delete(self, caller: Caller, budget_id: UUID) -> None:
        """Delete a budget; what it held back may be spent. Raises BudgetNotFound."""
        async with self._allowed(caller) as session:
            await _check(session, caller)
            found = await repository.list_budgets(session, self.clock.now(), budget_id)
            if not found or not await repository.delete_budget(session, budget_id):
                raise BudgetNotFound()
            await record(session, Event("budget.deleted", "budget", budget_id, plain(found[0])))

    def _allowed(self, caller: Caller) -> Any:
        return self.database.open_scope(Scope(caller.organization_id, None, caller.principal))


async def _check(session: Session, caller: Caller) -> None:
    """Look the right up anew: who was just relieved of it must not raise a limit."""
    now = await as_of_now(session, caller)
    require(now, Action.WRITE_BUDGETS, Place(caller.organization_id))


def plain(row: Any) -> dict[str, Any]:
    """Return a budget's limit for the audit log."""
    limit = f"{row['amount']} {row['currency']}" if row["measure"] == "amount" else f"{row['tokens']} tokens"
    store = str(row["store_id"]) if row["store_id"] else None
    return {"store": store, "period": row["period"], "limit": limit, "warn_share": str(row["warn_share"])}


def _budget(row: Any) -> Budget:
    limit = (row["store_id"], row["period"], row["measure"], row["amount"], row["currency"], row["tokens"])
    standing: dict[str, Any] = {name: row[name] for name in STANDING}
    return Budget(row["id"], NewBudget(*limit, row["warn_share"]), row["changed_at"], **standing)
