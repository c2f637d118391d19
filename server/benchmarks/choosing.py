"""Chooses among weights whose quality is nearly the same: the simplest within one standard error of the best.

The rule of Breiman, Friedman, Olshen and Stone (Classification and Regression Trees, 1984, 3.4.3), with the error of
the difference between two choices on the same queries. Where the objective is flat the highest point is chance, and
another sample of queries would move it; the simplest choice stays.
"""

from collections.abc import Callable, Sequence
from math import sqrt
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

# What each query of a set gains under one choice.
Gains = NDArray[np.float64]
Choice = TypeVar("Choice")


def simplest(classes: Sequence[Sequence[Choice]], measure: Callable[[Choice], Sequence[Gains]]) -> Choice:
    """Return the best of the first class that comes within one standard error of the best of all.

    Args:
        classes: Choices, those of the simplest kind first; none is empty.
        measure: What every query gains under a choice, set by set, in the same order each time. Sets have equal say.
    """
    leaders = [best(choices, measure) for choices in classes]
    first = best(leaders, measure)
    return next(one for one in leaders if is_within_error(measure(first), measure(one)))


def best(choices: Sequence[Choice], measure: Callable[[Choice], Sequence[Gains]]) -> Choice:
    """Return the choice with the highest sum over the sets of their means; the first of equal ones."""
    return max(choices, key=lambda one: sum(float(gains.mean()) for gains in measure(one)))


def is_within_error(better: Sequence[Gains], other: Sequence[Gains]) -> bool:
    """Say whether the sum over the sets falls behind by no more than the standard error of that difference."""
    lacks = [one - another for one, another in zip(better, other, strict=True)]
    gap = sum(float(lack.mean()) for lack in lacks)
    return gap <= sqrt(sum(float(lack.var(ddof=1)) / lack.size for lack in lacks))
