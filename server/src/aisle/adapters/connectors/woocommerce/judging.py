"""What a WooCommerce shop means by its refusals: one text stands for many causes."""

import json
from collections.abc import Callable
from typing import Any

from aisle.adapters.connectors.address import origin
from aisle.adapters.connectors.asking import judge as judge_status
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer

UNKNOWN_KEY = (
    "The shop does not know this key, or never saw it: check the consumer key; if it is right, the web server drops the "
    "Authorization header (then let the key travel in the address) or an account's key was revoked."
)
UNSIGNED = "The shop has no TLS and refuses the signature: the address must be the home address in WordPress's settings."
FIREWALL = "Something in front of the shop (a firewall, the host) refuses: let Aisle's requests to /wp-json/ through."
MOVED = "The shop moves on to {there} and the key stays behind: connect with that address."
WRITING = "does not have write permissions"


def judge(address: str) -> Callable[[Answer], None]:
    """Return what sorts the answers of the shop at an address."""

    def judged(answer: Answer) -> None:
        if 200 <= answer.status < 300:
            return
        if 300 <= answer.status < 400:
            raise FixCredentials(
                MOVED.format(there=origin(answer.headers.get("location", "another address")))
            )
        code, message = _said(answer)
        if answer.status in (401, 403):
            raise _refusal(address, answer, code, message)
        if code == "rest_no_route":
            raise ShopNotFound(
                "The shop has no such route: WooCommerce is switched off, or older than this reads."
            )
        if answer.status == 500 and code.startswith("woocommerce_"):
            # WooCommerce answers 500 for what it will never do: asking again changes nothing.
            raise BrokenData(f"The shop refuses: {message}")
        judge_status(answer)

    return judged


def _refusal(address: str, answer: Answer, code: str, message: str) -> Exception:
    there = origin(answer.url)
    if there != origin(address):
        return FixCredentials(
            f"The shop moves on to {there} and the key stays behind: connect with that address."
        )
    if WRITING in message:
        return ShopRefused("The key may only read.", needs=("Read/Write",))
    if not code:
        return RetryLater(FIREWALL) if answer.status == 403 else FixCredentials(UNKNOWN_KEY)
    if answer.status == 403:
        return ShopRefused(f"The key's user may not do that: {message}", needs=("shop manager",))
    if code == "woocommerce_rest_authentication_error":
        return FixCredentials(f"The shop says: {message}" + (f" {UNSIGNED}" if "ignature" in message else ""))
    return FixCredentials(UNKNOWN_KEY)


def _said(answer: Answer) -> tuple[str, str]:
    try:
        data: Any = json.loads(answer.body)
    except ValueError:
        return "", ""
    if not isinstance(data, dict):
        return "", ""
    return str(data.get("code") or ""), str(data.get("message") or "")[:300]
