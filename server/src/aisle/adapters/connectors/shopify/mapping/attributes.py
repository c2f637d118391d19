"""Metafields: what a merchant keeps about a product beside Shopify's own fields."""

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from aisle.adapters.connectors.shopify.mapping.values import Node

_PLAIN = frozenset(
    {
        "single_line_text_field",
        "multi_line_text_field",
        "number_integer",
        "number_decimal",
        "boolean",
        "date",
        "date_time",
        "color",
        "url",
    }
)
_MEASURES = frozenset({"dimension", "weight", "volume"})
_REVIEWS = "reviews"


def attributes(metafields: Sequence[Node]) -> dict[str, str]:
    """Return those that read as text. References, JSON and rich text are left out: they are made for programs."""
    read = {_name(field): _text(field) for field in metafields if field["namespace"] != _REVIEWS}
    return {name: value for name, value in read.items() if value}


def rating(metafields: Sequence[Node]) -> tuple[Decimal | None, int | None]:
    """Return stars of 5 and how many gave them, from the standard metafields of reviews."""
    fields = {field["key"]: field["value"] for field in metafields if field["namespace"] == _REVIEWS}
    return _stars(fields.get("rating")), _number(fields.get("rating_count"))


def _name(field: Node) -> str:
    return str(field["key"]) if field["namespace"] == "custom" else f"{field['namespace']}.{field['key']}"


def _text(field: Node) -> str:
    kind, value = str(field["type"]), str(field["value"])
    if kind in _PLAIN:
        return value
    if kind in _MEASURES:
        return _measure(_json(value))
    if kind.startswith("list.") and kind.removeprefix("list.") in _PLAIN | _MEASURES:
        values = _json(value)
        read = [_measure(each) if isinstance(each, dict) else str(each) for each in values or ()]
        return ", ".join(filter(None, read))
    return ""


def _measure(value: Any) -> str:
    if not isinstance(value, dict) or "value" not in value:
        return ""
    return f"{value['value']} {str(value.get('unit', '')).lower()}".rstrip()


def _json(value: str) -> Any:
    try:
        return json.loads(value, parse_float=Decimal)
    except (ValueError, RecursionError):
        return None


def _stars(value: str | None) -> Decimal | None:
    said: Any = _json(value) if value else None
    try:
        stars = Decimal(said["value"]) * 5 / Decimal(said["scale_max"])
    except (TypeError, KeyError, InvalidOperation, ArithmeticError):
        return None
    return min(Decimal(5), max(Decimal(0), stars)) if stars.is_finite() else None


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None
