"""Reads times as shops write them."""

import email.utils
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aisle.sources.rules.errors import CannotApply

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FORMS = "iso, rfc2822, seconds, milliseconds, or a format such as %d.%m.%Y %H:%M"


def read_time(value: Any, form: str = "iso", zone: str = "UTC") -> datetime:
    """Return a moment in UTC.

    Args:
        value: A text, or a number for seconds and milliseconds since 1970.
        form: See FORMS; formats as of Python's strptime.
        zone: IANA name ("Asia/Kolkata") for times that say none; of a time that is there twice, the first is meant.

    Raises:
        CannotApply: It is no such time, or there is no such zone.
    """
    try:
        moment = _read(value, form)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        return moment.astimezone(UTC)
    except (ZoneInfoNotFoundError, OSError):
        raise CannotApply("no_such_zone", f"There is no time zone {zone!r}.") from None
    except (ValueError, OverflowError, ArithmeticError, TypeError):
        said = repr(value)[:60]
        raise CannotApply("not_a_time", f"{said} is not a time of the form {form}.") from None


def _read(value: Any, form: str) -> datetime:
    if form in ("seconds", "milliseconds"):
        seconds = Decimal(str(value)) / (1 if form == "seconds" else 1000)
        return _EPOCH + timedelta(seconds=int(seconds), microseconds=int(seconds % 1 * 1_000_000))
    if not isinstance(value, str) or len(value) > 100:
        raise TypeError
    if form == "rfc2822":
        return email.utils.parsedate_to_datetime(value)
    return datetime.fromisoformat(value.strip()) if form == "iso" else datetime.strptime(value.strip(), form)


def write_time(moment: datetime, form: str, zone: str = "UTC") -> str | int:
    """Return a moment in a form as of `read_time`, and iso-milliseconds. Raises CannotApply for a zone that there is not."""
    try:
        local = moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CannotApply("no_such_zone", f"There is no time zone {zone!r}.") from None
    match form:
        case "iso":
            return local.isoformat(timespec="seconds").replace("+00:00", "Z")
        case "iso-milliseconds":
            return local.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case "seconds":
            return int(moment.timestamp())
        case "milliseconds":
            return int(moment.timestamp() * 1000)
        case "rfc2822":
            return email.utils.format_datetime(local)
    return local.strftime(form)
