"""`aisle usage`."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from aisle.cli.context import NOBODY, operator_in, parts_for, run
from aisle.cli.output import Json, show
from aisle.cli.whose import ByOrganization, tenant_id
from aisle.core.db import Scope
from aisle.usage.summing import sums
from aisle.usage.views import By, Sums, SumsPage, Wanted, usual_days
from aisle.web.tables import csv_lines
from aisle.web.usage_shapes import SUM_COLUMNS, UsageSums, group_of, sum_rows, sums_of

app = typer.Typer(no_args_is_help=True, help="What calls of models took.")
MOST = 1_000
Store = Annotated[str | None, typer.Option("--store", "-s", help="Slug or id: of this store alone.")]


@app.callback()
def group() -> None:
    """What calls of models took."""


@app.command("show")
def show_usage(
    store: Store = None,
    organization: ByOrganization = None,
    by: Annotated[By, typer.Option(help="What sums are grouped by.")] = By.DAY,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")] = False,
    as_json: Json = False,
) -> None:
    """Show calls, tokens and money by day, store, assistant, model, purpose, duty, key or conversation."""
    wanted = Wanted(*usual_days(_day(first), _day(last), datetime.now(UTC).date()))
    page = run(_sums(store, organization, by, wanted))
    if as_csv:
        typer.echo(csv_lines([SUM_COLUMNS, *(row for one in page.items for row in sum_rows(one))]), nl=False)
        return
    plain = [group_of(one).model_dump(mode="json") for one in page.items]
    total = UsageSums(**sums_of(page.totals)).model_dump(mode="json")
    lines = [*(_line(one.key or "none", one) for one in page.items), _line("total", page.totals)]
    show({"items": plain, "totals": total}, "\n".join(lines), as_json)


async def _sums(store: str | None, organization: str | None, by: By, wanted: Wanted) -> SumsPage:
    async with parts_for() as parts:
        if store is not None:
            scope = (await operator_in(parts, store)).scope
        else:
            scope = Scope(tenant_id(organization, None), None, f"operator:{NOBODY}")
        async with parts.database.open_scope(scope) as session:
            return await sums(session, by, wanted, None, MOST)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _line(name: str, of: Sums) -> str:
    unpriced = f", {of.unpriced_tokens:,} tokens of unknown price" if of.unpriced_tokens else ""
    tokens = f"{of.tokens_in:,} in, {of.tokens_out:,} out"
    return f"{name:<38} {of.calls:>8,} calls  {tokens:<28} {_money(of)}{unpriced}"


def _money(of: Sums) -> str:
    return " + ".join(f"{one.cost:.4f} {one.currency}" for one in of.money) or "0"
