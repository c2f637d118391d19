"""What a Magento shop means by its refusals. One 401 stands for a missing token, a wrong one, and a missing permission."""

import json
import re
from typing import Any

from aisle.adapters.connectors.asking import judge as judge_status
from aisle.sources.errors import BrokenData, FixCredentials, ShopError, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer

PLACE = re.compile(r"%(\w+)")
BEARER = (
    "The token is wrong, expired or without permission. Since Magento 2.4.4 an integration's access token alone is refused "
    "unless Stores, Configuration, Services, OAuth, 'Allow OAuth Access Tokens to be used as standalone Bearer tokens' is on: "
    "switch it on, or give all four keys."
)
SIGNED = "The four keys are wrong, of an integration that is not active, or without permission."
ACCOUNT = "The account is wrong, locked, or has no permission."
FACTORS = "The account has a second factor, which programs cannot give: make an integration under System, Integrations."


def judge(answer: Answer, cause: str, let_in: bool) -> None:
    """Raise what an answer means. cause: what may be wrong with the credentials. let_in: whether they were taken before."""
    if 200 <= answer.status < 300:
        return
    message, data = filled(answer)
    if answer.status in (401, 403) and message:
        raise _refusal(message, data, cause, let_in)
    if answer.status == 404 and "match any route" in message:
        raise ShopNotFound(
            "The shop has no such route: the module is switched off, or there is no Magento here."
        )
    if answer.status == 400 and message:
        raise BrokenData(f"The shop refuses the question: {message}")
    judge_status(answer)


def filled(answer: Answer) -> tuple[str, Any]:
    """Return the shop's message, its placeholders (%1, %fieldName) filled in, and what they were filled with."""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        return "", None
    if not isinstance(data, dict):
        return "", None
    values = data.get("parameters")
    return PLACE.sub(lambda found: _value(values, found), str(data.get("message") or ""))[:500], values


def _value(values: Any, found: re.Match[str]) -> str:
    name = found[1]
    if isinstance(values, list) and name.isdigit() and 0 < int(name) <= len(values):
        return str(values[int(name) - 1])
    if isinstance(values, dict) and name in values:
        return str(values[name])
    return found[0]


def _refusal(message: str, values: Any, cause: str, let_in: bool) -> ShopError:
    needed = values.get("resources") if isinstance(values, dict) else None
    needs = tuple(one.strip() for one in str(needed).split(",")) if needed else ()
    if "2fa" in message.lower() or "two-factor" in message.lower():
        return FixCredentials(FACTORS)
    if let_in and needs:
        return ShopRefused(f"The credentials lack a permission: {', '.join(needs)}.", needs=needs)
    return FixCredentials(f"{message} {cause}".strip())
