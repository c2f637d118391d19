"""What Google's refusals mean. Source: "Resolve errors" (developers.google.com/workspace/drive/api/guides/handle-errors)."""

import json
from typing import Any

from aisle.adapters.connectors.asking import AGAIN
from aisle.adapters.connectors.google.grant import READ
from aisle.core.http.patience import seconds_asked
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer

RATES = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
)
QUOTAS = frozenset({"dailyLimitExceeded", "quotaExceeded", "downloadQuotaExceeded"})
SCOPES = frozenset({"insufficientPermissions", "insufficientScopes", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})
SWITCHED_OFF = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
QUOTA_SECONDS = 3600.0  # a day's quota comes back in its own time; asking sooner takes from it


class TokenRefused(FixCredentials):
    """The access token does not hold, or not any more."""


class FileRefused(ShopRefused):
    """This one file is not given: it may not be downloaded, or is too large to be exported."""


def judge(answer: Answer) -> None:
    """Raise the kind of error that an answer means; its own words are not repeated but for the reason's code."""
    if 200 <= answer.status < 300:
        return
    reasons = reasons_in(answer.body)
    said = f"Google answered {answer.status}{f' ({min(reasons)})' if reasons else ''}."
    asked = seconds_asked(answer.headers.get("retry-after"))
    if answer.status == 401:
        raise TokenRefused(f"{said} Connect the source again.")
    if reasons & QUOTAS:
        raise RetryLater(f"{said} The quota is used up.", retry_after=max(asked or 0, QUOTA_SECONDS))
    if answer.status in AGAIN or reasons & RATES:
        raise RetryLater(said, retry_after=asked)
    if answer.status == 404:
        raise ShopNotFound(said)
    if answer.status == 403:
        _refuse(reasons, said)
    raise BrokenData(said)


def reasons_in(body: bytes) -> frozenset[str]:
    """Return the codes that an error names, in its older and its newer form; nothing for what is no error of Google's."""
    try:
        error = json.loads(body[:100_000]).get("error")
        entries = [*error.get("errors", ()), *error.get("details", ())]
        return frozenset(code for one in entries if (code := _code(one)))
    except (ValueError, AttributeError, TypeError, RecursionError):
        return frozenset()


def _code(entry: Any) -> str:
    code = entry.get("reason")
    return code if isinstance(code, str) and len(code) <= 60 and code.replace("_", "").isalnum() else ""


def _refuse(reasons: frozenset[str], said: str) -> None:
    if reasons & SCOPES:
        raise ShopRefused(f"{said} The consent does not cover reading Drive: connect again.", needs=(READ,))
    if reasons & SWITCHED_OFF:
        raise ShopRefused(f"{said} Switch the Google Drive API on in the project of the client or account.")
    raise FileRefused(said)
