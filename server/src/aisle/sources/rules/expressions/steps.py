"""Paths into a record, as a subset of JSONPath (RFC 9535): names, places, `[*]` and filters.

Own, because what the libraries add is what is not wanted here (`..` over everything, functions, patterns of other engines), and
what they lack is a bound on the work for one record. As in the standard, a path is followed over a list of nodes; one without
`[*]` and filters has one value, or null.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from aisle.sources.rules.expressions.nodes import Node, Scope
from aisle.sources.rules.values import Value, is_true


class Step(Protocol):
    """One step of a path."""

    @property
    def many(self) -> bool:
        """Whether one node may lead to several."""
        ...

    def follow(self, node: Value, scope: Scope) -> Iterator[Value]:
        """Yield where the step leads from a node; nothing where there is no such thing."""
        ...


@dataclass(frozen=True, slots=True)
class Name:
    """`.name`, `['any name']`"""

    name: str
    many: bool = False

    def follow(self, node: Value, scope: Scope) -> Iterator[Value]:
        """Yield the field of an object."""
        if isinstance(node, dict) and self.name in node:
            yield node[self.name]


@dataclass(frozen=True, slots=True)
class Place:
    """`[0]`, `[-1]`"""

    place: int
    many: bool = False

    def follow(self, node: Value, scope: Scope) -> Iterator[Value]:
        """Yield the element of a list."""
        if isinstance(node, list) and -len(node) <= self.place < len(node):
            yield node[self.place]


@dataclass(frozen=True, slots=True)
class Every:
    """`[*]`"""

    many: bool = True

    def follow(self, node: Value, scope: Scope) -> Iterator[Value]:
        """Yield all elements of a list, or values of an object."""
        if isinstance(node, (list, dict)):
            scope.work.spend(len(node))
            yield from node.values() if isinstance(node, dict) else node


@dataclass(frozen=True, slots=True)
class Filter:
    """`[?condition]`: of each element its own names are meant, `$` is the record still."""

    condition: Node
    many: bool = True

    def follow(self, node: Value, scope: Scope) -> Iterator[Value]:
        """Yield the elements for which the condition holds."""
        if isinstance(node, list):
            scope.work.spend(len(node))
            yield from (item for item in node if is_true(self.condition.value(scope.at(item))))


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from where something stands."""

    start: Node
    steps: Sequence[Step]

    def value(self, scope: Scope) -> Value:
        """Return what the path leads to: a list if a step is of many, else one value or None."""
        nodes = [self.start.value(scope)]
        for step in self.steps:
            scope.work.spend(1 + len(nodes))
            nodes = [found for node in nodes for found in step.follow(node, scope)]
        if any(step.many for step in self.steps):
            return nodes
        return nodes[0] if nodes else None
