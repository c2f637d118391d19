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


async def by_price(
    session: Session, criteria: Criteria, *, among: Sequence[UUID] | None, dearest: bool, limit: int
) -> list[UUID]:
    """Return ids of products that meet the criteria, by the best price among the variants that meet them.

    dearest: the highest prices first, else the lowest. Products without a price come last.
    """
    built = _Conditions(list(session.tenant))
    if among is not None:
        built.add("p.id = ANY({})", list(among))
    _product_conditions(built, criteria)
    fitting = _fitting_variants(built, criteria)
    if fitting.wanted:
        built.parts.append(f"EXISTS (SELECT 1 {fitting.sql})")
    best, order = ("max", "DESC") if dearest else ("min", "ASC")
    rows = await session.fetch(
        f"SELECT p.id FROM product p WHERE p.organization_id = $1 AND p.store_id = $2{built.sql}"
        f" ORDER BY (SELECT {best}(v.price) {fitting.sql}) {order} NULLS LAST, p.title, p.id LIMIT {int(limit)}",
        *built.values,
    )
    return [row["id"] for row in rows]


async def attribute_values(session: Session, ids: Sequence[UUID], name: str) -> dict[UUID, str]:
    """Return what some products say under the name of an attribute; those that say nothing are absent."""
    rows = await session.fetch(
        "SELECT id, attributes ->> $4 AS value FROM product WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3)",
        *session.tenant,
        list(ids),
        name,
    )
    return {row["id"]: row["value"] for row in rows if row["value"]}


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


@dataclass(frozen=True, slots=True)
class _Fitting:
    """The variants of a product that meet everything at once, as the end of a statement. wanted: there are limits."""

    sql: str
    wanted: bool


# A category holds its sub-categories; a shopper may name any level of the path. {0}: folded; {1}: the same with /%.
_IN_CATEGORY = "(lower(p.category) = ANY({0}) OR lower(p.category) LIKE ANY({1}) OR string_to_array(lower(p.category), '/') && {0})"


def _product_conditions(built: _Conditions, criteria: Criteria) -> None:
    if criteria.categories:
        built.add(_IN_CATEGORY, *_category_values(criteria.categories))
    if criteria.brands:
        built.add("lower(p.brand) = ANY({})", _lowered(criteria.brands))
    if criteria.tags:
        built.add("lower(p.tags::text)::text[] && {}", _lowered(criteria.tags))
    for name, values in criteria.unwanted:
        _unwanted(built, name, values)


def _unwanted(built: _Conditions, name: str, values: tuple[str, ...]) -> None:
    if name == "category":
        built.add(f"NOT coalesce({_IN_CATEGORY}, false)", *_category_values(values))
    elif name == "brand":
        built.add("NOT coalesce(lower(p.brand) = ANY({}), false)", _lowered(values))
    elif name == "tag":
        built.add("NOT (lower(p.tags::text)::text[] && {})", _lowered(values))
    else:
        built.add("NOT coalesce(lower(p.attributes ->> {}) = ANY({}), false)", name, _lowered(values))


def _variant_conditions(built: _Conditions, criteria: Criteria) -> None:
    fitting = _fitting_variants(built, criteria)
    if fitting.wanted:
        built.parts.append(f"EXISTS (SELECT 1 {fitting.sql})")


def _fitting_variants(built: _Conditions, criteria: Criteria) -> _Fitting:
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
            _lowered(values),
        )
    for name, values in criteria.unwanted:
        if name not in ("category", "brand", "tag"):
            inner.add("NOT coalesce(lower(v.options ->> {0}) = ANY({1}), false)", name, _lowered(values))
    sql = (
        f"FROM variant v WHERE v.organization_id = $1 AND v.store_id = $2 AND v.product_id = p.id{inner.sql}"
    )
    return _Fitting(sql, len(inner.parts) > 1)


def _category_values(categories: Sequence[str]) -> tuple[list[str], list[str]]:
    lowered = _lowered(categories)
    return lowered, [f"{_plain(category)}/%" for category in lowered]


def _lowered(values: Sequence[str]) -> list[str]:
    return [value.lower() for value in values]


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
