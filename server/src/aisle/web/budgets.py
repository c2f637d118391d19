"""Budgets: what may be spent on models, and how it stands."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from aisle.identity.types import Action, Caller
from aisle.usage.budget_types import Budget, NewBudget
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_in_organization, reached_store, uuid_of
from aisle.web.text import Storable
from aisle.web.usage import Where

router = APIRouter(tags=["usage"])
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_BUDGETS))]
MOST = Decimal(10) ** 12
EXAMPLE = {"period": "month", "amount": "200.00", "currency": "USD", "warn_share": "0.8"}


class BudgetBody(BaseModel):
    """A budget of money (`amount` in `currency`) or of `tokens`. A budget of zero lets no model be asked."""

    model_config = ConfigDict(extra="forbid")

    store: Annotated[Storable, Field(max_length=100)] | None = Field(
        None, description="Slug or id; without, the budget is the organization's."
    )
    period: Literal["month", "day"] = Field(description="Of UTC.")
    amount: Decimal | None = Field(None, ge=0, le=MOST, decimal_places=6, allow_inf_nan=False)
    currency: str | None = Field(None, pattern="^[A-Z]{3}$")
    tokens: int | None = Field(None, ge=0, le=10**15, strict=True)
    warn_share: Decimal = Field(
        Decimal("0.8"), gt=0, le=1, decimal_places=4, description="Owners get a mail at this share."
    )

    @model_validator(mode="after")
    def one_measure(self) -> "BudgetBody":
        """Refuse a budget of both or of neither, and an amount of nobody knows which currency."""
        if (self.amount is None) == (self.tokens is None):
            raise ValueError("give `amount` with `currency`, or `tokens`")
        if (self.amount is None) != (self.currency is None):
            raise ValueError("an `amount` has a `currency`, and `tokens` have none")
        return self


class BudgetShown(BaseModel):
    """A budget as it stands in its present period.

    held: what calls under way may take at most. unpriced_tokens: tokens whose price is unknown, or in another currency; a
    budget of money cannot count them, one of tokens does. ends: when the next period begins.
    """

    id: UUID
    store_id: UUID | None
    period: Literal["month", "day"]
    amount: str | None
    currency: str | None
    tokens: int | None
    warn_share: str
    starts: date
    ends: date
    spent: str | None
    held: str | None
    spent_tokens: int
    held_tokens: int
    unpriced_tokens: int
    warned_at: datetime | None
    changed_at: datetime


class BudgetsShown(BaseModel):
    """All budgets: the organization's first."""

    items: list[BudgetShown]


@router.get("/budgets", summary="List budgets")
async def list_budgets(parts: Parts, where: Where) -> BudgetsShown:
    """Return the organization's budgets and those of its stores, or those of one store, as they stand."""
    return BudgetsShown(items=[shape(one) for one in await parts.budgets.list(where)])


@router.put(
    "/budgets", dependencies=[Verified], summary="Set a budget", openapi_extra=json_body(BudgetBody, EXAMPLE)
)
async def put_budget(request: Request, parts: Parts, caller: Writer) -> BudgetShown:
    """Set what may be spent, in place of the budget of the same store, period and measure. It holds from the next call on."""
    body = await body_of(request, BudgetBody)
    store = (await reached_store(parts, caller, body.store)).store_id if body.store else None
    measure: Literal["amount", "tokens"] = "tokens" if body.amount is None else "amount"
    limit = (body.amount, body.currency, body.tokens, body.warn_share)
    return shape(await parts.budgets.put(caller, NewBudget(store, body.period, measure, *limit)))


@router.delete("/budgets/{budget_id}", status_code=204, dependencies=[Verified], summary="Delete a budget")
async def delete_budget(budget_id: str, parts: Parts, caller: Writer) -> None:
    """Delete a budget; from the next call on nothing is held back for it."""
    await parts.budgets.delete(caller, uuid_of(budget_id))


def shape(one: Budget) -> BudgetShown:
    """Return a budget as callers see it."""
    wanted = one.wanted
    is_money = wanted.measure == "amount"
    return BudgetShown(
        id=one.id,
        store_id=wanted.store_id,
        period=wanted.period,
        amount=str(wanted.amount) if is_money else None,
        currency=wanted.currency,
        tokens=wanted.tokens,
        warn_share=str(wanted.warn_share),
        starts=one.starts,
        ends=one.ends,
        spent=str(one.spent) if is_money else None,
        held=str(one.held) if is_money else None,
        spent_tokens=one.spent_tokens,
        held_tokens=one.held_tokens,
        unpriced_tokens=one.unpriced_tokens,
        warned_at=one.warned_at,
        changed_at=one.changed_at,
    )
