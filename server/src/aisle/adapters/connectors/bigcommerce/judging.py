"""What BigCommerce means by its refusals."""

import json
import re
from typing import Any

from aisle.adapters.connectors.asking import judge as judge_status
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopRefused
from aisle.sources.ports import Answer

UNKNOWN = (
    "BigCommerce does not know this access token, or not for this shop: check the token and the store hash."
)
SCOPES = (
    ("/catalog/", "Products: read-only"),
    ("/inventory/", "Store Inventory: read-only"),
    ("/orders/payment_actions/", "Order Transactions: read-only"),
    ("/order", "Orders: read-only"),
    ("/carts", "Carts: read-only"),
    ("/customers", "Customers: read-only"),
    ("/content/", "Content: read-only"),
    ("/blog/", "Content: read-only"),
    ("/store", "Information & Settings: read-only"),
)
VERSION = re.compile(r"/stores/[^/]+/v[23]")


def judge(answer: Answer) -> None:
    """Raise what an answer means."""
    if 200 <= answer.status < 300:
        return
    if answer.status == 401:
        raise FixCredentials(UNKNOWN)
    if answer.status == 403:
        raise _forbidden(answer)
    if answer.status == 429:
        seconds = reset_seconds(answer)
        raise RetryLater("The quota of the shop's apps is spent.", retry_after=seconds)
    if answer.status in (400, 422):
        raise BrokenData(f"The shop refuses the question: {_said(answer)}")
    judge_status(answer)


def reset_seconds(answer: Answer) -> float | None:
    """Return how long the quota's window lasts yet. The limit is of the plan, and shared by all apps of the shop."""
    told = answer.headers.get("x-rate-limit-time-reset-ms", "")
    return min(int(told[:9]), 3_600_000) / 1000 if told.isascii() and told.isdigit() else None


def _forbidden(answer: Answer) -> ShopRefused:
    path = VERSION.sub("", answer.url.partition("?")[0]).removeprefix("https://api.bigcommerce.com")
    needs = tuple(scope for begin, scope in SCOPES if path.startswith(begin))[:1]
    wanted = f" It needs: {needs[0]}." if needs else ""
    return ShopRefused(f"The API account lacks a scope.{wanted}", needs=needs)


def _said(answer: Answer) -> str:
    """v3 writes an object with a title, v2 a list of objects with a message."""
    try:
        data: Any = json.loads(answer.body)
    except (ValueError, RecursionError):
        return str(answer.status)
    first = data[0] if isinstance(data, list) and data else data
    told = (first.get("title") or first.get("message")) if isinstance(first, dict) else None
    return str(told or answer.status)[:300]
