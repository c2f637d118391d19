"""Rate limits over HTTP: the headers of draft-ietf-httpapi-ratelimit-headers on what was counted."""

from collections.abc import Sequence

from fastapi import Request

from aisle.bootstrap.resources import Resources
from aisle.core.limits.types import Of, Rule, Standing
from aisle.identity.types import Caller

Headers = list[tuple[bytes, bytes]]


async def count(request: Request, parts: Resources, caller: Caller) -> None:
    """Count a caller's request. Raises RateLimited."""
    _tell(request, await parts.limits.admit(caller))


async def count_stranger(request: Request, parts: Resources) -> None:
    """Count a request before or without a caller. Raises RateLimited."""
    _tell(request, await parts.limits.admit_stranger())


def _tell(request: Request, standings: Sequence[Standing]) -> None:
    request.scope.setdefault("state", {})["answer_headers"] = headers_of(standings)


def headers_of(standings: Sequence[Standing]) -> Headers:
    """Return both headers for the rules that are the caller's own business."""
    shown = [one for one in standings if one.rule.shown]
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
