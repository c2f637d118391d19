"""Schedules: "every", cron, time zones and their changes of clocks."""

from datetime import UTC, datetime, timedelta

import pytest

from aisle.core.errors import InvalidInput
from aisle.sources.connections.schedules import next_time, schedule_of

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)  # a Saturday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone", "now", "then"),
    [
        ("0 3 * * *", "UTC", NOON, "2026-11-22T03:00"),
        ("*/15 * * * *", "UTC", NOON, "2026-11-21T12:15"),
        ("5/20 * * * *", "UTC", NOON, "2026-11-21T12:05"),
        ("30 9 * * mon-fri", "UTC", NOON, "2026-11-23T09:30"),
        ("0 0 1 jan *", "UTC", NOON, "2027-01-01T00:00"),
        ("0 0 29 2 *", "UTC", NOON, "2028-02-29T00:00"),
        ("0 0 * * 7", "UTC", NOON, "2026-11-22T00:00"),
        # Restricted twice, one is enough.
        ("0 0 13 * fri", "UTC", NOON, "2026-11-27T00:00"),
        ("@weekly", "UTC", NOON, "2026-11-22T00:00"),
        ("0 3 * * *", "Europe/Berlin", NOON, "2026-11-22T02:00"),
        ("15 6 * * *", "Asia/Kolkata", NOON, "2026-11-22T00:45"),  # half-hour zones
        # Half past two is left out on that night, and comes twice on the other.
        ("30 2 * * *", "Europe/Berlin", at("2027-03-27T12:00"), "2027-03-28T01:30"),
        ("30 2 * * *", "Europe/Berlin", at("2026-10-25T00:31"), "2026-10-26T01:30"),
    ],
    ids=[
        "night", "quarters", "from five on", "weekdays", "new year", "leap day", "sunday is seven", "day or weekday", "by name",
        "winter in Berlin", "half-hour zone", "an hour left out", "an hour twice",
    ],
)  # fmt: skip
def test_cron_comes_when_it_says(text: str, zone: str, now: datetime, then: str) -> None:
    found = next_time(text, zone, now, chance=0)
    assert found == at(then)
    later = next_time(text, zone, now, chance=1)
    assert later is not None
    assert later - found == timedelta(seconds=30)


def test_every_is_shifted_so_that_shops_are_not_asked_in_step() -> None:
    assert next_time("every 15m", "UTC", NOON, 0.5) == NOON + timedelta(minutes=15)
    assert next_time("every 10h", "UTC", NOON, 0) == NOON + timedelta(hours=9)
    assert next_time(None, "UTC", NOON, 0.5) is None


@pytest.mark.parametrize(
    "text",
    ["", "every 0m", "every 400d", "every now", "* * * *", "60 * * * *", "* * * * 8", "*/0 * * * *", "9-3 * * * *", "a * * * *", "²3 * * * *"],
    ids=["empty", "no pause", "years", "no number", "four", "minute 60", "day 8", "no step", "backwards", "letters", "superscript"],
)  # fmt: skip
def test_what_is_no_schedule_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        schedule_of(text)


def test_a_day_that_never_comes_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no day"):
        next_time("0 0 30 2 *", "UTC", NOON, 0)
