"""What expressions are made of once they are read. Each node computes a value from a scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from aisle.sources.rules.values import Value, is_true
from aisle.sources.rules.work import Work


@dataclass(frozen=True, slots=True)
class Scope:
    """root: the record (`$`). here: what names are looked up in (`@`): the record, or the element under a filter."""

    root: Value
    here: Value
    work: Work

    def at(self, here: Value) -> Scope:
        """Return the scope of an element."""
        return replace(self, here=here)


class Node(Protocol):
    """A part of an expression."""

    def value(self, scope: Scope) -> Value:
        """Compute. Raises CannotApply."""
        ...


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, true, false or null."""

    constant: Value

    def value(self, scope: Scope) -> Value:
        """Return it."""
        return self.constant


@dataclass(frozen=True, slots=True)
class Root:
    """`$`: the whole record."""

    def value(self, scope: Scope) -> Value:
        """Return the record."""
        return scope.root


@dataclass(frozen=True, slots=True)
class Here:
    """`@`, and where a bare name is looked up."""

    def value(self, scope: Scope) -> Value:
        """Return the present element."""
        return scope.here


@dataclass(frozen=True, slots=True)
class Listed:
    """`[1, 2]`"""

    items: Sequence[Node]

    def value(self, scope: Scope) -> Value:
        """Return the list."""
        scope.work.spend(len(self.items))
        return [item.value(scope) for item in self.items]


@dataclass(frozen=True, slots=True)
class Object:
    """`{name: 1}`"""

    fields: Sequence[tuple[str, Node]]

    def value(self, scope: Scope) -> Value:
        """Return the object."""
        scope.work.spend(len(self.fields))
        return {name: node.value(scope) for name, node in self.fields}


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values, all of which are computed first."""

    function: Callable[..., Value]
    arguments: Sequence[Node]

    def value(self, scope: Scope) -> Value:
        """Compute the arguments, then the function."""
        scope.work.spend()
        return self.function(scope.work, *(argument.value(scope) for argument in self.arguments))


@dataclass(frozen=True, slots=True)
class LazyCall:
    """A function that decides which of its arguments are computed, and for which elements."""

    function: Callable[..., Value]
    arguments: Sequence[Node]

    def value(self, scope: Scope) -> Value:
        """Hand the arguments on as they are."""
        scope.work.spend()
        return self.function(scope, *self.arguments)


@dataclass(frozen=True, slots=True)
class Both:
    """`and`, `or`: the second is computed where the first does not decide."""

    first: Node
    second: Node
    stops_at: bool

    def value(self, scope: Scope) -> Value:
        """Return true or false."""
        if is_true(self.first.value(scope)) is self.stops_at:
            return self.stops_at
        return is_true(self.second.value(scope))
