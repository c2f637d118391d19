"""How a store weighs its sources, read from the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from aisle.core.db import Session
from aisle.sources.truth import repository
from aisle.sources.truth.types import Speaker, TruthRules
from aisle.sources.truth.weighing import Scales

_RULES = TypeAdapter(TruthRules)


def rules_data(rules: TruthRules) -> dict[str, Any]:
    """Return rules as JSON values."""
    data: dict[str, Any] = _RULES.dump_python(rules, mode="json")
    return data


async def get_rules(session: Session) -> TruthRules:
    """Return how the store weighs its sources."""
    row = await repository.rules(session)
    return _RULES.validate_python(row["rules"]) if row else TruthRules()


async def save_rules(session: Session, rules: TruthRules) -> None:
    """Keep how the store weighs its sources; products follow when they are next made."""
    await repository.save_rules(session, rules_data(rules))


async def get_scales(session: Session, now: datetime) -> Scales:
    """Return what decides whose word counts at a moment."""
    speakers = {row["source_id"]: _speaker(row) for row in await repository.speakers(session)}
    return Scales(await get_rules(session), speakers, now)


def _speaker(row: Any) -> Speaker:
    settings: Mapping[str, Any] = row["settings"]
    return Speaker(
        row["source_id"],
        row["name"],
        row["priority"],
        row["unwell_since"],
        _moment(settings.get("valid_from")),
        _moment(settings.get("valid_until")),
    )


def _moment(text: Any) -> datetime | None:
    if not isinstance(text, str):
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else None
