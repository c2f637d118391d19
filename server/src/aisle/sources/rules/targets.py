"""Places in a record that rules change: `brand`, `attributes['Farbe']`, `variants[*].price`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from aisle.sources.records import Resource, record_type
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions import BadExpression, parse
from aisle.sources.rules.expressions.nodes import Here
from aisle.sources.rules.expressions.steps import Every, Name, Path, Step
from aisle.sources.rules.values import Value
from aisle.sources.rules.work import Work


@dataclass(frozen=True, slots=True)
class Slot:
    """One place. holder: the object or list that it is in. element: what names in expressions mean there."""

    holder: Any
    key: str | int
    element: Value

    @property
    def value(self) -> Value:
        """What is there; None: nothing."""
        return self.holder.get(self.key) if isinstance(self.holder, dict) else self.holder[self.key]

    def put(self, value: Value) -> None:
        """Put a value there; None takes the field away, and empties the place of a list."""
        if value is None and isinstance(self.holder, dict):
            self.holder.pop(self.key, None)
        else:
            self.holder[self.key] = value


@dataclass(frozen=True, slots=True)
class Target:
    """A place, or the same place in each element of lists."""

    text: str
    steps: tuple[Step, ...]

    def slots(self, record: dict[str, Any], work: Work, make: bool = False) -> Iterator[Slot]:
        """Yield the places that are there; with `make` objects on the way are made. Raises CannotApply for what is no object."""
        yield from self._below(record, record, 0, work, make)

    def _below(self, node: Value, element: Value, at: int, work: Work, make: bool) -> Iterator[Slot]:
        step, last = self.steps[at], at == len(self.steps) - 1
        for key in self._keys(node, step):
            work.spend()
            slot = Slot(node, key, element)
            if last:
                yield slot
                continue
            if slot.value is None and make and isinstance(self.steps[at + 1], Name):
                slot.put({})
            if slot.value is not None:
                inner = slot.value if isinstance(step, Every) else element
                yield from self._below(slot.value, inner, at + 1, work, make)

    def _keys(self, node: Value, step: Step) -> list[str] | range:
        if isinstance(step, Every) and isinstance(node, list):
            return range(len(node))
        if isinstance(step, Name) and isinstance(node, dict):
            return [step.name]
        kind = "a list" if isinstance(step, Every) else "an object"
        raise CannotApply(
            "other_shape", f"{self.text} leads through something that is not {kind}.", self.text
        )


def target_of(text: str, resource: Resource) -> Target:
    """Read a target. Raises BadExpression for a text that is none, or names a field that such records do not have."""
    node = parse(text)
    steps = tuple(node.steps) if isinstance(node, Path) and isinstance(node.start, Here) else ()
    if not steps or not all(isinstance(step, (Name, Every)) for step in steps):
        raise BadExpression(f"{text!r} names no field; fields are written as brand or variants[*].price.")
    first = steps[0].name if isinstance(steps[0], Name) else "[*]"
    known = sorted(field.name for field in fields(record_type(resource)))
    if first not in known:
        raise BadExpression(f"{resource} have no field {first!r}; they have {', '.join(known)}.")
    return Target(text, steps)


def shared_elements(one: Target, other: Target) -> bool:
    """Whether two targets are in the same elements: all up to the last `[*]` is the same."""

    def lead(target: Target) -> tuple[Step, ...]:
        last = max((at for at, step in enumerate(target.steps) if isinstance(step, Every)), default=-1)
        return target.steps[: last + 1]

    return lead(one) == lead(other)
