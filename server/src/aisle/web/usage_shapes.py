"""What was spent, as callers see it. Amounts are text, which is exact."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from aisle.usage.views import By, Sums


class MoneySpent(BaseModel):
    """Of one currency. saved: what answers that were given again would have cost."""

    currency: str
    cost: str
    saved: str


class UsageSums(BaseModel):
    """Sums of calls. unpriced_tokens: tokens whose price is unknown; they are in no amount."""

    calls: int
    failed: int
    cached: int
    estimated: int
    tokens_in: int
    tokens_out: int
    cached_tokens: int
    reasoning_tokens: int
    unpriced_tokens: int
    money: list[MoneySpent]


class UsageGroup(UsageSums):
    """Sums of one day, store, assistant, model, purpose, duty, key or conversation; key is null for calls that have none."""

    key: str | None


class UsageSummary(BaseModel):
    """Groups in the order of their keys, and the sums of everything asked for, other pages too."""

    by: By
    first: date
    last: date
    items: list[UsageGroup]
    totals: UsageSums
    next_cursor: str | None


class CallShown(BaseModel):
    """One call of a model. correction: the differences to a row of the same id that was written too early."""

    id: UUID
    at: datetime
    correction: bool
    store_id: UUID | None
    assistant_id: UUID | None
    conversation_id: UUID | None
    key_id: UUID | None
    principal: str | None
    request_id: str | None
    purpose: str
    duty: str
    endpoint: str
    provider: str
    model: str
    outcome: str
    error: str | None
    estimated: bool
    tokens_in: int
    tokens_out: int
    cached_tokens: int
    stored_tokens: int
    reasoning_tokens: int
    cost: str | None
    currency: str | None
    saved: str | None
    first_seconds: float | None
    seconds: float | None


class CallsShown(BaseModel):
    """Calls, the newest first."""

    items: list[CallShown]
    next_cursor: str | None


CALL_COLUMNS = tuple(CallShown.model_fields)
SUM_COLUMNS = (
    "key",
    *(name for name in UsageSums.model_fields if name != "money"),
    "currency",
    "cost",
    "saved",
)


def sums_of(sums: Sums) -> dict[str, Any]:
    """Return sums as plain values."""
    counted = {name: getattr(sums, name) for name in UsageSums.model_fields if name != "money"}
    money = [
        MoneySpent(currency=one.currency, cost=str(one.cost), saved=str(one.saved)) for one in sums.money
    ]
    return {**counted, "money": money}


def group_of(sums: Sums) -> UsageGroup:
    """Shape one group."""
    return UsageGroup(key=sums.key, **sums_of(sums))


def call_of(row: Any) -> CallShown:
    """Shape one call."""
    exact = {name: None if row[name] is None else str(row[name]) for name in ("cost", "saved")}
    return CallShown(**{**dict(row), **exact})


def sum_rows(sums: Sums) -> Iterator[list[Any]]:
    """Give out a group's lines of a table: one for each currency, the counts in the first alone, so that columns add up."""
    counted = [getattr(sums, name) for name in SUM_COLUMNS[:-3]]
    money: list[list[Any]] = [[one.currency, one.cost, one.saved] for one in sums.money]
    for number, line in enumerate(money or [[None, None, None]]):
        yield [*counted, *line] if number == 0 else [sums.key, *[None] * (len(counted) - 1), *line]
