"""What Confluence means by its refusals."""

import json
from typing import Any

from aisle.adapters.connectors.asking import judge as judge_status
from aisle.sources.errors import BrokenData, FixCredentials, ShopRefused
from aisle.sources.ports import Answer

UNKNOWN = "Confluence does not know this token, or not for this account."
LOGIN = "x-seraph-loginreason"  # of a Data Center: it answers somebody unknown as a guest


def judge(answer: Answer) -> None:
    """Raise what an answer means. A Data Center lets a wrong token in as nobody, and says so in a header alone."""
    reason = answer.headers.get(LOGIN, "")
    if answer.status == 401 or "AUTHENTICATED_FAILED" in reason or "AUTHENTICATION_DENIED" in reason:
        raise FixCredentials(UNKNOWN)
    if 200 <= answer.status < 300:
        return
    if answer.status == 403:
        raise ShopRefused("The account may not see this in Confluence.", needs=("View space",))
    if answer.status == 400:
        raise BrokenData(f"Confluence refuses the question: {_said(answer)}")
    judge_status(answer)


def _said(answer: Answer) -> str:
    try:
        data: Any = json.loads(answer.body)
    except (ValueError, RecursionError):
        return "400"
    return str(data.get("message") or 400)[:300] if isinstance(data, dict) else "400"
