"""What a query costs: objects 1, scalars 0, connections by what they hold, mutations 10; and the bucket it is taken from.

Source: shopify.dev, "API limits", with 2 for a connection itself, as replies show.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLList,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
)

MOST = 1000.0


def requested(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> float:
    """Return the cost before a query runs."""
    return sum(_operation(schema, part, variables, None) for part in _operations(document))


def actual(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Mapping[str, Any],
    data: Mapping[str, Any] | None,
) -> float:
    """Return the cost of what was found."""
    return sum(_operation(schema, part, variables, data or {}) for part in _operations(document))


def _operations(document: DocumentNode) -> list[OperationDefinitionNode]:
    return [part for part in document.definitions if not isinstance(part, FragmentDefinitionNode)]


def _operation(
    schema: GraphQLSchema, operation: Any, variables: Mapping[str, Any], data: Any | None
) -> float:
    root = schema.get_root_type(operation.operation)
    base = 10.0 if operation.operation.value == "mutation" else 0.0
    return base + _selection(schema, root, operation.selection_set, variables, data)


def _selection(schema, type_, selection: SelectionSetNode, variables, data) -> float:
    cost = 0.0
    for part in selection.selections:
        if isinstance(part, InlineFragmentNode):
            inner = schema.get_type(part.type_condition.name.value) if part.type_condition else type_
            cost += _selection(schema, inner, part.selection_set, variables, data)
        elif isinstance(part, FieldNode) and part.name.value in getattr(type_, "fields", {}):
            cost += _field(schema, type_, part, variables, data)
    return cost


def _field(schema, type_, field: FieldNode, variables, data) -> float:
    declared = type_.fields[field.name.value].type
    named = get_named_type(declared)
    if not is_composite_type(named) or named.name == "PageInfo":
        return 0.0
    found = data.get((field.alias or field.name).value) if isinstance(data, Mapping) else data
    if named.name.endswith("Connection"):
        return 2.0 + _connection(schema, named, field, variables, found)
    many = isinstance(get_nullable_type(declared), GraphQLList)
    if data is not None and many:
        parts = [each for each in found or () if each]
        return sum(1 + _selection(schema, named, field.selection_set, variables, each) for each in parts)
    if data is not None and found is None:
        return 0.0
    times = _length(field, variables, "ids") if many else 1
    return times * (1 + _selection(schema, named, field.selection_set, variables, found))


def _connection(schema, named, field: FieldNode, variables, found) -> float:
    cost = 0.0
    for part in field.selection_set.selections:
        if not isinstance(part, FieldNode) or part.name.value not in ("nodes", "edges"):
            continue
        edge = get_named_type(named.fields[part.name.value].type)
        if found is None:
            cost += _length(field, variables, "first") * (
                1 + _selection(schema, edge, part.selection_set, variables, None)
            )
        else:
            for each in found.get(part.name.value) or ():
                cost += 1 + _selection(schema, edge, part.selection_set, variables, each)
    return cost


def _length(field: FieldNode, variables: Mapping[str, Any], name: str) -> int:
    for argument in field.arguments or ():
        if argument.name.value == name:
            value = argument.value
            if isinstance(value, VariableNode):
                said = variables.get(value.name.value)
                return len(said) if isinstance(said, list) else int(said or 1)
            if isinstance(value, IntValueNode):
                return int(value.value)
    return 1


@dataclass
class Bucket:
    """A leaky bucket. most: points it holds; restore: points a second. level: now, as of `at`."""

    most: float = 2000.0
    restore: float = 100.0
    level: float = 2000.0
    at: float = 0.0

    def take(self, cost: float, now: float) -> bool:
        """Take points out; False when there are not enough."""
        self.level, self.at = min(self.most, self.level + (now - self.at) * self.restore), now
        if cost > self.level:
            return False
        self.level -= cost
        return True

    def give(self, points: float) -> None:
        """Put back what a query did not use."""
        self.level = min(self.most, self.level + points)

    def status(self) -> dict[str, float]:
        """Return `throttleStatus`."""
        return {
            "maximumAvailable": self.most,
            "currentlyAvailable": int(self.level),
            "restoreRate": self.restore,
        }
