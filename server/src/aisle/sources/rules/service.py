"""Takes records through a source's rules: changed, left out, or refused with reasons."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aisle.sources.records import DocumentRecord, Record, Resource
from aisle.sources.records.coding import to_data
from aisle.sources.rules.compiling import compiled
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.outcomes import Dropped, Outcome, Problem, Refused, Transformed
from aisle.sources.rules.running import Run, Steps
from aisle.sources.rules.validating import validated
from aisle.sources.rules.work import Work


class Rules:
    """A source's rules, ready to run. Nothing changes in it: one may serve many records at once."""

    def __init__(self, data: Any) -> None:
        """Make rules ready.

        Args:
            data: A list of rules (`shapes`), as it came over the API or was kept; [] changes nothing.

        Raises:
            InvalidRules: With all that is wrong, rule by rule.
        """
        self._steps: Mapping[Resource, Steps] = compiled(data)

    def steps(self, resource: Resource) -> Steps:
        """Return the rules of a resource in their order."""
        return self._steps.get(resource, ())


def transform(rules: Rules, resource: Resource, data: Mapping[str, Any]) -> Outcome:
    """Take a record through its rules and look whether it is sound.

    It ends, whatever the record and the rules, and gives the same for the same.

    Args:
        rules: Of the record's source.
        resource: What it is.
        data: As `records.coding.to_data` writes it, or as somebody edited it. It is not changed.
    """
    steps = rules.steps(resource)
    run = Run(copy.deepcopy(dict(data)) if steps else dict(data), Work())
    for step in steps:
        try:
            step.apply(run)
        except CannotApply as problem:
            return Refused([_of_rule(step.name, problem, run)])
        if run.dropped:
            return Dropped(step.name)
    record = validated(resource, run.data)
    if isinstance(record, list):
        return Refused(record)
    return Transformed(to_data(resource, record), record, run.lineage)  # type: ignore[arg-type]


def transform_record(rules: Rules, resource: Resource, record: Record) -> Outcome:
    """As `transform`, for a record of a connector: the bytes of a document go on with it."""
    outcome = transform(rules, resource, to_data(resource, record))
    if not isinstance(outcome, Transformed) or not isinstance(outcome.record, DocumentRecord):
        return outcome
    content = record.content if isinstance(record, DocumentRecord) else None
    return replace(outcome, record=replace(outcome.record, content=content))


def _of_rule(rule: str, problem: CannotApply, run: Run) -> Problem:
    record_id = run.data.get("id")
    return Problem(
        problem.code,
        problem.field,
        problem.reason,
        f"Change the rule {rule!r}, or the record in the shop; or edit the record here and try it again.",
        rule,
        record_id if isinstance(record_id, str) else None,
    )
