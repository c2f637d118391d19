"""What Shopify means by a status and by an entry of `errors`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from aisle.core.http.patience import LONGEST_REST
from aisle.sources.errors import (
    BrokenData,
    FixCredentials,
    RetryLater,
    ShopError,
    ShopNotFound,
    ShopRefused,
)
from aisle.sources.ports import Answer

SCOPE = re.compile(r"\b((?:read|write)_[a-z_]+)\b")
LASTING = "Shopify no longer takes tokens that never expire. Connect with the app's client id and secret in place of the token."
# 430: turned away by Shopify's guard; 423: locked for a while.
AGAIN = frozenset({408, 423, 425, 429, 430})


class Throttled(RetryLater):
    """The bucket did not hold the cost. cost: what was asked for, where the reply says so."""

    def __init__(self, cost: float | None) -> None:
        super().__init__("Shopify asks for a slower pace.")
        self.cost = cost


class TooCostly(BrokenData):
    """One query alone costs more than any may: it must ask for less at once."""


def judge(answer: Answer) -> None:
    """Raise what a status means."""
    if 200 <= answer.status < 300:
        return
    said = f"Shopify answered {answer.status}."
    if answer.status in AGAIN or answer.status >= 500:
        raise RetryLater(said, retry_after=_seconds(answer.headers.get("retry-after")))
    if answer.status in (401, 403) and b"xpiring access tokens" in answer.body:
        raise FixCredentials(LASTING)
    if answer.status == 401:
        raise FixCredentials("Shopify does not know this access token, or no longer. Give another one.")
    if answer.status in (402, 403):
        raise ShopRefused(f"{said} The shop is frozen, or the app may not be used with it.")
    if answer.status in (404, 410):
        raise ShopNotFound(f"{said} There is no shop of this name.")
    raise BrokenData(said)


def _seconds(header: str | None) -> float | None:
    """Read Retry-After, which Shopify writes with decimals ("2.0")."""
    try:
        return min(max(0.0, float(header or "")), LONGEST_REST)
    except ValueError:
        return None


def raise_for(errors: Sequence[Mapping[str, Any]] | str, cost: float | None) -> None:
    """Raise what the first entries mean; access denied is left to the caller, who knows what may be missing."""
    if isinstance(errors, str):
        if "expiring access tokens" in errors:
            raise FixCredentials(LASTING)
        raise BrokenData(f"Shopify says: {errors[:200]}")
    for error in errors:
        if failure := _failure(error, cost):
            raise failure


def denied(error: Mapping[str, Any]) -> bool:
    """Whether an entry says that a field may not be read."""
    return _code(error) == "ACCESS_DENIED"


def refused(error: Mapping[str, Any]) -> ShopRefused:
    """Return what access denied means, with the scopes that its message names."""
    needs = tuple(dict.fromkeys(SCOPE.findall(str(error.get("message", "")))))
    lack = f" It needs {', '.join(needs)}." if needs else ""
    return ShopRefused(f"The app may not read this.{lack}", needs=needs)


def _code(error: Mapping[str, Any]) -> str:
    return str((error.get("extensions") or {}).get("code", ""))


def _failure(error: Mapping[str, Any], cost: float | None) -> ShopError | None:
    code, said = _code(error), str(error.get("message", ""))[:200]
    if code == "THROTTLED":
        return Throttled(cost)
    if code == "MAX_COST_EXCEEDED":
        return TooCostly("One query costs more than Shopify allows.")
    if code == "ACCESS_DENIED":
        return None
    if code == "SHOP_INACTIVE":
        return ShopRefused("The shop is not active.")
    if code in ("INTERNAL_SERVER_ERROR", "TIMEOUT") or said.startswith("Internal error"):
        return RetryLater("Shopify had a fault of its own.")
    return BrokenData(f"Shopify does not take a query: {said}")
