"""What answers mean: many APIs say 200 and put the error into the body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aisle.adapters.connectors.api.compiling import Meaning
from aisle.adapters.connectors.asking import judge
from aisle.core.http.patience import seconds_asked
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.values import as_number, as_text

# Codes in `extensions` of GraphQL errors, as servers of several makers use them.
_CREDENTIALS = frozenset({"UNAUTHENTICATED", "INVALID_CREDENTIALS", "INVALID_TOKEN", "ExpiredSignatureError"})
_REFUSED = frozenset({"FORBIDDEN", "ACCESS_DENIED", "PermissionDenied"})
_LATER = frozenset({"THROTTLED", "RATE_LIMITED", "TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR"})
LONGEST_SAID = 300  # characters of the shop's words that are repeated


def known_of(answer: Answer) -> dict[str, Any]:
    """Return what expressions about an answer see: status, headers, and body, null where it is not JSON."""
    try:
        body = json.loads(answer.body, parse_float=Decimal) if answer.body else None
    except (ValueError, RecursionError):
        body = None
    return {"status": answer.status, "headers": answer.headers, "body": body}


def judged(answer: Answer, known: Mapping[str, Any], meanings: tuple[Meaning, ...]) -> None:
    """Raise what an answer means, if it is an error: the configuration's meanings first, then GraphQL's, then the status."""
    for meaning in meanings:
        if not meaning.where(known):
            continue
        if meaning.shape.means == "nothing":
            return
        raise _error(meaning, known, answer)
    if (answer.status < 300 or answer.status in (400, 422)) and isinstance(known["body"], dict):
        _graphql(known["body"].get("errors"))
    judge(answer)


def _error(meaning: Meaning, known: Mapping[str, Any], answer: Answer) -> Exception:
    said = _said(meaning.says(known) if meaning.says else None, answer)
    match meaning.shape.means:
        case "credentials":
            return FixCredentials(said)
        case "refused":
            return ShopRefused(said)
        case "not_found":
            return ShopNotFound(said)
        case "retry":
            return RetryLater(said, retry_after=_seconds(meaning, known, answer))
    return BrokenData(said)


def _seconds(meaning: Meaning, known: Mapping[str, Any], answer: Answer) -> float | None:
    try:
        number = as_number(meaning.retry_after(known)) if meaning.retry_after else None
    except CannotApply:
        number = None
    return float(number) if number is not None else seconds_asked(answer.headers.get("retry-after"))


def _graphql(errors: Any) -> None:
    """Raise the first error of a GraphQL answer. What data there is beside it is a part at best (section 7.1 of its specification)."""
    if not isinstance(errors, list) or not errors or not isinstance(errors[0], dict):
        return
    extensions = errors[0].get("extensions")
    code = extensions.get("code") if isinstance(extensions, dict) else None
    message = str(errors[0].get("message") or "")[:LONGEST_SAID]
    said = f"The shop says: {message}"
    if code in _CREDENTIALS:
        raise FixCredentials(said)
    if code in _REFUSED:
        raise ShopRefused(said)
    if code in _LATER:
        raise RetryLater(said)
    if message:
        raise BrokenData(said)


def _said(words: Any, answer: Answer) -> str:
    text = as_text(words) if isinstance(words, (str, int)) else None
    return (
        f"The shop says: {text[:LONGEST_SAID]}"
        if text
        else f"The shop answered {answer.status} with an error."
    )
