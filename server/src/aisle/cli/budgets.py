"""`aisle budgets`."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.given import operator_of
from aisle.cli.output import Json, show
from aisle.cli.whose import ByOrganization
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller
from aisle.usage.budget_types import Budget, Measure, NewBudget, Period
from aisle.web.budgets import BudgetBody, shape
from aisle.web.deps import uuid_of

app = typer.Typer(no_args_is_help=True, help="What may be spent on models.")
Store = Annotated[str | None, typer.Option("--store", "-s", help="Slug or id: of this store.")]


@app.callback()
def group() -> None:
    """What may be spent on models."""


@app.command("list")
def list_all(store: Store = None, organization: ByOrganization = None, as_json: Json = False) -> None:
    """List budgets of an organization and its stores, or of one store, as they stand."""
    found = run(_list(store, organization))
    shown = [shape(one).model_dump(mode="json") for one in found]
    show(shown, "\n".join(map(_line, found)) or "There is none.", as_json)


@app.command("set")
def set_budget(
    period: Annotated[str, typer.Argument(help="month or day, of UTC.")],
    limit: Annotated[
        str, typer.Argument(help="Money with its currency, as 200USD, or a number of tokens. 0 stops all.")
    ],
    store: Store = None,
    organization: ByOrganization = None,
    warn_share: Annotated[str, typer.Option(help="The share at which owners get a mail.")] = "0.8",
    as_json: Json = False,
) -> None:
    """Set a budget, in place of the one of the same store, period and measure."""
    body = _body(period, limit, warn_share)
    kept = run(_set(store, organization, body))
    show(shape(kept).model_dump(mode="json"), _line(kept), as_json)


@app.command("delete")
def delete(
    budget: Annotated[str, typer.Argument(help="Its id; `aisle budgets list` prints it.")],
    store: Store = None,
    organization: ByOrganization = None,
    as_json: Json = False,
) -> None:
    """Delete a budget; what it held back may be spent."""
    run(_delete(store, organization, budget))
    show({"deleted": budget}, "The budget is deleted.", as_json)


def _body(period: str, limit: str, warn_share: str) -> BudgetBody:
    """Read a budget as it is typed. Raises InvalidInput."""
    amount, currency = limit[:-3].strip(), limit[-3:]
    measured: dict[str, object] = (
        {"amount": amount, "currency": currency} if currency.isalpha() else {"tokens": _whole(limit)}
    )
    try:
        return BudgetBody.model_validate({"period": period, "warn_share": Decimal(warn_share), **measured})
    except (ValueError, InvalidOperation) as error:
        raise InvalidInput(f"This is no budget: {error}") from None


def _whole(text: str) -> int:
    try:
        return int(text.replace(",", "").replace("_", ""))
    except ValueError:
        raise InvalidInput(f"“{text}” is neither money with its currency, as 200USD, nor tokens.") from None


async def _list(store: str | None, organization: str | None) -> list[Budget]:
    async with parts_for() as parts:
        caller = await _caller(parts, store, organization)
        return await parts.budgets.list(caller.scope)


async def _set(store: str | None, organization: str | None, body: BudgetBody) -> Budget:
    async with parts_for() as parts:
        caller = await _caller(parts, store, organization)
        measure: Measure = "tokens" if body.amount is None else "amount"
        period: Period = body.period
        limit = (body.amount, body.currency, body.tokens, body.warn_share)
        return await parts.budgets.put(caller, NewBudget(caller.store_id, period, measure, *limit))


async def _delete(store: str | None, organization: str | None, budget: str) -> None:
    async with parts_for() as parts:
        await parts.budgets.delete(await _caller(parts, store, organization), uuid_of(budget))


async def _caller(parts: Resources, store: str | None, organization: str | None) -> Caller:
    if (store is None) == (organization is None):
        raise InvalidInput("Name one: --store STORE or --organization ID.")
    return await operator_in(parts, store) if store else await operator_of(parts, organization or "")


def _line(one: Budget) -> str:
    wanted = one.wanted
    whose = f"store {wanted.store_id}" if wanted.store_id else "organization"
    if wanted.measure == "amount":
        stands = f"{one.spent} of {wanted.amount} {wanted.currency}"
    else:
        stands = f"{one.spent_tokens:,} of {wanted.tokens or 0:,} tokens"
    return f"{one.id}  {whose}, {wanted.period} until {one.ends}: {stands}"
