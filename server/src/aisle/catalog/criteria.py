"""Which products of a store meet some limits, as typed values that become one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from aisle.core.db import Session


@dataclass(frozen=True, slots=True)
class Criteria:
    """Limits on products. A variant must meet price, stock and options together: a red one in stock under the price.

    chosen: values by attribute or option name, one of which must hold; unwanted: values that must not.
    """

    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    in_stock: bool = False
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unwanted: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __bool__(self) -> bool:
        return self != Criteria()


async def matching(
    session: Session, criteria: Criteria, *, among: Sequence[UUID] | None = None, limit: int
) -> list[UUID]:
    """Return ids of products that meet the criteria, at most `limit`, of all or of some."""
    built = _Conditions(list(session.tenant))
    if among is not None:
        built.add("p.id = ANY({})", list(among))
    _product_conditions(built, criteria)
    _variant_conditions(built, criteria)
    rows = await session.fetch(
        f"SELECT p.id FROM product p WHERE p.organization_id = $1 AND p.store_id = $2{built.sql} LIMIT {int(limit)}",
        *built.values,
    )
    return [row["id"] for row in rows]


class _Conditions:
    """Collects conditions and their values; values only ever travel as parameters."""

    def __init__(self, values: list[Any]) -> None:
        self.values, self.parts = values, [""]

    def add(self, template: str, *values: Any) -> None:
        places = []
        for value in values:
            self.values.append(value)
            places.append(f"${len(self.values)}")
        self.parts.append(template.format(*places))

    @property
    def sql(self) -> str:
        return " AND ".join(self.parts)


def _product_conditions(built: _Conditions, criteria: Criteria) -> None:
    if criteria.categories:
        # A category holds its sub-categories; a shopper may name any level of the path.
        built.add(
            "(p.category = ANY({0}) OR p.category LIKE ANY({1}) OR string_to_array(p.category, '/') && {0})",
            list(criteria.categories),
            [f"{_plain(category)}/%" for category in criteria.categories],
        )
    if criteria.brands:
        built.add("lower(p.brand) = ANY({})", [brand.lower() for brand in criteria.brands])
    if criteria.tags:
        built.add("p.tags && {}", list(criteria.tags))
    for name, values in criteria.unwanted:
        _unwanted(built, name, values)


def _unwanted(built: _Conditions, name: str, values: tuple[str, ...]) -> None:
    lowered = [value.lower() for value in values]
    plain = {
        "category": "NOT coalesce(p.category = ANY({0}) OR string_to_array(lower(p.category), '/') && {0}, false)",
        "brand": "NOT coalesce(lower(p.brand) = ANY({0}), false)",
        "tag": "NOT (p.tags && {0})",
    }
    if name in plain:
        built.add(plain[name], list(values) if name == "tag" else lowered)
        return
    built.add("NOT coalesce(lower(p.attributes ->> {0}) = ANY({1}), false)", name, lowered)


def _variant_conditions(built: _Conditions, criteria: Criteria) -> None:
    inner = _Conditions(built.values)
    if criteria.least is not None:
        inner.add("v.price >= {}", criteria.least)
    if criteria.most is not None:
        inner.add("v.price <= {}", criteria.most)
    if criteria.in_stock:
        inner.parts.append("v.availability IN ('in_stock', 'low_stock', 'preorder')")
    for name, values in criteria.chosen:
        inner.add(
            "(lower(v.options ->> {0}) = ANY({1}) OR lower(p.attributes ->> {0}) = ANY({1}))",
            name,
            [value.lower() for value in values],
        )
    for name, values in criteria.unwanted:
        if name not in ("category", "brand", "tag"):
            inner.add(
                "NOT coalesce(lower(v.options ->> {0}) = ANY({1}), false)",
                name,
                [value.lower() for value in values],
            )
    if len(inner.parts) > 1:
        built.parts.append(
            "EXISTS (SELECT 1 FROM variant v WHERE v.organization_id = $1 AND v.store_id = $2"
            f" AND v.product_id = p.id{inner.sql})"
        )


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
