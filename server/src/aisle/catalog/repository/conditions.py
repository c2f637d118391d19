"""Limits on products as conditions in SQL; values only ever travel as parameters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aisle.catalog.criteria import Choice, Criteria, MeasuredRange, Range
from aisle.catalog.unwanted_words import pattern_of

BUYABLE = ("in_stock", "low_stock", "preorder")
# A category holds its sub-categories; a shopper may name any level of the path. {0}: folded; {1}: the same with /%.
_IN_CATEGORY = "(lower(p.category) = ANY({0}) OR lower(p.category) LIKE ANY({1}) OR string_to_array(lower(p.category), '/') && {0})"
_TEXT = "lower(p.title || E'\\n' || p.description)"
_TAGGED = "lower(p.tags::text)::text[] && {0}"
_BRANDED = "lower(p.brand) = ANY({0})"


@dataclass(frozen=True, slots=True)
class Condition:
    """What one limit asks of `product p`, or, with of_variant, of `variant v` beside it. field: that it concerns."""

    field: str
    sql: str
    of_variant: bool = False


class Values:
    """The parameters of a statement, numbered as they are added."""

    def __init__(self, values: Sequence[Any]) -> None:
        self.given = list(values)

    def put(self, template: str, *values: Any) -> str:
        """Return the template with the places of these values."""
        places = []
        for value in values:
            self.given.append(value)
            places.append(f"${len(self.given)}")
        return template.format(*places)


def conditions_of(criteria: Criteria, values: Values) -> list[Condition]:
    """Return every condition of the criteria."""
    return [
        *_of_products(criteria, values),
        *_unwanted(criteria, values),
        *_of_variants(criteria, values),
        *(condition for choice in criteria.unwanted_values for condition in _without(choice, values)),
    ]


def where(conditions: Sequence[Condition]) -> str:
    """Return the conditions on a product, its variants included, each preceded by AND."""
    own = [one.sql for one in conditions if not one.of_variant]
    if any(one.of_variant for one in conditions):
        own.append(f"EXISTS (SELECT 1 {fitting_variants(conditions)})")
    return "".join(f" AND {sql}" for sql in own)


def fitting_variants(conditions: Sequence[Condition]) -> str:
    """Return the end of a statement on those variants of product p that meet everything at once."""
    inner = "".join(f" AND {one.sql}" for one in conditions if one.of_variant)
    return f"FROM variant v WHERE v.organization_id = $1 AND v.store_id = $2 AND v.product_id = p.id{inner}"


def _of_products(criteria: Criteria, values: Values) -> Iterator[Condition]:
    if criteria.categories:
        yield Condition("category", values.put(_IN_CATEGORY, *_category_values(criteria.categories)))
    if criteria.brands:
        yield Condition("brand", values.put(_BRANDED, _lowered(criteria.brands)))
    if criteria.tags:
        yield Condition("tag", values.put(_TAGGED, _lowered(criteria.tags)))
    if criteria.ratings:
        yield Condition("rating", _between("p.rating", criteria.ratings, values))


def _unwanted(criteria: Criteria, values: Values) -> Iterator[Condition]:
    for field, unwanted in criteria.unwanted:
        if field == "category":
            sql = values.put(_IN_CATEGORY, *_category_values(unwanted))
        else:
            sql = values.put(_BRANDED if field == "brand" else _TAGGED, _lowered(unwanted))
        yield Condition(field, f"NOT coalesce({sql}, false)")
    for word in criteria.unwanted_words:
        # The plain comparison is the cheaper one, and settles most texts.
        likeness, pattern = f"%{plain(word.lower())}%", pattern_of(word)
        yield Condition("text", values.put(f"NOT ({_TEXT} LIKE {{}} AND {_TEXT} ~ {{}})", likeness, pattern))


def _of_variants(criteria: Criteria, values: Values) -> Iterator[Condition]:
    if criteria.prices:
        yield Condition("price", _between("v.price", criteria.prices, values), of_variant=True)
    if criteria.in_stock:
        yield Condition("stock", f"v.availability IN {BUYABLE}", of_variant=True)
    if criteria.quantity is not None:
        yield Condition("stock", values.put("v.stock >= {}", criteria.quantity), of_variant=True)
    for choice in criteria.chosen:
        yield Condition(choice.field, _any_name(choice, values), of_variant=True)
    for measured in criteria.measured:
        yield Condition(measured.field, _measured(measured, values), of_variant=True)


def _any_name(choice: Choice, values: Values) -> str:
    one = "lower(v.options ->> {0}) = ANY({1}) OR lower(p.attributes ->> {0}) = ANY({1})"
    return (
        f"({' OR '.join(values.put(one, name, _lowered(choice.values)) for name in choice.names) or 'false'})"
    )


def _without(choice: Choice, values: Values) -> Iterator[Condition]:
    for name in choice.names:
        on_product = values.put(
            "NOT coalesce(lower(p.attributes ->> {}) = ANY({}), false)", name, _lowered(choice.values)
        )
        yield Condition(choice.field, on_product)
        on_variant = values.put(
            "NOT coalesce(lower(v.options ->> {}) = ANY({}), false)", name, _lowered(choice.values)
        )
        yield Condition(choice.field, on_variant, of_variant=True)


def _measured(wanted: MeasuredRange, values: Values) -> str:
    """The size of the variant's option, or else that of the product's attribute."""
    ways = []
    for name in wanted.names:
        size = values.put("coalesce(v.measures -> {0}, p.measures -> {0})", name)
        kind = values.put(f"{size} ->> 0 = {{}}", wanted.kind)
        number = _between(f"({size} ->> 1)::numeric", wanted.sizes, values)
        ways.append(f"({kind} AND {number})")
    return f"({' OR '.join(ways) or 'false'})"


def _between(number: str, wanted: Range, values: Values) -> str:
    ends = [
        values.put(f"{number} {sign} {{}}", end)
        for sign, end in ((">=", wanted.least), ("<=", wanted.most), ("<", wanted.below))
        if end is not None
    ]
    return " AND ".join(ends) or f"{number} IS NOT NULL"


def _category_values(categories: Sequence[str]) -> tuple[list[str], list[str]]:
    lowered = _lowered(categories)
    return lowered, [f"{plain(category)}/%" for category in lowered]


def _lowered(values: Sequence[str]) -> list[str]:
    return [value.lower() for value in values]


def plain(text: str) -> str:
    """Text in which LIKE finds no marks of its own."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
