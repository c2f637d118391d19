"""Rules that say which records are wanted, and which are sound."""

from __future__ import annotations

from dataclasses import dataclass

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions import Node
from aisle.sources.rules.running import Run
from aisle.sources.rules.values import is_true


@dataclass(frozen=True, slots=True)
class Filter:
    """Leaves a record out, or keeps it, as an expression says. keeps: which answer keeps it."""

    where: Node
    keeps: bool

    def apply(self, run: Run) -> None:
        """Mark the record if it is left out."""
        if is_true(self.where.value(run.scope())) is not self.keeps:
            run.dropped = True


@dataclass(frozen=True, slots=True)
class Demand:
    """Sends a record into quarantine if an expression is not true."""

    that: Node
    says: str
    field: str

    def apply(self, run: Run) -> None:
        """Raise CannotApply if it does not hold."""
        if not is_true(self.that.value(run.scope())):
            raise CannotApply("rule_check", self.says, self.field)
