"""When a source is read next: "every 15m", or five fields of cron in the shop's time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from aisle.core.errors import InvalidInput

EVERY = re.compile(r"every\s+(\d{1,5})\s*(m|h|d)", re.IGNORECASE)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=366)
# Of "every": so that not all sources of an installation are read in the same second.
JITTER = 0.1
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
# Minutes, hours, days of the month, months, days of the week, of which 7 is Sunday as well.
BOUNDS = ((0, 59, ()), (0, 23, ()), (1, 31, ()), (1, 12, MONTHS), (0, 7, DAYS))
NAMES = {"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *"}
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of months, at most
YEARS_AHEAD = 8  # 29 February is at most that far away
STEP = re.compile(r"(?P<range>[^/]+)(?:/(?P<step>\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again after so long."""

    pause: timedelta

    def after(self, now: datetime, zone: ZoneInfo, chance: float) -> datetime:
        """Return the next time, shifted by up to a tenth of the pause."""
        return now + self.pause * (1 + JITTER * (2 * chance - 1))


@dataclass(frozen=True, slots=True)
class Cron:
    """At the minutes that the five fields name (POSIX crontab). day_given, weekday_given: restricted; with both, one is enough."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    day_given: bool
    weekday_given: bool

    def after(self, now: datetime, zone: ZoneInfo, chance: float) -> datetime:
        """Return the next time, later by up to half a minute. Hours that a change of clocks leaves out are left out, or made up
        for an hour later; those that come twice count once."""
        local = now.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0) + timedelta(minutes=1)
        end = local + timedelta(days=366 * YEARS_AHEAD)
        while local < end:
            if local.month not in self.months or not self._on(local):
                local = (local + timedelta(days=1)).replace(hour=0, minute=0)
            elif local.hour not in self.hours:
                local = (local + timedelta(hours=1)).replace(minute=0)
            elif local.minute not in self.minutes or (found := _instant(local, zone)) <= now:
                local += timedelta(minutes=1)
            else:
                return found + timedelta(seconds=30 * chance)
        raise InvalidInput("The schedule names no day that there is.")

    def _on(self, day: datetime) -> bool:
        in_month, in_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        if self.day_given and self.weekday_given:
            return in_month or in_week
        return in_month and in_week


def schedule_of(text: str) -> Every | Cron:
    """Read a schedule. Raises InvalidInput that says what is wrong with it."""
    text = text.strip().lower()
    if match := EVERY.fullmatch(text):
        return _every(int(match[1]) * UNITS[match[2].lower()])
    fields = NAMES.get(text, text).split()
    if len(fields) != len(BOUNDS):
        raise InvalidInput(
            f"“{text[:100]}” is no schedule. Write “every 15m”, “every 6h”, or five fields of cron such as “0 3 * * *”."
        )
    minutes, hours, days, months, weekdays = (
        _field(field, low, high, names) for field, (low, high, names) in zip(fields, BOUNDS, strict=True)
    )
    weekdays = frozenset(day % 7 for day in weekdays)
    by_day, by_weekday = fields[2][0] != "*", fields[4][0] != "*"
    if by_day and not by_weekday and min(days) > max(LENGTHS[month - 1] for month in months):
        raise InvalidInput("The schedule names no day that there is.")
    return Cron(minutes, hours, days, months, weekdays, by_day, by_weekday)


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name. Raises InvalidInput."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise InvalidInput(f"“{name[:100]}” is no time zone such as Europe/Berlin.") from None


def next_time(text: str | None, zone: str, now: datetime, chance: float) -> datetime | None:
    """Return when a schedule comes next, in UTC; None without one. chance: 0..1. Raises InvalidInput."""
    if text is None:
        return None
    return schedule_of(text).after(now, zone_of(zone), chance).astimezone(UTC)


def _every(pause: timedelta) -> Every:
    if not SHORTEST <= pause <= LONGEST:
        raise InvalidInput("A schedule's pause is at least a minute and at most a year.")
    return Every(pause)


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def _field(field: str, low: int, high: int, names: tuple[str, ...]) -> frozenset[int]:
    found: set[int] = set()
    for part in field.split(","):
        match = STEP.fullmatch(part)
        if match is None:
            raise InvalidInput(f"“{field[:50]}” is no field of cron.")
        first, last = _range(match["range"], low, high, names, stepped=match["step"] is not None)
        step = int(match["step"] or 1)
        if step < 1 or first > last:
            raise InvalidInput(f"“{part[:50]}” names nothing.")
        found.update(range(first, last + 1, step))
    return frozenset(found)


def _range(text: str, low: int, high: int, names: tuple[str, ...], *, stepped: bool) -> tuple[int, int]:
    if text == "*":
        return low, high
    first, dash, last = text.partition("-")
    start = _number(first, low, high, names)
    if dash:
        return start, _number(last, low, high, names)
    return start, high if stepped else start


def _number(text: str, low: int, high: int, names: tuple[str, ...]) -> int:
    if text in names:
        return names.index(text) + low
    if not text.isascii() or not text.isdigit() or not low <= int(text[:4]) <= high:
        raise InvalidInput(f"“{text[:50]}” is not between {low} and {high}.")
    return int(text[:4])
