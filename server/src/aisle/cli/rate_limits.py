"""`aisle organization rate-limits`."""

from pathlib import Path
from typing import Annotated

import typer

from aisle.cli.context import parts_for, run
from aisle.cli.given import operator_of
from aisle.cli.output import Json, show
from aisle.core.errors import InvalidInput
from aisle.identity.organizations.own_limits import LimitsView
from aisle.web.bodies import checked, parsed
from aisle.web.organization_limits import RateLimitsBody, ShownRateLimits, shape

app = typer.Typer(no_args_is_help=True, help="The rate limits that hold for an organization.")
Which = Annotated[str, typer.Argument(help="The organization's id.")]
Rules = Annotated[
    str, typer.Argument(help="JSON by rule, as AISLE_RATE_LIMITS; @FILE reads it. {} takes all away.")
]


@app.callback()
def group() -> None:
    """The rate limits that hold for an organization."""


@app.command("show")
def show_limits(organization: Which, as_json: Json = False) -> None:
    """Show the rules in force, and which are the organization's own."""
    _print(run(_read(organization)), as_json)


@app.command("set")
def set_limits(organization: Which, rules: Rules, as_json: Json = False) -> None:
    """Put rules in place of the organization's own; they can only be tighter. Servers follow within 30 seconds."""
    _print(run(_change(organization, _body(rules))), as_json)


def _body(said: str) -> RateLimitsBody:
    """Read rules as they are typed. Raises InvalidInput."""
    try:
        text = Path(said[1:]).read_text() if said.startswith("@") else said
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"The rules cannot be read: {error}") from None
    return checked(RateLimitsBody, {"rules": parsed(text)})


async def _read(organization: str) -> LimitsView:
    async with parts_for() as parts:
        return await parts.own_limits.read(await operator_of(parts, organization))


async def _change(organization: str, body: RateLimitsBody) -> LimitsView:
    async with parts_for() as parts:
        return await parts.own_limits.change(await operator_of(parts, organization), body.rules)


def _print(view: LimitsView, as_json: bool) -> None:
    shown = shape(view)
    show(shown.model_dump(mode="json"), _lines(shown) or "Nothing is counted.", as_json)


def _lines(shown: ShownRateLimits) -> str:
    return "\n".join(
        f"{name}: per {one.per} {one.most:,} {one.of} in {one.seconds:g} s, {one.burst:,} at once"
        + (" (own)" if name in shown.own else "")
        for name, one in shown.in_force.items()
    )
