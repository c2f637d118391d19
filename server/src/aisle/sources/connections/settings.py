"""What a source's settings may say, looked at when they are given: nothing that cannot be read may wait until a run goes live."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from aisle.sources.going_live.gate import GateRules

SHORTEST_NOTICE, LONGEST_NOTICE = 60.0, 30 * 86_400.0
MOST_QUESTIONS, MOST_EXPECTED = 200, 100


def _is_moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError("write a moment with its offset, such as 2026-12-01T00:00:00+01:00")
    return text


Moment = Annotated[str, Field(max_length=40), AfterValidator(_is_moment)]
Name = Annotated[str, Field(min_length=1, max_length=1_000)]


class AskedBody(BaseModel):
    """A test question, and what its answer is expected to come from."""

    question: Name
    products: list[Name] = Field([], max_length=MOST_EXPECTED)
    documents: list[Name] = Field([], max_length=MOST_EXPECTED)


class SourceSettings(BaseModel):
    """The settings that Aisle knows; others are kept as they are.

    Attributes:
        gate: When a run waits for a person.
        questions: That have to be answered as before.
        valid_from, valid_until: When the source is believed.
        notice_after: Seconds for which it may fail before people are told.
        after: Names or ids of sources that are live before the schedule reads it.
    """

    model_config = ConfigDict(extra="allow")

    gate: GateRules | None = None
    questions: list[AskedBody] | None = Field(None, max_length=MOST_QUESTIONS)
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    notice_after: float = Field(3600.0, ge=SHORTEST_NOTICE, le=LONGEST_NOTICE)
    after: list[Name] = Field([], max_length=50)


def settings_of(settings: Mapping[str, Any]) -> SourceSettings:
    """Return a source's settings as they were stored; the usual ones where it says nothing."""
    return SourceSettings.model_validate(dict(settings))
