"""What was spent, as it is asked for and shown."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aisle.usage.errors import SpanRefused

# Sums are small rows; calls and conversations are read one by one.
MOST_DAYS = 400
MOST_DAYS_OF_CALLS = 31
USUAL_DAYS = 30


class By(StrEnum):
    """What sums are grouped by."""

    DAY = "day"
    STORE = "store"
    ASSISTANT = "assistant"
    MODEL = "model"
    PURPOSE = "purpose"
    DUTY = "duty"
    KEY = "key"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls are meant. first, last: days of UTC, both within; of everything else None is whatever it is."""

    first: date
    last: date
    store_id: UUID | None = None
    assistant_id: UUID | None = None
    key_id: UUID | None = None
    purpose: str | None = None
    duty: str | None = None
    model: str | None = None
    conversation_id: UUID | None = None
    outcome: str | None = None

    def check_for(self, by: By) -> None:
        """Raise SpanRefused for days that cannot be grouped by this."""
        self.check(MOST_DAYS_OF_CALLS if by is By.CONVERSATION else MOST_DAYS)

    def check(self, most_days: int) -> None:
        """Raise SpanRefused for days in the wrong order, or more than are read at once."""
        days = (self.last - self.first).days + 1
        if days < 1:
            raise SpanRefused("`from` is after `to`.")
        if days > most_days:
            raise SpanRefused(f"These are {days} days; at most {most_days} are read at once.")


def usual_days(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Return the days that are meant where one or both are left out: the thirty up to today, or up to the last."""
    end = last or today
    try:
        return first or end - timedelta(days=USUAL_DAYS - 1), end
    except OverflowError:
        raise SpanRefused("There are no such days.") from None


@dataclass(frozen=True, slots=True)
class Money:
    """Of one currency: what was paid, and what answers from our own cache would have cost."""

    currency: str
    cost: Decimal
    saved: Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of a group.

    Attributes:
        key: Of the group: a day, an id, a name; None for calls that have none.
        unpriced_tokens: Tokens whose price is unknown: they are in no amount.
    """

    key: str | None
    calls: int
    failed: int
    cached: int
    estimated: int
    tokens_in: int
    tokens_out: int
    cached_tokens: int
    reasoning_tokens: int
    unpriced_tokens: int
    money: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class SumsPage:
    """Groups in the order of their keys. following: the last key of this page where there are more."""

    items: tuple[Sums, ...]
    totals: Sums
    following: str | None
