"""The rate limits that hold for an organization, and those that it sets for itself."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from aisle.core.limits.own import written
from aisle.core.limits.rules import RuleWish
from aisle.core.limits.types import Of, Per, Rule
from aisle.identity.organizations.own_limits import LimitsView
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_in_organization
from aisle.web.rate_limits import past_own_limits

router = APIRouter(prefix="/organization/rate-limits", tags=["organizations"])
Reader = Annotated[Caller, Depends(may_in_organization(Action.READ_ORGANIZATION))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_ORGANIZATION))]
# Names stand in the headers of answers.
RuleName = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
MOST_RULES = 20  # each is a bucket to be asked with every request
EXAMPLE = {"rules": {"key": {"most": 600, "burst": 100}}}


class RateLimitsBody(BaseModel):
    """All own rules by name. Those of the installation's names say what is tighter; new ones give per, of and most."""

    model_config = ConfigDict(extra="forbid")

    rules: dict[RuleName, RuleWish] = Field(max_length=MOST_RULES)


class ShownRateLimit(BaseModel):
    """At most so many in so many seconds, as a steady rate; `burst` at once."""

    per: Per
    of: Of
    most: int
    seconds: float
    burst: int


class ShownRateLimits(BaseModel):
    """Rules by name. in_force: the installation's, with the organization's own where those are tighter or new."""

    installation: dict[str, ShownRateLimit]
    own: dict[str, ShownRateLimit]
    in_force: dict[str, ShownRateLimit]


@router.get("", summary="Read rate limits")
@past_own_limits
async def read_rate_limits(parts: Parts, caller: Reader) -> ShownRateLimits:
    """Return the rate limits that hold for the organization, and which are its own."""
    return shape(await parts.own_limits.read(caller))


@router.put(
    "",
    dependencies=[Verified],
    summary="Set own rate limits",
    openapi_extra=json_body(RateLimitsBody, EXAMPLE),
)
@past_own_limits
async def change_rate_limits(request: Request, parts: Parts, caller: Writer) -> ShownRateLimits:
    """Put tighter rules in place of the organization's own. They hold everywhere within 30 seconds."""
    body = await body_of(request, RateLimitsBody)
    return shape(await parts.own_limits.change(caller, body.rules))


def shape(view: LimitsView) -> ShownRateLimits:
    """Return rules as callers see them."""
    return ShownRateLimits(
        installation=_shown(view.installation), own=_shown(view.own), in_force=_shown(view.in_force)
    )


def _shown(rules: tuple[Rule, ...]) -> dict[str, ShownRateLimit]:
    return {name: ShownRateLimit.model_validate(rule) for name, rule in written(rules).items()}
