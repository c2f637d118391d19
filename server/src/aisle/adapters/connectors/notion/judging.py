"""What Notion means by its refusals (developers.notion.com/reference/status-codes)."""

import json
from typing import Any

from aisle.adapters.connectors.asking import judge as judge_status
from aisle.core.http.patience import seconds_asked
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer

OVERLOADED = (429, 529)


def judge(answer: Answer) -> None:
    """Raise what an answer means. What is not shared is not there, to Notion."""
    if 200 <= answer.status < 300:
        return
    if answer.status == 401:
        raise FixCredentials("Notion does not know this integration secret.")
    if answer.status == 403:
        raise ShopRefused("The integration may not read content.", needs=("Read content",))
    if answer.status == 404:
        raise ShopNotFound("It is not there, or not shared with the integration.")
    if answer.status in OVERLOADED:
        wait = seconds_asked(answer.headers.get("retry-after"))
        raise RetryLater("Notion asks to be left alone for a while.", retry_after=wait)
    if answer.status == 409:
        raise RetryLater("Notion was writing what was read.")
    if answer.status == 400:
        raise BrokenData(f"Notion refuses the question: {_said(answer)}")
    judge_status(answer)


def _said(answer: Answer) -> str:
    try:
        data: Any = json.loads(answer.body)
    except (ValueError, RecursionError):
        return "400"
    return str(data.get("message") or data.get("code") or 400)[:300] if isinstance(data, dict) else "400"
