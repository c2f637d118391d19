"""What a function takes."""

from collections.abc import Callable
from dataclasses import dataclass

from aisle.sources.rules.expressions.tokens import BadExpression
from aisle.sources.rules.values import Value


@dataclass(frozen=True, slots=True)
class Function:
    """call: what computes, given the work (or the scope) and its arguments. least, most: how many arguments it takes."""

    call: Callable[..., Value]
    least: int
    most: int

    def check(self, name: str, count: int) -> None:
        """Raise BadExpression for a wrong number of arguments."""
        if not self.least <= count <= self.most:
            wanted = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
            raise BadExpression(f"{name}() takes {wanted} arguments, not {count}.")
