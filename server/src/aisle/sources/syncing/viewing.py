"""How far a run is, for people: counts, speed, time left, what was read last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aisle.core.db import Session
from aisle.sources.syncing.repository import parts, records
from aisle.sources.syncing.repository.parts import Part
from aisle.sources.syncing.settling import counts_of
from aisle.sources.syncing.types import Run

STAGES = {
    "pages": "reading",
    "ids": "listing ids",
    "missing": "reading what was missed",
    "gone": "looking for what is gone",
    "done": "read",
}


@dataclass(frozen=True, slots=True)
class PartProgress:
    """How far a resource is. total: about; None: the shop does not say. seconds_left: None: nobody knows."""

    resource: str
    stage: str
    whole: bool
    pages: int
    records: int
    total: int | None
    per_second: float | None
    seconds_left: float | None
    last_items: tuple[str, ...]
    code: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    stage: str | None
    records: int
    total: int | None
    per_second: float | None
    seconds_left: float | None
    parts: tuple[PartProgress, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with its counts so far and its progress."""

    run: Run
    counts: Mapping[str, Any]
    progress: Progress


async def view(session: Session, run: Run) -> RunView:
    """Return a run as it stands."""
    found = await parts.list_of(session, run.id)
    counts = run.counts or counts_of(found, await records.count_changes(session, run.id))
    return RunView(run, counts, progress_of(run, found))


def progress_of(run: Run, found: Sequence[Part]) -> Progress:
    """Return how far a run is, from its parts."""
    shown = tuple(_part(part) for part in found)
    total = (
        None if any(part.total is None for part in found) or not found else sum(p.total or 0 for p in found)
    )
    rates = [part.per_second for part in shown if part.per_second and part.stage != STAGES["done"]]
    left = [part.seconds_left for part in shown if part.stage != STAGES["done"]]
    return Progress(
        run.stage,
        sum(part.records for part in shown),
        total,
        sum(rates) if rates else None,
        max((one for one in left if one is not None), default=None) if None not in left else None,
        shown,
    )


def _part(part: Part) -> PartProgress:
    seconds = (part.updated_at - part.began_at).total_seconds()
    rate = part.records / seconds if seconds > 0 and part.records else None
    left = max(0, part.total - part.records) / rate if rate and part.total is not None else None
    return PartProgress(
        part.resource,
        STAGES[part.step],
        part.whole,
        part.pages,
        part.records,
        part.total,
        rate,
        left,
        part.last_items,
        part.code,
        part.detail,
    )
