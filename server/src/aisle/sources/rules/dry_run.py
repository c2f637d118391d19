"""What rules would make of records, before anybody relies on them: each with what it was, what it would be, and which rule did what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aisle.sources.records import Resource
from aisle.sources.rules.outcomes import Dropped, Problem, Refused
from aisle.sources.rules.service import Rules, transform

MOST_RECORDS = 50


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What one record would come to.

    Attributes:
        before: As it came.
        after: As it would be stored; None: it would not.
        lineage: By field of what changed: the rules that did.
        dropped_by: The filter that would leave it out.
        problems: Why it would go into quarantine.
    """

    before: Mapping[str, Any]
    after: Mapping[str, Any] | None = None
    lineage: Mapping[str, Sequence[str]] = field(default_factory=dict)
    dropped_by: str | None = None
    problems: Sequence[Problem] = ()


def rehearse(rules: Rules, resource: Resource, records: Sequence[Mapping[str, Any]]) -> list[Rehearsed]:
    """Take records through rules without storing anything. records: at most MOST_RECORDS are looked at."""
    return [_rehearsed(rules, resource, data) for data in records[:MOST_RECORDS]]


def _rehearsed(rules: Rules, resource: Resource, data: Mapping[str, Any]) -> Rehearsed:
    outcome = transform(rules, resource, data)
    if isinstance(outcome, Dropped):
        return Rehearsed(data, dropped_by=outcome.rule)
    if isinstance(outcome, Refused):
        return Rehearsed(data, problems=outcome.problems)
    return Rehearsed(data, outcome.data, outcome.lineage)
