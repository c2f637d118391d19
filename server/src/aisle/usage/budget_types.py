"""Budgets: what may be spent in a period, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

Period = Literal["month", "day"]
Measure = Literal["amount", "tokens"]


@dataclass(frozen=True, slots=True)
class NewBudget:
    """What may be spent.

    Attributes:
        store_id: By one store; None: by the whole organization.
        period: A month or a day, of UTC.
        measure: Money (`amount` in a `currency`) or `tokens`, read and written.
        warn_share: The share of it at which owners are told, more than 0 and at most 1.
    """

    store_id: UUID | None
    period: Period
    measure: Measure
    amount: Decimal | None
    currency: str | None
    tokens: int | None
    warn_share: Decimal


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget as it stands in its present period.

    Attributes:
        starts, ends: First day, and the first that is not within.
        spent, spent_tokens: By calls that ended.
        held, held_tokens: What calls under way may take at most.
        unpriced_tokens: Tokens that are in no amount, because their price is unknown or in another currency.
        warned_at: When owners were told that its share is reached.
    """

    id: UUID
    wanted: NewBudget
    changed_at: datetime
    starts: date
    ends: date
    spent: Decimal
    spent_tokens: int
    held: Decimal
    held_tokens: int
    unpriced_tokens: int
    warned_at: datetime | None
