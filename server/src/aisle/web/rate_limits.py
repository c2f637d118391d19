"""Rate limits over HTTP: the headers of draft-ietf-httpapi-ratelimit-headers on what was counted."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from fastapi import Request

from aisle.bootstrap.resources import Resources
from aisle.core.limits.types import Of, Rule, Standing
from aisle.identity.types import Caller

Headers = list[tuple[bytes, bytes]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])


async def count(request: Request, parts: Resources, caller: Caller) -> None:
    """Count a caller's request. Raises RateLimited."""
    own = not hasattr(request.scope.get("endpoint"), "is_past_own_limits")
    _tell(request, await parts.limits.admit(caller, own=own))


def past_own_limits(endpoint: Endpoint) -> Endpoint:
    """Mark an endpoint that an organization's own rules do not shut: whoever set them too tight must come to change them."""
    endpoint.is_past_own_limits = True  # type: ignore[attr-defined]
    return endpoint


async def count_stranger(request: Request, parts: Resources) -> None:
    """Count a request before or without a caller. Raises RateLimited."""
    _tell(request, await parts.limits.admit_stranger())


def _tell(request: Request, standings: Sequence[Standing]) -> None:
    request.scope.setdefault("state", {})["answer_headers"] = headers_of(standings)


def headers_of(standings: Sequence[Standing]) -> Headers:
    """Return both headers for the rules that are the caller's own business; an organization's own stand for ours."""
    shown = {one.rule.name: one for one in standings if one.rule.shown}.values()
    if not shown:
        return []
    policies = ", ".join(_policy(one.rule) for one in shown)
    limits = ", ".join(
        f'"{one.rule.name}";r={one.left(admitted=True)};t={one.reset(admitted=True)}' for one in shown
    )
    return [(b"ratelimit-policy", policies.encode()), (b"ratelimit", limits.encode())]


def _policy(rule: Rule) -> str:
    unit = ';qu="tokens"' if rule.of is Of.TOKENS else ""
    return f'"{rule.name}";q={rule.most};w={rule.seconds:g}{unit}'
