"""What becomes of a record that goes through rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aisle.sources.records import Record


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record cannot be taken. Those with one code and field have one cause.

    Attributes:
        code: Stable: "not_a_number", "missing", "rule_check".
        field: Where in the record; "" for the whole.
        reason: What is wrong, in a sentence.
        action: What to do about it.
        rule: Of the rule that could not go on; None: the record itself is not as records are.
        record_id: The shop's id, where the record has one.
    """

    code: str
    field: str
    reason: str
    action: str
    rule: str | None = None
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Transformed:
    """A record after the rules.

    Attributes:
        data: As JSON values, as `records.coding.to_data` writes it.
        record: The same, as a record.
        lineage: By field: the rules that changed it, in their order.
    """

    data: dict[str, Any]
    record: Record
    lineage: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A record that a filter leaves out: the store is as if the shop did not have it."""

    rule: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that goes into quarantine, with all that is wrong with it."""

    problems: Sequence[Problem]


Outcome = Transformed | Dropped | Refused
