"""A record on its way through rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from aisle.sources.rules.expressions import Node, Scope, Value
from aisle.sources.rules.targets import Slot, Target
from aisle.sources.rules.values import is_true
from aisle.sources.rules.work import Work


@dataclass(slots=True)
class Run:
    """data: the record, changed in place. lineage: the rules that changed a field. dropped: whether a filter leaves it out."""

    data: dict[str, Any]
    work: Work
    lineage: dict[str, list[str]] = field(default_factory=dict)
    dropped: bool = False

    def scope(self, here: Value = None) -> Scope:
        """Return what expressions see; here: an element of the record, None: the record."""
        return Scope(self.data, self.data if here is None else here, self.work)

    def put(self, rule: str, target: Target, slot: Slot, value: Value) -> None:
        """Change a place and remember who did."""
        before = slot.value
        if type(before) is type(value) and before == value:
            return
        slot.put(value)
        makers = self.lineage.setdefault(target.text, [])
        if rule not in makers:
            makers.append(rule)


class Step(Protocol):
    """What one rule does."""

    def apply(self, run: Run) -> None:
        """Change the record. Raises CannotApply."""
        ...


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule that is ready. name: its id, or its place."""

    name: str
    when: Node | None
    step: Step

    def apply(self, run: Run) -> None:
        """Apply the rule where its condition holds. Raises CannotApply."""
        if self.when is None or is_true(self.when.value(run.scope())):
            self.step.apply(run)


Steps = Sequence[Compiled]
