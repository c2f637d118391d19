"""Single values of Shopify's objects."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from aisle.sources.records import Address, Amount, Stated
from aisle.sources.records.values import S

GLOBAL_ID = re.compile(r"gid://shopify/([A-Za-z0-9]+)/([^?]+)(?:\?.*)?")
Node = Mapping[str, Any]
T = TypeVar("T")


class Unreadable(Exception):
    """A field that must be there is not, or is not what it must be."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


def global_id(kind: str, number: str) -> str:
    """Return "gid://shopify/Product/1"."""
    return f"gid://shopify/{kind}/{number}"


def id_of(text: Any) -> str:
    """Return what stands behind the kind in a global id. Raises Unreadable."""
    found = GLOBAL_ID.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise Unreadable("id", "is no id of Shopify's")
    return found[2]


def number_of(text: str) -> int:
    """Return that as a number, 0 where it is none."""
    digits = id_of(text)
    return int(digits) if digits.isdecimal() else 0


def kind_of(text: str) -> str:
    """Return the kind in a global id, "" for what is none."""
    found = GLOBAL_ID.fullmatch(text)
    return found[1] if found else ""


def id_in(node: Node, field: str) -> str | None:
    """Return the id of an object that another one names; None where it names none or hides it."""
    inner = node.get(field)
    return id_of(inner["id"]) if inner else None


def needed(node: Node, field: str) -> Any:
    """Return a field that must be there. Raises Unreadable."""
    value = node.get(field)
    if value is None:
        raise Unreadable(field, "is missing")
    return value


def text(node: Node, field: str) -> str | None:
    """Return a text, None for one that is missing, hidden or empty."""
    value = node.get(field)
    return str(value) if value not in (None, "") else None


def when(node: Node, field: str) -> datetime | None:
    """Return a time, None for one that is missing. Raises Unreadable for one that is none or has no zone."""
    value = node.get(field)
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise Unreadable(field, "is no time") from None
    if at.tzinfo is None:
        raise Unreadable(field, "is a time without its zone")
    return at


def amount(said: Any, currency: str, field: str) -> Amount:
    """Return a decimal string with its currency. Raises Unreadable."""
    try:
        value = Decimal(str(said))
    except InvalidOperation:
        raise Unreadable(field, "is no amount") from None
    if not value.is_finite():
        raise Unreadable(field, "is no amount")
    return Amount(value, currency)


def price(node: Node, field: str, currency: str) -> Amount | None:
    """Return an amount in the shop's own currency."""
    said = node.get(field)
    return None if said is None else amount(said, currency, field)


def bag(node: Node, field: str) -> Amount | None:
    """Return an amount of a bag, in the currency that the shopper paid in."""
    inner = (node.get(field) or {}).get("presentmentMoney")
    return amount(inner["amount"], inner["currencyCode"], field) if inner else None


def stated(said: str | None, words: Mapping[str, S]) -> Stated[S] | None:
    """Return a state in both words; one that this release does not know is kept as it was said."""
    return None if said is None else Stated(words.get(said), said)


def address(node: Node | None) -> Address | None:
    """Return an address; parts that are hidden stay unknown."""
    if not node:
        return None
    lines = tuple(line for line in (text(node, "address1"), text(node, "address2")) if line)
    return Address(
        name=text(node, "name"),
        company=text(node, "company"),
        lines=lines,
        postcode=text(node, "zip"),
        city=text(node, "city"),
        region=text(node, "province"),
        country=text(node, "countryCodeV2"),
        phone=text(node, "phone"),
    )
