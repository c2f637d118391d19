"""Whose word counts: what several sources say of one field, put in the order in which it is believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.sources.truth.types import Conflict, FieldRule, Origin, Rule, Said, Speaker, TruthRules

UNKNOWN = Speaker(UUID(int=0))


@dataclass(frozen=True, slots=True)
class Scales:
    """Everything that decides whose word counts, at one moment.

    Attributes:
        speakers: By source.
        decided: What persons decided, by field.
    """

    rules: TruthRules
    speakers: Mapping[UUID, Speaker]
    now: datetime
    decided: Mapping[str, UUID] = field(default_factory=dict)

    def given(self, decided: Mapping[str, UUID]) -> Scales:
        """Return the same scales with what persons decided on one product."""
        return replace(self, decided=decided)

    def counts(self, source_id: UUID) -> bool:
        """Whether a source's word counts now: it is within its dates."""
        one = self.speakers.get(source_id, UNKNOWN)
        return (one.valid_from is None or one.valid_from <= self.now) and (
            one.valid_until is None or self.now < one.valid_until
        )

    def has_failed(self, source_id: UUID) -> bool:
        """Whether a source has failed for so long that others are believed in its place."""
        since = self.speakers.get(source_id, UNKNOWN).failing_since
        return since is not None and self.now - since > timedelta(seconds=self.rules.failover_after)

    def order(self, said: Sequence[Said], rule: FieldRule, decided: UUID | None = None) -> list[Said]:
        """Return what was said, the most believed first. What does not count now is left out, unless nothing else is said."""
        counting = [one for one in said if self.counts(one.copy.source_id)]
        return sorted(counting, key=lambda one: self._rank(one, rule, decided))

    def _rank(self, said: Said, rule: FieldRule, decided: UUID | None) -> tuple[Any, ...]:
        source = said.copy.source_id
        place = rule.order.index(source) if source in rule.order else len(rule.order)
        newest = -_time(said).timestamp()
        priority = -self.speakers.get(source, UNKNOWN).priority
        weight = (newest, place, priority) if rule.rule is Rule.NEWEST else (place, priority, newest)
        return (source != decided, self.has_failed(source), *weight, str(source))


def settle(
    name: str, said: Sequence[Said], scales: Scales, same: Callable[[Any, Any], bool] | None = None
) -> tuple[Origin | None, Conflict | None]:
    """Decide on one field. said: what each source says, without those that say nothing.

    Returns whose word counts, and the conflict that a person is to look at. same: whether two values mean the same.
    """
    kind = name.rsplit(".", 1)[-1] if name.startswith("variants.") else name.split(".", 1)[0]
    rule = scales.rules.fields.get(kind, FieldRule())
    decided = scales.decided.get(name)
    ordered = scales.order(said, rule, decided)
    if not ordered:
        return None, None
    first, others = ordered[0], tuple(ordered[1:])
    by_person = decided is not None and first.copy.source_id == decided
    origin = Origin(name, first, others, by_person)
    agree = same or (lambda one, other: one == other)
    differ = [one for one in others if not agree(one.value, first.value)]
    if by_person or not differ or not _is_open(first, differ, rule, scales):
        return origin, None
    return origin, Conflict(name, (first, *differ))


def _is_open(first: Said, differ: Sequence[Said], rule: FieldRule, scales: Scales) -> bool:
    """A person is asked where the rule says so. Priority settles all but a tie between sources of the same one."""
    if rule.rule is Rule.FLAG:
        return True
    if rule.rule is Rule.NEWEST:
        return False
    return any(_weight(one, rule, scales) == _weight(first, rule, scales) for one in differ)


def _weight(said: Said, rule: FieldRule, scales: Scales) -> tuple[Any, ...]:
    source = said.copy.source_id
    place = rule.order.index(source) if source in rule.order else len(rule.order)
    return scales.has_failed(source), place, scales.speakers.get(source, UNKNOWN).priority


def _time(said: Said) -> datetime:
    return said.copy.shop_time or said.copy.as_of
