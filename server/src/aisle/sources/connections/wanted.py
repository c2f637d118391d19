"""What somebody wants of a source, checked against its kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from aisle.core.errors import InvalidInput
from aisle.sources.connections.errors import InvalidForm
from aisle.sources.connections.forms import read_form, read_resources
from aisle.sources.connections.schedules import schedule_of, zone_of
from aisle.sources.connections.settings import SourceSettings
from aisle.sources.connections.types import Connection, Reading
from aisle.sources.ports import Kind, Politeness, offered
from aisle.sources.records import Resource
from aisle.sources.rules.service import Rules

MOST_NAME = 200
MOST_RULES_TOLD = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Unset:
    """Stands for what nobody said, where None means none."""


UNSET = Unset()


@dataclass(frozen=True, slots=True)
class WantedReading:
    """How a source shall be read; what nobody said stays as it is, or is as usual."""

    resources: Sequence[str] | None = None
    at_once: int | None = None
    per_second: float | None = None
    schedule: str | Unset | None = UNSET
    reconcile: str | Unset | None = UNSET
    time_zone: str | None = None
    priority: int | None = None
    rules: Sequence[Any] | None = None
    settings: Mapping[str, Any] | None = None

    def in_zone(self, usual: str) -> WantedReading:
        """Return the same, in this time zone where nobody said another."""
        return self if self.time_zone else replace(self, time_zone=usual)

    def over(self, kind: Kind, options: BaseModel, before: Reading | None) -> Reading:
        """Return the reading that it makes of the one before. Raises InvalidForm, InvalidRules."""
        offers = offered(kind, options)
        usual = before or Reading(tuple(offers))
        polite = usual.politeness
        made = replace(
            usual,
            resources=self._resources(kind, offers, usual),
            politeness=Politeness(self.at_once or polite.at_once, self.per_second or polite.per_second),
            schedule=_said(self.schedule, usual.schedule),
            reconcile=_said(self.reconcile, usual.reconcile),
            time_zone=self.time_zone or usual.time_zone,
            priority=usual.priority if self.priority is None else self.priority,
            rules=usual.rules if self.rules is None else tuple(self.rules),
            settings=usual.settings if self.settings is None else dict(self.settings),
        )
        _check_times(made)
        read_form(SourceSettings, made.settings, "settings")
        Rules(made.rules)
        return made

    def _resources(self, kind: Kind, offers: Collection[Resource], usual: Reading) -> tuple[Resource, ...]:
        if self.resources is not None:
            return read_resources(kind, offers, self.resources)
        return tuple(one for one in usual.resources if one in offers) or tuple(offers)


@dataclass(frozen=True, slots=True)
class WantedSource:
    """A source that somebody wants."""

    kind: str
    name: str
    options: Mapping[str, Any] = field(default_factory=dict)
    credentials: Mapping[str, Any] = field(default_factory=dict, repr=False)
    reading: WantedReading = field(default_factory=WantedReading)


@dataclass(frozen=True, slots=True)
class WantedChange:
    """What shall be different; None: as it is. options: all of them anew. credentials: all of them anew."""

    name: str | None = None
    options: Mapping[str, Any] | None = None
    credentials: Mapping[str, Any] | None = field(default=None, repr=False)
    reading: WantedReading = field(default_factory=WantedReading)


def checked_name(name: str) -> str:
    """Return a source's name, in one line: it stands in mails and lists. Raises InvalidForm."""
    name = " ".join(name.split())
    if not 0 < len(name) <= MOST_NAME:
        reason = f"A name has 1 to {MOST_NAME} characters."
        raise InvalidForm(f"name: {reason}", fields={"name": reason})
    return name


def versioned(rules: Sequence[Any]) -> list[Any] | dict[str, Any]:
    """Return rules as the audit log keeps them, so that each version can be read there: whole, or very many by their digest."""
    text = json.dumps(rules, sort_keys=True, ensure_ascii=False)
    if len(text) <= MOST_RULES_TOLD:
        return list(rules)
    return {"count": len(rules), "sha256": hashlib.sha256(text.encode()).hexdigest()}


def told(connection: Connection) -> dict[str, Any]:
    """Return what the audit log says of a source: no options, which may name people, and no credentials."""
    reading = connection.reading
    return {
        "kind": connection.kind,
        "name": connection.name,
        "resources": [str(one) for one in reading.resources],
        "schedule": reading.schedule,
        "reconcile": reading.reconcile,
        "priority": reading.priority,
        "rules": versioned(reading.rules),
    }


def _said(said: str | Unset | None, before: str | None) -> str | None:
    return before if isinstance(said, Unset) else said


def _check_times(reading: Reading) -> None:
    _field("time_zone", zone_of, reading.time_zone)
    for name in ("schedule", "reconcile"):
        _field(name, schedule_of, getattr(reading, name))


def _field(name: str, check: Callable[[str], object], text: str | None) -> None:
    try:
        if text is not None:
            check(text)
    except InvalidInput as error:
        raise InvalidForm(f"{name}: {error.detail}", fields={name: error.detail}) from None
