"""What the signs do. Nothing with null is null, but for `==`, `!=` and `in`."""

from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.values import (
    EXACT,
    Value,
    as_list,
    as_number,
    is_true,
    kind_of,
    same,
    shown,
)
from aisle.sources.rules.work import Work

Operator = Callable[[Work, Value, Value], Value]


def _of_numbers(compute: Callable[[Decimal, Decimal], Decimal]) -> Operator:
    def operator(work: Work, one: Value, other: Value) -> Value:
        first, second = as_number(one), as_number(other)
        if first is None or second is None:
            return None
        try:
            return compute(first, second)
        except DecimalException:
            raise CannotApply(
                "not_computable", f"{shown(first)} and {shown(second)} give no number."
            ) from None

    return operator


def _plus(work: Work, one: Value, other: Value) -> Value:
    """Add numbers; put texts, or lists, one after the other."""
    if one is None or other is None:
        return None
    if isinstance(one, str) and isinstance(other, str):
        return work.text(one + other)
    if isinstance(one, list) and isinstance(other, list):
        work.spend(len(one) + len(other))
        return one + other
    return _add(work, one, other)


def _ordered(holds: Callable[[Any, Any], bool]) -> Operator:
    def operator(work: Work, one: Value, other: Value) -> Value:
        if one is None or other is None:
            return False
        if isinstance(one, str) and isinstance(other, str):
            return holds(one, other)
        return holds(as_number(one), as_number(other))

    return operator


def _contained(work: Work, one: Value, other: Value) -> Value:
    """Whether something is in a list, a text in a text, or a name in an object."""
    if isinstance(other, str) and isinstance(one, str):
        return one in other
    if isinstance(other, dict):
        return isinstance(one, str) and one in other
    if isinstance(other, str):
        raise CannotApply("not_a_text", f"{kind_of(one).capitalize()} cannot be in a text.")
    work.spend(len(as_list(other)))
    return any(same(one, item) for item in as_list(other))


def opposite(work: Work, value: Value) -> Value:
    """Return `not value`."""
    return not is_true(value)


def negative(work: Work, value: Value) -> Value:
    """Return `-value`."""
    number = as_number(value)
    return None if number is None else -number


_add = _of_numbers(EXACT.add)
OPERATORS: dict[str, Operator] = {
    "+": _plus,
    "-": _of_numbers(EXACT.subtract),
    "*": _of_numbers(EXACT.multiply),
    "/": _of_numbers(EXACT.divide),
    "==": lambda work, one, other: same(one, other),
    "!=": lambda work, one, other: not same(one, other),
    "<": _ordered(lambda one, other: one < other),
    "<=": _ordered(lambda one, other: one <= other),
    ">": _ordered(lambda one, other: one > other),
    ">=": _ordered(lambda one, other: one >= other),
    "in": _contained,
}
