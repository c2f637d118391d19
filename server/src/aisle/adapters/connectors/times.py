"""Times as the web writes them."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def time_in(text: str) -> datetime | None:
    """Read ISO 8601 (RFC 3339, or a day alone) or the form of mail and HTTP; a time without a zone is UTC. None for what is none."""
    text = text.strip()[:60]
    if not text:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            time = read(text)
        except (ValueError, TypeError, OverflowError):
            continue
        try:
            return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            return None
    return None
