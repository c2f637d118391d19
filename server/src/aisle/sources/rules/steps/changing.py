"""Rules that change one value at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.running import Run
from aisle.sources.rules.targets import Target
from aisle.sources.rules.values import Value
from aisle.sources.rules.work import Work

Change = Callable[[Work, Value], Value]


@dataclass(frozen=True, slots=True)
class ChangeValues:
    """Changes what is at a target. whole: whether lists are changed as a whole, not each of their elements."""

    rule: str
    target: Target
    change: Change
    whole: bool = False

    def apply(self, run: Run) -> None:
        """Change each value that is there."""
        for slot in self.target.slots(run.data, run.work):
            if slot.value is not None:
                run.put(self.rule, self.target, slot, self._changed(run.work, slot.value))

    def _changed(self, work: Work, value: Value) -> Value:
        try:
            if isinstance(value, list) and not self.whole:
                work.spend(len(value))
                changed = [self.change(work, item) for item in value]
                return [item for item in changed if item is not None]
            return self.change(work, value)
        except CannotApply as problem:
            raise CannotApply(problem.code, problem.reason, problem.field or self.target.text) from None
