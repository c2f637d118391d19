"""Rules that set, move and take away fields."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions import Node, Value
from aisle.sources.rules.running import Run
from aisle.sources.rules.targets import Target
from aisle.sources.rules.values import plain


@dataclass(frozen=True, slots=True)
class SetTo:
    """Sets a field to what an expression gives; in elements of lists, to what it gives there."""

    rule: str
    target: Target
    node: Node

    def apply(self, run: Run) -> None:
        """Compute and set each place."""
        for slot in self.target.slots(run.data, run.work, make=True):
            run.put(self.rule, self.target, slot, plain(self._computed(run, slot.element)))

    def _computed(self, run: Run, element: Value) -> Value:
        try:
            # What is computed may be a part of the record itself: a copy, or changing one would change the other.
            return copy.deepcopy(self.node.value(run.scope(element)))
        except CannotApply as problem:
            raise CannotApply(problem.code, problem.reason, problem.field or self.target.text) from None


@dataclass(frozen=True, slots=True)
class Take:
    """Takes a field away."""

    rule: str
    target: Target

    def apply(self, run: Run) -> None:
        """Empty each place."""
        for slot in self.target.slots(run.data, run.work):
            if slot.value is not None:
                run.put(self.rule, self.target, slot, None)


@dataclass(frozen=True, slots=True)
class Move:
    """Moves a field to another place of the same element."""

    rule: str
    source: Target
    to: Target

    def apply(self, run: Run) -> None:
        """Move what is there; nothing there leaves the other place as it is."""
        goals = {id(slot.element): slot for slot in self.to.slots(run.data, run.work, make=True)}
        for slot in self.source.slots(run.data, run.work):
            goal = goals.get(id(slot.element))
            if goal is not None and (value := slot.value) is not None:
                run.put(self.rule, self.source, slot, None)
                run.put(self.rule, self.to, goal, value)
