"""Days that are over: offers and rules that ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from aisle.linting.checks.types import Mention, Page
from aisle.linting.statements.dates import last_days
from aisle.linting.statements.reading import sentences_of
from aisle.linting.types import Finding, Severity


def passed(page: Page, _mentions: Sequence[Mention], now: datetime) -> Iterator[Finding]:
    """Yield sentences whose last day is over; of several days in one sentence the latest counts."""
    for start, end, said, _ in sentences_of(page.text, page.title):
        days = last_days(said)
        if days and max(days) < now.date():
            yield Finding(
                "date.passed",
                Severity.WARNING,
                f"Something holds until {max(days):%d %B %Y}, and that day is over.",
                "Delete the sentence, or say what holds now. Give the next such text an end of validity.",
                (page.place(start, end),),
            )
