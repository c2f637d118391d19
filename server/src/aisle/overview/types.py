"""Numbers, needs and the spans of time that they are of."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

LEAST_CASES = 30  # below these a share is told as "4 of 11"


class Period(StrEnum):
    """Whole days of UTC, the present one among them."""

    DAY = "1d"
    WEEK = "7d"
    MONTH = "28d"

    @property
    def days(self) -> int:
        """How many."""
        return int(self.value.removesuffix("d"))


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @classmethod
    def of(cls, period: Period, today: date) -> "Span":
        """The period that ends today."""
        return cls(today - timedelta(days=period.days - 1), today)

    @property
    def before(self) -> "Span":
        """As many days just before."""
        length = self.last - self.first + timedelta(days=1)
        return Span(self.first - length, self.first - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Numbers:
    """What happened in a span. first_ms: half of the answers had first words sooner, and 95 of 100.

    cost: of models, by currency.
    """

    conversations: int = 0
    answers: int = 0
    answered: int = 0
    rated: int = 0
    helpful: int = 0
    first_ms_p50: float | None = None
    first_ms_p95: float | None = None
    cost: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """The same of one day, without what cannot be added up."""

    day: date
    conversations: int
    answers: int
    answered: int
    rated: int
    helpful: int


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person.

    kind: a stable code. shoppers: how many of the last 28 days it concerns. count: how many there are of it. what: its
    words and ids, as data.
    """

    kind: str
    shoppers: int
    count: int
    since: datetime | None
    what: dict[str, Any]
