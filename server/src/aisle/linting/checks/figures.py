"""Figures of policies that contradict: return windows, delivery, thresholds, warranties, hours, contacts.

Two statements of one subject that hold for the same things must name the same figures. Compared are those of one scope and
subject alone, each new figure with the one that most statements share, so that the work grows with the statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aisle.linting.checks.types import Stated
from aisle.linting.statements.types import Subject
from aisle.linting.types import Finding, Severity

_SAID = {
    Subject.RETURN_WINDOW: ("return window", Severity.ERROR),
    Subject.DELIVERY_TIME: ("delivery time", Severity.WARNING),
    Subject.DELIVERY_COST: ("cost of delivery", Severity.ERROR),
    Subject.FREE_DELIVERY: ("amount from which delivery is free", Severity.ERROR),
    Subject.WARRANTY: ("length of the warranty", Severity.ERROR),
    Subject.OPENING_HOURS: ("opening hours", Severity.WARNING),
    Subject.EMAIL: ("e-mail address", Severity.HINT),
    Subject.PHONE: ("telephone number", Severity.WARNING),
}
_DAYS_APART = 0.04  # a month is taken for 30.4 days, a year for twelve of them
_TIMES = {Subject.RETURN_WINDOW, Subject.DELIVERY_TIME, Subject.WARRANTY}


def compare(statements: Sequence[Stated]) -> Iterator[Finding]:
    """Yield a finding for each statement that contradicts what most say. statements: of one subject."""
    by_scope: dict[tuple[str, frozenset[str]], list[Stated]] = defaultdict(list)
    for one in statements:
        by_scope[one.statement.subject, one.scope].append(one)
    for (subject, _), said in by_scope.items():
        yield from _contradictions(Subject(subject), said)


def _contradictions(subject: Subject, said: Sequence[Stated]) -> Iterator[Finding]:
    by_values: dict[tuple[str, ...], list[Stated]] = defaultdict(list)
    for one in said:
        by_values[one.statement.values].append(one)
    first, *others = sorted(by_values, key=lambda values: (-len(by_values[values]), values))
    for values in others:
        if not _agree(subject, first, values):
            for one in by_values[values]:
                yield _finding(subject, by_values[first][0], one)


def _agree(subject: Subject, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one says all that the other says: "2 to 3 days" and "3 days" do not contradict."""
    if subject in _TIMES:
        return _within(left, right) or _within(right, left)
    return set(left) <= set(right) or set(right) <= set(left)


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return all(any(abs(float(a) - float(b)) <= _DAYS_APART * float(b) for b in many) for a in few)


def _finding(subject: Subject, one: Stated, other: Stated) -> Finding:
    name, severity = _SAID[subject]
    return Finding(
        f"conflict.{subject}",
        severity,
        f"Two texts name a different {name}.",
        f"Find out which is right, and change the other: “{one.title}” or “{other.title}”.",
        (one.place(), other.place()),
    )
