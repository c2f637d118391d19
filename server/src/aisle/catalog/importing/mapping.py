"""Which column means what: plain data that can be guessed, shown, corrected and sent back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from aisle.catalog.currencies import is_currency
from aisle.catalog.errors import InvalidMapping
from aisle.catalog.importing.vocabulary import MANY_COLUMNS, Field

FIELDS = frozenset(field.value for field in Field)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Columns by field.

    `attributes` and `options` name columns ("Colour": "Farbe"; "*": "attributes.*" takes every column of that
    beginning); the pairs are columns that hold names beside columns that hold values, as Shopify and WooCommerce
    write them. `confidence` says for each field how sure a guess is, from 0 to 1.
    """

    columns: dict[Field, tuple[str, ...]]
    attributes: dict[str, str] = dataclass_field(default_factory=dict)
    options: dict[str, str] = dataclass_field(default_factory=dict)
    attribute_pairs: tuple[tuple[str, str], ...] = ()
    option_pairs: tuple[tuple[str, str], ...] = ()
    decimal: str = "."
    currency: str | None = None
    confidence: dict[str, float] = dataclass_field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The mapping as it is shown and sent back, without the confidence."""
        data: dict[str, Any] = {
            known.value: list(names) if known in MANY_COLUMNS else names[0]
            for known, names in self.columns.items()
            if names
        }
        described = {"attributes": dict(self.attributes), "options": dict(self.options)}
        paired = {
            "attribute_pairs": [list(pair) for pair in self.attribute_pairs],
            "option_pairs": [list(pair) for pair in self.option_pairs],
        }
        data |= {name: value for name, value in (described | paired).items() if value}
        return data | {"decimal": self.decimal} | ({"currency": self.currency} if self.currency else {})

    def unread(self, columns: Iterable[str]) -> tuple[str, ...]:
        """The columns that nothing is taken from."""
        single = [name for names in self.columns.values() for name in names]
        paired = [name for pair in (*self.attribute_pairs, *self.option_pairs) for name in pair]
        named = [*self.attributes.values(), *self.options.values()]
        read = {*single, *paired, *named}
        starts = tuple({name[:-1] for name in named if name.endswith(".*")})
        return tuple(name for name in columns if name not in read and not name.startswith(starts))


def corrected(guess: ColumnMapping, data: Mapping[str, Any], columns: Iterable[str]) -> ColumnMapping:
    """The guess with a person's corrections: a given field replaces the guess, null takes it away.

    Raises InvalidMapping with everything that is wrong at once.
    """
    known = frozenset(columns)
    problems: list[str] = []
    mapping = guess
    for name, value in data.items():
        if name == "attributes":
            mapping = replace(mapping, attributes=_named(name, value, known, problems))
        elif name == "options":
            mapping = replace(mapping, options=_named(name, value, known, problems))
        elif name == "attribute_pairs":
            mapping = replace(mapping, attribute_pairs=_pairs(name, value, known, problems))
        elif name == "option_pairs":
            mapping = replace(mapping, option_pairs=_pairs(name, value, known, problems))
        elif name == "decimal":
            mapping = replace(mapping, decimal=_decimal(value, problems))
        elif name == "currency":
            mapping = replace(mapping, currency=_currency(value, problems))
        elif name in FIELDS:
            columns_of = {**mapping.columns, Field(name): _columns(name, value, known, problems)}
            mapping = replace(mapping, columns=columns_of)
        else:
            problems.append(f"'{name}' is not a field; fields are {', '.join(sorted(FIELDS))}.")
    if problems:
        raise InvalidMapping(problems)
    return replace(mapping, confidence={**mapping.confidence, **dict.fromkeys(data, 1.0)})


def _columns(name: str, value: Any, known: frozenset[str], problems: list[str]) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    names = value if isinstance(value, list) else [value]
    if len(names) > 1 and Field(name) not in MANY_COLUMNS:
        problems.append(f"'{name}' takes one column, not {len(names)}.")
    return tuple(_known(name, column, known, problems) for column in names)


def _named(name: str, value: Any, known: frozenset[str], problems: list[str]) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        problems.append(f"'{name}' must be an object of names and columns.")
        return {}
    return {str(label): _known(name, column, known, problems) for label, column in value.items()}


def _pairs(name: str, value: Any, known: frozenset[str], problems: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = value or []
    if not isinstance(pairs, list) or not all(
        isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in pairs
    ):
        problems.append(f"'{name}' must be a list of pairs: the column of the name, the column of the value.")
        return ()
    return tuple(
        (_known(name, one, known, problems), _known(name, two, known, problems)) for one, two in pairs
    )


def _known(name: str, column: Any, known: frozenset[str], problems: list[str]) -> str:
    if isinstance(column, str) and (column in known or column.endswith(".*")):
        return column
    problems.append(f"'{name}' names the column '{column}', which the file does not have.")
    return ""


def _decimal(value: Any, problems: list[str]) -> str:
    if value in (".", ","):
        return str(value)
    problems.append("'decimal' must be '.' or ','.")
    return "."


def _currency(value: Any, problems: list[str]) -> str | None:
    if value is None or (isinstance(value, str) and is_currency(value)):
        return value
    problems.append(f"'currency' must be an ISO 4217 code such as EUR, not '{value}'.")
    return None
